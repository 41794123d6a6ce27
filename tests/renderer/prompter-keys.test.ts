// What keys, a clicker and the wheel mean on the prompter, in each of its modes.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duration } from '../../src-main/core/units.ts';
import { readPrompterKey, readWheel } from '../../src-renderer/features/prompter/prompter-keys.ts';

const COUNTDOWN = duration(3000);
const press = (key: string, mode: 'steady' | 'words' | 'page' = 'steady', change = {}) =>
  readPrompterKey({ key, isRepeat: false, hasShift: false, hasCommand: false, ...change }, { mode }, COUNTDOWN);

describe('a key', () => {
  it.each([
    [' ', { do: 'toggle', countdownMs: COUNTDOWN }],
    ['b', { do: 'toggle', countdownMs: COUNTDOWN }],
    ['B', { do: 'toggle', countdownMs: COUNTDOWN }],
    ['.', { do: 'toggle', countdownMs: COUNTDOWN }],
    ['ArrowUp', { do: 'faster', steps: 1 }],
    ['ArrowDown', { do: 'faster', steps: -1 }],
    ['PageUp', { do: 'turn_section', sections: -1 }],
    ['PageDown', { do: 'turn_section', sections: 1 }],
    ['Home', { do: 'home' }],
    ['End', { do: 'end' }],
    ['Backspace', { do: 'back' }],
    ['x', null],
    ['Enter', null],
    ['F5', null],
  ])('%s does %j while it scrolls', (key, action) => {
    expect(press(key)).toEqual(action);
    expect(press(key, 'words')).toEqual(action);
  });

  it.each([
    ['ArrowUp', -1],
    ['ArrowDown', 1],
    ['PageUp', -1],
    ['PageDown', 1],
  ])('%s turns a page by page', (key, pages) => {
    expect(press(key, 'page')).toEqual({ do: 'turn_page', pages });
  });

  it('with Shift goes ten steps', () => {
    expect(press('ArrowUp', 'steady', { hasShift: true })).toEqual({ do: 'faster', steps: 10 });
  });

  it('held down must not flicker between play and pause', () => {
    expect(press(' ', 'steady', { isRepeat: true })).toBeNull();
    expect(press('ArrowUp', 'steady', { isRepeat: true })).not.toBeNull();
  });

  it('with Ctrl, Alt or the command key belongs to the system', () => {
    for (const key of [' ', 'b', 'Home', 'ArrowUp', 'Backspace']) {
      expect(press(key, 'steady', { hasCommand: true })).toBeNull();
    }
  });
});

describe('the wheel', () => {
  it('moves the text while it stands, in every mode', () => {
    for (const mode of ['steady', 'words', 'page'] as const) {
      expect(readWheel(120, 0, { phase: 'paused', mode }).action).toEqual({ do: 'scroll', pixels: 120 });
    }
  });

  it('sets the speed while it runs: as many steps as whole notches, however finely it is told', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -250, max: 250 })), (turns) => {
        let rest = 0;
        let steps = 0;
        for (const pixels of turns) {
          const read = readWheel(pixels, rest, { phase: 'playing', mode: 'steady' });
          rest = read.rest;
          if (read.action?.do === 'faster') steps += read.action.steps;
          expect(read.action?.do).not.toBe('scroll');
        }
        expect(Math.abs(rest)).toBeLessThan(100);
        expect(steps * 100 + rest).toBe(turns.reduce((sum, each) => sum + each, 0));
      }),
    );
  });
});
