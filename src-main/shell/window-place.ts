// Where a window opens: where it stood if that display is still there, else in the middle of a fitting one.

import type { Bounds, ScreenState } from './window-state.ts';

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

/** `usual` is where it goes where nothing is remembered, or the remembered display is gone. */
export const placeWindow = (
  remembered: ScreenState | null,
  displays: readonly Place[],
  usual: Place,
  size: Size,
): Bounds => {
  const display = displays.find(({ id }) => id === remembered?.displayId);
  return remembered === null || display === undefined ? middleOf(usual, size) : onto(display, remembered.bounds);
};
