// A data folder of its own for each test, removed after it, and the store opened in it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { Refusal } from '../../../src-main/contract/errors.ts';
import { instant } from '../../../src-main/core/units.ts';
import { openStore } from '../../../src-main/store/open-store.ts';
import type { OpenedStore, Store } from '../../../src-main/store/store.ts';
import { T0 } from './sample-facts.ts';

const folders: string[] = [];
const open = new Set<Store>();

afterEach(() => {
  for (const store of open) store.close();
  open.clear();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export const makeFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'kongtai-store-'));
  folders.push(folder);
  return folder;
};

export const fileIn = (dataDir: string): string => join(dataDir, 'kongtai.db');

/** Closed after the test; a test may close it before. */
export const openIn = async (dataDir: string, now = T0): Promise<OpenedStore> => {
  const opened = await openStore({ dataDir, clock: () => instant(now) });
  open.add(opened.store);
  return opened;
};

/** The Refusal that `work` ends in; fails where it does not. */
export const refusalOf = async (work: () => unknown): Promise<Refusal> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('expected a refusal');
};
