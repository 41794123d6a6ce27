// Every format written and read back: what a format can say comes back as it was, to the last character.

import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceOfFile } from '../../src-main/catalogue-files/file-source.ts';
import {
  CONTAINERS,
  carriedDraft,
  WRITABLE_FORMATS,
  writeCatalogue,
} from '../../src-main/catalogue-files/write-catalogue.ts';
import { folder, readAll } from './support/catalogue-rig.ts';
import { draftList, withoutRows } from './support/draft-arbitrary.ts';

const RUNS = 60;

describe.each(WRITABLE_FORMATS)('%s', (format) => {
  it.each(CONTAINERS)('as %s: a string that the writing or the reading of it damages', async (container) => {
    const path = join(folder, `${format}.${container}`);
    await fc.assert(
      fc.asyncProperty(draftList, async (drafts) => {
        const report = await writeCatalogue(path, { format, container, currency: 'CNY', drafts });
        expect(report.products).toBe(drafts.length);
        const { catalogue, products } = await readAll(await sourceOfFile(path));
        expect(catalogue.format).toBe(format);
        const expected = drafts.map((draft, at) => withoutRows(carriedDraft(format, draft, at + 1, 'CNY')));
        expect(products.map(({ draft }) => withoutRows(draft))).toEqual(expected);
        expect(products.filter(({ isRefused }) => isRefused)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});

it("Kongtai's own file loses a field", async () => {
  const path = join(folder, 'own.csv');
  await fc.assert(
    fc.asyncProperty(draftList, async (drafts) => {
      const report = await writeCatalogue(path, { format: 'kongtai', container: 'csv', currency: 'USD', drafts });
      expect(report.losses).toEqual({});
    }),
    { numRuns: RUNS },
  );
});
