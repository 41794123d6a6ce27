// One cursor in time for a group of charts: hovering or stepping on one shows the same moment on all.

import { useSyncExternalStore } from 'react';

export interface ChartCursor {
  readonly at: () => number | null;
  readonly set: (at: number | null) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export const createChartCursor = (): ChartCursor => {
  let current: number | null = null;
  const listeners = new Set<() => void>();
  return {
    at: () => current,
    set: (at) => {
      if (at === current) return;
      current = at;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export const useChartCursor = (cursor: ChartCursor): number | null => useSyncExternalStore(cursor.subscribe, cursor.at);
