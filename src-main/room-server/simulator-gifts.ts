// Gifts of the simulated room, most of them streaks: one gift whose count grows until its end.

import type { LiveEventBody, Viewer } from '../core/live-event.ts';
import { money } from '../core/units.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface TimedBody {
  /** Milliseconds after the gift began. */
  readonly afterMs: number;
  readonly body: LiveEventBody;
}

/** `minor` in fen, `weight` how often, `longest` how far a streak may grow. */
const GIFTS = [
  { id: 'g-heart', name: '小心心', minor: 10, weight: 40, longest: 99 },
  { id: 'g-flower', name: '鲜花', minor: 100, weight: 22, longest: 30 },
  { id: 'g-ticket', name: '人气票', minor: 10, weight: 16, longest: 66 },
  { id: 'g-rose', name: '玫瑰', minor: 10, weight: 12, longest: 52 },
  { id: 'g-tea', name: '热奶茶', minor: 990, weight: 5, longest: 6 },
  { id: 'g-perfume', name: '香水', minor: 1900, weight: 2.5, longest: 3 },
  { id: 'g-balloon', name: '热气球', minor: 5200, weight: 1.2, longest: 1 },
  { id: 'g-carnival', name: '嘉年华', minor: 300_000, weight: 0.05, longest: 1 },
] as const;
const WEIGHT = GIFTS.reduce((sum, gift) => sum + gift.weight, 0);

const pickGift = (random: SeededRandom): (typeof GIFTS)[number] => {
  let left = random.next() * WEIGHT;
  for (const gift of GIFTS) {
    left -= gift.weight;
    if (left < 0) return gift;
  }
  return GIFTS[0];
};

/** All that one giving will say, in order. */
export const giveGift = (
  random: SeededRandom,
  viewer: Viewer,
  streakId: string,
  currency: string,
): readonly TimedBody[] => {
  const kind = pickGift(random);
  const gift = { id: kind.id, name: kind.name, unitValue: money(kind.minor, currency) };
  if (kind.longest === 1 || random.chance(0.4)) return [{ afterMs: 0, body: { type: 'gift', gift, count: 1, viewer } }];
  const said: TimedBody[] = [];
  const goal = 2 + Math.floor((kind.longest - 1) * random.next() ** 3);
  let count = random.chance(0.2) ? Math.min(goal - 1, 5) : 1;
  let afterMs = 0;
  while (count < goal) {
    said.push({ afterMs, body: { type: 'gift', gift, count, streakId, viewer } });
    count = Math.min(goal, count + random.whole(1, goal > 20 ? 6 : 2));
    afterMs += random.whole(250, 1200);
  }
  said.push({ afterMs, body: { type: 'gift', gift, count: goal, streakId, streakEnd: true, viewer } });
  return said;
};
