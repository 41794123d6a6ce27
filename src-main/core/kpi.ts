// The figures of a show by the formulas of the trade, each with its denominator and its last ten minutes against the ten before.

import { averageOnline, grownUntil, meanOnline, totalOf } from './audience.ts';
import { gapsOf, type Span, staleSince, wasHeard } from './coverage.ts';
import type { LiveEventType } from './live-event.ts';
import { peopleUntil } from './people-window.ts';
import type { Room, Tally } from './room.ts';
import { areSalesKnown } from './sales-known.ts';
import { SLOT_MS, slotAt, slotStart, sumSlots, WINDOW_SLOTS } from './slot.ts';
import { readTotals, type SourceTotals } from './source-totals.ts';
import { type Instant, instant } from './units.ts';

export const FIGURE_NAMES = [
  'online',
  'gmv',
  'gmvPerMinute',
  'orders',
  'gpm',
  'uvValue',
  'conversion',
  'interaction',
] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];

interface Side {
  /** By the names of product.md. */
  readonly name: 'gmv' | 'views' | 'uniqueViewers' | 'buyers' | 'interacted';
  readonly value: number;
}

/** Money figures are in minor units; ratios are 0..1. No data is null, never 0. */
export interface Figure {
  /** Of this instant: of now, or of when what it is counted of fell silent. */
  readonly asOf: Instant;
  readonly value: number | null;
  readonly recent: number | null;
  readonly before: number | null;
  /** (recent − before) ÷ |before|, the ten minutes up to now against the ten before; null where either is missing or before is 0. */
  readonly change: number | null;
  /** The two sides of the formula; null where the figure is a plain count. */
  readonly numerator: Side | null;
  readonly denominator: Side | null;
}

export interface FunnelStep {
  readonly name: 'entered' | 'shown' | 'clicked' | 'ordered' | 'paid';
  readonly people: number | null;
  /** people ÷ people of the step before. */
  readonly rate: number | null;
}

export interface Kpi {
  readonly asOf: Instant;
  /** Set while the room's feed is stale or down: the figures are of that instant. */
  readonly staleSince: Instant | null;
  /** The same by figure: chat that is not heard leaves the sales as they are. */
  readonly staleBy: Readonly<Record<FigureName, Instant | null>>;
  readonly isProvisional: boolean;
  readonly figures: Readonly<Record<FigureName, Figure>>;
  readonly peakOnline: number | null;
  readonly averageOnline: number | null;
  /** In minor units. */
  readonly refunds: number;
  /** The figure that fell the most, or null. */
  readonly worst: FigureName | null;
  readonly funnel: readonly FunnelStep[];
  /** What each source totals, apart from what is counted of it here. */
  readonly totals: readonly SourceTotals[];
}

const OF_PEOPLE: readonly LiveEventType[] = ['audience', 'enter'];
const OF_SALES: readonly LiveEventType[] = ['order.paid'];
const OF_TALK: readonly LiveEventType[] = ['chat', 'like', 'follow', 'share', 'gift'];

/** What each figure is counted of. */
const COUNTED: Readonly<Record<FigureName, readonly LiveEventType[]>> = {
  online: ['audience'],
  gmv: OF_SALES,
  gmvPerMinute: OF_SALES,
  orders: OF_SALES,
  gpm: [...OF_SALES, ...OF_PEOPLE],
  uvValue: [...OF_SALES, ...OF_PEOPLE],
  conversion: [...OF_SALES, ...OF_PEOPLE],
  interaction: [...OF_TALK, ...OF_PEOPLE],
};

/** Since when what the figure is counted of is not heard; null while it is. */
export const figureStaleSince = ({ coverage }: Pick<Room, 'coverage'>, name: FigureName): Instant | null =>
  staleSince(coverage, COUNTED[name]);

const staleBy = (room: Room): Readonly<Record<FigureName, Instant | null>> => {
  const since = (name: FigureName): Instant | null =>
    room.show.endedAt === null ? figureStaleSince(room, name) : null;
  return {
    online: since('online'),
    gmv: since('gmv'),
    gmvPerMinute: since('gmvPerMinute'),
    orders: since('orders'),
    gpm: since('gpm'),
    uvValue: since('uvValue'),
    conversion: since('conversion'),
    interaction: since('interaction'),
  };
};

/** Slots [start, end) of one of the two windows that are compared. */
interface Window {
  readonly start: number;
  readonly end: number;
}

interface Windows {
  readonly asOf: Instant;
  readonly recent: Window | null;
  readonly before: Window | null;
}

/** A window that was heard for less than this share of its time says nothing. */
const LEAST_HEARD = 0.8;
/** A fall smaller than this is no reason for red. */
const LEAST_FALL = 0.005;
const MINUTE_MS = 60_000;

/** Until when a show's figures reach, and since when they stand still for want of news. */
export const reachOf = (room: Room, now: Instant): { readonly asOf: Instant; readonly staleSince: Instant | null } => {
  const { endedAt } = room.show;
  if (endedAt !== null) return { asOf: instant(Math.min(now, endedAt)), staleSince: null };
  const since = staleSince(room.coverage);
  return { asOf: since === null ? now : instant(Math.min(now, since)), staleSince: since };
};

const overlap = (gaps: readonly Span[], from: number, to: number): number => {
  let missing = 0;
  for (const gap of gaps) missing += Math.max(0, Math.min(gap.to ?? to, to) - Math.max(gap.from, from));
  return missing;
};

/**
 * The windows that end with the last whole slot; null where one reaches back before the start, or `types` were hardly heard
 * in it.
 */
const windowsOf = ({ coverage, tally: { from } }: Room, asOf: Instant, types: readonly LiveEventType[]): Windows => {
  if (from === null) return { asOf, recent: null, before: null };
  const end = slotAt(from, asOf);
  const gaps = gapsOf(coverage, from, asOf, types);
  const window = (last: number): Window | null => {
    const start = last - WINDOW_SLOTS;
    if (start < 0) return null;
    const missing = overlap(gaps, slotStart(from, start), slotStart(from, last));
    return missing > (1 - LEAST_HEARD) * WINDOW_SLOTS * SLOT_MS ? null : { start, end: last };
  };
  return { asOf, recent: window(end), before: window(end - WINDOW_SLOTS) };
};

const ratio = (top: number | null, bottom: number | null): number | null =>
  top === null || bottom === null || bottom <= 0 ? null : top / bottom;

const during = (flow: Tally['audience']['views'], { start, end }: Window): number | null => {
  const [first, last] = [grownUntil(flow, start), grownUntil(flow, end)];
  return first === null || last === null ? null : last - first;
};

/** The people of a window: those who were there when it began, and those who came for the first time. */
const peopleDuring = ({ audience }: Tally, window: Window): number | null => {
  const came = during(audience.unique, window);
  return came === null ? null : came + (meanOnline(audience, window.start - 1, window.start + 1) ?? 0);
};

type Over = (window: Window) => number | null;

const figureOf = (
  windows: Windows,
  value: number | null,
  over: Over,
  sides: { readonly numerator: Side | null; readonly denominator: Side | null } = {
    numerator: null,
    denominator: null,
  },
): Figure => {
  const recent = windows.recent === null ? null : over(windows.recent);
  const before = windows.before === null ? null : over(windows.before);
  const change = recent === null || before === null || before === 0 ? null : (recent - before) / Math.abs(before);
  return { asOf: windows.asOf, value, recent, before, change, ...sides };
};

const side = (name: Side['name'], value: number | null): Side | null => (value === null ? null : { name, value });

const figuresOf = (room: Room, asOf: Instant): Record<FigureName, Figure> => {
  const { tally } = room;
  const { orders, audience } = tally;
  const ofSales = windowsOf(room, asOf, OF_SALES);
  const ofShares = windowsOf(room, asOf, COUNTED.conversion);
  const isKnown = areSalesKnown(room);
  const gmv = isKnown ? orders.gmvMinor : null;
  const views = totalOf(audience.views);
  const unique = totalOf(audience.unique);
  const buyers = isKnown ? orders.buyers.size : null;
  const interacted = wasHeard(room.coverage, OF_TALK) ? tally.interacted.lastSlot.size : null;
  const lastMinute = tally.recentlyPaid.reduce(
    (sum, { at, minor }) => (at > asOf - MINUTE_MS && at <= asOf ? sum + minor : sum),
    0,
  );
  const gmvDuring: Over = ({ start, end }) => sumSlots(tally.gmv, start, end);
  return {
    online: figureOf(windowsOf(room, asOf, COUNTED.online), audience.online, ({ start, end }) =>
      meanOnline(audience, start, end),
    ),
    gmv: figureOf(ofSales, gmv, gmvDuring),
    gmvPerMinute: figureOf(
      ofSales,
      isKnown ? lastMinute : null,
      ({ start, end }) => sumSlots(tally.gmv, start, end) / ((WINDOW_SLOTS * SLOT_MS) / MINUTE_MS),
    ),
    orders: figureOf(ofSales, isKnown ? orders.paidOrders : null, ({ start, end }) =>
      sumSlots(tally.paidOrders, start, end),
    ),
    gpm: figureOf(
      ofShares,
      ratio(gmv === null ? null : gmv * 1000, views),
      (window) => ratio(sumSlots(tally.gmv, window.start, window.end) * 1000, during(audience.views, window)),
      { numerator: side('gmv', gmv), denominator: side('views', views) },
    ),
    uvValue: figureOf(
      ofShares,
      ratio(gmv, unique),
      (window) => ratio(sumSlots(tally.gmv, window.start, window.end), peopleDuring(tally, window)),
      { numerator: side('gmv', gmv), denominator: side('uniqueViewers', unique) },
    ),
    conversion: figureOf(
      ofShares,
      ratio(buyers, unique),
      (window) => ratio(peopleUntil(tally.buyers, window.end), peopleDuring(tally, window)),
      { numerator: side('buyers', buyers), denominator: side('uniqueViewers', unique) },
    ),
    interaction: figureOf(
      windowsOf(room, asOf, COUNTED.interaction),
      ratio(interacted, unique),
      (window) => ratio(peopleUntil(tally.interacted, window.end), peopleDuring(tally, window)),
      { numerator: side('interacted', interacted), denominator: side('uniqueViewers', unique) },
    ),
  };
};

const worstOf = (figures: Readonly<Record<FigureName, Figure>>): FigureName | null => {
  let worst: FigureName | null = null;
  for (const name of FIGURE_NAMES) {
    const change = figures[name].change;
    if (change !== null && change < -LEAST_FALL && (worst === null || change < (figures[worst].change ?? 0)))
      worst = name;
  }
  return worst;
};

const funnelOf = (room: Room): readonly FunnelStep[] => {
  const { orders, audience, shown, clicked } = room.tally;
  const isKnown = areSalesKnown(room);
  const people: readonly (readonly [FunnelStep['name'], number | null])[] = [
    ['entered', totalOf(audience.unique)],
    ['shown', shown],
    ['clicked', clicked],
    ['ordered', isKnown ? orders.orderers.size : null],
    ['paid', isKnown ? orders.buyers.size : null],
  ];
  return people.map(([name, count], index) => ({
    name,
    people: count,
    rate: index === 0 ? null : ratio(count, people[index - 1]?.[1] ?? null),
  }));
};

/** Those that miss something stand where it fell silent, the others go on. */
const figuresBy = (
  room: Room,
  until: Instant,
  stale: Readonly<Record<FigureName, Instant | null>>,
): Record<FigureName, Figure> => {
  const read = new Map<Instant, Record<FigureName, Figure>>();
  const pick = (name: FigureName): Figure => {
    const asOf = instant(Math.min(until, stale[name] ?? until));
    const known = read.get(asOf) ?? figuresOf(room, asOf);
    read.set(asOf, known);
    return known[name];
  };
  return {
    online: pick('online'),
    gmv: pick('gmv'),
    gmvPerMinute: pick('gmvPerMinute'),
    orders: pick('orders'),
    gpm: pick('gpm'),
    uvValue: pick('uvValue'),
    conversion: pick('conversion'),
    interaction: pick('interaction'),
  };
};

/** All figures at `now`; while what they are counted of is not heard, those of the moment it fell silent. */
export const readKpi = (room: Room, now: Instant): Kpi => {
  const reach = reachOf(room, now);
  const stale = staleBy(room);
  const until = reach.staleSince === null ? reach.asOf : now;
  const figures = figuresBy(room, until, stale);
  return {
    ...reach,
    staleBy: stale,
    isProvisional: true,
    figures,
    peakOnline: room.tally.audience.peakOnline,
    averageOnline: averageOnline(room.tally.audience),
    refunds: room.tally.orders.refundsMinor,
    worst: worstOf(figures),
    funnel: funnelOf(room),
    totals: readTotals(room, until),
  };
};
