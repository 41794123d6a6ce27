// The data folder as the desktop uses it: its own corner for Chromium's files and the lock, and the way to another folder.

import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { inLanguage, WORDS } from './shell-words.ts';

/** Chromium cannot start on a folder that it cannot write to; the engine says what is wrong with the real one. */
const cornerOf = (dataDir: string): string => {
  const corner = join(dataDir, 'desktop');
  try {
    mkdirSync(corner, { recursive: true });
    accessSync(corner, constants.W_OK);
    return corner;
  } catch {
    return mkdtempSync(join(tmpdir(), 'kongtai-'));
  }
};

/** Sets Chromium's folder, and with it the lock, under the data folder. Gives that corner. */
export const settleIn = (dataDir: string): string => {
  const corner = cornerOf(dataDir);
  app.setPath('userData', corner);
  return corner;
};

const withoutData = (args: readonly string[]): readonly string[] =>
  args.filter((word, index) => word !== '--data' && args[index - 1] !== '--data' && !word.startsWith('--data='));

/** `electron PATH` needs its path again; `own` are Kongtai's words of this start. */
const startWords = (own: readonly string[], dataDir: string): string[] => [
  ...(process.defaultApp ? [app.getAppPath()] : []),
  '--',
  ...withoutData(own),
  '--data',
  dataDir,
];

/** Asks for a folder; gives the words for a fresh start on it, or null. */
export const askForOtherFolder = async (own: readonly string[]): Promise<readonly string[] | null> => {
  const title = inLanguage(WORDS.chooseFolder, app.getLocale());
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title,
    properties: ['openDirectory', 'createDirectory'],
  });
  const [dataDir] = filePaths;
  return canceled || dataDir === undefined ? null : startWords(own, dataDir);
};
