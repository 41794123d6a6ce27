// The catalogue's own keys, wherever in the workspace the focus is: search, undo, and Esc one step back at a time.

import { type RefObject, useEffect } from 'react';
import { catalogueStore, NOTHING_CHOSEN } from '../../state/catalogue-store.ts';
import { undoEdit } from './catalogue-commands.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([type="checkbox"]), textarea, select');

/** A dialog lies over the catalogue: keys are its own, even while nothing in it has the focus. */
const isCovered = (search: HTMLInputElement | null): boolean =>
  [...document.querySelectorAll('[role="dialog"]')].some((dialog) => !dialog.contains(search));

/** What Esc puts away, or false where there is nothing left and the workspace itself closes. */
const stepBack = (): boolean => {
  const { choice, open, choose, openProduct } = catalogueStore.getState();
  if (open !== null) openProduct(null);
  else if (choice.kind === 'all' || choice.productIds.size > 0) choose(NOTHING_CHOSEN);
  else return false;
  return true;
};

export const useCatalogueKeys = (search: RefObject<HTMLInputElement | null>): void => {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.isComposing || event.defaultPrevented || isCovered(search.current)) return;
      const hasCommand = event.ctrlKey || event.metaKey;
      if (event.key === 'Escape') {
        if (event.target === search.current || !stepBack()) return;
      } else if (isTyping(event.target)) return;
      else if (hasCommand && !event.shiftKey && event.key.toLowerCase() === 'z') void undoEdit(null);
      else if (event.key === '/' && !hasCommand) search.current?.focus();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the workspace hears Esc and closes.
    window.addEventListener('keydown', hear, true);
    return () => window.removeEventListener('keydown', hear, true);
  }, [search]);
};
