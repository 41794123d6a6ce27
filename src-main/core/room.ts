// The room: everything a show has become, and how it is asked about. It is changed only by folding facts (room-fold.ts).

import { type Audience, createAudience } from './audience.ts';
import { type ClaimBook, createClaimBook } from './claim-book.ts';
import type { ClaimLine } from './claim-reading.ts';
import { type Coverage, createCoverage } from './coverage.ts';
import type { Deal } from './deal.ts';
import { createDealBoard, createDealBoardAfter, type DealBoard } from './deal-board.ts';
import type { EmergencyLog } from './emergency.ts';
import type { DeskFactBody, Fact } from './fact.ts';
import type { RoomMessage } from './host-message.ts';
import { LIVE_EVENT_TYPES, type LiveEventBody } from './live-event.ts';
import { createLiveSheet, type LiveSheet } from './live-sheet.ts';
import { createOrderBook, type OrderBook } from './order-book.ts';
import { createPeopleWindow, type PeopleWindow } from './people-window.ts';
import type { Product, Variant } from './product.ts';
import type { PromiseBook } from './promise.ts';
import type { QuestionQueue } from './question-queue.ts';
import type { Cue, SheetStand } from './run-sheet.ts';
import type { Segment } from './segment.ts';
import type { SalesRate } from './sell-out.ts';
import type { Show } from './show.ts';
import { type Instant, instant, type ProductId, type SourceId, type VariantId } from './units.ts';

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

export interface RoomClaim {
  readonly fact: Fact;
  /** Of its first line; null where even the product is not sure. */
  readonly number: number | null;
  /** In all. */
  readonly quantity: number;
  /** What it asks for beyond doubt: nothing where a person has to settle it. */
  readonly lines: readonly ClaimLine[];
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
  /** What became of claims that were taken by rules. */
  readonly claimBook: ClaimBook;
  readonly shorts: Extract<DeskFactBody, { type: 'stock.short' }>[];
  readonly promises: PromiseBook;
  readonly emergencies: EmergencyLog;
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
  /** What stands corrected on the picture. */
  correction: { readonly text: string; readonly since: Instant } | null;
  tally: Tally;
  /** Open and ended deals of the show. */
  readonly deals: ReadonlyMap<string, Deal>;
}

export const createTally = (currency: string, from: Instant | null, before?: Tally): Tally => ({
  from,
  audience: createAudience(from, before?.audience),
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
  claimBook: createClaimBook(before?.claimBook),
  shorts: [],
  promises: new Map(),
  emergencies: new Map(),
});

/** One that nobody has edited yet. */
const UNTOUCHED: SheetStand = { version: 0, startsAt: null, canUndo: false, canRedo: false };

export const toRoomProduct = (product: Product): RoomProduct => ({
  ...product,
  variants: product.variants.map((variant) => ({ ...variant, stockAtStart: variant.stock })),
});

export const stockUp = (products: readonly RoomProduct[]): Pick<Room, 'products' | 'variants'> => ({
  products: new Map(products.map((product) => [product.productId, product])),
  variants: new Map(products.flatMap(({ variants }) => variants.map((variant) => [variant.variantId, variant]))),
});

export const stockOf = (products: readonly Product[]): ReadonlyMap<VariantId, number> =>
  new Map(products.flatMap(({ variants }) => variants.map(({ variantId, stock }) => [variantId, stock])));

export const numbersOf = (cues: readonly Cue[]): Room['numbers'] => ({
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
    correction: null,
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
export const pinnedNumberAt = (room: Room, at: Instant): number | null => {
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

export const mark = (room: Room, at: Instant, kind: RoomMark['kind'], number: number | null, text = ''): void => {
  room.tally.marks.push({ at, kind, number, text });
};
