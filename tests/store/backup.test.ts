// Copies of a running store: whole, verified, few.

import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../src-main/core/units.ts';
import { outdatedBackups } from '../../src-main/store/backup.ts';
import { toFileStamp } from '../../src-main/store/durable-file.ts';
import { allFacts, batchOf, chatOf, seed, T0 } from './support/sample-facts.ts';
import { fileIn, makeFolder, openIn } from './support/store-folder.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const nameAt = (at: number): string => `kongtai-${toFileStamp(at)}.db`;

describe('a backup', () => {
  it('is one file that opens with all that was committed, made while facts go on coming', async () => {
    const folder = makeFolder();
    const { store } = await openIn(folder);
    seed(store);
    store.appendFromSource(batchOf([chatOf('e1')], 1));
    const made = store.backup();
    store.appendFromSource(batchOf([chatOf('e2')], 2));
    const path = await made;
    expect(readdirSync(dirname(path))).toEqual([nameAt(T0)]);
    const other = makeFolder();
    copyFileSync(path, fileIn(other));
    const { store: copy, problem } = await openIn(other);
    expect(problem).toBeNull();
    expect(allFacts(copy).map(({ eventId }) => eventId)).toContain('e1');
  });

  it('asked for twice at once is made once', async () => {
    const { store } = await openIn(makeFolder());
    const [first, second] = await Promise.all([store.backup(), store.backup()]);
    expect(first).toBe(second);
    expect(await store.backup()).not.toBe(first);
  });

  it('that the closing cut off leaves no file that could be taken for one', async () => {
    const folder = makeFolder();
    const { store } = await openIn(folder);
    seed(store);
    for (let at = 0; at < 5000; at += 500) {
      store.appendFromSource(
        batchOf(Array.from({ length: 500 }, (_, index) => chatOf(`e${at + index}`, '长'.repeat(500)))),
      );
    }
    const made = store.backup();
    store.close();
    await expect(made).rejects.toThrow();
    await openIn(folder);
    expect(readdirSync(join(folder, 'backups'))).toEqual([]);
  });

  it('left unverified by a crash is removed at the next start', async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'backups'));
    const part = join(folder, 'backups', `${nameAt(T0)}.part`);
    for (const end of ['', '-journal']) writeFileSync(part + end, 'half');
    const { isFirstRun } = await openIn(folder);
    expect([existsSync(part), existsSync(`${part}-journal`), isFirstRun]).toEqual([false, false, true]);
  });
});

describe('old backups', () => {
  it('go, but for three of today and the last of each of the ten days before', () => {
    const now = instant(T0);
    const today = [1, 2, 3, 4].map((hours) => nameAt(T0 - hours * HOUR));
    const before = Array.from({ length: 14 }, (_, day) => [
      nameAt(T0 - (day + 1) * DAY),
      nameAt(T0 - (day + 1) * DAY - HOUR),
    ]);
    const names = [...today, ...before.flat()];
    const gone = new Set(outdatedBackups(names, now));
    expect(names.filter((name) => !gone.has(name))).toEqual([
      ...today.slice(0, 3),
      ...before.slice(0, 10).map(([last]) => last),
    ]);
  });

  it('never all go: the newest stays whatever its age, and at most 14 stay', () => {
    const times = fc.uniqueArray(fc.integer({ min: T0 - 40 * DAY, max: T0 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(times, (instants) => {
        const names = instants.map(nameAt).sort().reverse();
        const gone = outdatedBackups(names, instant(T0));
        expect(gone).not.toContain(names[0]);
        expect(names.length - gone.length).toBeLessThanOrEqual(14);
      }),
    );
  });
});
