// A data folder that is full, locked, missing, or in use: a refusal each, and the store goes on where it can.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startChild } from './support/child.ts';
import { allFacts, batchOf, chatOf, ROOM, seed } from './support/sample-facts.ts';
import { fileIn, makeFolder, openIn, refusalOf } from './support/store-folder.ts';

const mounts: string[] = [];

const mountSmallDisk = (): string => {
  const folder = makeFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder]);
  mounts.push(folder);
  return folder;
};

/** Only root may mount a disk of a few megabytes, and not in every container. */
const canMount = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const probe = '/tmp/kongtai-mount-probe';
  mkdirSync(probe, { recursive: true });
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe]).status === 0;
  if (isMounted) execFileSync('umount', [probe]);
  rmSync(probe, { recursive: true });
  return isMounted;
})();

afterEach(() => {
  for (const folder of mounts.splice(0)) execFileSync('umount', ['-l', folder]);
});

const text = '这一条很长'.repeat(100);
const chats = (from: number) => Array.from({ length: 50 }, (_, index) => chatOf(`e${from + index}`, text));

describe.skipIf(!canMount)('a small disk (needs root and mount)', () => {
  it('when full refuses, keeps what it has, and goes on with the same connection once there is space', async () => {
    const folder = mountSmallDisk();
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(1024 * 1024));
    const { store } = await openIn(folder);
    seed(store);
    let kept = 0;
    const fill = () => {
      while (true) {
        store.appendFromSource(batchOf(chats(kept), kept + 50));
        kept += 50;
      }
    };
    const refusal = await refusalOf(fill);
    expect(refusal).toMatchObject({ code: 'store_full', details: { path: fileIn(folder) } });
    expect([allFacts(store).length, store.cursor(ROOM)]).toEqual([kept, kept]);
    expect(
      (await refusalOf(() => store.transact((writes) => writes.setSetting('a', 'b'.repeat(2_000_000))))).code,
    ).toBe('store_full');
    expect((await refusalOf(() => store.backup())).code).toBe('store_full');
    rmSync(join(folder, 'ballast'));
    store.appendFromSource(batchOf(chats(kept), kept + 50));
    expect(store.isSound()).toBe(true);
    store.close();
    const { store: after, problem } = await openIn(folder);
    expect([allFacts(after).length, problem]).toEqual([kept + 50, null]);
    after.close();
  });

  it('when full at the start says so, and leaves nothing half-made', async () => {
    const folder = mountSmallDisk();
    writeFileSync(join(folder, 'ballast'), '');
    const filled = spawnSync('dd', ['if=/dev/zero', `of=${join(folder, 'ballast')}`, 'bs=4096']);
    expect(filled.status).not.toBe(0);
    expect((await refusalOf(() => openIn(folder))).code).toBe('store_full');
    rmSync(join(folder, 'ballast'));
    const { store, problem, isFirstRun } = await openIn(folder);
    expect([problem, isFirstRun]).toEqual([null, true]);
    store.close();
  });

  it('that is read-only is refused with its path, with a store in it and without', async () => {
    const folder = mountSmallDisk();
    const { store } = await openIn(join(folder, 'old'));
    store.close();
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    for (const name of ['old', 'new']) {
      const refusal = await refusalOf(() => openIn(join(folder, name)));
      expect(refusal).toMatchObject({ code: 'store_readonly', details: { path: fileIn(join(folder, name)) } });
    }
  });
});

describe('a folder', () => {
  it('that is not there yet is made', async () => {
    const folder = join(makeFolder(), '数据', 'a b');
    await openIn(folder);
    expect(existsSync(fileIn(folder))).toBe(true);
  });

  it('that cannot be made is refused as missing, not as a fault of ours', async () => {
    expect((await refusalOf(() => openIn('/proc/kongtai/data'))).code).toBe('store_missing');
  });

  it('that is a file is refused', async () => {
    const file = join(makeFolder(), 'file');
    writeFileSync(file, '');
    expect((await refusalOf(() => openIn(file))).code).toBe('store_readonly');
  });

  it('with a folder in place of the data file is refused', async () => {
    const folder = makeFolder();
    mkdirSync(fileIn(folder));
    expect((await refusalOf(() => openIn(folder))).code).toBe('store_readonly');
  });

  it('that is removed under a running store is noticed, instead of written into nothing', async () => {
    const folder = makeFolder();
    const { store } = await openIn(folder);
    seed(store);
    rmSync(folder, { recursive: true });
    expect((await refusalOf(() => store.appendFromSource(batchOf([chatOf('e1')])))).code).toBe('store_missing');
    expect((await refusalOf(() => store.transact(() => null))).code).toBe('store_missing');
  });
});

describe('a second opening', () => {
  it('of a folder in use is refused, by this process and by another, until the first is closed or killed', async () => {
    const folder = makeFolder();
    const child = startChild('burst-writer.ts', folder);
    await child.printed(1);
    const path = join(folder, 'kongtai.lock');
    expect(await refusalOf(() => openIn(folder))).toMatchObject({ code: 'busy', details: { path } });
    await child.kill();
    const { store } = await openIn(folder);
    expect((await refusalOf(() => openIn(folder))).code).toBe('busy');
    store.close();
    store.close();
    const again = await openIn(folder);
    expect(again.problem).toBeNull();
  });

  it('is not kept out by a lock file that somebody has written into', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'kongtai.lock'), 'pid 4711'.repeat(1000));
    expect((await openIn(folder)).isFirstRun).toBe(true);
  });
});
