// A show's orders as rows: every order once, with the platform's side of its match or of what is proposed for it.

import type { OrderFilter, OrderPage, OrderRow, OrderSide } from '../contract/order-documents.ts';
import { SURE_ENOUGH } from '../contract/order-limits.ts';
import { toDisplayText } from '../core/display-text.ts';
import type { OrderEntry } from '../core/order-book.ts';
import { createItemFinder } from '../core/order-item.ts';
import {
  atOfPlatformOrder,
  keyOfOrder,
  type PlatformOrder,
  type PlatformOrderState,
  stateOfPlatformOrder,
} from '../core/platform-order.ts';
import type { OrderProposal, Reconciliation } from '../core/reconcile.ts';
import type { ShowOrders } from '../core/show-orders.ts';
import { money, type OrderId, type SourceId } from '../core/units.ts';

const LONGEST_NAME = 40;
const LONGEST_TITLE = 80;
const MOST_ITEMS = 6;

const stateOfEntry = ({ paidAt, isCancelled, refundedMinor, totalMinor }: OrderEntry): PlatformOrderState => {
  if (paidAt !== null && refundedMinor > 0) return refundedMinor >= totalMinor ? 'refunded' : 'part_refunded';
  if (isCancelled) return 'cancelled';
  return paidAt === null ? 'unpaid' : 'paid';
};

export interface OrderListInput {
  readonly show: ShowOrders;
  readonly reconciliation: Reconciliation;
  /** The desk's own orders, and those of them that are carts of claims. */
  readonly deskOrders: ReadonlySet<OrderId>;
  readonly carts: ReadonlySet<OrderId>;
  /** Who numbers each order. */
  readonly origins: ReadonlyMap<OrderId, SourceId>;
}

const toEntrySide = (show: ShowOrders, entry: OrderEntry): OrderSide => {
  const variants = new Map(show.variants.map((variant) => [variant.variantId, variant]));
  return {
    orderId: entry.number,
    platform: null,
    buyer: toDisplayText(entry.buyer.name, LONGEST_NAME),
    at: entry.paidAt ?? entry.at,
    total: money(entry.totalMinor, entry.currency),
    refunded: money(entry.refundedMinor, entry.currency),
    state: stateOfEntry(entry),
    items: entry.lines.slice(0, MOST_ITEMS).map(({ variantId, title, quantity }) => {
      const variant = variants.get(variantId);
      const name = variant === undefined ? title : `${variant.title} ${variant.variantTitle}`.trim();
      return { number: variant?.number ?? null, title: toDisplayText(name, LONGEST_TITLE), quantity };
    }),
  };
};

const createPlatformSide = (show: ShowOrders): ((order: PlatformOrder) => OrderSide) => {
  const find = createItemFinder(show.variants);
  const variants = new Map(show.variants.map((variant) => [variant.variantId, variant]));
  return (order) => ({
    orderId: order.orderId,
    platform: order.platform,
    buyer: toDisplayText(order.buyerName, LONGEST_NAME),
    at: atOfPlatformOrder(order),
    total: money(order.totalMinor, order.currency),
    refunded: money(order.refundedMinor, order.currency),
    state: stateOfPlatformOrder(order),
    items: order.lines.slice(0, MOST_ITEMS).map((line) => {
      const variantId = find(line);
      const number = variantId === null ? null : (variants.get(variantId)?.number ?? null);
      const title = toDisplayText(`${line.title || line.sku} ${line.variantTitle}`.trim(), LONGEST_TITLE);
      return { number, title, quantity: line.quantity };
    }),
  });
};

const NO_MATCH = {
  other: null,
  match: 'none',
  confidence: null,
  grounds: [],
  rivals: 0,
  totalDifferenceMinor: null,
  refundDifferenceMinor: null,
} as const;

const proposedBy = (proposal: OrderProposal | undefined, other: OrderSide | null) =>
  proposal === undefined
    ? NO_MATCH
    : {
        ...NO_MATCH,
        other,
        match: 'proposed' as const,
        confidence: proposal.confidence,
        grounds: proposal.grounds,
        rivals: proposal.rivals,
      };

/** Newest first. */
export const toOrderRows = ({
  show,
  reconciliation,
  deskOrders,
  carts,
  origins,
}: OrderListInput): readonly OrderRow[] => {
  const toPlatformSide = createPlatformSide(show);
  const matchOf = new Map(reconciliation.matches.map((match) => [match.entry.orderId, match]));
  const proposalOf = new Map(
    reconciliation.proposals.flatMap((proposal) =>
      proposal.entry === null ? [] : [[proposal.entry.orderId, proposal] as const],
    ),
  );
  const fromShow = show.orders.map((entry): OrderRow => {
    const own = toEntrySide(show, entry);
    const match = matchOf.get(entry.orderId);
    const base = {
      key: `own:${entry.orderId}`,
      roomOrderId: entry.orderId,
      origin: origins.get(entry.orderId) ?? null,
      from: deskOrders.has(entry.orderId) ? ('desk' as const) : ('room' as const),
      own,
      lifecycle: show.fulfilment.lifecycles.get(entry.orderId) ?? null,
      isCart: carts.has(entry.orderId),
    };
    if (match === undefined) {
      const proposal = proposalOf.get(entry.orderId);
      return { ...base, ...proposedBy(proposal, proposal === undefined ? null : toPlatformSide(proposal.order)) };
    }
    const { order, by } = match;
    const isComparable = order.currency === entry.currency;
    return {
      ...base,
      ...NO_MATCH,
      other: toPlatformSide(order),
      match: by,
      totalDifferenceMinor: isComparable ? order.totalMinor - entry.totalMinor : null,
      refundDifferenceMinor: isComparable ? order.refundedMinor - entry.refundedMinor : null,
    };
  });
  const alone = (order: PlatformOrder, rest: Partial<OrderRow>): OrderRow => ({
    key: `platform:${keyOfOrder(order)}`,
    from: 'platform',
    roomOrderId: null,
    origin: null,
    own: toPlatformSide(order),
    lifecycle: null,
    isCart: false,
    ...NO_MATCH,
    ...rest,
  });
  const fromFiles = [
    ...reconciliation.ofShow.map((order) => alone(order, { match: 'of_show' })),
    ...reconciliation.proposals
      .filter(({ entry }) => entry === null)
      .map((proposal) => alone(proposal.order, proposedBy(proposal, null))),
    ...reconciliation.platformOnly.map((order) => alone(order, {})),
  ];
  return [...fromShow, ...fromFiles].sort((a, b) => (b.own.at ?? 0) - (a.own.at ?? 0) || (a.key < b.key ? -1 : 1));
};

const hasDifference = (row: OrderRow): boolean =>
  (row.totalDifferenceMinor ?? 0) !== 0 ||
  (row.refundDifferenceMinor ?? 0) !== 0 ||
  (row.other !== null && row.match !== 'proposed' && row.totalDifferenceMinor === null);

const isRefunded = ({ own, other, match }: OrderRow): boolean =>
  own.refunded.minor > 0 || (match !== 'proposed' && other !== null && other.refunded.minor > 0);

const TESTS: Readonly<Record<OrderFilter, (row: OrderRow) => boolean>> = {
  all: () => true,
  proposed: ({ match }) => match === 'proposed',
  // Of what the desk cancelled nothing was paid: no platform has it.
  unmatched: ({ match, from, own }) => match === 'none' && !(from === 'desk' && own.state === 'cancelled'),
  difference: hasDifference,
  refunded: isRefunded,
  platform: ({ from, match }) => from === 'platform' && match !== 'of_show',
};

const bySearch = (search: string): ((row: OrderRow) => boolean) => {
  const wanted = search.normalize('NFKC').trim().toLowerCase();
  if (wanted === '') return () => true;
  return ({ own, other }) =>
    [own, other].some(
      (side) =>
        side !== null &&
        [side.orderId, side.buyer, ...side.items.map(({ title }) => title)].some((text) =>
          text.normalize('NFKC').toLowerCase().includes(wanted),
        ),
    );
};

export const pageOfOrders = (
  rows: readonly OrderRow[],
  ask: { readonly filter: OrderFilter; readonly search: string; readonly offset: number; readonly limit: number },
): Omit<OrderPage, 'settlement'> => {
  const count = (filter: OrderFilter): number => rows.filter(TESTS[filter]).length;
  const isFound = bySearch(ask.search);
  const found = rows.filter((row) => TESTS[ask.filter](row) && isFound(row));
  return {
    total: found.length,
    offset: ask.offset,
    rows: found.slice(ask.offset, ask.offset + ask.limit),
    counts: {
      all: rows.length,
      proposed: count('proposed'),
      unmatched: count('unmatched'),
      difference: count('difference'),
      refunded: count('refunded'),
      platform: count('platform'),
    },
    sure: rows.filter(({ confidence, rivals }) => confidence !== null && confidence >= SURE_ENOUGH && rivals === 0)
      .length,
  };
};
