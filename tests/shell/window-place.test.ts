// Where windows open: always on a display that is there, wholly visible.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Place, placeWindow, rememberWindow } from '../../src-main/shell/window-place.ts';
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
    expect(placeWindow(standing(2, bounds), [desk, stage], desk, size)).toEqual({
      bounds,
      isMaximized: false,
      isFullScreen: false,
    });
  });

  it('a window whose display was unplugged opens out of sight', () => {
    const bounds = { x: 2_000, y: -100, width: 900, height: 500 };
    expect(placeWindow(standing(2, bounds), [desk], desk, size).bounds).toEqual({
      x: 240,
      y: 70,
      width: 1_440,
      height: 900,
    });
  });

  it('a first window is larger than a small display', () => {
    expect(placeWindow(null, [desk, stage], stage, size).bounds).toEqual(stage.workArea);
  });

  it('some remembered bounds leave a part of the window off every display', () => {
    const whole = fc.integer({ min: -5_000, max: 5_000 });
    const side = fc.integer({ min: 1, max: 5_000 });
    const remembered = fc.record({ x: whole, y: whole, width: side, height: side });
    fc.assert(
      fc.property(remembered, fc.constantFrom(1, 2, 3), (bounds, displayId) => {
        const { bounds: placed } = placeWindow(standing(displayId, bounds), [desk, stage], desk, size);
        const { workArea } = displayId === 2 ? stage : desk;
        expect(placed.x).toBeGreaterThanOrEqual(workArea.x);
        expect(placed.y).toBeGreaterThanOrEqual(workArea.y);
        expect(placed.x + placed.width).toBeLessThanOrEqual(workArea.x + workArea.width);
        expect(placed.y + placed.height).toBeLessThanOrEqual(workArea.y + workArea.height);
      }),
    );
  });
});

describe('what is remembered by display', () => {
  const onStage = { x: 2_000, y: -100, width: 900, height: 500 };
  const onDesk = { x: 10, y: 20, width: 800, height: 600 };
  const stood = (displayId: number, bounds: Bounds, isFullScreen = false) => ({
    bounds,
    displayId,
    isMaximized: false,
    isFullScreen,
    isOpen: true,
  });
  const both = [desk, stage];

  it('a display that comes back does not get its window back as it stood there', () => {
    const before = rememberWindow(null, stood(2, onStage, true), both);
    // The system has moved it over while the display is gone.
    const moved = rememberWindow(before, stood(1, onDesk), [desk]);
    expect(placeWindow(moved, [desk], desk, size)).toEqual({ bounds: onDesk, isMaximized: false, isFullScreen: false });
    expect(placeWindow(moved, both, stage, size)).toEqual({ bounds: onStage, isMaximized: false, isFullScreen: true });
  });

  it('a window that a person has put on another display goes back to the old one', () => {
    const before = rememberWindow(null, stood(2, onStage), both);
    const moved = rememberWindow(before, stood(1, onDesk), both);
    expect(placeWindow(moved, both, stage, size).bounds).toEqual(onDesk);
  });

  it('a fallback is full screen over the desk because the other display was', () => {
    const before = rememberWindow(null, stood(2, onStage, true), both);
    expect(placeWindow(before, [desk], desk, size).isFullScreen).toBe(false);
  });

  it('a file grows with every display that was ever plugged in', () => {
    let state: ScreenState | null = null;
    for (let displayId = 1; displayId <= 40; displayId += 1) {
      state = rememberWindow(state, stood(displayId, onDesk), [{ id: displayId }, { id: displayId - 1 }]);
    }
    expect(Object.keys(state?.places ?? {}).length).toBeLessThanOrEqual(8);
    expect(state?.places?.['40']).toBeDefined();
  });
});
