// Folds what rooms say into the room: audience, chat, orders, notices; what is not of the show leaves no mark on it.

import { type CountName, countHere, hearTeller, sampleAudience } from './audience.ts';
import { readChat } from './chat-reading.ts';
import { endCart, payClaims } from './claim-book.ts';
import { summariseClaim } from './claim-reading.ts';
import { hearFeed } from './coverage.ts';
import { payForDeal } from './deal-board.ts';
import { enterDraw } from './deal-draw.ts';
import { DESK_SOURCE, type Fact } from './fact.ts';
import type { LiveEventBody, NoticeLevel, RoomOrder } from './live-event.ts';
import { keepNewest } from './newest.ts';
import { cancelOrder, noteOrder, payOrder, refundOrder } from './order-book.ts';
import { seePerson } from './people-window.ts';
import { askQuestion } from './question-queue.ts';
import { happenedAt, mark, type Room, type Tally } from './room.ts';
import { creditSegment } from './segment.ts';
import { addToSlot, slotAt } from './slot.ts';
import type { Instant, SourceId } from './units.ts';

const KEEP_CLAIMS = 500;
const KEEP_PAID_MS = 180_000;

const foldPaid = (room: Room, order: RoomOrder, at: Instant, slot: number): void => {
  const { tally } = room;
  const lines = payOrder(tally.orders, order, at);
  payClaims(tally.claimBook, order.id);
  if (lines.length === 0) return;
  let minor = 0;
  for (const { line, gmvMinor } of lines) {
    minor += gmvMinor;
    creditSegment(tally.segments, { productId: line.productId, at, gmvMinor, units: line.quantity });
    if (line.dealId !== undefined) payForDeal(tally.board, line.dealId, gmvMinor);
  }
  addToSlot(tally.gmv, slot, minor);
  addToSlot(tally.paidOrders, slot, 1);
  seePerson(tally.buyers, order.buyer.id, slot);
  tally.recentlyPaid.push({ at, minor });
  const oldest = tally.recentlyPaid[0];
  if (oldest !== undefined && at - oldest.at > 2 * KEEP_PAID_MS) {
    tally.recentlyPaid = tally.recentlyPaid.filter((paid) => at - paid.at <= KEEP_PAID_MS);
  }
};

type Chat = Extract<LiveEventBody, { type: 'chat' }>;

const foldDrawEntry = ({ tally }: Room, { source }: Fact, { viewer, text }: Chat, at: Instant): void => {
  if (viewer === undefined || tally.board.draws.size === 0) return;
  for (const draw of tally.board.draws.values())
    enterDraw(draw, { source, viewerId: viewer.id, name: viewer.name, text }, at);
};

const foldChat = (room: Room, fact: Fact, body: Chat, at: Instant): void => {
  const { tally } = room;
  foldDrawEntry(room, fact, body, at);
  // An answer to somebody neither asks nor claims.
  if (body.replyTo !== undefined) return;
  const { claim, question } = readChat(room, body.text, at);
  if (claim !== null && claim.kind !== 'take_back') {
    tally.claimCount += 1;
    keepNewest(tally.claims, { fact, ...summariseClaim(claim) }, KEEP_CLAIMS);
  }
  if (question === null) return;
  const { source, eventId } = fact;
  const said = { text: body.text, viewer: body.viewer ?? null, comment: { source, eventId }, at };
  askQuestion(tally.questions, question, said);
};

/** A source speaks of people: how many likes, entries and follows of each are counted, beside what it totals, never with it. */
const foldTeller = ({ audience }: Tally, source: SourceId, at: Instant, name?: CountName, amount = 1): void => {
  if (source === DESK_SOURCE) return;
  const teller = hearTeller(audience, source, at);
  if (name !== undefined) countHere(teller, name, amount);
};

const foldInteraction = ({ interacted }: Tally, { viewer }: LiveEventBody, slot: number): void => {
  if (viewer !== undefined) seePerson(interacted, viewer.id, slot);
};

const NOTICE_MARKS: Readonly<Record<NoticeLevel, 'warning' | 'violation' | null>> = {
  info: null,
  warning: 'warning',
  violation: 'violation',
};

/**
 * What happened before the show began is not its own, however late it is told. After the end only what becomes of its own
 * orders belongs to it: the room may well go on with something else, while the desk still serves those who wait.
 */
const isOfShow = (room: Room, source: SourceId, body: LiveEventBody, at: Instant): boolean => {
  if (room.show.startedAt !== null && at < room.show.startedAt) return false;
  if (room.show.phase !== 'ended') return true;
  return 'order' in body && (source === DESK_SOURCE || room.tally.orders.orders.has(body.order.id));
};

/** What a room said. */
export const foldLive = (room: Room, fact: Fact, body: LiveEventBody): void => {
  const at = happenedAt(room, fact);
  if (fact.source !== DESK_SOURCE) hearFeed(room.coverage, fact.source, at);
  if (!isOfShow(room, fact.source, body, at)) return;
  const { tally } = room;
  tally.from ??= at;
  const slot = slotAt(tally.from, at);
  switch (body.type) {
    case 'chat':
      foldTeller(tally, fact.source, at);
      addToSlot(tally.chats, slot, 1);
      foldInteraction(tally, body, slot);
      foldChat(room, fact, body, at);
      break;
    case 'like':
      foldTeller(tally, fact.source, at, 'likes', body.count);
      addToSlot(tally.likes, slot, body.count);
      foldInteraction(tally, body, slot);
      break;
    case 'follow':
      foldTeller(tally, fact.source, at, 'follows');
      addToSlot(tally.follows, slot, 1);
      foldInteraction(tally, body, slot);
      break;
    case 'share':
      foldTeller(tally, fact.source, at);
      foldInteraction(tally, body, slot);
      break;
    case 'enter':
      foldTeller(tally, fact.source, at, 'enters');
      break;
    case 'gift':
      foldTeller(tally, fact.source, at);
      break;
    case 'audience':
      sampleAudience(tally.audience, tally.from, { source: fact.source, at, sample: body });
      break;
    case 'product.shown':
      tally.shown = (tally.shown ?? 0) + body.people;
      break;
    case 'product.clicked':
      tally.clicked = (tally.clicked ?? 0) + body.people;
      break;
    case 'order.created':
      noteOrder(tally.orders, body.order, at);
      break;
    case 'order.paid':
      foldPaid(room, body.order, at, slot);
      break;
    case 'order.cancelled':
      cancelOrder(tally.orders, body.order, at);
      endCart(tally.claimBook, body.order.id);
      break;
    case 'order.refunded':
      refundOrder(tally.orders, body.order, body.amount.minor, at);
      break;
    case 'notice': {
      const kind = NOTICE_MARKS[body.level];
      if (kind !== null) mark(room, at, kind, null, body.text);
      break;
    }
    case 'stream.paused':
      mark(room, at, 'pause', null, body.reason);
      break;
    case 'stream.resumed':
      mark(room, at, 'resume', null, body.reason);
      break;
  }
};
