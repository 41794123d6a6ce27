// Which marks get a word on a chart, where gaps lie, and where a moment stands on the axis; all pure.

import type { Gap, Mark } from '../../../src-main/contract/topics.ts';
import type { LiveEventType } from '../../../src-main/core/live-event.ts';
import type { ChartName } from './chart-options.ts';
import type { TimeRange } from './chart-points.ts';

type MarkTone = 'pin' | 'deal' | 'warning' | 'pause';

export interface PlacedMark {
  readonly key: string;
  readonly mark: Mark;
  readonly tone: MarkTone;
  /** 0..1 of the axis. */
  readonly place: number;
  readonly label: string;
  /** Null where the word would cover another. */
  readonly side: 'middle' | 'left' | 'right' | null;
}

export interface GapBand {
  readonly key: string;
  readonly left: number;
  readonly width: number;
  readonly gap: Gap;
  /** False where it would cover the word of the gap before. */
  readonly hasWord: boolean;
}

/** Ends are not drawn: the next start tells, and lines are dear. */
const TONES: Partial<Record<Mark['kind'], MarkTone>> = {
  pin: 'pin',
  deal: 'deal',
  warning: 'warning',
  violation: 'warning',
  pause: 'pause',
};

/** Who keeps the word when two would collide: trouble before deals before pins. */
const RANK: Record<MarkTone, number> = { warning: 3, deal: 2, pause: 1, pin: 0 };

const SPACE_BETWEEN_PX = 6;

export const placeOn = (range: TimeRange, at: number): number => (at - range.from) / (range.until - range.from);

interface Box {
  readonly left: number;
  readonly right: number;
}

const collides = (box: Box, taken: readonly Box[]): boolean =>
  taken.some((other) => box.left < other.right + SPACE_BETWEEN_PX && other.left < box.right + SPACE_BETWEEN_PX);

const boxAt = (x: number, width: number, axisWidth: number): Box & { side: 'middle' | 'left' | 'right' } => {
  if (x - width / 2 < 0) return { left: x, right: x + width, side: 'right' };
  if (x + width / 2 > axisWidth) return { left: x - width, right: x, side: 'left' };
  return { left: x - width / 2, right: x + width / 2, side: 'middle' };
};

/**
 * Every drawn mark in time order; those that rank higher, then the newer, take their word first.
 * `widthOf` measures a word in pixels.
 */
export const placeMarks = (
  marks: readonly Mark[],
  range: TimeRange,
  axisWidth: number,
  labelOf: (mark: Mark) => string,
  widthOf: (label: string) => number,
): readonly PlacedMark[] => {
  const shown = marks.flatMap((mark, index) => {
    const tone = TONES[mark.kind];
    const place = placeOn(range, mark.at);
    if (tone === undefined || place < 0 || place > 1) return [];
    return [{ key: `${mark.kind}:${mark.at}:${index}`, mark, tone, place, label: labelOf(mark) }];
  });
  const taken: Box[] = [];
  const sides = new Map<string, 'middle' | 'left' | 'right'>();
  const byRank = [...shown].sort((a, b) => RANK[b.tone] - RANK[a.tone] || b.mark.at - a.mark.at);
  for (const item of byRank) {
    const box = boxAt(item.place * axisWidth, widthOf(item.label), axisWidth);
    if (collides(box, taken)) continue;
    taken.push(box);
    sides.set(item.key, box.side);
  }
  return shown.map((item) => ({ ...item, side: sides.get(item.key) ?? null }));
};

/** What each chart is drawn of. */
const DRAWN: Readonly<Record<ChartName, readonly LiveEventType[]>> = {
  online: ['audience'],
  gmv: ['order.paid'],
  orders: ['order.paid'],
  interaction: ['chat', 'like', 'follow'],
};

/** The gaps that leave a hole in this chart: chat that is missing is none in the sales. */
export const gapsIn = (name: ChartName, gaps: readonly Gap[]): readonly Gap[] =>
  gaps.filter(({ misses }) => misses === null || DRAWN[name].some((type) => misses.includes(type)));

/** Gaps cut to the axis; one that still lasts reaches to the end of the data. Never thinner than two pixels. */
export const placeGaps = (
  gaps: readonly Gap[],
  range: TimeRange,
  dataUntil: number,
  axisWidth: number,
  wordWidth: number,
): readonly GapBand[] => {
  let wordEnd = Number.NEGATIVE_INFINITY;
  return gaps.flatMap((gap, index) => {
    const start = Math.max(gap.from, range.from);
    const end = Math.min(gap.to ?? dataUntil, range.until);
    if (end < start || axisWidth <= 0) return [];
    const left = placeOn(range, start);
    const width = Math.max(placeOn(range, end) - left, 2 / axisWidth);
    const middle = (left + width / 2) * axisWidth;
    const hasWord = middle - wordWidth / 2 >= wordEnd + SPACE_BETWEEN_PX;
    if (hasWord) wordEnd = middle + wordWidth / 2;
    return [{ key: `${gap.from}:${index}`, left, width, gap, hasWord }];
  });
};
