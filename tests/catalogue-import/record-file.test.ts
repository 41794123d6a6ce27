// Records in a file: what was added comes back whole, in any order, at any time, whatever it is made of.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createRecordFile } from '../../src-main/record-file.ts';

const home = mkdtempSync(join(tmpdir(), 'kongtai-records-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const newPath = (): string => join(mkdtempSync(join(home, 'one-')), 'records');

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
  fc.constantFrom('\ud800', '😀', '口红', '\u2028', '"\\'),
);
/** Around the size of a block of the file, and far above it. */
const long = fc.integer({ min: 80_000, max: 300_000 }).map((length) => '口'.repeat(length));
const record = fc.record({ text: fc.oneof({ weight: 20, arbitrary: text }, { weight: 1, arbitrary: long }) });

describe('a record', () => {
  it('comes back as another, cut off, or not before the rest is written', () => {
    const added = fc.array(fc.tuple(record, fc.nat()), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(added, fc.array(fc.nat(), { maxLength: 60 }), (records, later) => {
        const file = createRecordFile<{ readonly text: string }>(newPath());
        records.forEach(([each, back], place) => {
          expect(file.add(each)).toBe(place);
          const earlier = back % (place + 1);
          expect(file.read(earlier)).toEqual(records[earlier]?.[0]);
        });
        for (const at of later) expect(file.read(at % records.length)).toEqual(records[at % records.length]?.[0]);
        file.close();
      }),
      { numRuns: 60 },
    );
  });

  it('that was given up with its file is read from another file', () => {
    const path = newPath();
    const file = createRecordFile<string>(path);
    file.add('before');
    file.close();
    file.close();
    const next = createRecordFile<string>(path);
    expect(() => file.read(0)).toThrow(expect.objectContaining({ code: 'not_found' }));
    expect(() => next.read(0)).toThrow(RangeError);
    next.close();
  });
});
