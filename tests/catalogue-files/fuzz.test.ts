// Bytes that nobody meant: whatever comes, the reader ends, and ends with rows or with a refusal.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileRefusal } from '../../src-main/catalogue-files/file-refusal.ts';
import { sourceOfBytes } from '../../src-main/catalogue-files/file-source.ts';
import { writeCatalogue } from '../../src-main/catalogue-files/write-catalogue.ts';
import { folder, readAll } from './support/catalogue-rig.ts';
import { draftList } from './support/draft-arbitrary.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'catalogue');
const NAMES = [
  'shopify-classic.csv',
  'woocommerce.csv',
  'vendure.csv',
  'doudian.csv',
  'taobao-assistant.csv',
  'kongtai.csv',
];

const survives = async (bytes: Uint8Array): Promise<void> => {
  try {
    const { products } = await readAll(sourceOfBytes('fuzz', bytes));
    for (const { draft, isRefused, problems } of products) {
      // What is not refused is whole: its variants have a value for each option, its amounts are exact.
      if (isRefused) expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
      else for (const { options } of draft.variants) expect(options).toHaveLength(draft.optionNames.length);
      for (const { price } of draft.variants) if (price !== null) expect(Number.isSafeInteger(price.minor)).toBe(true);
    }
  } catch (error) {
    expect(error).toBeInstanceOf(FileRefusal);
  }
};

const mutations = (size: number) =>
  fc.array(fc.record({ at: fc.nat({ max: size - 1 }), byte: fc.nat({ max: 255 }) }), { minLength: 1, maxLength: 20 });

const mutated = (bytes: Uint8Array, changes: readonly { readonly at: number; readonly byte: number }[]): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  for (const { at, byte } of changes) copy[at] = byte;
  return copy;
};

it('random bytes throw something that is no refusal', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), survives), { numRuns: 300 });
});

it('random bytes behind a mark throw something that is no refusal', async () => {
  const marks = [
    [0xef, 0xbb, 0xbf],
    [0xff, 0xfe],
    [0xfe, 0xff],
    [0x50, 0x4b, 0x03, 0x04],
    [0x50, 0x4b, 0x05, 0x06],
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...marks), fc.uint8Array({ maxLength: 200 }), (mark, bytes) =>
      survives(Uint8Array.from([...mark, ...bytes])),
    ),
    { numRuns: 300 },
  );
});

describe.each(NAMES)('%s', (name) => {
  const bytes = readFileSync(join(FIXTURES, name));
  it('changed at random throws something that is no refusal, or half a product', async () => {
    await fc.assert(
      fc.asyncProperty(mutations(bytes.length), (changes) => survives(mutated(bytes, changes))),
      { numRuns: 100 },
    );
  });
});

it('a workbook cut off or changed at random throws something that is no refusal', async () => {
  const path = join(folder, 'fuzz.xlsx');
  const [drafts = []] = fc.sample(draftList, { numRuns: 1, seed: 7 });
  await writeCatalogue(path, { format: 'kongtai', container: 'xlsx', currency: 'CNY', drafts });
  const bytes = readFileSync(path);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: bytes.length }), (length) => survives(bytes.subarray(0, length))),
    { numRuns: 100 },
  );
  await fc.assert(
    fc.asyncProperty(mutations(bytes.length), (changes) => survives(mutated(bytes, changes))),
    { numRuns: 200 },
  );
});
