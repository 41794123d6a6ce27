// The file of window places: whatever stands in it, the app starts, and what a person may want back is kept.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWindowState, type ScreenState } from '../../src-main/shell/window-state.ts';

const host: ScreenState = {
  bounds: { x: -1_920, y: 0, width: 1_280, height: 720 },
  displayId: 2,
  isMaximized: false,
  isFullScreen: true,
  isOpen: true,
  places: { '2': { bounds: { x: -1_920, y: 0, width: 1_280, height: 720 }, isMaximized: false, isFullScreen: true } },
};

describe('window state', () => {
  let dir = '';
  let faults: unknown[] = [];
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'kongtai-window-state-'));
    faults = [];
  });
  afterEach(() => rmSync(dir, { recursive: true }));
  const open = () => openWindowState(join(dir, 'windows.json'), (fault) => faults.push(fault));

  it('a window forgets its display and full screen over a restart', () => {
    const state = open();
    state.set('host', host);
    state.save();
    expect(open().of('host')).toEqual(host);
    expect(open().of('desk')).toBeNull();
    expect(faults).toEqual([]);
  });

  it('a file of before places were kept by display is set aside', () => {
    const { places: _places, ...old } = host;
    writeFileSync(join(dir, 'windows.json'), JSON.stringify({ host: old }));
    expect(open().of('host')).toEqual(old);
  });

  it.each([
    ['empty', ''],
    ['cut off', '{"desk":{"bounds":{"x":1'],
    ['of another kind', '[1,2]'],
    ['with text for numbers', JSON.stringify({ host: { ...host, displayId: 'x' } })],
    ['with an endless window', JSON.stringify({ host: { ...host, bounds: { ...host.bounds, width: 1e12 } } })],
    ['with a window of no size', JSON.stringify({ host: { ...host, bounds: { ...host.bounds, height: 0 } } })],
    ['with a strange field', '{"__proto__":{"desk":1},"other":{}}'],
  ])('a file that is %s stops the start or is lost', (_kind, text) => {
    writeFileSync(join(dir, 'windows.json'), text);
    const state = open();
    expect(state.of('desk')).toBeNull();
    expect(state.of('host')).toBeNull();
    expect(readFileSync(join(dir, 'windows.json.bad'), 'utf8')).toBe(text);
    expect(existsSync(join(dir, 'windows.json'))).toBe(false);
    state.set('host', host);
    state.save();
    expect(open().of('host')).toEqual(host);
  });

  it('a place that cannot be written to ends the app instead of being said', () => {
    mkdirSync(join(dir, 'windows.json.tmp'));
    const state = open();
    state.set('host', host);
    state.save();
    expect(faults).toHaveLength(1);
    expect(state.of('host')).toEqual(host);
  });
});
