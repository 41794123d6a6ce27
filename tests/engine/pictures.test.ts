// Pictures that an import names: fetched behind its back, kept clean, told to shows, and never a way into the house.

import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CatalogueProduct } from '../../src-main/contract/catalogue-documents.ts';
import { FILE_CHUNK_BYTES } from '../../src-main/contract/import-limits.ts';
import type { PictureTopic } from '../../src-main/contract/picture-documents.ts';
import { cleanImage } from '../../src-main/core/image-bytes.ts';
import { fetchPicture } from '../../src-main/picture-source.ts';
import { closeRigs, intent, openRig, type Rig, until } from './support/engine-rig.ts';
import { jpegPicture, pngPicture, webpPicture } from './support/picture-bytes.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

interface Shop {
  readonly url: string;
  readonly asked: string[];
  answer: Answer;
  close(): Promise<void>;
}

const shops: Shop[] = [];

afterEach(async () => {
  await closeRigs();
  for (const shop of shops.splice(0)) await shop.close();
});

const picture =
  (bytes: Uint8Array): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'image/png' }).end(bytes);
  };

const openShop = (answer: Answer = picture(pngPicture(1))): Promise<Shop> =>
  new Promise((resolve) => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      shop.answer(request, response);
    });
    const shop: Shop = {
      url: '',
      asked,
      answer,
      close: () =>
        new Promise((done) => {
          server.close(() => done());
          server.closeAllConnections();
        }),
    };
    server.listen(0, '127.0.0.1', () => {
      const open = Object.assign(shop, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
      shops.push(open);
      resolve(open);
    });
  });

const isLoopback = (address: string): boolean => address === '127.0.0.1';

const importFile = async (rig: Rig, rows: readonly string[]): Promise<void> => {
  const bytes = new TextEncoder().encode(['商品名称,SKU,币种,价格,图片,控台商品编号', ...rows].join('\n'));
  const { uploadId } = await rig.screen.must('import.begin', { ...intent(), name: 'a.csv', size: bytes.length });
  for (let offset = 0; offset < bytes.length; offset += FILE_CHUNK_BYTES) {
    const piece = Buffer.from(bytes.subarray(offset, offset + FILE_CHUNK_BYTES)).toString('base64');
    await rig.screen.must('import.chunk', { ...intent(), uploadId, offset, bytes: piece });
  }
  const choices = { format: null, encoding: null, sheet: null, headerRow: null, mapping: null, currency: null };
  await rig.screen.must('import.open', { ...intent(), uploadId, choices });
  await until(rig, () => expect(rig.screen.topic('import.state').phase).toBe('ready'));
  await rig.screen.must('import.apply', { ...intent(), uploadId });
};

const productBy = (rig: Rig, sku: string): CatalogueProduct => {
  const found = rig.store
    .cataloguePage(0, 1_000)
    .products.find(({ product }) => product.variants.some((variant) => variant.sku === sku));
  if (found === undefined) throw new Error(`no product ${sku}`);
  return found.product;
};

const topicIs = (rig: Rig, topic: Partial<PictureTopic>, stepMs?: number): Promise<void> =>
  until(rig, () => expect(rig.screen.topic('picture.state')).toMatchObject(topic), stepMs);

const rowOf = (sku: string, ...urls: string[]): string => `商品 ${sku},${sku},CNY,10,"${urls.join('\n')}",`;

describe('an import with pictures', () => {
  it('waits for them, mixes up their order, or keeps where a photo was taken', async () => {
    const rig = await openRig({ isPictureAddress: isLoopback });
    const shop = await openShop((request, response) => {
      const n = Number(request.url?.slice(1));
      picture(n === 3 ? jpegPicture({ withPlace: true }) : pngPicture(n))(request, response);
    });
    await importFile(rig, [rowOf('P-1', `${shop.url}/1`, `${shop.url}/2`, `${shop.url}/3`)]);
    await topicIs(rig, { waiting: 0, failed: 0 });
    await until(rig, () => expect(productBy(rig, 'P-1').images).toHaveLength(3));
    const { images, version } = productBy(rig, 'P-1');
    expect([shop.asked, version]).toEqual([['/1', '/2', '/3'], 1]);
    const kept = images.map((name) => readFileSync(join(rig.dataDir, 'media', name)));
    expect(kept.slice(0, 2)).toEqual([1, 2].map((n) => Buffer.from(cleanImage(pngPicture(n))?.bytes ?? [])));
    expect(Buffer.from(kept[2] ?? []).includes('GPS-HERE')).toBe(false);
    expect(rig.faults).toEqual([]);
  });

  it('cannot be undone any more, or goes on fetching for what it made', async () => {
    const rig = await openRig({ isPictureAddress: isLoopback });
    const shop = await openShop();
    await importFile(rig, [rowOf('P-1', `${shop.url}/1`)]);
    await until(rig, () => expect(productBy(rig, 'P-1').images).toHaveLength(1));
    const { held, release } = holding(shop);
    await importFile(rig, [rowOf('P-2', `${shop.url}/2`, `${shop.url}/3`)]);
    await until(rig, () => expect(held()).toBe(1));
    await rig.screen.must('catalogue.undo', { ...intent(), editId: null });
    release();
    await topicIs(rig, { waiting: 0, failed: 0 });
    expect(shop.asked).toEqual(['/1', '/2']);
    expect(productBy(rig, 'P-2').isArchived).toBe(true);
    await rig.screen.must('catalogue.undo', { ...intent(), editId: null });
    expect(productBy(rig, 'P-1').isArchived).toBe(true);
  });

  it('asks again for what it has', async () => {
    const rig = await openRig({ isPictureAddress: isLoopback });
    const shop = await openShop((request, response) =>
      picture(pngPicture(Number(request.url?.slice(1))))(request, response),
    );
    await importFile(rig, [rowOf('P-1', `${shop.url}/1`)]);
    await until(rig, () => expect(productBy(rig, 'P-1').images).toHaveLength(1));
    const { productId } = productBy(rig, 'P-1');
    await importFile(rig, [`商品 P-1,P-1,CNY,10,"${shop.url}/1\n${shop.url}/2",${productId}`]);
    await until(rig, () => expect(productBy(rig, 'P-1').images).toHaveLength(2));
    expect(shop.asked).toEqual(['/1', '/2']);
  });

  it('loses a picture that came while the product was open in an editor', async () => {
    const rig = await openRig({ isPictureAddress: isLoopback });
    const shop = await openShop();
    const { held, release } = holding(shop);
    await importFile(rig, [rowOf('P-1', `${shop.url}/1`)]);
    await until(rig, () => expect(held()).toBe(1));
    const opened = productBy(rig, 'P-1');
    release();
    await until(rig, () => expect(productBy(rig, 'P-1').images).toHaveLength(1));
    const { productId, version, isArchived: _gone, variants: _kept, ...fields } = opened;
    await rig.screen.must('catalogue.save', {
      ...intent(),
      ...{ productId, version, why: '', variants: [], removed: [] },
      ...fields,
      tags: ['新品'],
      sellingPoints: [...fields.sellingPoints],
      specification: [...fields.specification],
      optionNames: [...fields.optionNames],
      images: [],
      imagesSeen: [],
    });
    expect(productBy(rig, 'P-1')).toMatchObject({ tags: ['新品'], images: [expect.stringMatching(/\.png$/)] });
  });

  it('forgets what it has still to fetch when the program ends', async () => {
    const rig = await openRig({ isPictureAddress: isLoopback });
    const shop = await openShop();
    const { held, release } = holding(shop);
    await importFile(rig, [rowOf('P-1', `${shop.url}/1`, `${shop.url}/2`)]);
    await until(rig, () => expect(held()).toBe(1));
    await rig.engine.stop();
    release();
    const again = await openRig({ dataDir: rig.dataDir, isPictureAddress: isLoopback });
    await until(again, () => expect(productBy(again, 'P-1').images.length).toBeGreaterThan(0));
    await topicIs(again, { waiting: 0, failed: 0 });
    expect(shop.asked).toEqual(['/1', '/1', '/2']);
    expect([...rig.faults, ...again.faults]).toEqual([]);
  });

  it('asks more than two addresses at once', async () => {
    const rig = await openRig({ isPictureAddress: isLoopback });
    const shop = await openShop();
    const { held, release } = holding(shop);
    await importFile(
      rig,
      ['1', '2', '3', '4'].map((n) => rowOf(`P-${n}`, `${shop.url}/${n}`)),
    );
    await until(rig, () => expect(held()).toBe(2));
    await topicIs(rig, { waiting: 4, done: 0, total: 4 });
    expect(held()).toBe(2);
    release();
    await topicIs(rig, { waiting: 0 });
    expect(shop.asked.toSorted()).toEqual(['/1', '/2', '/3', '/4']);
  });
});

/** Answers nobody until it is released. */
const holding = (shop: Shop): { held(): number; release(): void } => {
  const answer = shop.answer;
  let waiting: (() => void)[] = [];
  shop.answer = (request, response) => {
    waiting.push(() => answer(request, response));
  };
  return {
    held: () => waiting.length,
    release: () => {
      shop.answer = answer;
      for (const go of waiting) go();
      waiting = [];
    },
  };
};

describe('a picture that does not come', () => {
  it('is given up without a reason, keeps the rest from coming, or cannot be asked for again', async () => {
    const rig = await openRig({ isPictureAddress: isLoopback });
    let isWell = false;
    const shop = await openShop((request, response) => {
      if (request.url === '/gone' && !isWell) return response.writeHead(404).end('gone');
      if (request.url === '/page') return response.writeHead(200).end('<svg onload="alert(1)"/>');
      picture(pngPicture(1))(request, response);
    });
    await importFile(rig, [rowOf('P-1', `${shop.url}/gone`, `${shop.url}/good`), rowOf('P-2', `${shop.url}/page`)]);
    await topicIs(rig, { waiting: 0, failed: 2 });
    expect(productBy(rig, 'P-1').images).toHaveLength(1);
    const failures = await rig.screen.must('picture.failures', {});
    expect(failures.map(({ title, url, fault }) => [title, new URL(url).pathname, fault]).toSorted()).toEqual([
      ['商品 P-1', '/gone', 'status'],
      ['商品 P-2', '/page', 'not_image'],
    ]);
    isWell = true;
    shop.answer = picture(pngPicture(2));
    await rig.screen.must('picture.retry', intent());
    await topicIs(rig, { waiting: 0, failed: 0 });
    await until(rig, () => expect(productBy(rig, 'P-2').images).toHaveLength(1));
    expect(productBy(rig, 'P-1').images).toHaveLength(2);
  });

  it('is tried once only although its server is merely busy, or without end', async () => {
    const rig = await openRig({ isPictureAddress: isLoopback });
    const shop = await openShop((_request, response) => response.writeHead(503).end());
    await importFile(rig, [rowOf('P-1', `${shop.url}/1`)]);
    await topicIs(rig, { waiting: 0, failed: 1 }, 20_000);
    expect(shop.asked).toHaveLength(4);
  });

  it('is called off and comes nevertheless, or cannot be taken up again or forgotten', async () => {
    const rig = await openRig({ isPictureAddress: isLoopback });
    const shop = await openShop((_request, response) => response.writeHead(503).end());
    await importFile(rig, [rowOf('P-1', `${shop.url}/1`)]);
    await until(rig, () => expect(shop.asked).toHaveLength(1));
    await rig.screen.must('picture.cancel', intent());
    await topicIs(rig, { waiting: 0, cancelled: 1 });
    shop.answer = picture(pngPicture(1));
    await topicIs(rig, { waiting: 0, cancelled: 1 }, 20_000);
    expect(shop.asked).toHaveLength(1);
    await rig.screen.must('picture.retry', intent());
    await until(rig, () => expect(productBy(rig, 'P-1').images).toHaveLength(1));
    shop.answer = (_request, response) => response.writeHead(404).end();
    await importFile(rig, [rowOf('P-3', `${shop.url}/3`)]);
    await topicIs(rig, { failed: 1 });
    await rig.screen.must('picture.dismiss', intent());
    await topicIs(rig, { waiting: 0, failed: 0, cancelled: 0 });
  });
});

const fetched = async (url: string, isAllowed = isLoopback, timeoutMs = 5_000) => {
  const reply = await fetchPicture(url, { isAllowed, signal: new AbortController().signal, timeoutMs });
  return reply.ok ? reply.bytes.length : reply.fault;
};

describe('an address in a file', () => {
  it('leads to this machine, whatever it is written like, or by a turn of the way', async () => {
    const shop = await openShop();
    const { port } = new URL(shop.url);
    const nowhere = () => false;
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]']) {
      expect([host, await fetched(`http://${host}:${port}/`, nowhere)]).toEqual([host, 'address']);
    }
    expect(shop.asked).toEqual([]);
    shop.answer = (_request, response) => response.writeHead(302, { Location: `http://127.0.0.2:${port}/x` }).end();
    expect(await fetched(`${shop.url}/turn`)).toBe('address');
    expect(shop.asked).toEqual(['/turn']);
  });

  it.each([
    'file:///etc/passwd',
    'ftp://127.0.0.1/a.png',
    'http://user:secret@127.0.0.1/a.png',
    'data:image/png,',
    'x',
  ])('%s is followed', async (url) => {
    expect(await fetched(url)).toBe('address');
  });

  it('turns for ever', async () => {
    const shop = await openShop((_request, response) => response.writeHead(302, { Location: '/again' }).end());
    expect(await fetched(shop.url)).toBe('redirects');
    expect(shop.asked).toHaveLength(5);
  });

  it('gives more than a picture may weigh, said or unsaid', async () => {
    const shop = await openShop((_request, response) =>
      response.writeHead(200, { 'Content-Length': 50_000_000 }).end(),
    );
    expect(await fetched(shop.url)).toBe('too_large');
    shop.answer = (_request, response) => {
      response.writeHead(200);
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    };
    expect(await fetched(shop.url)).toBe('too_large');
  });

  it('keeps a fetch hanging: it never answers, or never ends', async () => {
    const shop = await openShop(() => undefined);
    expect(await fetched(shop.url, isLoopback, 150)).toBe('timeout');
    shop.answer = (_request, response) => response.writeHead(200).write('x');
    expect(await fetched(shop.url, isLoopback, 150)).toBe('timeout');
  });

  it('that nobody answers is not told from a busy one', async () => {
    const shop = await openShop();
    await shop.close();
    shops.splice(0);
    expect(await fetched(shop.url)).toBe('network');
  });
});

describe('a small picture', () => {
  it('is kept of nothing, too large, or no WebP; or is asked for again once it is there', async () => {
    const rig = await openRig({ isPictureAddress: isLoopback });
    const shop = await openShop();
    await importFile(rig, [rowOf('P-1', `${shop.url}/1`)]);
    await until(rig, () => expect(rig.screen.topic('picture.state').unthumbed).toHaveLength(1));
    const [name = ''] = rig.screen.topic('picture.state').unthumbed;
    const send = (width: 96 | 320, bytes: Uint8Array, of = name) =>
      rig.screen.ask('picture.addThumb', {
        ...intent(),
        name: of,
        thumb: { width, bytes: Buffer.from(bytes).toString('base64') },
      });
    expect(await send(96, webpPicture(96), `${'0'.repeat(40)}.png`)).toMatchObject({ ok: false, code: 'not_found' });
    expect(await send(96, pngPicture(1))).toMatchObject({ ok: false, code: 'bad_image' });
    expect(await send(96, webpPicture(97))).toMatchObject({ ok: false, code: 'bad_image' });
    expect(await send(96, webpPicture(96))).toMatchObject({ ok: true });
    await until(rig, () => expect(rig.screen.topic('picture.state').unthumbed).toEqual([name]));
    expect(await send(320, webpPicture(320))).toMatchObject({ ok: true });
    await until(rig, () => expect(rig.screen.topic('picture.state').unthumbed).toEqual([]));
    expect(existsSync(join(rig.dataDir, 'media', 'thumb-320', `${name}.webp`))).toBe(true);
    await rig.engine.stop();
    const again = await openRig({ dataDir: rig.dataDir });
    expect(again.screen.topic('picture.state').unthumbed).toEqual([]);
  });
});
