// Listens to the keyboard for the whole desk and carries out what the grammar reads.

import { useEffect } from 'react';
import { deskStore } from '../../state/desk-store.ts';
import { carryOut } from './carry-out.ts';
import { DIGITS_LAST_MS, emptyMemory, type KeyMemory, type KeyPress, readKey } from './key-grammar.ts';

const FIELDS = 'input, textarea, select, [contenteditable="true"]';
const CONTROLS = 'button, a[href], summary, [role="button"], [role="tab"]';

const isWithin = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

const toPress = (event: KeyboardEvent, isDown: boolean): KeyPress => ({
  key: event.key,
  isDown,
  isRepeat: event.repeat,
  hasCommand: event.ctrlKey || event.metaKey,
  hasAlt: event.altKey,
  isTyping: event.isComposing || isWithin(event.target, FIELDS),
  isOnControl: isWithin(event.target, CONTROLS),
  hasDialog: deskStore.getState().dialog !== null,
  at: event.timeStamp,
});

/** A click must not leave the focus on its button: Space and Enter would press it again instead of serving the desk. */
const giveKeysBack = (event: MouseEvent): void => {
  const focused = document.activeElement;
  if (event.detail === 0 || !(focused instanceof HTMLElement) || !focused.matches(CONTROLS)) return;
  if (focused.closest('[role="dialog"]') === null) focused.blur();
};

export const useDeskKeys = (): void => {
  useEffect(() => {
    let memory: KeyMemory = emptyMemory;
    let fading: number | null = null;
    /** A key that the desk has taken is its own until it is let go, wherever the focus has gone since. */
    let taken: string | null = null;

    const hear = (event: KeyboardEvent, isDown: boolean): void => {
      const reading = readKey(memory, toPress(event, isDown));
      memory = reading.memory;
      deskStore.getState().setTyped(memory.digits);
      if (fading !== null) window.clearTimeout(fading);
      fading = memory.digits === '' ? null : window.setTimeout(() => deskStore.getState().setTyped(''), DIGITS_LAST_MS);
      if (reading.intent === null) return;
      if (isDown) {
        taken = event.code;
        event.preventDefault();
      }
      carryOut(reading.intent);
    };
    const down = (event: KeyboardEvent): void => {
      if (event.repeat && event.code === taken) event.preventDefault();
      if (!event.defaultPrevented || event.repeat) hear(event, true);
    };
    const up = (event: KeyboardEvent): void => {
      if (event.code === taken) taken = null;
      hear(event, false);
    };
    const leave = (): void => {
      memory = emptyMemory;
      deskStore.getState().setDealKeyDown(false);
    };

    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', leave);
    // Before the click's own work: a dialog that it opens would give the focus back to the button.
    window.addEventListener('click', giveKeysBack, true);
    return () => {
      if (fading !== null) window.clearTimeout(fading);
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', leave);
      window.removeEventListener('click', giveKeysBack, true);
    };
  }, []);
};
