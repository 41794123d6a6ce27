// A form that opens within a dialog: it takes the focus, Esc closes it alone, and the focus goes back to what opened it.

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** Marks what takes the focus where it is not the first thing in the form. */
const FIRST = '[data-first]';

/** Without `onCancel` it is always there: Esc is for the dialog. */
export const useOpenedForm = <Form extends HTMLElement>(onCancel?: () => void): RefObject<Form | null> => {
  const form = useRef<Form>(null);
  const cancel = useRef(onCancel);
  useEffect(() => {
    cancel.current = onCancel;
  });
  useLayoutEffect(() => {
    const element = form.current;
    if (element === null) return;
    const opener = document.activeElement;
    const first = element.querySelector<HTMLElement>(FIRST) ?? element.querySelector<HTMLElement>('input, select');
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
    const onKey = (event: KeyboardEvent): void => {
      // Esc first of all gives up what an input method is composing.
      if (event.key !== 'Escape' || event.isComposing || cancel.current === undefined) return;
      event.stopPropagation();
      cancel.current();
    };
    element.addEventListener('keydown', onKey);
    return () => {
      element.removeEventListener('keydown', onKey);
      // Whoever has gone on elsewhere meanwhile is left there.
      const isHeld = element.contains(document.activeElement);
      if (isHeld && opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return form;
};
