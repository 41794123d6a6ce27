// Imports and exports through the contract: previewed, taken over in one step or not at all, undone as a whole, twice nothing.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CatalogueProduct } from '../../src-main/contract/catalogue-documents.ts';
import { Refusal } from '../../src-main/contract/errors.ts';
import type { ImportRow, ImportTopic } from '../../src-main/contract/import-documents.ts';
import { FILE_CHUNK_BYTES } from '../../src-main/contract/import-limits.ts';
import type { RouteInput } from '../../src-main/contract/routes.ts';
import type { OrderId, ViewerId } from '../../src-main/core/units.ts';
import { money } from '../../src-main/core/units.ts';
import { closeRigs, intent, openRig, type Rig, until } from './support/engine-rig.ts';

afterEach(closeRigs);

type Choices = RouteInput<'import.open'>['choices'];

const NO_CHOICES: Choices = {
  format: null,
  encoding: null,
  sheet: null,
  headerRow: null,
  mapping: null,
  currency: null,
};

const fixture = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '..', 'fixtures', 'catalogue', name));
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

const send = async (rig: Rig, bytes: Uint8Array, name = 'a.csv'): Promise<string> => {
  const { uploadId } = await rig.screen.must('import.begin', { ...intent(), name, size: bytes.length });
  for (let offset = 0; offset < bytes.length; offset += FILE_CHUNK_BYTES) {
    const piece = Buffer.from(bytes.subarray(offset, offset + FILE_CHUNK_BYTES)).toString('base64');
    await rig.screen.must('import.chunk', { ...intent(), uploadId, offset, bytes: piece });
  }
  return uploadId;
};

const stateIs = async (rig: Rig, uploadId: string, phase: ImportTopic['phase']): Promise<ImportTopic> => {
  const topic = (): ImportTopic => rig.screen.topic('import.state');
  await until(rig, () => expect([topic().uploadId, topic().phase]).toEqual([uploadId, phase]));
  return topic();
};

const compared = async (rig: Rig, bytes: Uint8Array, choices: Partial<Choices> = {}, name = 'a.csv') => {
  const uploadId = await send(rig, bytes, name);
  await rig.screen.must('import.open', { ...intent(), uploadId, choices: { ...NO_CHOICES, ...choices } });
  const { counts } = await stateIs(rig, uploadId, 'ready');
  return { uploadId, counts };
};

const apply = async (rig: Rig, uploadId: string) => {
  const outcome = await rig.screen.must('import.apply', { ...intent(), uploadId });
  await stateIs(rig, uploadId, 'applied');
  return outcome;
};

const taken = async (rig: Rig, bytes: Uint8Array, choices: Partial<Choices> = {}) => {
  const { uploadId } = await compared(rig, bytes, choices);
  return apply(rig, uploadId);
};

const rowsOf = async (
  rig: Rig,
  uploadId: string,
  show: RouteInput<'import.preview'>['show'] = 'all',
): Promise<readonly ImportRow[]> =>
  (await rig.screen.must('import.preview', { uploadId, show, search: '', offset: 0, limit: 100 })).rows;

const allProducts = (rig: Rig): readonly CatalogueProduct[] =>
  rig.store.cataloguePage(0, 10_000).products.map(({ product }) => product);

const productBy = (rig: Rig, title: string): CatalogueProduct => {
  const product = allProducts(rig).find((each) => each.title === title);
  if (product === undefined) throw new Error(`no product ${title}`);
  return product;
};

const fetchFile = async (rig: Rig, fileId: string): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for (let offset = 0; ; ) {
    const { bytes } = await rig.screen.must('file.read', { fileId, offset });
    const piece = Buffer.from(bytes, 'base64');
    if (piece.length === 0) return Buffer.concat(pieces);
    pieces.push(piece);
    offset += piece.length;
  }
};

const FIXTURES: readonly [name: string, choices: Partial<Choices>][] = [
  ['kongtai.csv', {}],
  ['shopify-classic.csv', {}],
  ['shopify-current.csv', {}],
  ['woocommerce.csv', {}],
  ['vendure.csv', {}],
  ['doudian.csv', {}],
  ['tiktok-shop.csv', { currency: 'USD' }],
  ['taobao-seller.csv', {}],
  ['taobao-assistant.csv', {}],
];

const OWN_HEADERS = '控台商品编号,商品名称,状态,分类,SKU,币种,价格,库存';

describe('a file', () => {
  it.each(FIXTURES)('%s that is imported twice changes something the second time', async (name, choices) => {
    const rig = await openRig();
    const before = allProducts(rig).length;
    const outcome = await taken(rig, fixture(name), choices);
    expect(outcome.created).toBeGreaterThan(0);
    expect(allProducts(rig).length).toBe(before + outcome.created);
    const after = allProducts(rig);
    const { uploadId, counts } = await compared(rig, fixture(name), choices);
    expect(counts).toMatchObject({ create: 0, change: 0 });
    expect(await apply(rig, uploadId)).toEqual({ editId: null, created: 0, changed: 0 });
    expect(allProducts(rig)).toEqual(after);
    expect(rig.faults).toEqual([]);
  });

  it('with long ids and leading zeros loses digits on the way into the catalogue', async () => {
    const rig = await openRig();
    await taken(rig, fixture('doudian.csv'));
    const lipstick = productBy(rig, '枫叶红口红');
    expect(lipstick.variants.map(({ sku }) => sku)).toEqual(['00101', '00102']);
    const link = rig.store.productLink('doudian', lipstick.productId);
    expect(link.externalId).toBe('3571234567890123456');
    expect([...link.variantIds.values()]).toEqual(['1790000000000000001', '1790000000000000002']);
  });

  it('of columns that nobody knows is guessed at without asking, or its mapping is forgotten', async () => {
    const rig = await openRig();
    const table = text('编码甲,叫什么,卖多少\nA-1,棉袜,9.90\nA-2,毛巾,12\n');
    const first = await send(rig, table);
    await rig.screen.must('import.open', { ...intent(), uploadId: first, choices: NO_CHOICES });
    await stateIs(rig, first, 'mapping');
    expect(await rig.screen.must('import.table', { uploadId: first })).toMatchObject({
      headers: ['编码甲', '叫什么', '卖多少'],
      format: 'mapped',
      guess: null,
      sample: [
        ['A-1', '棉袜', '9.90'],
        ['A-2', '毛巾', '12'],
      ],
    });
    const choices = { ...NO_CHOICES, format: 'mapped', mapping: { sku: 0, title: 1, price: 2 } } as const;
    await rig.screen.must('import.open', { ...intent(), uploadId: first, choices });
    await stateIs(rig, first, 'ready');
    expect(await apply(rig, first)).toMatchObject({ created: 2 });
    expect(productBy(rig, '棉袜').variants[0]).toMatchObject({ sku: 'A-1', listPrice: money(990, 'CNY'), stock: 0 });
    const { uploadId, counts } = await compared(rig, table);
    expect(counts).toMatchObject({ create: 0, change: 0, same: 2 });
    expect((await rig.screen.must('import.table', { uploadId })).isMappingRemembered).toBe(true);
  });

  it('in GB18030 is read with broken characters, or its encoding cannot be chosen', async () => {
    const rig = await openRig();
    const { uploadId } = await compared(rig, fixture('taobao-seller.csv'));
    expect(await rig.screen.must('import.table', { uploadId })).toMatchObject({
      format: 'taobao',
      encoding: 'gb18030',
      encodingWhy: 'pattern',
    });
    expect((await rowsOf(rig, uploadId))[0]?.title).toBe('真丝睡衣');
  });

  it('that is no catalogue is let in, or turned away without a sentence', async () => {
    const rig = await openRig();
    const uploadId = await send(rig, Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'a.png');
    await rig.screen.must('import.open', { ...intent(), uploadId, choices: NO_CHOICES });
    const { refusal } = await stateIs(rig, uploadId, 'refused');
    expect(refusal).toEqual({
      kind: 'file',
      said: { 'zh-CN': expect.stringContaining('不是表格'), en: expect.any(String) },
    });
    expect(rig.faults).toEqual([]);
  });

  it('whose pieces come out of turn, or twice, is put together wrongly', async () => {
    const rig = await openRig();
    const { uploadId } = await rig.screen.must('import.begin', { ...intent(), name: '../../x.csv', size: 6 });
    const piece = (offset: number, content: string) =>
      rig.screen.ask('import.chunk', { ...intent(), uploadId, offset, bytes: Buffer.from(content).toString('base64') });
    expect(await piece(3, 'def')).toMatchObject({ ok: false, code: 'bad_input' });
    expect(await piece(0, 'abc')).toMatchObject({ ok: true });
    expect(await piece(0, 'abc')).toMatchObject({ ok: true });
    expect(await piece(3, 'defg')).toMatchObject({ ok: false, code: 'bad_input' });
    expect(await rig.screen.ask('import.open', { ...intent(), uploadId, choices: NO_CHOICES })).toMatchObject({
      code: 'bad_input',
    });
    expect(await piece(3, 'def')).toMatchObject({ ok: true });
    expect(readFileSync(join(rig.dataDir, 'import', uploadId, 'upload'), 'utf8')).toBe('abcdef');
    await until(rig, () => expect(rig.screen.topic('import.state').name).toBe('x.csv'));
  });
});

describe('the preview', () => {
  it('does not tell what changes from what to what, or whose rows are refused and why', async () => {
    const rig = await openRig();
    await taken(rig, text(`${OWN_HEADERS}\n,围巾,在售,服饰,W-1,CNY,50,5\n,手套,在售,服饰,S-1,CNY,30,9\n`));
    const { uploadId, counts } = await compared(
      rig,
      text(
        `${OWN_HEADERS}\n,围巾,在售,服饰,W-1,CNY,59.00,5\n,手套,在售,服饰,S-1,CNY,30,9\n,帽子,,,M-1,CNY,12.345,1\n,口罩,,,K-1,CNY,3,2\n`,
      ),
    );
    expect(counts).toEqual({ create: 1, change: 1, same: 1, refused: 1, warned: 0, skippedRows: 0 });
    expect(await rowsOf(rig, uploadId, 'change')).toMatchObject([
      {
        title: '围巾',
        changes: [{ variant: '', field: 'price', from: money(5000, 'CNY'), to: money(5900, 'CNY') }],
        changeCount: 1,
      },
    ]);
    expect(await rowsOf(rig, uploadId, 'refused')).toMatchObject([
      {
        row: 4,
        title: '帽子',
        problems: [{ severity: 'error', said: { 'zh-CN': expect.stringContaining('第 4 行「价格」') } }],
      },
    ]);
    expect((await rowsOf(rig, uploadId, 'create')).map(({ title }) => title)).toEqual(['口罩']);
    const found = { uploadId, show: 'all', search: 's-1', offset: 0, limit: 10 } as const;
    expect((await rig.screen.must('import.preview', found)).rows.map(({ title }) => title)).toEqual(['手套']);
  });

  it('writes anything to the catalogue before a person agrees, or leaves its file when given up', async () => {
    const rig = await openRig();
    const before = allProducts(rig);
    const { uploadId } = await compared(rig, fixture('kongtai.csv'));
    expect(allProducts(rig)).toEqual(before);
    await rig.screen.must('import.close', { ...intent(), uploadId });
    expect(allProducts(rig)).toEqual(before);
    expect(readdirSync(join(rig.dataDir, 'import'))).toEqual([]);
    await until(rig, () => expect(rig.screen.topic('import.state').phase).toBe('none'));
    expect(await rig.screen.ask('import.apply', { ...intent(), uploadId })).toMatchObject({ code: 'not_found' });
  });

  it('cannot be cancelled while a long file is being read, and the next file waits for it', async () => {
    const rig = await openRig();
    const rows = Array.from({ length: 40_000 }, (_, at) => `,长文件 ${at},在售,,L-${at},CNY,1,1`);
    const uploadId = await send(rig, text(`${OWN_HEADERS}\n${rows.join('\n')}\n`));
    await rig.screen.must('import.open', { ...intent(), uploadId, choices: NO_CHOICES });
    await until(rig, () => {
      expect(rig.screen.topic('import.state')).toMatchObject({ uploadId, phase: 'reading' });
      expect(rig.screen.topic('import.state').rows).toBeGreaterThan(0);
    });
    await rig.screen.must('import.close', { ...intent(), uploadId });
    expect(readdirSync(join(rig.dataDir, 'import'))).toEqual([]);
    expect(await taken(rig, fixture('kongtai.csv'))).toMatchObject({ created: 2 });
    expect(rig.faults).toEqual([]);
  });
});

describe('an import that was agreed to', () => {
  it('that is clicked twice is carried out twice', async () => {
    const rig = await openRig();
    const { uploadId } = await compared(rig, fixture('kongtai.csv'));
    const click = { ...intent(), uploadId };
    const replies = await Promise.all([rig.screen.ask('import.apply', click), rig.screen.ask('import.apply', click)]);
    expect(replies[0]).toEqual(replies[1]);
    expect(replies[0]).toMatchObject({ ok: true, value: { editId: click.commandId, created: 2 } });
    expect(allProducts(rig).filter(({ title }) => title === '枫叶红口红')).toHaveLength(1);
    await stateIs(rig, uploadId, 'applied');
    await rig.screen.must('import.close', { ...intent(), uploadId });
    expect(await rig.screen.ask('import.apply', click)).toEqual(replies[0]);
  });

  it('is undone only in part, or gives back what was sold since', async () => {
    const rig = await openRig();
    await taken(rig, text(`${OWN_HEADERS}\n,围巾,在售,服饰,W-1,CNY,50,5\n`));
    const before = productBy(rig, '围巾');
    const outcome = await taken(rig, text(`${OWN_HEADERS}\n,围巾,在售,冬装,W-1,CNY,59,20\n,手套,在售,,S-1,CNY,30,9\n`));
    expect(outcome).toMatchObject({ created: 1, changed: 1 });
    expect(productBy(rig, '围巾')).toMatchObject({ category: '冬装', variants: [{ stock: 20 }] });
    rig.store.transact((writes) => writes.takeStock(before.variants[0]?.variantId ?? never(), 3));
    await rig.screen.must('catalogue.undo', { ...intent(), editId: outcome.editId });
    const undone = productBy(rig, '围巾');
    expect(undone).toMatchObject({ category: '服饰', variants: [{ listPrice: money(5000, 'CNY'), stock: 2 }] });
    expect(productBy(rig, '手套').isArchived).toBe(true);
  });

  it('that was undone cannot be imported again, or makes everything twice', async () => {
    const rig = await openRig();
    const first = await taken(rig, fixture('shopify-current.csv'));
    const made = allProducts(rig).length;
    await rig.screen.must('catalogue.undo', { ...intent(), editId: first.editId });
    await taken(rig, fixture('shopify-current.csv'));
    expect(allProducts(rig)).toHaveLength(made);
    expect(productBy(rig, 'Umbrella').isArchived).toBe(false);
    // A person's own archiving is not undone by a file that is silent about it.
    const { productId } = productBy(rig, 'Umbrella');
    const selection = { kind: 'some' as const, productIds: [productId] };
    await rig.screen.must('catalogue.archive', { ...intent(), selection, why: '' });
    await taken(rig, text('URL handle,Title,Price,Status\numbrella-2,Other,5,\n'), { format: 'shopify' });
    expect(productBy(rig, 'Umbrella').isArchived).toBe(true);
  });

  it('is laid over a catalogue that somebody has edited since the preview', async () => {
    const rig = await openRig();
    await taken(rig, text(`${OWN_HEADERS}\n,围巾,在售,服饰,W-1,CNY,50,5\n`));
    const { uploadId } = await compared(rig, text(`${OWN_HEADERS}\n,围巾,在售,服饰,W-1,CNY,59,5\n`));
    const selection = { kind: 'some' as const, productIds: [productBy(rig, '围巾').productId] };
    const change = { kind: 'category', category: '配饰' } as const;
    await rig.screen.must('catalogue.editMany', { ...intent(), selection, change, why: '' });
    expect(await rig.screen.ask('import.apply', { ...intent(), uploadId })).toMatchObject({
      code: 'changed_meanwhile',
    });
    expect(productBy(rig, '围巾').variants[0]?.listPrice.minor).toBe(5000);
    // It was compared anew by itself, and what it would do now is told.
    await vi.waitFor(async () => {
      const [row] = await rowsOf(rig, uploadId, 'change');
      expect(row?.changes.map(({ field }) => field)).toEqual(['category', 'price']);
    });
    await apply(rig, uploadId);
    expect(productBy(rig, '围巾').variants[0]?.listPrice.minor).toBe(5900);
  });

  it('overwrites what the show has sold between the preview and the click', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    const row = rig.screen.topic('product.list')[0];
    const product = allProducts(rig).find(({ productId }) => productId === row?.productId);
    const variant = product?.variants.find(({ variantId }) => variantId === row?.variantId);
    if (row === undefined || product === undefined || variant === undefined) return never();
    const table = `SKU,商品名称,划线价\n${variant.sku},${product.title},999\n`;
    const { uploadId } = await compared(rig, text(table), {
      format: 'mapped',
      mapping: { sku: 0, title: 1, comparePrice: 2 },
    });
    const unitPrice = money(row.price.minor, 'CNY');
    await rig.room.say({
      type: 'order.created',
      order: {
        id: 'o-1' as OrderId,
        lines: [{ productId: row.productId, variantId: row.variantId, title: row.title, quantity: 2, unitPrice }],
        total: money(unitPrice.minor * 2, 'CNY'),
        buyer: { id: 'b-1' as ViewerId, name: '买家' },
      },
    });
    expect(await apply(rig, uploadId)).toMatchObject({ created: 0, changed: 1 });
    const now = rig.store.catalogueProduct(product.productId)?.product.variants.find(({ sku }) => sku === variant.sku);
    expect(now).toMatchObject({ stock: variant.stock - 2, comparePrice: { price: money(99_900, 'CNY') } });
  });

  it('of more rows than a running show can bear is let through', async () => {
    const rig = await openRig();
    const rows = Array.from({ length: 2_001 }, (_, at) => `,大批 ${at},在售,,B-${at},CNY,1,1`);
    const { uploadId } = await compared(rig, text(`${OWN_HEADERS}\n${rows.join('\n')}\n`));
    await rig.screen.must('show.start', intent());
    expect(await rig.screen.ask('import.apply', { ...intent(), uploadId })).toMatchObject({
      ok: false,
      code: 'import_on_air',
      details: { most: 2000 },
    });
    await rig.screen.must('import.open', { ...intent(), uploadId, choices: NO_CHOICES });
    expect((await stateIs(rig, uploadId, 'refused')).refusal).toMatchObject({ kind: 'error', code: 'import_on_air' });
  });

  it('is undone during a show though it would hold the show up', async () => {
    const rig = await openRig();
    const rows = Array.from({ length: 2_001 }, (_, at) => `,大批 ${at},在售,,B-${at},CNY,1,1`);
    const outcome = await taken(rig, text(`${OWN_HEADERS}\n${rows.join('\n')}\n`));
    await rig.screen.must('show.start', intent());
    expect(await rig.screen.ask('catalogue.undo', { ...intent(), editId: outcome.editId })).toMatchObject({
      ok: false,
      code: 'too_many_on_air',
      details: { most: 2000, count: 2001 },
    });
    expect(productBy(rig, '大批 0').isArchived).toBe(false);
  });

  it('keeps no first price of what it made, or keeps it twice', async () => {
    const rig = await openRig();
    await taken(rig, text(`${OWN_HEADERS}\n,围巾,在售,服饰,W-1,CNY,50,5\n`));
    await taken(rig, text(`${OWN_HEADERS}\n,围巾,在售,服饰,W-1,CNY,59,5\n,手套,在售,,S-1,CNY,30,9\n`));
    const historyOf = async (title: string) => {
      const { productId } = productBy(rig, title);
      const rows = await rig.screen.must('catalogue.history', { productId });
      return rows.map(({ field, from, to, kind, why }) => [field, from, to, kind, why]);
    };
    expect(await historyOf('手套')).toEqual([
      ['stock', null, 9, 'import', 'a.csv'],
      ['list', null, 3000, 'import', 'a.csv'],
    ]);
    expect(await historyOf('围巾')).toEqual([
      ['list', 5000, 5900, 'import', 'a.csv'],
      ['stock', null, 5, 'import', 'a.csv'],
      ['list', null, 5000, 'import', 'a.csv'],
    ]);
  });

  it('that the disk cannot take leaves a part of it behind', async () => {
    const rig = await openRig();
    const before = allProducts(rig);
    const { uploadId } = await compared(rig, fixture('doudian.csv'));
    const transact = rig.store.transact;
    // The disk is full once everything has been written and only the commit is left.
    const full = vi.spyOn(rig.store, 'transact').mockImplementation((work) =>
      transact((writes) => {
        work(writes);
        throw new Refusal('store_full', 'no space left');
      }),
    );
    expect(await rig.screen.ask('import.apply', { ...intent(), uploadId })).toMatchObject({ code: 'store_full' });
    full.mockRestore();
    expect(allProducts(rig)).toEqual(before);
    await stateIs(rig, uploadId, 'ready');
    expect(await apply(rig, uploadId)).toMatchObject({ created: 2 });
  });

  it('that a crash comes before leaves products, or its file, behind', async () => {
    const rig = await openRig();
    const before = allProducts(rig);
    await compared(rig, fixture('doudian.csv'));
    const heir = await rig.reopen();
    expect(allProducts(heir)).toEqual(before);
    await rig.engine.stop();
    expect(existsSync(join(rig.dataDir, 'import'))).toBe(false);
  });
});

describe('refused rows', () => {
  it('come without their reason, or cannot be mended and imported again', async () => {
    const rig = await openRig();
    const { uploadId } = await compared(
      rig,
      text(`${OWN_HEADERS}\n7,两款,,,T-1,CNY,1,1\n7,两款,,,T-2,CNY,-3,1\n,好的,,,G-1,CNY,1,1\n`),
    );
    const ask = { ...intent(), uploadId, container: 'csv', language: 'zh-CN' } as const;
    const { fileId, name, bytes } = await rig.screen.must('import.refusedFile', ask);
    expect(name).toBe('a-未导入.csv');
    const file = await fetchFile(rig, fileId);
    expect(file.length).toBe(bytes);
    const lines = file.toString('utf8').split('\r\n');
    expect(lines[0]).toContain('原因');
    expect(lines).toHaveLength(4);
    expect(lines[2]).toContain('金额不能小于 0');
    expect(lines.join('')).not.toContain('好的');
  });
});

describe('an export', () => {
  it('of our own format, imported again, changes something, or a product is missing in it', async () => {
    const rig = await openRig();
    await taken(rig, fixture('doudian.csv'));
    for (const container of ['csv', 'xlsx'] as const) {
      const order = { ...intent(), format: 'kongtai', container, selection: { kind: 'everything' } } as const;
      const report = await rig.screen.must('export.write', order);
      expect(report.products).toBe(allProducts(rig).length);
      const file = await fetchFile(rig, report.fileId);
      const { counts } = await compared(rig, file, {}, report.name);
      expect(counts).toEqual({
        create: 0,
        change: 0,
        same: report.products,
        refused: 0,
        warned: 0,
        skippedRows: 0,
      });
    }
  });

  it('of our own format loses a field of a product on its way to another shop', async () => {
    const [here, there] = [await openRig(), await openRig()];
    const { product: sample } = here.store.cataloguePage(0, 1).products[0] ?? {};
    if (sample === undefined) throw new Error('no product');
    const full: CatalogueProduct = {
      ...sample,
      productId: 'full' as CatalogueProduct['productId'],
      title: '礼盒',
      partner: '枫叶贸易',
      description: '两支装',
      specification: [
        { name: '净含量', value: '3.2 g: 两支' },
        { name: '材质:外盒', value: '' },
      ],
      shipping: '48 小时内发货',
      afterSale: '7 天无理由',
      gift: { name: '化妆包', spec: '20 × 12 cm', quantity: '每单 1 个', period: '本场', way: '随单发出' },
      images: [],
      optionNames: [],
      variants: sample.variants.slice(0, 1).map((variant) => ({
        ...variant,
        variantId: 'full-v' as typeof variant.variantId,
        options: [],
        sku: 'FULL-1',
        listPrice: money(12_900, 'CNY'),
        livePrice: money(9_900, 'CNY'),
        comparePrice: { price: money(15_900, 'CNY'), basis: 'msrp', proof: '吊牌照片' },
        cost: money(4_000, 'CNY'),
        bufferPercent: 15,
      })),
    };
    here.store.transact((writes) =>
      writes.editCatalogue(
        { ...{ editId: intent().commandId, kind: 'create', by: 'owner', why: '' }, at: here.clock() },
        [{ before: null, after: full }],
      ),
    );
    for (const container of ['csv', 'xlsx'] as const) {
      const selection = { kind: 'some' as const, productIds: [full.productId] };
      const order = { ...intent(), format: 'kongtai', container, selection } as const;
      const report = await here.screen.must('export.write', order);
      expect(report.losses).toEqual([]);
      const file = await fetchFile(here, report.fileId);
      if (container === 'csv') await taken(there, file);
      else
        expect((await compared(there, file, {}, report.name)).counts).toMatchObject({ create: 0, change: 0, same: 1 });
    }
    const arrived = productBy(there, '礼盒');
    const { productId: _id, version: _version, variants, ...fields } = full;
    expect(arrived).toMatchObject(fields);
    expect(arrived.variants).toMatchObject(variants.map(({ variantId: _own, ...variant }) => variant));
  });

  it('says nothing of what the format cannot hold, or ignores the choice of products', async () => {
    const rig = await openRig();
    const filter = { search: '口红', category: null, tag: null, state: 'active', stockAtMost: null } as const;
    await taken(rig, fixture('kongtai.csv'));
    const order = {
      ...intent(),
      format: 'tiktok_shop',
      container: 'csv',
      selection: { kind: 'filter', filter },
    } as const;
    const report = await rig.screen.must('export.write', order);
    const shown = await rig.screen.must('catalogue.list', {
      filter,
      sort: 'title',
      isDescending: false,
      offset: 0,
      limit: 1,
    });
    expect(report.products).toBe(shown.total);
    expect(report.losses).toContainEqual({ field: 'pictures', count: expect.any(Number) });
    const { productId } = productBy(rig, '枫叶红口红');
    const one = {
      ...intent(),
      format: 'kongtai' as const,
      container: 'csv' as const,
      selection: { kind: 'some' as const, productIds: [productId] },
    };
    expect(await rig.screen.must('export.write', one)).toMatchObject({ products: 1, rows: 2 });
  });

  it('in every format that can be written is refused by the import of the same program', async () => {
    const rig = await openRig();
    const formats = await rig.screen.must('export.formats', {});
    expect(formats).toContain('shopify');
    for (const format of formats) {
      const order = { ...intent(), format, container: 'csv', selection: { kind: 'everything' } } as const;
      const { fileId } = await rig.screen.must('export.write', order);
      const uploadId = await send(rig, await fetchFile(rig, fileId));
      await rig.screen.must('import.open', { ...intent(), uploadId, choices: NO_CHOICES });
      await stateIs(rig, uploadId, 'ready');
      const table = await rig.screen.must('import.table', { uploadId });
      expect(table.format).toBe(format);
    }
  });
});

const never = (): never => {
  throw new Error('the demo show lacks what this test needs');
};
