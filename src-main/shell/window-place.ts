// Where a window opens: where it stood if that display is still there, else in the middle of a fitting one.

import type { Bounds, ScreenState, Standing } from './window-state.ts';

/** What Electron's `Display` tells of a display. */
export interface Place {
  readonly id: number;
  readonly workArea: Bounds;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const middleOf = ({ workArea }: Place, wanted: Size): Bounds => {
  const width = Math.min(wanted.width, workArea.width);
  const height = Math.min(wanted.height, workArea.height);
  return {
    x: workArea.x + Math.floor((workArea.width - width) / 2),
    y: workArea.y + Math.floor((workArea.height - height) / 2),
    width,
    height,
  };
};

/** Moved and shrunk until all of it lies on the display. */
const onto = ({ workArea }: Place, bounds: Bounds): Bounds => {
  const width = Math.min(bounds.width, workArea.width);
  const height = Math.min(bounds.height, workArea.height);
  return {
    x: Math.min(Math.max(bounds.x, workArea.x), workArea.x + workArea.width - width),
    y: Math.min(Math.max(bounds.y, workArea.y), workArea.y + workArea.height - height),
    width,
    height,
  };
};

/** On a display that is there: as it stood on it last, moved until all of it is seen; null where it never stood there. */
const standingOn = (display: Place, remembered: ScreenState): Standing | null => {
  const last = display.id === remembered.displayId ? remembered : remembered.places?.[String(display.id)];
  if (last === undefined) return null;
  const { bounds, isMaximized, isFullScreen } = last;
  return { bounds: onto(display, bounds), isMaximized, isFullScreen };
};

/** `usual` is where it goes where nothing is remembered, or the remembered display is gone. */
export const placeWindow = (
  remembered: ScreenState | null,
  displays: readonly Place[],
  usual: Place,
  size: Size,
): Standing => {
  const display = displays.find(({ id }) => id === remembered?.displayId) ?? usual;
  const last = remembered === null ? null : standingOn(display, remembered);
  return last ?? { bounds: middleOf(usual, size), isMaximized: false, isFullScreen: false };
};

/** Displays that come and go; more nobody has. */
const MOST_PLACES = 8;

/** What is remembered of a window that stands so on a display now. */
export const rememberWindow = (
  before: ScreenState | null,
  now: Standing & { readonly displayId: number; readonly isOpen: boolean },
  displays: readonly Pick<Place, 'id'>[],
): ScreenState => {
  const { displayId, isOpen, ...standing } = now;
  const others = Object.entries(before?.places ?? {}).filter(([id]) => id !== String(displayId));
  const places = Object.fromEntries([...others.slice(1 - MOST_PLACES), [String(displayId), standing]]);
  // Moved here by the system, because its own display is gone: nobody has chosen this one.
  const isAway = before !== null && !displays.some(({ id }) => id === before.displayId);
  return isAway ? { ...before, isOpen, places } : { ...standing, displayId, isOpen, places };
};
