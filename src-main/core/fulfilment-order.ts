// The orders of a show that are to be packed: paid, of whatever source, each once, with its gifts and what is short of it.

import type { DealGift } from './deal-offer.ts';
import { eitherFulfilment, type Fulfilment, isPacked, NOT_PACKED } from './fulfilment.ts';
import { isRefundedWhole, type Lifecycle } from './fulfilment-lifecycle.ts';
import type { OrderLine } from './live-event.ts';
import type { OrderEntry, TrackingImport } from './order-book.ts';
import { createItemFinder, type ItemFinder } from './order-item.ts';
import {
  keyOfOrder,
  type PlatformLine,
  type PlatformOrder,
  refundsByLine,
  stateOfPlatformOrder,
} from './platform-order.ts';
import { promisesFor, type RoomPromise } from './promise.ts';
import type { Reconciliation } from './reconcile.ts';
import type { ShowOrders, ShowVariant } from './show-orders.ts';
import type { DealId, Instant, OrderId, ProductId, SourceId, VariantId } from './units.ts';

/** What a show knows of its orders beside their amounts. */
export interface ShowFulfilment {
  readonly lifecycles: ReadonlyMap<OrderId, Lifecycle>;
  /** Whose viewer each cart's buyer is. */
  readonly cartSources: ReadonlyMap<OrderId, SourceId>;
  readonly abroad: ReadonlyMap<OrderId, Fulfilment>;
  readonly trackingImports: readonly TrackingImport[];
  /** Units that were sold and could not be had. */
  readonly shorts: readonly { readonly orderId: OrderId; readonly variantId: VariantId; readonly quantity: number }[];
  readonly gifts: ReadonlyMap<DealId, DealGift>;
  readonly bundles: ReadonlySet<DealId>;
  readonly promises: readonly RoomPromise[];
}

export const NO_FULFILMENT: ShowFulfilment = {
  lifecycles: new Map(),
  cartSources: new Map(),
  abroad: new Map(),
  trackingImports: [],
  shorts: [],
  gifts: new Map(),
  bundles: new Set(),
  promises: [],
};

export interface ShipLine {
  /** Null: goods that are not the shop's own, known by their title alone. */
  readonly variantId: VariantId | null;
  readonly productId: ProductId | null;
  readonly title: string;
  readonly sku: string;
  readonly quantity: number;
  readonly isGift: boolean;
  readonly isOfBundle: boolean;
}

/** Goes with the order and stands in none of its lines: the catalogue keeps no stock of it. */
export interface ShipGift {
  readonly name: string;
  readonly spec: string;
  /** How much one of it is, in the shop's words; '' for a piece. */
  readonly each: string;
  readonly count: number;
}

export interface ShipOrder {
  /** Of the order book, or `keyOfOrder` of a platform's: what the marks are kept under. */
  readonly key: OrderId;
  /** All the numbers that it is known by, the one to show first. */
  readonly names: readonly string[];
  /** Null for a room's or the desk's. */
  readonly platform: string | null;
  /** Orders of one buyer have one key; where a buyer cannot be told for sure the order has its own. */
  readonly buyerKey: string;
  readonly buyer: string;
  readonly note: string;
  readonly at: Instant;
  readonly lines: readonly ShipLine[];
  readonly gifts: readonly ShipGift[];
  /** To the buyer, about the order or what is in it; those that were dropped bind nobody. */
  readonly promises: readonly RoomPromise[];
  readonly shorts: ReadonlyMap<VariantId, number>;
  /** Part of what was paid has come back: somebody should look whether all of it goes out. */
  readonly isPartRefunded: boolean;
  /** Paid once, and refunded or cancelled since: nothing of it may go out. */
  readonly isOff: boolean;
  readonly fulfilment: Fulfilment;
  /** Where its marks lie: an order that two tell of may have been marked under either name. */
  readonly marks: { readonly packed: readonly OrderId[]; readonly shipped: OrderId };
}

export interface ProductGift extends Omit<ShipGift, 'count'> {}

export interface ShipInput {
  readonly show: ShowOrders;
  readonly reconciliation: Pick<Reconciliation, 'matches' | 'ofShow'>;
  /** Which source told of each order. */
  readonly sources: ReadonlyMap<OrderId, SourceId>;
  /** What the catalogue gives with each piece of a product, or null. */
  readonly giftOf: (productId: ProductId) => ProductGift | null;
}

/** Platforms whose buyer's name is an account, of which there is but one. */
const ACCOUNTS: ReadonlySet<string> = new Set(['taobao', 'tiktok_shop']);
const DESK = 'desk';

const plainName = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);

const buyerKeyOfEntry = (entry: OrderEntry, source: string): string => {
  // An order by hand knows its buyer by name and note only: two of one name with other notes are two people.
  if (source === DESK && entry.buyer.id.startsWith('desk:')) {
    return keyOf('hand', plainName(entry.buyer.name), plainName(entry.note));
  }
  return keyOf('viewer', source, entry.buyer.id);
};

const buyerKeyOfPlatform = (order: PlatformOrder): string => {
  const { platform, buyerId, buyerName } = order;
  if (buyerId !== '') return keyOf('buyer', platform, buyerId);
  const isAccount = ACCOUNTS.has(platform) && buyerName !== '' && !/[*＊•]/.test(buyerName);
  return isAccount ? keyOf('account', platform, plainName(buyerName)) : keyOf('order', keyOfOrder(order));
};

const lineOfEntry = (line: OrderLine, { bundles }: ShowFulfilment): ShipLine => ({
  variantId: line.variantId,
  productId: line.productId,
  title: line.title,
  sku: '',
  quantity: line.quantity,
  isGift: line.unitPrice.minor === 0,
  isOfBundle: line.dealId !== undefined && bundles.has(line.dealId),
});

const isLineOff = (line: PlatformLine, refundedMinor: number): boolean =>
  line.paidMinor > 0 && refundedMinor >= line.paidMinor;

const linesOfPlatform = (
  order: PlatformOrder,
  entry: OrderEntry | null,
  find: ItemFinder,
  productOf: ReadonlyMap<VariantId, ProductId>,
): readonly ShipLine[] => {
  const refunds = refundsByLine(order);
  const only =
    entry !== null && entry.lines.length === 1 && order.lines.length === 1 ? (entry.lines[0]?.variantId ?? null) : null;
  return order.lines.flatMap((line, at): readonly ShipLine[] => {
    // Only where the file says which lines came back: shared by amount, a line would be left out on a guess.
    if (line.refundedMinor !== null && isLineOff(line, refunds[at] ?? 0)) return [];
    const variantId = find(line) ?? only;
    return [
      {
        variantId,
        productId: variantId === null ? null : (productOf.get(variantId) ?? null),
        title: `${line.title} ${line.variantTitle}`.trim(),
        sku: line.sku,
        quantity: line.quantity,
        isGift: line.paidMinor === 0 && order.totalMinor > 0,
        isOfBundle: false,
      },
    ];
  });
};

/** Gifts of deals that stand in no line, and those that the catalogue gives with a product. */
const giftsOf = (
  entry: OrderEntry | null,
  lines: readonly ShipLine[],
  { show, giftOf }: ShipInput,
): readonly ShipGift[] => {
  const ofDeals = (entry?.lines ?? []).flatMap(({ dealId, quantity }): readonly ShipGift[] => {
    const gift = dealId === undefined ? undefined : show.fulfilment.gifts.get(dealId);
    if (gift === undefined) return [];
    const isInLines = lines.some(({ variantId, isGift }) => isGift && variantId === gift.variant?.variantId);
    return isInLines ? [] : [{ name: gift.name, spec: gift.spec, each: '', count: gift.quantity * quantity }];
  });
  const ofProducts = lines.flatMap(({ productId, quantity, isGift }): readonly ShipGift[] => {
    const gift = productId === null || isGift ? null : giftOf(productId);
    return gift === null ? [] : [{ ...gift, count: quantity }];
  });
  return [...ofDeals, ...ofProducts];
};

/** Gifts of a room's order that the platform's file does not list go out all the same. */
const withGiftsOf = (lines: readonly ShipLine[], own: readonly ShipLine[]): readonly ShipLine[] => [
  ...lines,
  ...own.filter(({ isGift, variantId }) => isGift && !lines.some((line) => line.variantId === variantId)),
];

const byOrder = (shorts: ShowFulfilment['shorts']): ReadonlyMap<OrderId, ReadonlyMap<VariantId, number>> => {
  const found = new Map<OrderId, Map<VariantId, number>>();
  for (const { orderId, variantId, quantity } of shorts) {
    const own = found.get(orderId) ?? new Map<VariantId, number>();
    found.set(orderId, own.set(variantId, (own.get(variantId) ?? 0) + quantity));
  }
  return found;
};

const NONE_SHORT: ReadonlyMap<VariantId, number> = new Map();

const productsOf = (variants: readonly ShowVariant[]): ReadonlyMap<VariantId, ProductId> =>
  new Map(variants.map(({ variantId, productId }) => [variantId, productId]));

const platformKey = (order: PlatformOrder): OrderId => keyOfOrder(order) as OrderId;

const isPlatformOff = (order: PlatformOrder): boolean =>
  order.isCancelled || stateOfPlatformOrder(order) === 'refunded';

/**
 * Every order that was paid, by a room's word or a platform's, in the order of payment; one that both tell of stands once.
 * Those that are off since are among them, marked so.
 */
export const toShipOrders = (input: ShipInput): readonly ShipOrder[] => {
  const { show, reconciliation, sources } = input;
  const { fulfilment } = show;
  const matchOf = new Map(reconciliation.matches.map(({ entry, order }) => [entry.orderId, order]));
  const shortOf = byOrder(fulfilment.shorts);
  const find = createItemFinder(show.variants);
  const productOf = productsOf(show.variants);
  const abroad = (order: PlatformOrder): Fulfilment => fulfilment.abroad.get(platformKey(order)) ?? NOT_PACKED;

  const marksOf = (entry: OrderEntry, order: PlatformOrder | undefined): Pick<ShipOrder, 'fulfilment' | 'marks'> => {
    const { orderId } = entry;
    if (order === undefined) return { fulfilment: entry.fulfilment, marks: { packed: [orderId], shipped: orderId } };
    const isAbroad = entry.fulfilment.shipments.length === 0 && abroad(order).shipments.length > 0;
    return {
      fulfilment: eitherFulfilment(entry.fulfilment, abroad(order)),
      marks: { packed: [orderId, platformKey(order)], shipped: isAbroad ? platformKey(order) : orderId },
    };
  };

  const fromEntry = (entry: OrderEntry): readonly ShipOrder[] => {
    const order = matchOf.get(entry.orderId);
    if (entry.paidAt === null && order?.isPaid !== true) return [];
    const own = entry.lines.map((line) => lineOfEntry(line, fulfilment));
    const lines =
      order === undefined || !order.hasOwnLines
        ? own
        : withGiftsOf(linesOfPlatform(order, entry, find, productOf), own);
    const source = fulfilment.cartSources.get(entry.orderId) ?? sources.get(entry.orderId) ?? '';
    return [
      {
        key: entry.orderId,
        names: [entry.number, ...(order === undefined ? [] : [order.orderId, ...order.otherIds])],
        platform: order?.platform ?? null,
        buyerKey: buyerKeyOfEntry(entry, source),
        buyer: entry.buyer.name,
        note: entry.note,
        at: entry.paidAt ?? entry.at,
        lines,
        gifts: giftsOf(entry, lines, input),
        promises: promisesFor(fulfilment.promises, {
          orderId: entry.orderId,
          viewerId: entry.buyer.id,
          lines: entry.lines,
        }),
        shorts: shortOf.get(entry.orderId) ?? NONE_SHORT,
        isPartRefunded: entry.refundedMinor > 0 || (order?.refundedMinor ?? 0) > 0,
        isOff: entry.isCancelled || isRefundedWhole(entry) || (order !== undefined && isPlatformOff(order)),
        ...marksOf(entry, order),
      },
    ];
  };

  const fromPlatform = (order: PlatformOrder): readonly ShipOrder[] => {
    if (!order.isPaid) return [];
    const lines = linesOfPlatform(order, null, find, productOf);
    return [
      {
        key: platformKey(order),
        names: [order.orderId, ...order.otherIds],
        platform: order.platform,
        buyerKey: buyerKeyOfPlatform(order),
        buyer: order.buyerName,
        note: '',
        at: (order.paidAt ?? order.createdAt ?? show.endedAt ?? show.startedAt ?? 0) as Instant,
        lines,
        gifts: giftsOf(null, lines, input),
        promises: promisesFor(fulfilment.promises, {
          lines: lines.flatMap(({ productId, variantId }) =>
            productId === null || variantId === null ? [] : [{ productId, variantId }],
          ),
        }),
        shorts: NONE_SHORT,
        isPartRefunded: order.refundedMinor > 0,
        isOff: isPlatformOff(order),
        fulfilment: abroad(order),
        marks: { packed: [platformKey(order)], shipped: platformKey(order) },
      },
    ];
  };

  return [...show.orders.flatMap(fromEntry), ...reconciliation.ofShow.flatMap(fromPlatform)].sort(
    (a, b) => a.at - b.at || (a.key < b.key ? -1 : 1),
  );
};

/** Where an order of the list stands. */
export const wordOf = ({ fulfilment }: ShipOrder): 'paid' | 'packed' | 'shipped' => {
  if (fulfilment.shipments.length > 0) return 'shipped';
  return isPacked(fulfilment) ? 'packed' : 'paid';
};
