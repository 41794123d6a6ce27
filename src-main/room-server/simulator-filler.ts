// Fills a load test up to its rate: cheap small talk, likes and entries in a busy room's proportions.

import type { LiveEventBody, Viewer } from '../core/live-event.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface Filler {
  (viewer: () => Viewer): LiveEventBody;
  /** Milliseconds into the tick. */
  nextOffset(tickMs: number): number;
}

const PHRASES = [
  '来了',
  '666',
  '哈哈哈',
  '好看',
  '主播好',
  '冲',
  '+1',
  '链接呢',
  '爱了',
  '还有吗',
  '多少钱',
  '已拍',
  '？',
  '👍',
  '🌹🌹🌹',
  '第一次来',
  '求小样',
];

export const createFiller = (random: SeededRandom): Filler =>
  Object.assign(
    (viewer: () => Viewer): LiveEventBody => {
      const kind = random.next();
      if (kind < 0.5) return { type: 'chat', text: `${random.pick(PHRASES)}${random.whole(1, 999)}`, viewer: viewer() };
      if (kind < 0.85) return { type: 'like', count: random.whole(1, 9), viewer: viewer() };
      return { type: 'enter', viewer: viewer() };
    },
    { nextOffset: (tickMs: number) => random.whole(0, tickMs - 1) },
  );
