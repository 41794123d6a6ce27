// The charts: curves, gaps and marks on one axis.

import type { ChartTopic } from '../contract/topics.ts';
import { readCurves } from '../core/curve.ts';
import { toDisplayText } from '../core/display-text.ts';
import type { Room } from '../core/room.ts';
import { duration, type Instant, instant } from '../core/units.ts';

const MARK_GRAPHEMES = 60;
const MOST_MARKS = 300;
const NOTHING = {
  onlineBucketMs: duration(10_000),
  online: [],
  bucketMs: duration(60_000),
  gmv: [],
  orders: [],
  chats: [],
  likes: [],
  follows: [],
  marks: [],
  gaps: [],
} as const;

export const toChartTopic = (room: Room, now: Instant): ChartTopic => {
  const until = instant(Math.min(now, room.show.endedAt ?? now));
  const curves = readCurves(room, until);
  if (curves === null) return { from: until, until, ...NOTHING };
  const marks = room.tally.marks.slice(-MOST_MARKS);
  return { ...curves, marks: marks.map((mark) => ({ ...mark, text: toDisplayText(mark.text, MARK_GRAPHEMES) })) };
};
