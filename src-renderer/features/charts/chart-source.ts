// Where a group of charts gets its topic from: the running show, or a show that is over.

import { useSyncExternalStore } from 'react';
import type { ChartTopic } from '../../../src-main/contract/topics.ts';

export interface ChartSource {
  readonly read: () => ChartTopic | null;
  readonly subscribe: (listener: () => void) => () => void;
}

/** A show that is over does not change while it is read. */
export const stillChart = (chart: ChartTopic): ChartSource => ({ read: () => chart, subscribe: () => () => {} });

export const useChart = (source: ChartSource): ChartTopic | null => useSyncExternalStore(source.subscribe, source.read);
