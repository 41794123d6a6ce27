// Long files: memory stays flat, the event loop keeps turning, it can be stopped, and what is too large is never opened.

import { closeSync, existsSync, ftruncateSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceOfBytes, sourceOfFile } from '../../src-main/catalogue-files/file-source.ts';
import { openCatalogue } from '../../src-main/catalogue-files/read-catalogue.ts';
import { writeRefusedRows } from '../../src-main/catalogue-files/refused-rows.ts';
import { writeCatalogue } from '../../src-main/catalogue-files/write-catalogue.ts';
import { NO_PRODUCT_EXTRAS, NO_VARIANT_EXTRAS, type ProductDraft } from '../../src-main/core/product-draft.ts';
import { money } from '../../src-main/core/units.ts';
import { csv, folder, readAll } from './support/catalogue-rig.ts';

const ROWS = 100_000;

function* manyDrafts(count: number): Generator<ProductDraft> {
  for (let at = 0; at < count; at += 1) {
    yield {
      row: 0,
      externalId: `p-${at}`,
      title: `商品 ${at}`,
      category: '美妆',
      brand: '枫叶',
      tags: ['新品'],
      description: 'x'.repeat(60),
      sellingPoints: [],
      status: 'active',
      optionNames: [],
      images: [],
      ...NO_PRODUCT_EXTRAS,
      variants: [
        {
          row: 0,
          externalId: '',
          options: [],
          sku: `S${String(at).padStart(12, '0')}`,
          barcode: '',
          price: money(at, 'CNY'),
          comparePrice: null,
          compareBasis: null,
          cost: null,
          ...NO_VARIANT_EXTRAS,
          stock: at,
          image: '',
        },
      ],
    };
  }
}

/** Counts how often the event loop comes round while `work` goes on: a count does not mind a busy machine. */
const countTurns = async <T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly turns: number }> => {
  let [turns, isDone] = [0, false];
  const turn = (): void => {
    turns += 1;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  try {
    return { result: await work(), turns };
  } finally {
    isDone = true;
  }
};

const readPortions = async (path: string) => {
  const source = await sourceOfFile(path);
  try {
    const catalogue = await openCatalogue(source);
    const sizes: number[] = [];
    const progress: number[] = [];
    for await (const portion of catalogue.readProducts('CNY')) {
      sizes.push(portion.products.length);
      progress.push(portion.progress);
    }
    return { sizes, progress };
  } finally {
    await source.close();
  }
};

describe.each(['csv', 'xlsx'] as const)('100 000 rows as %s', (container) => {
  it('are held in memory at once, hold up the event loop, or come without progress', async () => {
    const path = join(folder, `long.${container}`);
    const report = await writeCatalogue(path, {
      format: 'kongtai',
      container,
      currency: 'CNY',
      drafts: manyDrafts(ROWS),
    });
    expect(report).toMatchObject({ products: ROWS, rows: ROWS, losses: {}, cutCells: 0 });
    const { result, turns } = await countTurns(() => readPortions(path));
    const { sizes, progress } = result;
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(ROWS);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
    expect(turns).toBeGreaterThanOrEqual(sizes.length - 1);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(new Set(progress.map((share) => Math.floor(share * 10))).size).toBeGreaterThan(8);
  }, 120_000);
});

describe('stopping', () => {
  it('goes on reading after it was cancelled', async () => {
    const text = `商品名称,价格,库存\n${Array.from({ length: 20_000 }, (_, at) => `商品${at},1,2`).join('\n')}\n`;
    const stop = new AbortController();
    const catalogue = await openCatalogue(csv(text));
    let products = 0;
    const reading = (async () => {
      for await (const portion of catalogue.readProducts('CNY', stop.signal)) {
        products += portion.products.length;
        stop.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    expect(products).toBeLessThan(2_000);
  });

  it('leaves half a file behind when writing is cancelled, or takes the old one away', async () => {
    const path = join(folder, 'kept.csv');
    writeFileSync(path, 'old');
    const stop = new AbortController();
    const writing = writeCatalogue(path, {
      format: 'kongtai',
      container: 'csv',
      currency: 'CNY',
      drafts: manyDrafts(10_000),
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(writing).rejects.toMatchObject({ code: 'cancelled' });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('a source that fails in the middle leaves half a workbook behind', async () => {
    const path = join(folder, 'failed.xlsx');
    const drafts = (function* () {
      yield* manyDrafts(500);
      throw new Error('the store went away');
    })();
    const writing = writeCatalogue(path, { format: 'kongtai', container: 'xlsx', currency: 'CNY', drafts });
    await expect(writing).rejects.toMatchObject({ code: 'not_written', details: { why: 'the store went away' } });
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('a folder that is not there is no reason given', async () => {
    const writing = writeCatalogue(join(folder, 'nowhere', 'a.csv'), {
      format: 'kongtai',
      container: 'csv',
      currency: 'CNY',
      drafts: [],
    });
    await expect(writing).rejects.toMatchObject({ code: 'not_written' });
  });
});

describe('size', () => {
  it('200 MB are read before they are refused', async () => {
    const path = join(folder, 'sparse.csv');
    const file = openSync(path, 'w');
    ftruncateSync(file, 200 * 1024 * 1024);
    closeSync(file);
    const before = process.memoryUsage().arrayBuffers;
    await expect(sourceOfFile(path)).rejects.toMatchObject({ code: 'file_too_large' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('a file that is not there, or a folder, is a crash', async () => {
    await expect(sourceOfFile(join(folder, 'missing.csv'))).rejects.toMatchObject({ code: 'file_missing' });
    await expect(sourceOfFile(folder)).rejects.toMatchObject({ name: 'FileRefusal' });
  });
});

describe('refused rows', () => {
  it.each(['csv', 'xlsx'] as const)('as %s cannot be mended and imported again', async (container) => {
    const text =
      '商品ID,商品名称,商品规格,商家编码,售价,现货库存\n="3571234567890123456",口红,色号:红,\t007,12.345,5\n3571234567890123456,口红,色号:粉,=HYPERLINK("x"),9.9,-\n22,帽子,,M-1,5,6\n';
    const source = csv(text);
    const { catalogue, products } = await readAll(source);
    const reasons = new Map(
      products
        .filter(({ isRefused }) => isRefused)
        .flatMap(({ rows }) => rows.map((row) => [row, `第 ${row} 行`] as const)),
    );
    expect([...reasons.keys()]).toEqual([2, 3]);
    const path = join(folder, `refused.${container}`);
    expect(await writeRefusedRows(path, catalogue, reasons, container)).toMatchObject({ rows: 2 });
    const again = await readAll(await sourceOfFile(path));
    expect(again.catalogue.format).toBe('doudian');
    expect(again.catalogue.headers.at(-1)).toBe('原因');
    expect(again.drafts.map(({ row: _, ...draft }) => draft)).toEqual(
      [
        {
          ...products[0]?.draft,
          row: undefined,
          variants: products[0]?.draft.variants,
        },
      ].map(({ row: _, ...draft }) => draft),
    );
    // Mended: the price that had a decimal too many.
    if (container === 'xlsx') return;
    const mended = readFileSync(path, 'utf8').replace('12.345', '12.34');
    const { products: taken } = await readAll(sourceOfBytes('mended.csv', new TextEncoder().encode(mended)));
    expect(taken.map(({ isRefused }) => isRefused)).toEqual([false]);
    expect(taken[0]?.draft).toMatchObject({
      externalId: '3571234567890123456',
      variants: [{ sku: '007', price: money(1234, 'CNY') }, { sku: '=HYPERLINK("x")' }],
    });
  });
});
