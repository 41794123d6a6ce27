// The room: everything a show has become, folded from its facts one by one. The same facts give the same room, always.

import { type Audience, createAudience, sampleAudience } from './audience.ts';
import { readClaim } from './claim.ts';
import {
  type Coverage,
  connectFeed,
  createCoverage,
  hearFeed,
  loseEvents,
  loseFeed,
  restartCoverage,
} from './coverage.ts';
import type { Deal } from './deal.ts';
import {
  armDeal,
  createDealBoard,
  createDealBoardAfter,
  type DealBoard,
  disarmDeal,
  endDeal,
  fireDeal,
  holdOfDeal,
  openDeal,
  payForDeal,
} from './deal-board.ts';
import type { DeskFactBody, Fact } from './fact.ts';
import { LIVE_EVENT_TYPES, type LiveEventBody, type NoticeLevel, type RoomOrder } from './live-event.ts';
import { type CueFactBody, createLiveSheet, foldSheet, isCueFact, type LiveSheet, restartSheet } from './live-sheet.ts';
import { cancelOrder, createOrderBook, noteOrder, type OrderBook, payOrder, refundOrder } from './order-book.ts';
import { createPeopleWindow, type PeopleWindow, seePerson } from './people-window.ts';
import type { Product, Variant } from './product.ts';
import { readQuestion } from './question.ts';
import { askQuestion, type QuestionQueue } from './question-queue.ts';
import type { Cue, SheetStand } from './run-sheet.ts';
import { creditSegment, type Segment } from './segment.ts';
import { addSale, createSalesRate, type SalesRate } from './sell-out.ts';
import { isShowMove, moveShow, type Show, type ShowMove } from './show.ts';
import { addToSlot, slotAt } from './slot.ts';
import { type Instant, instant, type MessageId, type ProductId, type SourceId, type VariantId } from './units.ts';

/** A variant with what the shop has left of it now. */
export interface RoomVariant extends Variant {
  stock: number;
  /** When the show began. */
  stockAtStart: number;
}

export interface RoomProduct extends Omit<Product, 'variants'> {
  readonly variants: readonly RoomVariant[];
}

export interface RoomMark {
  readonly at: Instant;
  readonly kind: 'pin' | 'unpin' | 'deal' | 'deal_end' | 'warning' | 'violation' | 'pause' | 'resume';
  readonly number: number | null;
  readonly text: string;
}

export interface RoomMessage {
  readonly messageId: MessageId;
  readonly text: string;
  readonly by: string;
  readonly sentAt: Instant;
  seenAt: Instant | null;
  acknowledgedAt: Instant | null;
}

export interface RoomClaim {
  readonly fact: Fact;
  readonly number: number | null;
  readonly quantity: number;
}

/** What is counted from a show's start (or a rehearsal's) and begins anew with it. */
export interface Tally {
  /** The start of the slots: the show's, or the first thing heard before one. Null before anything was. */
  from: Instant | null;
  readonly audience: Audience;
  readonly orders: OrderBook;
  readonly buyers: PeopleWindow;
  readonly interacted: PeopleWindow;
  /** By slot: GMV in minor units, paid orders, chats, likes, follows. */
  readonly gmv: number[];
  readonly paidOrders: number[];
  readonly chats: number[];
  readonly likes: number[];
  readonly follows: number[];
  /** Payments of the newest minutes, for the figure of the last sixty seconds. */
  recentlyPaid: { readonly at: Instant; readonly minor: number }[];
  shown: number | null;
  clicked: number | null;
  readonly segments: Segment[];
  readonly board: DealBoard;
  readonly questions: QuestionQueue;
  readonly marks: RoomMark[];
  /** The newest claims, and how many there were in all. */
  readonly claims: RoomClaim[];
  claimCount: number;
  readonly shorts: Extract<DeskFactBody, { type: 'stock.short' }>[];
}

export interface Room {
  show: Show;
  /** The run sheet as planned with the stock that a start begins with, and the sheet as facts have made it since. */
  plan: {
    readonly cues: readonly Cue[];
    readonly stand: SheetStand;
    readonly stock: ReadonlyMap<VariantId, number>;
  };
  sheet: LiveSheet;
  /** The sheet's, in the order of now. */
  readonly cues: readonly Cue[];
  products: ReadonlyMap<ProductId, RoomProduct>;
  variants: ReadonlyMap<VariantId, RoomVariant>;
  /** Numbers by variant, and by product for variants that are not on the run sheet themselves. */
  numbers: {
    readonly variants: ReadonlyMap<VariantId, number>;
    readonly products: ReadonlyMap<ProductId, number>;
  };
  readonly coverage: Coverage;
  readonly clockOffsets: Map<SourceId, number>;
  readonly messages: RoomMessage[];
  /** The newest facts of rooms, oldest first, for a screen that comes later. */
  readonly recent: Fact[];
  pin: {
    readonly productId: ProductId;
    readonly variantId: VariantId;
    readonly startedAt: Instant;
    readonly rate: SalesRate;
  } | null;
  tally: Tally;
  /** Open and ended deals of the show. */
  readonly deals: ReadonlyMap<string, Deal>;
}

const KEEP_RECENT = 2000;
const KEEP_CLAIMS = 500;
const KEEP_MESSAGES = 50;
const KEEP_PAID_MS = 180_000;

const createTally = (currency: string, from: Instant | null, before?: Tally): Tally => ({
  from,
  audience: createAudience(before?.audience),
  orders: createOrderBook(currency),
  buyers: createPeopleWindow(),
  interacted: createPeopleWindow(),
  gmv: [],
  paidOrders: [],
  chats: [],
  likes: [],
  follows: [],
  recentlyPaid: [],
  shown: null,
  clicked: null,
  segments: [],
  board: before === undefined ? createDealBoard() : createDealBoardAfter(before.board),
  questions: new Map(),
  marks: [],
  claims: [],
  claimCount: 0,
  shorts: [],
});

/** One that nobody has edited yet. */
const UNTOUCHED: SheetStand = { version: 0, startsAt: null, canUndo: false, canRedo: false };

const toRoomProduct = (product: Product): RoomProduct => ({
  ...product,
  variants: product.variants.map((variant) => ({ ...variant, stockAtStart: variant.stock })),
});

const stockUp = (products: readonly RoomProduct[]): Pick<Room, 'products' | 'variants'> => ({
  products: new Map(products.map((product) => [product.productId, product])),
  variants: new Map(products.flatMap(({ variants }) => variants.map((variant) => [variant.variantId, variant]))),
});

const stockOf = (products: readonly Product[]): ReadonlyMap<VariantId, number> =>
  new Map(products.flatMap(({ variants }) => variants.map(({ variantId, stock }) => [variantId, stock])));

const numbersOf = (cues: readonly Cue[]): Room['numbers'] => ({
  variants: new Map(cues.map((cue) => [cue.variantId, cue.number])),
  // The lowest of a product's numbers names it, however its cues are moved about.
  products: new Map([...cues].sort((a, b) => b.number - a.number).map((cue) => [cue.productId, cue.number])),
});

/** The room of a show before its first fact; `products` with the stock that the show began with. */
export const createRoom = (given: {
  readonly show: Show;
  readonly cues: readonly Cue[];
  readonly products: readonly Product[];
  readonly stand?: SheetStand;
}): Room => {
  // The phase comes from the facts: what the store says of it is their outcome.
  const show: Show = { ...given.show, phase: 'draft', isPaused: false, startedAt: null, endedAt: null };
  const room: Room = {
    show,
    plan: { cues: given.cues, stand: given.stand ?? UNTOUCHED, stock: stockOf(given.products) },
    sheet: createLiveSheet(given.cues),
    get cues() {
      return room.sheet.cues;
    },
    ...stockUp(given.products.map(toRoomProduct)),
    numbers: numbersOf(given.cues),
    coverage: createCoverage(),
    clockOffsets: new Map(),
    messages: [],
    recent: [],
    pin: null,
    tally: createTally(show.currency, null),
    get deals() {
      return room.tally.board.deals;
    },
  };
  return room;
};

/** Puts another plan into a draft, as if the room had been made of it; on air only facts change a sheet. */
export const replanRoom = (
  room: Room,
  given: { readonly cues: readonly Cue[]; readonly products: readonly Product[]; readonly stand: SheetStand },
): void => {
  room.plan = { cues: given.cues, stand: given.stand, stock: stockOf(given.products) };
  room.sheet = { ...room.sheet, cues: given.cues };
  room.numbers = numbersOf(given.cues);
  Object.assign(room, stockUp(given.products.map(toRoomProduct)));
};

/** What an edit of the sheet must name: grows with the draft's edits and with the facts of its show. */
export const sheetVersion = ({ plan, sheet }: Room): number => plan.stand.version + sheet.changes;

/** Before a move is folded: what the store has kept as the stock that the show begins with. */
export const restockPlan = (room: Room, products: readonly Product[]): void => {
  room.plan = { ...room.plan, stock: stockOf(products) };
};

/** The number that viewers know a product by, or null where it is not on the run sheet. */
export const numberOf = (room: Room, productId: ProductId, variantId?: VariantId): number | null =>
  (variantId === undefined ? undefined : room.numbers.variants.get(variantId)) ??
  room.numbers.products.get(productId) ??
  null;

export const pinnedNumber = (room: Room): number | null =>
  room.pin === null ? null : numberOf(room, room.pin.productId, room.pin.variantId);

/** What was being explained at `at`: a comment that comes late means what its writer saw. */
const pinnedNumberAt = (room: Room, at: Instant): number | null => {
  const { segments } = room.tally;
  for (let i = segments.length - 1; i >= 0; i -= 1) {
    const segment = segments[i];
    if (segment === undefined || segment.startedAt > at) continue;
    const isOver = segment.endedAt !== null && segment.endedAt < at;
    return isOver ? null : numberOf(room, segment.productId, segment.variantId);
  }
  return null;
};

const LIVE: ReadonlySet<string> = new Set(LIVE_EVENT_TYPES);
export const isLiveBody = (body: Fact['body']): body is LiveEventBody => LIVE.has(body.type);

/** When it happened, by our clock: a room's clock is corrected by what its hello told, and nothing happened after we heard of it. */
export const happenedAt = (room: Room, fact: Fact): Instant => {
  const offset = room.clockOffsets.get(fact.source) ?? 0;
  return instant(Math.min(fact.at - offset, fact.receivedAt));
};

const mark = (room: Room, at: Instant, kind: RoomMark['kind'], number: number | null, text = ''): void => {
  room.tally.marks.push({ at, kind, number, text });
};

const slotOf = (tally: Tally, at: Instant): number => {
  tally.from ??= at;
  return slotAt(tally.from, at);
};

// ---- the show ----

const endPin = (room: Room, at: Instant): void => {
  const open = room.tally.segments.at(-1);
  if (open !== undefined && open.endedAt === null) open.endedAt = at;
  room.pin = null;
};

const startPin = (room: Room, productId: ProductId, variantId: VariantId, at: Instant): void => {
  room.pin = { productId, variantId, startedAt: at, rate: createSalesRate(at) };
  room.tally.segments.push({ productId, variantId, startedAt: at, endedAt: null, gmvMinor: 0, units: 0 });
  mark(room, at, 'pin', numberOf(room, productId, variantId));
};

/** A show (or a rehearsal) begins with clean figures; what is pinned stays so, from now on. */
const beginAnew = (room: Room, at: Instant | null): void => {
  const { pin } = room;
  room.sheet = restartSheet(room.sheet, room.plan.cues);
  room.numbers = numbersOf(room.sheet.cues);
  room.tally = createTally(room.show.currency, at, room.tally);
  for (const variant of room.variants.values()) {
    // Not what was folded: other shows and the catalogue have sold and counted since.
    variant.stock = room.plan.stock.get(variant.variantId) ?? variant.stock;
    variant.stockAtStart = variant.stock;
  }
  room.pin = null;
  if (at === null) return;
  restartCoverage(room.coverage, at);
  if (pin !== null) startPin(room, pin.productId, pin.variantId, at);
};

const foldMove = (room: Room, move: ShowMove, at: Instant): void => {
  room.show = moveShow(room.show, move, at);
  switch (move) {
    case 'show.rehearsed':
    case 'show.started':
      beginAnew(room, at);
      break;
    case 'show.reset':
      beginAnew(room, null);
      break;
    case 'show.paused':
      mark(room, at, 'pause', null);
      break;
    case 'show.resumed':
      mark(room, at, 'resume', null);
      break;
    case 'show.ended':
      endPin(room, at);
      break;
  }
};

// ---- what the desk and the engine say ----

const setStock = (room: Room, variantId: VariantId, stock: number): void => {
  const variant = room.variants.get(variantId);
  if (variant !== undefined) variant.stock = stock;
};

const foldStock = (
  room: Room,
  body: Extract<DeskFactBody, { type: 'stock.taken' | 'stock.released' }>,
  at: Instant,
): void => {
  setStock(room, body.variantId, body.left);
  const quantity = body.type === 'stock.taken' ? body.quantity : -body.quantity;
  if (room.pin !== null && room.pin.variantId === body.variantId && quantity > 0) addSale(room.pin.rate, at, quantity);
  if (body.dealId !== null) holdOfDeal(room.tally.board, body.dealId, { ...body, quantity });
};

const foldShort = (room: Room, body: Extract<DeskFactBody, { type: 'stock.short' }>): void => {
  setStock(room, body.variantId, body.left);
  room.tally.shorts.push(body);
  const entry = room.tally.orders.orders.get(body.orderId);
  if (entry !== undefined) entry.short ??= body.why;
};

const foldMessage = (room: Room, messageId: MessageId, change: (message: RoomMessage) => void): void => {
  const message = room.messages.find((each) => each.messageId === messageId);
  if (message !== undefined) change(message);
};

const markDeal = (room: Room, dealId: string, at: Instant, kind: 'deal' | 'deal_end'): void => {
  const deal = room.deals.get(dealId);
  if (deal !== undefined) mark(room, at, kind, numberOf(room, deal.productId, deal.variantId));
};

/** What was put on a sheet that is on air is stocked as it was then; what the room has already, it knows better. */
const foldCue = (room: Room, body: CueFactBody): void => {
  if (body.type === 'cue.inserted' && !room.variants.has(body.cue.variantId)) {
    const { productId } = body.product;
    const { variants, ...product } = toRoomProduct(body.product);
    const known = variants.map((variant) => room.variants.get(variant.variantId) ?? variant);
    const others = [...room.products.values()].filter((each) => each.productId !== productId);
    Object.assign(room, stockUp([...others, { ...product, variants: known }]));
  }
  room.sheet = foldSheet(room.sheet, body);
  room.numbers = numbersOf(room.sheet.cues);
};

/** What is left of each variant the room knows better than an edit of its words and prices. */
const foldProduct = (room: Room, product: Product): void => {
  if (!room.products.has(product.productId)) return;
  const fresh = toRoomProduct(product);
  const variants = fresh.variants.map((variant) => {
    const { stock, stockAtStart } = room.variants.get(variant.variantId) ?? variant;
    return { ...variant, stock, stockAtStart };
  });
  const changed = { ...fresh, variants };
  const products = [...room.products.values()];
  Object.assign(room, stockUp(products.map((each) => (each.productId === product.productId ? changed : each))));
};

const foldDesk = (room: Room, fact: Fact, body: DeskFactBody): void => {
  const { at, source } = fact;
  const { board } = room.tally;
  if (isCueFact(body)) {
    foldCue(room, body);
    return;
  }
  if (isShowMove(body.type)) {
    foldMove(room, body.type, at);
    return;
  }
  switch (body.type) {
    case 'source.connected':
      room.clockOffsets.set(source, body.clockOffsetMs);
      connectFeed(room.coverage, source, at);
      break;
    case 'source.resumed':
      connectFeed(room.coverage, source, at);
      break;
    case 'source.lost':
      loseFeed(room.coverage, source, at, body.reason === 'off');
      break;
    case 'source.stalled':
      loseFeed(room.coverage, source, at, false);
      break;
    case 'source.gap':
      loseEvents(room.coverage, source, body.lastAt ?? room.show.startedAt ?? at);
      break;
    case 'product.pinned':
      endPin(room, at);
      startPin(room, body.productId, body.variantId, at);
      break;
    case 'product.unpinned':
      endPin(room, at);
      mark(room, at, 'unpin', numberOf(room, body.productId));
      break;
    case 'deal.armed':
      armDeal(board, body.deal, at);
      break;
    case 'deal.disarmed':
      disarmDeal(board, body.dealId);
      break;
    case 'deal.fired':
      fireDeal(board, body.dealId, body.opensAt, body.closesAt);
      break;
    case 'deal.opened':
      openDeal(board, body.dealId);
      markDeal(room, body.dealId, at, 'deal');
      break;
    case 'deal.ended':
      endDeal(board, body.dealId, body.reason, at);
      markDeal(room, body.dealId, at, 'deal_end');
      break;
    case 'stock.taken':
    case 'stock.released':
      foldStock(room, body, at);
      break;
    case 'stock.short':
      foldShort(room, body);
      break;
    case 'stock.set':
      setStock(room, body.variantId, body.available);
      break;
    case 'product.changed':
      foldProduct(room, body.product);
      break;
    case 'message.sent':
      room.messages.push({
        messageId: body.messageId,
        text: body.text,
        by: body.by,
        sentAt: at,
        seenAt: null,
        acknowledgedAt: null,
      });
      if (room.messages.length > KEEP_MESSAGES) room.messages.shift();
      break;
    case 'message.seen':
      foldMessage(room, body.messageId, (message) => {
        message.seenAt ??= at;
      });
      break;
    case 'message.acknowledged':
      foldMessage(room, body.messageId, (message) => {
        message.seenAt ??= at;
        message.acknowledgedAt ??= at;
      });
      break;
    case 'question.settled':
      room.tally.questions.delete(body.questionKey);
  }
};

// ---- what rooms say ----

const foldPaid = (room: Room, order: RoomOrder, at: Instant): void => {
  const { tally } = room;
  const lines = payOrder(tally.orders, order, at);
  if (lines.length === 0) return;
  const slot = slotOf(tally, at);
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

const foldChat = (room: Room, fact: Fact, body: Extract<LiveEventBody, { type: 'chat' }>, at: Instant): void => {
  const { tally } = room;
  addToSlot(tally.chats, slotOf(tally, at), 1);
  // An answer to somebody neither asks nor claims.
  if (body.replyTo !== undefined) return;
  const claim = readClaim(body.text);
  if (claim !== null) {
    tally.claimCount += 1;
    tally.claims.push({ fact, number: claim.number ?? pinnedNumberAt(room, at), quantity: claim.quantity });
    if (tally.claims.length > 2 * KEEP_CLAIMS) tally.claims.splice(0, KEEP_CLAIMS);
    return;
  }
  const question = readQuestion(body.text, pinnedNumberAt(room, at));
  if (question !== null) askQuestion(tally.questions, question, { text: body.text, viewer: body.viewer ?? null, at });
};

const foldInteraction = (room: Room, body: LiveEventBody, at: Instant): void => {
  if (body.viewer !== undefined) seePerson(room.tally.interacted, body.viewer.id, slotOf(room.tally, at));
};

const NOTICE_MARKS: Readonly<Record<NoticeLevel, 'warning' | 'violation' | null>> = {
  info: null,
  warning: 'warning',
  violation: 'violation',
};

/**
 * What happened before the show began is not its own, however late it is told. After the end only what becomes of its own
 * orders belongs to it: the room may well go on with something else.
 */
const isOfShow = (room: Room, body: LiveEventBody, at: Instant): boolean => {
  if (room.show.startedAt !== null && at < room.show.startedAt) return false;
  if (room.show.phase !== 'ended') return true;
  return 'order' in body && room.tally.orders.orders.has(body.order.id);
};

const foldLive = (room: Room, fact: Fact, body: LiveEventBody): void => {
  const at = happenedAt(room, fact);
  hearFeed(room.coverage, fact.source, at);
  if (!isOfShow(room, body, at)) return;
  const { tally } = room;
  tally.from ??= at;
  switch (body.type) {
    case 'chat':
      foldInteraction(room, body, at);
      foldChat(room, fact, body, at);
      break;
    case 'like':
      addToSlot(tally.likes, slotOf(tally, at), body.count);
      foldInteraction(room, body, at);
      break;
    case 'follow':
      addToSlot(tally.follows, slotOf(tally, at), 1);
      foldInteraction(room, body, at);
      break;
    case 'share':
      foldInteraction(room, body, at);
      break;
    case 'audience':
      sampleAudience(tally.audience, tally.from, at, body);
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
      foldPaid(room, body.order, at);
      break;
    case 'order.cancelled':
      cancelOrder(tally.orders, body.order, at);
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

const keepRecent = (room: Room, fact: Fact): void => {
  room.recent.push(fact);
  if (room.recent.length > 2 * KEEP_RECENT) room.recent.splice(0, room.recent.length - KEEP_RECENT);
};

/** Folds one fact of the room's own show, in store order. */
export const foldRoom = (room: Room, fact: Fact): void => {
  const { body } = fact;
  if (isLiveBody(body)) {
    keepRecent(room, fact);
    foldLive(room, fact, body);
  } else foldDesk(room, fact, body);
};
