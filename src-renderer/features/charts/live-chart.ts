// The running show's charts: told apart from every other change of the store by the topic's identity.

import { liveStore } from '../../state/live-store.ts';
import type { ChartSource } from './chart-source.ts';

export const liveChart: ChartSource = {
  read: () => liveStore.getState().topics['chart.live'] ?? null,
  subscribe: (listener) =>
    liveStore.subscribe((now, before) => {
      if (now.topics['chart.live'] !== before.topics['chart.live']) listener();
    }),
};
