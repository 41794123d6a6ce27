// The baseline of an import, in a process of its own: the file read by the same reader, a bare prepared INSERT for each row it makes.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { ReadProduct } from '../../../src-main/catalogue-files/draft-builder.ts';
import { sourceOfFile } from '../../../src-main/catalogue-files/file-source.ts';
import { openCatalogue } from '../../../src-main/catalogue-files/read-catalogue.ts';
import { newId } from '../../../src-main/new-id.ts';
import { DATABASE } from '../../../src-main/store/store.ts';
import { openBenchStore } from './bench-store.ts';
import { onAsk, readGiven, sayReady } from './child.ts';
import { STREAM_STARTED_AT } from './show-stream.ts';

const { file, dataDir } = readGiven(z.object({ file: z.string(), dataDir: z.string() }));
// The tables, indices and keys that the product has, and no more than their rows.
(await openBenchStore(dataDir)).store.close();
const db = new Database(join(dataDir, DATABASE));
db.pragma('foreign_keys = ON');
db.pragma('synchronous = FULL');
db.pragma('wal_autocheckpoint = 0');
const insertProduct = db.prepare<[...string[], number]>(
  `INSERT INTO product (product_id, title, category, brand, description, tags, selling_points, option_names, updated_at_ms)
   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);
const insertVariant = db.prepare<
  [string, string, number, string, string, string, string, number, string, number | null, string | null, ...unknown[]]
>(
  `INSERT INTO variant (variant_id, product_id, position, title, options, sku, barcode, price_minor, price_currency,
     compare_minor, compare_currency, compare_basis, cost_minor, stock)
   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);

const insert = ({ draft }: ReadProduct): void => {
  const productId = newId<string>();
  const { title, category, brand, description, tags, sellingPoints, optionNames } = draft;
  const lists = [tags, sellingPoints, optionNames].map((list) => JSON.stringify(list));
  insertProduct.run(productId, title, category, brand, description, ...lists, STREAM_STARTED_AT);
  draft.variants.forEach(({ options, sku, barcode, price, comparePrice, compareBasis, cost, stock }, position) => {
    insertVariant.run(
      ...([newId<string>(), productId, position, options.join(' '), JSON.stringify(options), sku, barcode] as const),
      ...([price?.minor ?? 0, price?.currency ?? '', comparePrice?.minor ?? null] as const),
      ...[comparePrice?.currency ?? null, compareBasis, cost?.minor ?? null, stock ?? 0],
    );
  });
};

const cpu = process.cpuUsage();
const startedAt = performance.now();
const catalogue = await openCatalogue({ ...(await sourceOfFile(file)), name: 'shop.csv' });
const reads: ReadProduct[] = [];
for await (const { products } of catalogue.readProducts('CNY')) reads.push(...products);
db.exec('BEGIN IMMEDIATE');
for (const read of reads) insert(read);
db.exec('COMMIT');
const ms = performance.now() - startedAt;
const used = process.cpuUsage(cpu);
db.close();

onAsk(() => ({ created: reads.length, ms, cpuMs: (used.user + used.system) / 1000 }));
sayReady({});
