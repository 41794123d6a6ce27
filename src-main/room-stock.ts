// What rooms that sell beside the desk are told of stock: what claims, the desk and other rooms take or give back, its newest value.

import type { RoomAnswer } from './contract/room-protocol.ts';
import type { SourceTopicRow } from './contract/topics.ts';
import { forgetOldest } from './core/bounded-memory.ts';
import { ENGINE_SOURCE, type Fact } from './core/fact.ts';
import type { LiveEvent } from './core/live-event.ts';
import type { Room } from './core/room.ts';
import { after, duration, type Instant, type SourceId, type VariantId } from './core/units.ts';
import type { RoomOrderOut } from './gateway/engine-desk.ts';
import { UNCONFIRMED } from './ingest/outbox.ts';
import type { OutboxRow, Store } from './store/store.ts';

/**
 * A room knows its own sales, so those are never told back to it, but for two: one that it had made before it took our word,
 * and that we heard of only after we had said it (its answer's `seq` tells), and one of what the shop has no more of.
 */
export interface RoomStock {
  /** What a source is about to hand over: at which place of its own order each of its orders stood. */
  expect(source: SourceId, events: readonly LiveEvent[]): void;
  /** Facts of whatever show, after the current one's were folded. */
  hear(facts: readonly Fact[]): void;
  /** What a room answered to a command. */
  carried(row: OutboxRow, answer: RoomAnswer): void;
  /** Another show is the current one, or this program has just begun: what claims keep is told anew. */
  turn(): void;
  tick(): void;
}

export interface RoomStockOptions {
  readonly store: Pick<Store, 'outboxOpen' | 'outboxLatest'>;
  readonly clock: () => Instant;
  readonly room: () => Room;
  /** Sources that could carry out a command, connected or not. */
  readonly carriers: () => readonly SourceId[];
  readonly sources: () => readonly SourceTopicRow[];
  readonly send: (orders: readonly RoomOrderOut[]) => void;
}

/** Not more often than this for each variant; what changes meanwhile goes out together. */
const EVERY_MS = 500;
/** A stock that reaches the room later than this may have been counted anew. */
const GOOD_FOR = duration(60_000);
const PLACES_KEPT = 20_000;
const ROWS_LOOKED_AT = 200;

/** One variant in one room. */
interface Line {
  isDue: boolean;
  notBefore: number;
  /** A word of ours has been queued, and nothing has come of it yet. */
  isUnderWay: boolean;
  /** The room's own place of its sales that were heard of meanwhile. */
  heard: number[];
  /** The room's own place when it took our last word. */
  takenAt: number | null;
}

const isStock = (
  body: Fact['body'],
): body is Extract<Fact['body'], { type: 'stock.taken' | 'stock.released' | 'stock.short' }> =>
  body.type === 'stock.taken' || body.type === 'stock.released' || body.type === 'stock.short';

export const createRoomStock = ({ store, clock, room, carriers, sources, send }: RoomStockOptions): RoomStock => {
  let lines = new Map<SourceId, Map<VariantId, Line>>();
  const places = new Map<string, number>();

  const lineOf = (source: SourceId, variantId: VariantId): Line => {
    const ofSource = lines.get(source) ?? new Map<VariantId, Line>();
    lines.set(source, ofSource);
    const line = ofSource.get(variantId) ?? { isDue: false, notBefore: 0, isUnderWay: false, heard: [], takenAt: null };
    ofSource.set(variantId, line);
    return line;
  };

  const placeKey = (source: SourceId, eventId: string): string => JSON.stringify([source, eventId]);

  /** What a room says of its own order has changed the stock. */
  const hearOwn = (cause: Fact, variantId: VariantId): void => {
    const place = places.get(placeKey(cause.source, cause.eventId));
    const line = lines.get(cause.source)?.get(variantId);
    if (place === undefined || line === undefined) return;
    if (line.isUnderWay) line.heard.push(place);
    if (line.takenAt !== null && place <= line.takenAt) line.isDue = true;
  };

  const hearStock = (variantId: VariantId, isShort: boolean, cause: Fact | null): void => {
    for (const source of carriers()) {
      if (source !== cause?.source || isShort) lineOf(source, variantId).isDue = true;
      else hearOwn(cause, variantId);
    }
  };

  const isOpen = ({ state, code }: OutboxRow): boolean => !(state === 'unknown' && code === UNCONFIRMED);

  /** Variants that a word of ours is on its way for; words that came to nothing are said again. */
  const lookAfter = (source: SourceId, ofSource: Map<VariantId, Line>): ReadonlySet<VariantId> => {
    const open = new Set<VariantId>();
    for (const row of store.outboxOpen())
      if (row.source === source && row.command.kind === 'stock.set' && isOpen(row))
        open.add(row.command.body.variantId);
    for (const [variantId, line] of ofSource) {
      if (!line.isUnderWay || open.has(variantId)) continue;
      line.isUnderWay = false;
      line.isDue ||= hasRunOut(source, variantId);
    }
    return open;
  };

  /** Its time went by; one that a person put aside is not said again. */
  const hasRunOut = (source: SourceId, variantId: VariantId): boolean => {
    const row = store
      .outboxLatest(ROWS_LOOKED_AT)
      .find(
        ({ command, source: to }) =>
          to === source && command.kind === 'stock.set' && command.body.variantId === variantId,
      );
    return row !== undefined && (row.state === 'expired' || !isOpen(row));
  };

  const ordersFor = (source: SourceId, ofSource: Map<VariantId, Line>, now: Instant): readonly RoomOrderOut[] => {
    const open = lookAfter(source, ofSource);
    const orders: RoomOrderOut[] = [];
    for (const [variantId, line] of ofSource) {
      // The clock may have been set back by a sleep.
      const mustWait = now < line.notBefore && line.notBefore - now <= EVERY_MS;
      if (!line.isDue || mustWait || open.has(variantId)) continue;
      line.isDue = false;
      const variant = room().variants.get(variantId);
      if (variant === undefined || variant.isTracked === false) continue;
      const body = { productId: variant.productId, variantId, available: Math.max(0, variant.stock) };
      orders.push({ kind: 'stock.set', body, expiresAt: after(now, GOOD_FOR), to: source });
      Object.assign(line, { notBefore: now + EVERY_MS, isUnderWay: true, heard: [] });
    }
    return orders;
  };

  return {
    expect: (source, events) => {
      for (const { id, seq, body } of events) if (seq > 0 && 'order' in body) places.set(placeKey(source, id), seq);
      forgetOldest(places, PLACES_KEPT);
    },
    hear: (facts) => {
      let cause: Fact | null = null;
      for (const fact of facts) {
        const { body, source, eventId } = fact;
        // What a rehearsal took is given back at a start, and no room has heard of it.
        if (body.type === 'show.started') lines = new Map();
        if ('order' in body) cause = fact;
        // The stock of a room's order stands right behind it; claims and the desk take by themselves.
        if (isStock(body)) {
          const isOfOrder = source === ENGINE_SOURCE && eventId.startsWith('stock:');
          // One that broke a deal's limit leaves the room's count as it is, until a person has settled it.
          const isShort = body.type === 'stock.short' && body.why === 'sold_out';
          hearStock(body.variantId, isShort, isOfOrder ? cause : null);
        }
      }
    },
    carried: ({ source, command }, answer) => {
      if (command.kind !== 'stock.set') return;
      const line = lineOf(source, command.body.variantId);
      if (answer.ok) {
        const { seq } = answer;
        line.takenAt = seq;
        // Sold before it took our word, which did not know of it.
        line.isDue ||= line.heard.some((place) => place <= seq);
      }
      Object.assign(line, { isUnderWay: false, heard: [] });
    },
    turn: () => {
      lines = new Map();
      for (const { terms } of room().tally.claimBook.entries.values())
        for (const source of carriers()) lineOf(source, terms.variantId).isDue = true;
    },
    tick: () => {
      const { phase } = room().show;
      if (lines.size === 0 || (phase !== 'live' && phase !== 'ended')) return;
      const now = clock();
      const orders = [...lines].flatMap(([source, ofSource]) => {
        const row = sources().find(({ sourceId }) => sourceId === source);
        const isLive = row?.status === 'live' && row.capabilities.includes('stock.set');
        const isBusy = [...ofSource.values()].some(({ isDue, isUnderWay }) => isDue || isUnderWay);
        return isLive && isBusy ? ordersFor(source, ofSource, now) : [];
      });
      if (orders.length > 0) send(orders);
    },
  };
};
