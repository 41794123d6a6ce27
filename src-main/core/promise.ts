// What was promised on air and must be honoured: to whom or about what, when it falls due, and what became of it.

import type { OrderLine } from './live-event.ts';
import type {
  DealId,
  Instant,
  Money,
  OrderId,
  ProductId,
  PromiseId,
  ScriptBlockId,
  VariantId,
  ViewerId,
} from './units.ts';

export const PROMISE_KINDS = ['gift', 'price', 'shipping', 'other'] as const;
export type PromiseKind = (typeof PROMISE_KINDS)[number];

/** Names are as they were then: what is promised outlives a product's name. */
export type PromiseSubject =
  | { readonly on: 'show' }
  /** `variantId` null: each of the product's variants. */
  | {
      readonly on: 'product';
      readonly productId: ProductId;
      readonly variantId: VariantId | null;
      /** On the run sheet; null where it had none. */
      readonly number: number | null;
      readonly title: string;
    }
  | {
      readonly on: 'deal';
      readonly dealId: DealId;
      readonly productId: ProductId;
      readonly number: number | null;
      readonly title: string;
    }
  | { readonly on: 'order'; readonly orderId: OrderId; readonly title: string }
  | { readonly on: 'viewer'; readonly viewerId: ViewerId; readonly title: string };

/** `explained`: once its product (or the deal's) is explained again. */
export type PromiseDue = { readonly when: 'explained' | 'after_show' } | { readonly when: 'at'; readonly at: Instant };

export const PRICE_VOWS = ['lowest', 'at_most'] as const;
/** `lowest`: it will be had no cheaper; `at_most`: it will cost no more. */
export type PriceVow = (typeof PRICE_VOWS)[number];

export interface PricePromise {
  readonly vow: PriceVow;
  readonly price: Money;
  /** Null: until the promise is settled. */
  readonly until: Instant | null;
}

export type PromiseOrigin =
  | { readonly from: 'desk' | 'cue' }
  /** Offered by a marked phrase of the block. */
  | { readonly from: 'script'; readonly blockId: ScriptBlockId };

export interface PromiseTerms {
  readonly promiseId: PromiseId;
  readonly kind: PromiseKind;
  /** As the host said it. */
  readonly text: string;
  readonly subject: PromiseSubject;
  readonly due: PromiseDue;
  /** Of a price promise that names one. */
  readonly price: PricePromise | null;
  readonly origin: PromiseOrigin;
}

export const PROMISE_STATES = ['open', 'kept', 'dropped'] as const;
export type PromiseState = (typeof PROMISE_STATES)[number];

export interface RoomPromise extends PromiseTerms {
  readonly madeAt: Instant;
  readonly by: string;
  state: PromiseState;
  /** When it was kept or dropped, by whom, and what was said about it. */
  settled: { readonly at: Instant; readonly by: string; readonly reason: string } | null;
}

export type PromiseFactBody =
  | { readonly type: 'promise.made'; readonly promise: PromiseTerms; readonly by: string }
  /** `reason`: how it was honoured, '' where nothing was said; of one that is dropped, why. */
  | {
      readonly type: 'promise.kept' | 'promise.dropped';
      readonly promiseId: PromiseId;
      readonly reason: string;
      readonly by: string;
    }
  /** It was settled by mistake. */
  | { readonly type: 'promise.reopened'; readonly promiseId: PromiseId; readonly by: string };

const PROMISE_FACTS: ReadonlySet<string> = new Set([
  'promise.made',
  'promise.kept',
  'promise.dropped',
  'promise.reopened',
] satisfies PromiseFactBody['type'][]);

export const isPromiseFact = (body: { readonly type: string }): body is PromiseFactBody => PROMISE_FACTS.has(body.type);

/** In the order of their making. */
export type PromiseBook = Map<PromiseId, RoomPromise>;

/** A promise is made once and settled once until it is opened again; a step that is not its turn changes nothing. */
export const foldPromise = (book: PromiseBook, body: PromiseFactBody, at: Instant): void => {
  if (body.type === 'promise.made') {
    const { promise, by } = body;
    if (!book.has(promise.promiseId))
      book.set(promise.promiseId, { ...promise, by, madeAt: at, state: 'open', settled: null });
    return;
  }
  const promise = book.get(body.promiseId);
  if (promise === undefined) return;
  if (body.type === 'promise.reopened') {
    promise.state = 'open';
    promise.settled = null;
    return;
  }
  if (promise.state !== 'open') return;
  promise.state = body.type === 'promise.kept' ? 'kept' : 'dropped';
  promise.settled = { at, by: body.by, reason: body.reason };
};

// ---- whose it is ----

/** What is asked about: any of an order, its buyer, and what is in it. */
export interface PromiseAsk {
  readonly orderId?: OrderId;
  readonly viewerId?: ViewerId;
  readonly lines?: readonly Pick<OrderLine, 'productId' | 'variantId' | 'dealId'>[];
}

const concerns = ({ subject }: Pick<PromiseTerms, 'subject'>, ask: PromiseAsk): boolean => {
  switch (subject.on) {
    case 'show':
      return false;
    case 'order':
      return subject.orderId === ask.orderId;
    case 'viewer':
      return subject.viewerId === ask.viewerId;
    case 'deal':
      return ask.lines?.some(({ dealId }) => dealId === subject.dealId) ?? false;
    case 'product':
      return (
        ask.lines?.some(
          ({ productId, variantId }) =>
            productId === subject.productId && (subject.variantId === null || subject.variantId === variantId),
        ) ?? false
      );
  }
};

/**
 * The promises that an order, a viewer, a product or a deal has been given, in the order of their making; a dropped one binds
 * nobody and is left out, a kept one stands with its state. A packing slip asks with all three:
 * `promisesFor(room.tally.promises.values(), { orderId, viewerId: buyer.id, lines })`.
 */
export const promisesFor = <Promised extends Pick<RoomPromise, 'subject' | 'state'>>(
  promises: Iterable<Promised>,
  ask: PromiseAsk,
): readonly Promised[] => [...promises].filter((promise) => promise.state !== 'dropped' && concerns(promise, ask));
