// The few sentences that are said in passing, mostly refusals: at most three, the same one only once.

import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export interface Toast {
  readonly id: number;
  readonly tone: 'attention' | 'fine';
  readonly text: string;
}

const MOST = 3;

const toastStore = createStore<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));
let lastId = 0;

export const showToast = (tone: Toast['tone'], text: string): void => {
  lastId += 1;
  const toast = { id: lastId, tone, text };
  toastStore.setState(({ toasts }) => ({
    toasts: [...toasts.filter((each) => each.text !== text), toast].slice(-MOST),
  }));
};

export const dropToast = (id: number): void =>
  toastStore.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));

export const useToasts = (): readonly Toast[] => useStore(toastStore, (state) => state.toasts);
