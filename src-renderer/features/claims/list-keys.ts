// Keys of a list with one chosen row: the arrows move, a letter does; nothing while somebody types or presses a button.

import type { KeyboardEvent } from 'react';

const FIELDS = 'input, textarea, select';

/** Carries the key out where it is the list's, and keeps it from the page then. */
export const hearListKey = (
  event: KeyboardEvent<HTMLElement>,
  onStep: (step: 1 | -1) => void,
  /** By the key in lower case. */
  deeds: Readonly<Record<string, (() => void) | undefined>>,
): void => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest(FIELDS) !== null) return;
  const key = event.key.normalize('NFKC').toLowerCase();
  if (key === 'arrowdown' || key === 'arrowup') onStep(key === 'arrowdown' ? 1 : -1);
  else {
    const deed = deeds[key];
    if (deed === undefined || event.repeat) return;
    deed();
  }
  event.preventDefault();
};
