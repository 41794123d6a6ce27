// The few sentences that are said in passing, mostly refusals: at most three, the same one only once.

import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export interface Toast {
  readonly id: number;
  readonly tone: 'attention' | 'fine';
  readonly text: string;
  /** What was refused with it; null where it is about nothing that could be tried again. */
  readonly about: string | null;
}

const MOST = 3;

const toastStore = createStore<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));
let lastId = 0;

export const showToast = (tone: Toast['tone'], text: string, about: string | null = null): void => {
  lastId += 1;
  const toast = { id: lastId, tone, text, about };
  toastStore.setState(({ toasts }) => ({
    toasts: [...toasts.filter((each) => each.text !== text), toast].slice(-MOST),
  }));
};

export const dropToast = (id: number): void =>
  toastStore.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));

/** It was carried out after all: that it could not be is true no more. */
export const unsay = (about: string): void =>
  toastStore.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.about !== about) }));

export const toastsNow = (): readonly Toast[] => toastStore.getState().toasts;

export const useToasts = (): readonly Toast[] => useStore(toastStore, (state) => state.toasts);
