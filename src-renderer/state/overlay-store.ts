// What the overlay's own page holds: the newest view, kept through a lost link, and whether it may still be believed.

import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OverlayView } from '../../src-main/contract/overlay-documents.ts';
import { type Client, connectClient } from '../client/client.ts';
import type { Link } from '../client/link.ts';
import { keepSame } from './keep-same.ts';
import { pageNow } from './page-clock.ts';

export interface OverlayState {
  /** Null until the first has come: nothing is painted before. */
  readonly view: OverlayView | null;
  /** The link has been down for so long that stock and time are no longer known. */
  readonly isStale: boolean;
  readonly clockOffsetMs: number;
}

const STALE_AFTER_MS = 5000;

export const createOverlayStore = (): StoreApi<OverlayState> =>
  createStore<OverlayState>(() => ({ view: null, isStale: false, clockOffsetMs: 0 }));

export const overlayStore = createOverlayStore();

/** Keeps `store` equal to what `client` hears; `later` runs a work after some ms and gives what cancels it. */
export const mirrorOverlay = (
  store: StoreApi<OverlayState>,
  client: Client,
  later: (work: () => void, ms: number) => () => void,
): void => {
  let forget: (() => void) | null = null;
  client.subscribe('overlay.view', (message) => {
    // An engine that has just started says null: what is on the picture stays until it knows better.
    if (message.t !== 'state' || message.topic !== 'overlay.view' || message.value === null) return;
    forget?.();
    forget = null;
    store.setState({ view: keepSame<OverlayView | null>(store.getState().view, message.value), isStale: false });
  });
  client.onHello(({ now }) => store.setState({ clockOffsetMs: now - pageNow() }));
  client.onStatus((status) => {
    if (status === 'closed') forget ??= later(() => store.setState({ isStale: true }), STALE_AFTER_MS);
  });
};

const pageLater = (work: () => void, ms: number): (() => void) => {
  const timer = window.setTimeout(work, ms);
  return () => window.clearTimeout(timer);
};

/** The link is no longer good: whoever holds an old one sees nothing any more. */
export const clearOverlay = (): void => overlayStore.setState({ view: null });

/** Called once by the page's entry. */
export const connectOverlay = (link: Link): void => mirrorOverlay(overlayStore, connectClient(link), pageLater);

export const useOverlay = <Part>(select: (state: OverlayState) => Part): Part => useStore(overlayStore, select);

/** The engine's time now. */
export const overlayNow = (): number => pageNow() + overlayStore.getState().clockOffsetMs;
