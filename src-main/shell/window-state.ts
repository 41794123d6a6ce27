// Where each window stood on each display, kept in a small file of the data folder; a file that cannot be read is set aside, never trusted.

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { ScreenName } from './own-page.ts';

const whole = z.int().min(-100_000).max(100_000);
const standing = {
  /** Pixels of the desktop, without full screen or maximised. */
  bounds: z.strictObject({ x: whole, y: whole, width: whole.min(1), height: whole.min(1) }),
  isMaximized: z.boolean(),
  isFullScreen: z.boolean(),
};
const screenState = z.strictObject({
  ...standing,
  /** Where a person has put it; a display that was unplugged stays so until they put it elsewhere. */
  displayId: z.number(),
  /** Whether it was open when the app was left. */
  isOpen: z.boolean(),
  /** By display, how it stood there last. */
  places: z.record(z.string(), z.strictObject(standing)).optional(),
});
const fileShape = z.strictObject({ desk: screenState.optional(), host: screenState.optional() });

export type ScreenState = z.infer<typeof screenState>;
export type Bounds = ScreenState['bounds'];
/** How a window stands on one display. */
export type Standing = Pick<ScreenState, 'bounds' | 'isMaximized' | 'isFullScreen'>;

export interface WindowState {
  of(name: ScreenName): ScreenState | null;
  /** Kept in memory until `save`. */
  set(name: ScreenName, state: ScreenState): void;
  save(): void;
}

const readText = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Not there on the first run; where it cannot be read the windows stand at their usual places.
    return null;
  }
};

const parse = (text: string): z.infer<typeof fileShape> | null => {
  try {
    return fileShape.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** `onFault` hears when the file could not be set aside or written: an inconvenience, never a reason to stop. */
export const openWindowState = (file: string, onFault: (fault: unknown) => void): WindowState => {
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (fault) {
      onFault(fault);
    }
  };
  const text = readText(file);
  const read = text === null ? {} : parse(text);
  if (read === null) attempt(() => renameSync(file, `${file}.bad`));
  const states = new Map<ScreenName, ScreenState>();
  if (read?.desk !== undefined) states.set('desk', read.desk);
  if (read?.host !== undefined) states.set('host', read.host);

  return {
    of: (name) => states.get(name) ?? null,
    set: (name, state) => {
      states.set(name, state);
    },
    save: () =>
      attempt(() => {
        const draft = `${file}.tmp`;
        writeFileSync(draft, JSON.stringify(Object.fromEntries(states)));
        renameSync(draft, file);
      }),
  };
};
