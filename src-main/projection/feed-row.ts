// The feed: one row for each thing that a room says and a person may read, and which rows a burst leaves out.

import type { FeedRow } from '../contract/topics.ts';
import { forgetOldest } from '../core/bounded-memory.ts';
import { readChat } from '../core/chat-reading.ts';
import { toDisplayText } from '../core/display-text.ts';
import type { Fact } from '../core/fact.ts';
import type { LiveEventBody } from '../core/live-event.ts';
import { unitsOf } from '../core/order-book.ts';
import { happenedAt, isLiveBody, type Room } from '../core/room.ts';
import type { Instant } from '../core/units.ts';
import { titleOfLines } from './product-title.ts';
import { toViewerView } from './viewer-view.ts';

const TEXT_GRAPHEMES = 300;
const GIFT_GRAPHEMES = 40;

type Words = FeedRow extends infer Row ? (Row extends FeedRow ? Omit<Row, 'key' | 'at' | 'viewer'> : never) : never;

const ORDER_STEPS = {
  'order.created': 'created',
  'order.paid': 'paid',
  'order.cancelled': 'cancelled',
  'order.refunded': 'refunded',
} as const;

const STREAM_STEPS = {
  'stream.started': 'started',
  'stream.ended': 'ended',
  'stream.paused': 'paused',
  'stream.resumed': 'resumed',
} as const;

const wordsOf = (room: Room, body: LiveEventBody, at: Instant): Words | null => {
  switch (body.type) {
    case 'chat': {
      const { claim, question } = readChat(room, body.text, at);
      const text = toDisplayText(body.text, TEXT_GRAPHEMES);
      return { kind: 'chat', text, isQuestion: question !== null, isClaim: claim !== null };
    }
    case 'gift':
      return { kind: 'gift', giftName: toDisplayText(body.gift.name, GIFT_GRAPHEMES), count: body.count };
    case 'like':
      return { kind: 'like', count: body.count };
    case 'enter':
    case 'follow':
    case 'share':
      return { kind: body.type };
    case 'order.created':
    case 'order.paid':
    case 'order.cancelled':
    case 'order.refunded':
      return {
        kind: 'order',
        step: ORDER_STEPS[body.type],
        title: titleOfLines(room, body.order.lines),
        quantity: unitsOf(body.order),
        total: body.type === 'order.refunded' ? body.amount : body.order.total,
      };
    case 'notice':
      return { kind: 'notice', level: body.level, text: toDisplayText(body.text, TEXT_GRAPHEMES) };
    case 'stream.started':
    case 'stream.ended':
    case 'stream.paused':
    case 'stream.resumed':
      return {
        kind: 'stream',
        step: STREAM_STEPS[body.type],
        reason: toDisplayText(body.reason ?? '', TEXT_GRAPHEMES),
      };
    default:
      return null;
  }
};

/** Null for what is a figure and no line: audience samples and product counts. */
export const toFeedRow = (room: Room, fact: Fact): FeedRow | null => {
  const { body } = fact;
  if (!isLiveBody(body)) return null;
  const at = happenedAt(room, fact);
  const words = wordsOf(room, body, at);
  if (words === null) return null;
  const by = 'order' in body ? body.order.buyer : body.viewer;
  const viewer = by === undefined ? null : toViewerView(by);
  return { key: String(fact.seq), at, viewer, ...words };
};

/** What a person misses least goes first when there is more than can be read. */
const RANK: Partial<Record<Fact['body']['type'], number>> = {
  enter: 0,
  like: 0,
  follow: 1,
  share: 1,
  chat: 2,
  gift: 2,
};
const rankOf = ({ body }: Fact): number => RANK[body.type] ?? 3;

/** At most `most` of `facts`, those that matter first, then the newest; in their order. */
export const sampleFacts = (facts: readonly Fact[], most: number): readonly Fact[] => {
  if (facts.length <= most) return facts;
  const kept = [...facts.keys()]
    .sort((a, b) => {
      const [x, y] = [facts[a], facts[b]];
      return x === undefined || y === undefined ? 0 : rankOf(y) - rankOf(x) || b - a;
    })
    .slice(0, most)
    .sort((a, b) => a - b);
  return kept.flatMap((index) => facts[index] ?? []);
};

/** A streak whose last word never comes is forgotten some time. */
const STREAKS_KEPT = 5000;

/** Chooses what of the room's facts becomes a row: of a gift streak only its first and its last word. */
export const createFeedFilter = (): ((fact: Fact) => boolean) => {
  const streaks = new Set<string>();
  return ({ body }) => {
    if (!isLiveBody(body)) return false;
    if (body.type === 'audience' || body.type === 'product.shown' || body.type === 'product.clicked') return false;
    if (body.type !== 'gift' || body.streakId === undefined) return true;
    const isFirst = !streaks.has(body.streakId);
    if (body.streakEnd === true) streaks.delete(body.streakId);
    else streaks.add(body.streakId);
    forgetOldest(streaks, STREAKS_KEPT);
    return isFirst || body.streakEnd === true;
  };
};
