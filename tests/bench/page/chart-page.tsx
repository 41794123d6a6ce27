// One chart of the product and one ECharts as it comes, on the same 3 600 points in the same page, updated in turns.

import '../../../src-renderer/ui/theme.css';
import { init } from 'echarts';
import { createRoot } from 'react-dom/client';
import type { ChartTopic } from '../../../src-main/contract/topics.ts';
import { duration, instant } from '../../../src-main/core/units.ts';
import { createChartCursor } from '../../../src-renderer/features/charts/chart-cursor.ts';
import { ChartPanel } from '../../../src-renderer/features/charts/chart-panel.tsx';
import type { ChartSource } from '../../../src-renderer/features/charts/chart-source.ts';
import { startI18n } from '../../../src-renderer/i18n/i18n.ts';
import { rootElement } from './root-element.ts';

declare global {
  interface Window {
    /** Makes so many updates, each in its own stretch of `everyMs`, and resolves after the last stretch. */
    playUpdates(side: 'product' | 'baseline', updates: number, everyMs: number): Promise<void>;
  }
}

const POINTS = 3600;
const SIZE = { width: 1200, height: 400 };
const STARTED_AT = Date.UTC(2026, 10, 24, 12);
let step = 0;

/** A point a second; each update moves the hour on by one. */
const valuesAt = (at: number): readonly number[] =>
  Array.from({ length: POINTS }, (_, i) =>
    Math.round(2600 + 500 * Math.sin((i + at) / 130) + 140 * Math.sin((i + at) * 12.9898)),
  );

const topicAt = (at: number): ChartTopic => ({
  from: instant(STARTED_AT + at * 1000),
  until: instant(STARTED_AT + (at + POINTS) * 1000),
  onlineBucketMs: duration(1000),
  online: valuesAt(at),
  bucketMs: duration(60_000),
  gmv: [],
  orders: [],
  chats: [],
  likes: [],
  follows: [],
  marks: [],
  gaps: [],
});

const holder = (): HTMLElement => {
  const element = document.createElement('div');
  Object.assign(element.style, { display: 'grid', width: `${SIZE.width}px`, height: `${SIZE.height}px` });
  rootElement().append(element);
  return element;
};

startI18n();
let topic = topicAt(0);
const listeners = new Set<() => void>();
const source: ChartSource = {
  read: () => topic,
  subscribe: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
createRoot(holder()).render(<ChartPanel name="online" source={source} cursor={createChartCursor()} currency="CNY" />);

const plain = init(holder());
plain.setOption({ xAxis: { type: 'time' }, yAxis: { type: 'value' }, series: [{ type: 'line', data: [] }] });

const update = {
  product: () => {
    topic = topicAt(step);
    for (const listener of listeners) listener();
  },
  baseline: () => {
    const data = valuesAt(step).map((value, i) => [STARTED_AT + (step + i) * 1000, value]);
    plain.setOption({ series: [{ data }] });
  },
};

window.playUpdates = (side, updates, everyMs) =>
  new Promise((resolve) => {
    let left = updates;
    const next = (): void => {
      if (left === 0) {
        resolve();
        return;
      }
      left -= 1;
      step += 1;
      update[side]();
      window.setTimeout(next, everyMs);
    };
    next();
  });
