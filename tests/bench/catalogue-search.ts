// catalogue.search: the catalogue's search over 10 000 products against a LIKE scan of the same texts, its answers equal to it.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sourceOfFile } from '../../src-main/catalogue-files/file-source.ts';
import { openCatalogue } from '../../src-main/catalogue-files/read-catalogue.ts';
import type { CatalogueFilter } from '../../src-main/core/catalogue-listing.ts';
import { variantTitle } from '../../src-main/core/catalogue-product.ts';
import { createFromDraft, type NewIds } from '../../src-main/core/draft-merge.ts';
import type { CommandId, ProductId, VariantId } from '../../src-main/core/units.ts';
import { fitRead, planNew } from '../../src-main/import-draft.ts';
import { newId } from '../../src-main/new-id.ts';
import { type CatalogueList, createCatalogueList } from '../../src-main/projection/catalogue-list.ts';
import type { KeptProduct, ProductChange } from '../../src-main/store/catalogue-store.ts';
import type { Store } from '../../src-main/store/store.ts';
import type { Bench } from './bench.ts';
import { spread } from './figures.ts';
import { compareBy, playRounds } from './rounds.ts';
import { openBenchStore } from './support/bench-store.ts';
import { makeQueries } from './support/search-queries.ts';
import { writeShopFile } from './support/shop-file.ts';
import { STREAM_STARTED_AT } from './support/show-stream.ts';
import { withTempDir } from './support/temp-dir.ts';

const IDS: NewIds = { product: () => newId<ProductId>(), variant: () => newId<VariantId>() };
const SHOWN = 100;

/** What each of these is found by, and by nothing else in the list. */
const SPELLED: readonly (readonly [query: string, titles: readonly string[]])[] = [
  ['kh', ['丝绒哑光口红']],
  ['kouhong', ['丝绒哑光口红']],
  ['srygkh', ['丝绒哑光口红']],
  ['KouHong 丝绒', ['丝绒哑光口红']],
  ['chongqing', ['重庆火锅底料']],
  ['cqhgdl', ['重庆火锅底料']],
  ['zhongqing', []],
  ['lvcha', ['绿茶女士洗面奶']],
  ['yinhang', ['银行卡包']],
  ['hk', ['银行卡包']],
  ['xinglixiang', ['行李箱']],
  ['changkuan', ['长款羽绒服']],
  ['ckyrf', ['长款羽绒服']],
  ['mianmo', ['初冬面膜 10 片装']],
  ['cdmmpz', ['初冬面膜 10 片装']],
  ['sjk', ['iPhone 手机壳']],
  ['iphone sjk', ['iPhone 手机壳']],
];
const TITLES = [...new Set(SPELLED.flatMap(([, titles]) => titles))];

const filterBy = (search: string): CatalogueFilter => ({
  search,
  category: null,
  tag: null,
  state: 'active',
  stockAtMost: null,
});

const fill = async (store: Store, file: string): Promise<void> => {
  const changes: ProductChange[] = [];
  const source = { ...(await sourceOfFile(file)), name: 'shop.csv' };
  for await (const { products } of (await openCatalogue(source)).readProducts('CNY')) {
    for (const read of products) {
      const { outcome } = planNew(fitRead(read));
      if (outcome.kind !== 'create') throw new Error('the shop’s file has a fault');
      changes.push({ before: null, after: createFromDraft(outcome, IDS).product });
    }
  }
  await source.close();
  const edit = { editId: 'fill' as CommandId, kind: 'import', by: 'owner', why: '', at: STREAM_STARTED_AT } as const;
  store.transact((writes) => writes.editCatalogue(edit, changes));
};

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

const searchedOf = ({ product, sound }: KeptProduct): string => {
  const { title, variants, tags, brand } = product;
  const ofVariants = variants.flatMap((variant) => [variantTitle(variant), variant.sku, variant.barcode]);
  return [title, ...ofVariants, ...tags, brand, ...sound.split('\n')].map(fold).join('\n');
};

interface LikeScan {
  find(query: string): readonly string[];
  close(): void;
}

/** One row a product with all that it is found by, scanned whole for every word. */
const openLikeScan = (path: string, products: readonly KeptProduct[]): LikeScan => {
  const db = new Database(path);
  db.exec('CREATE TABLE searched (product_id TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO searched VALUES (?, ?)');
  db.transaction(() => {
    for (const kept of products) insert.run(kept.product.productId, searchedOf(kept));
  })();
  const scans = new Map<number, Database.Statement<string[], string>>();
  const scanOf = (words: number): Database.Statement<string[], string> => {
    const like = Array.from({ length: words }, () => "text LIKE ? ESCAPE '\\'").join(' AND ');
    const scan =
      scans.get(words) ?? db.prepare<string[], string>(`SELECT product_id FROM searched WHERE ${like}`).pluck();
    scans.set(words, scan);
    return scan;
  };
  return {
    find: (query) => {
      const words = fold(query).split(' ');
      return scanOf(words.length).all(...words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`));
    },
    close: () => db.close(),
  };
};

/** What the list finds other than the scan does. */
const findDifferences = async (
  list: CatalogueList,
  like: LikeScan,
  queries: readonly string[],
): Promise<readonly string[]> => {
  const differences: string[] = [];
  for (const query of queries) {
    const found = new Set(await list.chosen(filterBy(query)));
    const expected = like.find(query);
    if (found.size !== expected.length || expected.some((id) => !found.has(id as ProductId))) {
      differences.push(`"${query}": ${found.size} found, LIKE finds ${expected.length}`);
    }
  }
  return differences;
};

const findMisspelled = async (list: CatalogueList): Promise<readonly string[]> => {
  const misspelled: string[] = [];
  for (const [query, titles] of SPELLED) {
    const { rows } = await list.page(
      filterBy(query),
      { sort: 'title', isDescending: false },
      { offset: 0, limit: 100_000 },
    );
    // The demo's catalogue may have one of the same name.
    const found = [...new Set(rows.map(({ title }) => title))].filter((title) => TITLES.includes(title));
    if (found.toSorted().join() !== titles.toSorted().join())
      misspelled.push(`"${query}" finds ${found.join() || 'none'}`);
  }
  return misspelled;
};

const p99Of = async (queries: readonly string[], find: (query: string) => unknown): Promise<number> => {
  const took: number[] = [];
  for (const query of queries) {
    const before = performance.now();
    await find(query);
    took.push(performance.now() - before);
  }
  return took.sort((a, b) => a - b)[Math.floor(took.length * 0.99)] ?? 0;
};

export const bench: Bench = {
  name: 'catalogue.search',
  bar: 1,
  passes: 'at most',
  run: (size) =>
    withTempDir(async (dir) => {
      const { store } = await openBenchStore(join(dir, 'data'));
      const file = join(dir, 'shop.csv');
      // Two and a half variants a product.
      writeShopFile(file, size === 'full' ? 25_000 : 2_500, TITLES);
      await fill(store, file);
      const { products } = store.cataloguePage(0, 1_000_000);
      const like = openLikeScan(join(dir, 'like.db'), products);
      const list = createCatalogueList(store);
      const titles = products.map(({ product }) => product.title);
      const codes = products.flatMap(({ product }) =>
        product.variants.flatMap(({ sku, barcode }) => [sku, barcode].filter((code) => code !== '')),
      );
      const queries = makeQueries(titles, codes, 1_000).filter((query) => query.trim() !== '');
      const differences = [...(await findDifferences(list, like, queries)), ...(await findMisspelled(list))];
      const order = { sort: 'title', isDescending: false } as const;
      const rounds = await playRounds(
        {
          product: () => p99Of(queries, (query) => list.page(filterBy(query), order, { offset: 0, limit: SHOWN })),
          baseline: () => p99Of(queries, like.find),
        },
        { rounds: size === 'full' ? 7 : 2, warmUps: 1 },
      );
      like.close();
      store.close();
      const p99 = compareBy(rounds, (ms) => ms);
      return {
        ratio: p99.ratio,
        alsoHolds: differences.length === 0,
        detail:
          `${products.length} products, p99 ${p99.product.toFixed(2)} ms sorted by title, LIKE scan ${p99.baseline.toFixed(2)} ms unsorted, ${spread(p99)}; ` +
          (differences.length === 0
            ? `equal to LIKE for ${queries.length} queries, ${SPELLED.length} by sound as expected`
            : `DIFFERS: ${differences.slice(0, 10).join('; ')}`),
      };
    }),
};
