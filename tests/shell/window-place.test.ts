// Where windows open: always on a display that is there, wholly visible.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Place, placeWindow } from '../../src-main/shell/window-place.ts';
import type { Bounds, ScreenState } from '../../src-main/shell/window-state.ts';

const desk: Place = { id: 1, workArea: { x: 0, y: 0, width: 1_920, height: 1_040 } };
const stage: Place = { id: 2, workArea: { x: 1_920, y: -200, width: 1_280, height: 720 } };
const size = { width: 1_440, height: 900 };

const standing = (displayId: number, bounds: Bounds): ScreenState => ({
  bounds,
  displayId,
  isMaximized: false,
  isFullScreen: false,
  isOpen: true,
});

describe('window place', () => {
  it('a window does not open where it stood', () => {
    const bounds = { x: 2_000, y: -100, width: 900, height: 500 };
    expect(placeWindow(standing(2, bounds), [desk, stage], desk, size)).toEqual(bounds);
  });

  it('a window whose display was unplugged opens out of sight', () => {
    const bounds = { x: 2_000, y: -100, width: 900, height: 500 };
    expect(placeWindow(standing(2, bounds), [desk], desk, size)).toEqual({ x: 240, y: 70, width: 1_440, height: 900 });
  });

  it('a first window is larger than a small display', () => {
    expect(placeWindow(null, [desk, stage], stage, size)).toEqual(stage.workArea);
  });

  it('some remembered bounds leave a part of the window off every display', () => {
    const whole = fc.integer({ min: -5_000, max: 5_000 });
    const side = fc.integer({ min: 1, max: 5_000 });
    const remembered = fc.record({ x: whole, y: whole, width: side, height: side });
    fc.assert(
      fc.property(remembered, fc.constantFrom(1, 2, 3), (bounds, displayId) => {
        const placed = placeWindow(standing(displayId, bounds), [desk, stage], desk, size);
        const { workArea } = displayId === 2 ? stage : desk;
        expect(placed.x).toBeGreaterThanOrEqual(workArea.x);
        expect(placed.y).toBeGreaterThanOrEqual(workArea.y);
        expect(placed.x + placed.width).toBeLessThanOrEqual(workArea.x + workArea.width);
        expect(placed.y + placed.height).toBeLessThanOrEqual(workArea.y + workArea.height);
      }),
    );
  });
});
