// Dragging a cue by its handle, with a mouse or a finger: shows where it would land, and says so when it is let go.

import { type PointerEvent, type RefObject, useCallback, useRef } from 'react';
import type { VariantId } from '../../../src-main/core/units.ts';

/** Nearer to the list's edge than this it scrolls along. */
const EDGE_PX = 36;
const SCROLL_PX = 14;

const cueAt = (x: number, y: number): HTMLElement | null => {
  const found = document.elementFromPoint(x, y)?.closest('[data-place]');
  return found instanceof HTMLElement ? found : null;
};

const scrollerOf = (element: HTMLElement | null): HTMLElement | null => {
  for (let each = element; each !== null; each = each.parentElement) {
    if (each.scrollHeight > each.clientHeight && getComputedStyle(each).overflowY !== 'visible') return each;
  }
  return null;
};

/** `onDrop` gets the place that the cue has afterwards. The marks are attributes: no row is drawn anew while dragging. */
export const useCueDrag = (
  list: RefObject<HTMLElement | null>,
  onDrop: (variantId: VariantId, to: number) => void,
): ((event: PointerEvent, variantId: VariantId) => void) => {
  const drop = useRef(onDrop);
  drop.current = onDrop;

  return useCallback(
    (event: PointerEvent, variantId: VariantId) => {
      const handle = event.currentTarget;
      const held = handle.closest('[data-place]');
      if (event.button !== 0 || !(handle instanceof HTMLElement) || !(held instanceof HTMLElement)) return;
      const from = Number(held.dataset.place);
      let over: HTMLElement | null = null;
      let to = from;
      handle.setPointerCapture(event.pointerId);
      held.dataset.held = 'true';

      const unmark = (): void => {
        if (over !== null) delete over.dataset.drop;
        over = null;
      };
      const move = (at: globalThis.PointerEvent): void => {
        const scroller = scrollerOf(list.current?.querySelector<HTMLElement>('[data-place]') ?? null);
        const box = scroller?.getBoundingClientRect();
        if (scroller !== null && box !== undefined) {
          if (at.clientY < box.top + EDGE_PX) scroller.scrollBy(0, -SCROLL_PX);
          if (at.clientY > box.bottom - EDGE_PX) scroller.scrollBy(0, SCROLL_PX);
        }
        const under = cueAt(at.clientX, at.clientY);
        unmark();
        if (under === null) return;
        const { top, height } = under.getBoundingClientRect();
        const place = Number(under.dataset.place);
        const isBelow = at.clientY > top + height / 2;
        const gap = isBelow ? place + 1 : place;
        to = gap > from ? gap - 1 : gap;
        if (to === from) return;
        over = under;
        under.dataset.drop = isBelow ? 'after' : 'before';
      };
      const end = (isDropped: boolean): void => {
        handle.removeEventListener('pointermove', move);
        handle.removeEventListener('pointerup', up);
        handle.removeEventListener('pointercancel', cancel);
        window.removeEventListener('keydown', giveUp, true);
        unmark();
        delete held.dataset.held;
        if (isDropped && to !== from) drop.current(variantId, to);
      };
      const up = (): void => end(true);
      const cancel = (): void => end(false);
      const giveUp = (key: KeyboardEvent): void => {
        if (key.key !== 'Escape') return;
        key.stopPropagation();
        end(false);
      };

      handle.addEventListener('pointermove', move);
      handle.addEventListener('pointerup', up);
      handle.addEventListener('pointercancel', cancel);
      window.addEventListener('keydown', giveUp, true);
    },
    [list],
  );
};
