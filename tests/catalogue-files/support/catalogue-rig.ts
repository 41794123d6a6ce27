// Reads a whole catalogue into memory, for tests that look at all of it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { ReadProduct } from '../../../src-main/catalogue-files/draft-builder.ts';
import { type FileSource, sourceOfBytes, sourceOfFile } from '../../../src-main/catalogue-files/file-source.ts';
import { type CatalogueChoices, openCatalogue } from '../../../src-main/catalogue-files/read-catalogue.ts';

export const folder = mkdtempSync(join(tmpdir(), 'kongtai-catalogue-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

export const csv = (text: string, name = 'test.csv'): FileSource => sourceOfBytes(name, new TextEncoder().encode(text));

export const readAll = async (source: FileSource, currency = 'CNY', choices: CatalogueChoices = {}) => {
  try {
    const catalogue = await openCatalogue(source, choices);
    const products: ReadProduct[] = [];
    const skipped: number[] = [];
    for await (const portion of catalogue.readProducts(currency)) {
      products.push(...portion.products);
      skipped.push(...portion.skippedRows);
    }
    return { catalogue, products, skipped, drafts: products.map(({ draft }) => draft) };
  } finally {
    await source.close();
  }
};

export const fixture = (name: string): Promise<FileSource> =>
  sourceOfFile(join(import.meta.dirname, '..', '..', 'fixtures', 'catalogue', name));
