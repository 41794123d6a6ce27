// What a show knows that its orders may be recognised by: the order book, what was explained, offered and claimed, and when.

import { offerOf } from './deal.ts';
import { lifecycleOf } from './fulfilment-lifecycle.ts';
import type { ShowFulfilment } from './fulfilment-order.ts';
import type { OrderEntry } from './order-book.ts';
import type { Room } from './room.ts';
import type { Segment } from './segment.ts';
import type { Instant, OrderId, ProductId, ShowId, SourceId, VariantId, ViewerId } from './units.ts';

export interface ShowVariant {
  readonly variantId: VariantId;
  readonly productId: ProductId;
  readonly sku: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly number: number | null;
}

export interface ShowOffer {
  readonly variantId: VariantId;
  readonly priceMinor: number;
  readonly from: Instant;
  /** Null while it runs. */
  readonly to: Instant | null;
}

export interface ShowClaim {
  readonly viewerId: ViewerId;
  readonly viewerName: string;
  readonly variantId: VariantId;
  readonly at: Instant;
}

/** Plain data: it may be made by one thread and read by another. */
export interface ShowOrders {
  readonly showId: ShowId;
  readonly currency: string;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly orders: readonly OrderEntry[];
  readonly segments: readonly Segment[];
  readonly offers: readonly ShowOffer[];
  readonly claims: readonly ShowClaim[];
  /** Orders that grew out of claims. */
  readonly carts: readonly OrderId[];
  readonly variants: readonly ShowVariant[];
  readonly fulfilment: ShowFulfilment;
}

const toFulfilment = ({ tally, deals }: Room): ShowFulfilment => {
  const { orders, claimBook, shorts } = tally;
  const cartSources = new Map<OrderId, SourceId>();
  for (const { orderId, terms } of claimBook.entries.values()) {
    if (orderId !== null) cartSources.set(orderId, terms.source);
  }
  return {
    lifecycles: new Map([...orders.orders.values()].map((entry) => [entry.orderId, lifecycleOf(entry, claimBook)])),
    cartSources,
    abroad: new Map(orders.abroad),
    trackingImports: [...orders.trackingImports.values()],
    shorts: shorts.map(({ orderId, variantId, quantity }) => ({ orderId, variantId, quantity })),
    gifts: new Map(
      [...deals.values()].flatMap((deal) => {
        const offer = offerOf(deal);
        return offer.kind === 'gift' ? [[deal.dealId, offer.gift] as const] : [];
      }),
    ),
    bundles: new Set([...deals.values()].flatMap((deal) => (offerOf(deal).kind === 'bundle' ? [deal.dealId] : []))),
    promises: [...tally.promises.values()],
  };
};

export const toShowOrders = (room: Room): ShowOrders => {
  const { show, tally, products, numbers } = room;
  return {
    showId: show.showId,
    currency: show.currency,
    startedAt: show.startedAt,
    endedAt: show.endedAt,
    orders: [...tally.orders.orders.values()],
    segments: tally.segments,
    offers: [...room.deals.values()].flatMap(({ variantId, price, opensAt, endedAt }) =>
      opensAt === null ? [] : [{ variantId, priceMinor: price.minor, from: opensAt, to: endedAt }],
    ),
    claims: [...tally.claimBook.entries.values()].map(({ terms, at }) => ({
      viewerId: terms.viewer.id,
      viewerName: terms.viewer.name,
      variantId: terms.variantId,
      at,
    })),
    carts: [...tally.claimBook.carts.keys()],
    variants: [...products.values()].flatMap((product) =>
      product.variants.map(({ variantId, productId, sku, title }) => ({
        variantId,
        productId,
        sku,
        title: product.title,
        variantTitle: title,
        number: numbers.variants.get(variantId) ?? null,
      })),
    ),
    fulfilment: toFulfilment(room),
  };
};
