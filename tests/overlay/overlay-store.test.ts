// The overlay's own memory: it keeps the picture through a lost link, and stops believing it in time.

import { expect, it } from 'vitest';
import type { OverlayView } from '../../src-main/contract/overlay-documents.ts';
import { instant } from '../../src-main/core/units.ts';
import { createClient } from '../../src-renderer/client/client.ts';
import { createOverlayStore, mirrorOverlay } from '../../src-renderer/state/overlay-store.ts';
import { createFakeLink } from '../support/fake-link.ts';

const view: OverlayView = {
  look: { theme: 'night', orientation: 'portrait', corner: 'bottom-left', language: 'zh-CN' },
  product: null,
  deal: null,
  stock: { left: 4, of: 9 },
  claims: [],
  goal: null,
  correction: null,
  draw: null,
};

const open = () => {
  const link = createFakeLink();
  const store = createOverlayStore();
  const waits: { work: () => void; ms: number; isOff: boolean }[] = [];
  mirrorOverlay(store, createClient(link), (work, ms) => {
    const wait = { work, ms, isOff: false };
    waits.push(wait);
    return () => {
      wait.isOff = true;
    };
  });
  const say = (seq: number, value: OverlayView | null): void =>
    link.arrive({ t: 'state', topic: 'overlay.view', seq, value });
  link.turn('open');
  link.arrive({ t: 'hello', now: instant(Date.now()), role: 'observer' });
  return { link, store, waits, say };
};

it('other topics are asked for, which this link may not hear', () => {
  const { link } = open();
  expect(link.sent).toEqual([{ t: 'subscribe', topic: 'overlay.view' }]);
});

it('the picture goes black while the engine starts anew', () => {
  const { link, store, say } = open();
  say(1, view);
  link.turn('closed');
  link.turn('open');
  say(0, null);
  expect(store.getState().view).toEqual(view);
});

it('a short break hides the stock, or a long one does not', () => {
  const { link, store, waits, say } = open();
  say(1, view);
  link.turn('closed');
  link.turn('closed');
  expect(waits.map(({ ms }) => ms)).toEqual([5000]);
  link.turn('open');
  say(1, view);
  expect(waits[0]?.isOff).toBe(true);
  expect(store.getState().isStale).toBe(false);

  link.turn('closed');
  waits[1]?.work();
  expect(store.getState()).toMatchObject({ isStale: true, view });
  link.turn('open');
  // The link alone says nothing of the stock.
  expect(store.getState().isStale).toBe(true);
  say(7, { ...view, stock: { left: 3, of: 9 } });
  expect(store.getState()).toMatchObject({ isStale: false, view: { stock: { left: 3 } } });
});
