// The summary of a show: figures, products with their explain segments, deals, gaps; read from the room that its facts make.

import type { SegmentRow, ShowSummary, SummaryDeal, SummaryProduct } from '../contract/documents.ts';
import { meanOnline } from '../core/audience.ts';
import { toDisplayText } from '../core/display-text.ts';
import { readKpi } from '../core/kpi.ts';
import { numberOf, type Room } from '../core/room.ts';
import { type Segment, segmentMs } from '../core/segment.ts';
import { toShowOrders } from '../core/show-orders.ts';
import { slotAt } from '../core/slot.ts';
import { duration, type Instant, money, type ProductId, type VariantId } from '../core/units.ts';
import { toChartTopic } from './chart-topic.ts';
import { titleOf } from './product-title.ts';
import { promisesOfShow } from './promise-topic.ts';
import { toSettlementView } from './settlement-view.ts';
import { type PlatformShelf, reconcileShow } from './show-reconciliation.ts';

const LONGEST_TITLE = 80;
const LONGEST_NOTE = 500;

const toSegmentRow = ({ tally, show }: Room, segment: Segment, now: Instant): SegmentRow => {
  const endedAt = segment.endedAt ?? now;
  const from = tally.from ?? segment.startedAt;
  return {
    startedAt: segment.startedAt,
    endedAt,
    gmv: money(segment.gmvMinor, show.currency),
    units: segment.units,
    averageOnline: meanOnline(tally.audience, slotAt(from, segment.startedAt), slotAt(from, endedAt) + 1),
  };
};

/** Everything on the run sheet in its order, then what was sold beside it. */
const toProducts = (room: Room, now: Instant): readonly SummaryProduct[] => {
  const { tally, show, cues } = room;
  const onSheet = new Set(cues.map(({ variantId }) => variantId));
  const productOf = new Map<VariantId, { productId: ProductId; title: string }>();
  for (const { lines } of tally.orders.orders.values()) {
    for (const { variantId, productId, title } of lines)
      if (!productOf.has(variantId)) productOf.set(variantId, { productId, title });
  }
  const toRow = (productId: ProductId, variantId: VariantId, roomTitle: string): SummaryProduct => {
    const sales = tally.orders.variants.get(variantId);
    const cue = cues.find((each) => each.variantId === variantId);
    const segments =
      cue === undefined
        ? []
        : tally.segments.filter((each) => numberOf(room, each.productId, each.variantId) === cue.number);
    return {
      number: numberOf(room, productId, variantId),
      productId,
      variantId,
      title: titleOf(room, productId, variantId) ?? roomTitle,
      image: room.products.get(productId)?.image ?? null,
      orders: sales?.orders ?? 0,
      units: sales?.units ?? 0,
      gmv: money(sales?.gmvMinor ?? 0, show.currency),
      refunds: money(sales?.refundsMinor ?? 0, show.currency),
      stockLeft: room.variants.get(variantId)?.stock ?? null,
      plannedMs: cue?.plannedMs ?? duration(0),
      explainedMs: duration(segments.reduce((sum, segment) => sum + segmentMs(segment, now), 0)),
      segments: segments.map((segment) => toSegmentRow(room, segment, now)),
    };
  };
  const beside = [...tally.orders.variants.keys()].filter((variantId) => !onSheet.has(variantId));
  return [
    ...cues.map((cue) => toRow(cue.productId, cue.variantId, '')),
    ...beside.flatMap((variantId) => {
      const known = productOf.get(variantId);
      return known === undefined ? [] : [toRow(known.productId, variantId, known.title)];
    }),
  ];
};

/** Armed ones that were never fired are no part of a show's history. */
const toDeals = (room: Room): readonly SummaryDeal[] =>
  [...room.deals.values()]
    .filter(({ phase }) => phase !== 'armed')
    .map((deal) => {
      const sales = room.tally.board.sales.get(deal.dealId);
      const hasOpened = deal.opensAt !== null && (deal.endedAt === null || deal.opensAt <= deal.endedAt);
      return {
        dealId: deal.dealId,
        number: numberOf(room, deal.productId, deal.variantId),
        title: titleOf(room, deal.productId, deal.variantId) ?? '',
        price: deal.price,
        quantity: deal.quantity,
        sold: deal.sold,
        buyers: sales?.held.size ?? 0,
        gmv: money(sales?.gmvMinor ?? 0, room.show.currency),
        openedAt: hasOpened ? deal.opensAt : null,
        endedAt: deal.endedAt,
        endReason: deal.endReason,
      };
    });

export const toSummary = (
  room: Room,
  asked: { readonly isCurrent: boolean; readonly rejects: number; readonly shelf: PlatformShelf },
  now: Instant,
): ShowSummary => {
  const { show, tally } = room;
  const chart = toChartTopic(room, now);
  const orders = toShowOrders(room);
  return {
    show: {
      showId: show.showId,
      title: show.title,
      host: show.host,
      phase: show.phase,
      createdAt: show.createdAt,
      startedAt: show.startedAt,
      endedAt: show.endedAt,
      isCurrent: asked.isCurrent,
      currency: show.currency,
      plannedMs: show.plannedMs,
    },
    figures: readKpi(room, now),
    chart,
    products: toProducts(room, chart.until),
    deals: toDeals(room),
    gaps: chart.gaps,
    shorts: tally.shorts.map(({ orderId, variantId, quantity, why }) => {
      const variant = room.variants.get(variantId);
      const title = variant === undefined ? '' : (titleOf(room, variant.productId, variantId) ?? '');
      return { orderId, title, quantity, why };
    }),
    emergencies: [...tally.emergencies.values()]
      .filter(({ isDrill }) => !isDrill)
      .map(({ emergencyId, kind, subject, raisedAt, closed }) => ({
        emergencyId,
        kind,
        title: subject === null ? null : toDisplayText(subject.title, LONGEST_TITLE),
        raisedAt,
        closedAt: closed?.at ?? null,
        note: toDisplayText(closed?.note ?? '', LONGEST_NOTE),
      })),
    questionsOpen: tally.questions.size,
    promises: promisesOfShow(room, now),
    rejects: asked.rejects,
    settlement: toSettlementView(asked.shelf, orders, reconcileShow(asked.shelf, orders, now)),
  };
};
