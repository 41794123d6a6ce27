// What is on the disk when: every commit of a command, and a log that does not grow for a whole show.

import { statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { makeWritable, openDatabase } from '../../src-main/store/database.ts';
import { createTransaction } from '../../src-main/store/transaction.ts';
import { batchOf, chatOf, seed } from './support/sample-facts.ts';
import { fileIn, makeFolder, openIn } from './support/store-folder.ts';

const NORMAL = 1;
const FULL = 2;
const MEGABYTE = 1024 * 1024;

it('a durable transaction runs with synchronous FULL, and only that one, though it threw', () => {
  const db = openDatabase(fileIn(makeFolder()), {});
  makeWritable(db);
  const run = createTransaction(db);
  const mode = () => db.pragma('synchronous', { simple: true });
  expect([run(true, mode), mode(), run(false, mode)]).toEqual([FULL, NORMAL, NORMAL]);
  const failing = () =>
    run(true, () => {
      throw new Error('no');
    });
  expect(failing).toThrow('no');
  expect([mode(), db.inTransaction]).toEqual([NORMAL, false]);
  db.close();
});

it('a burst of many facts does not leave a log as large as itself', async () => {
  const folder = makeFolder();
  const { store } = await openIn(folder);
  seed(store);
  for (let at = 0; at < 60_000; at += 500) {
    store.appendFromSource(
      batchOf(Array.from({ length: 500 }, (_, index) => chatOf(`e${at + index}`, '多少钱呀主播'.repeat(5)))),
    );
    await setImmediate();
  }
  expect(statSync(fileIn(folder)).size).toBeGreaterThan(12 * MEGABYTE);
  expect(statSync(`${fileIn(folder)}-wal`).size).toBeLessThan(8 * MEGABYTE);
});

it('a quiet store moves its log into the file by itself', async () => {
  const folder = makeFolder();
  const { store } = await openIn(folder);
  seed(store);
  store.appendFromSource(batchOf(Array.from({ length: 1000 }, (_, index) => chatOf(`e${index}`, '长'.repeat(500)))));
  const before = statSync(fileIn(folder)).size;
  await vi.waitFor(() => expect(statSync(fileIn(folder)).size).toBeGreaterThan(before + MEGABYTE), { timeout: 10_000 });
});

it('a closed store is one file, with nothing beside it', async () => {
  const folder = makeFolder();
  const { store } = await openIn(folder);
  seed(store);
  store.close();
  expect(statSync(`${fileIn(folder)}-wal`, { throwIfNoEntry: false })).toBeUndefined();
});
