// The demo shop's earlier shows: paid orders that ground the compare prices of today's, so that none is struck through from thin air.

import { ENGINE_SOURCE, type FactBody, type NewFact } from './core/fact.ts';
import type { RoomOrder } from './core/live-event.ts';
import type { Product, Variant } from './core/product.ts';
import {
  addMoney,
  after,
  duration,
  type Instant,
  instant,
  MINUTE,
  type OrderId,
  type ShowId,
  type SourceId,
  type ViewerId,
} from './core/units.ts';
import { newId } from './new-id.ts';
import type { DemoCatalogue } from './room-server/demo-catalogue.ts';
import type { Store } from './store/store.ts';

const DAY_MS = 86_400_000;
/** Not the room that is attached: its own events have its name. */
const EARLIER_DEMO = 'demo-earlier' as SourceId;
const SHOW_MINUTES = 120;
const BUYERS = ['小满', '阿宁', '木木', '圆圆'];

type EarlierShow = DemoCatalogue['earlier'][number];

const orderOf = (product: Product, variant: Variant, showIndex: number, number: number): RoomOrder | null => {
  const price = variant.comparePrice?.price;
  if (price === undefined) return null;
  const quantity = number % 3 === 0 ? 2 : 1;
  return {
    id: `demo-${showIndex + 1}-${String(number + 1).padStart(3, '0')}` as OrderId,
    lines: [
      {
        productId: product.productId,
        variantId: variant.variantId,
        title: variant.title === '' ? product.title : `${product.title} ${variant.title}`,
        quantity,
        unitPrice: price,
      },
    ],
    total: quantity === 2 ? addMoney(price, price) : price,
    buyer: { id: `demo-buyer-${number % BUYERS.length}` as ViewerId, name: BUYERS[number % BUYERS.length] ?? '' },
  };
};

/** What was sold of it was asked at what is struck through today. */
const ordersOf = ({ products }: DemoCatalogue, { sold }: EarlierShow, showIndex: number): readonly RoomOrder[] =>
  products
    .flatMap((product) => product.variants.map((variant) => ({ product, variant })))
    .filter(({ variant }) => variant.comparePrice?.basis === sold)
    .flatMap(({ product, variant }, number) => orderOf(product, variant, showIndex, number) ?? []);

const insertEarlierShow = (
  store: Store,
  catalogue: DemoCatalogue,
  { earlier, showIndex }: { readonly earlier: EarlierShow; readonly showIndex: number },
  now: Instant,
): void => {
  const showId = newId<ShowId>();
  const startedAt = instant(now - earlier.daysAgo * DAY_MS);
  const endedAt = after(startedAt, duration(SHOW_MINUTES * MINUTE));
  const orders = ordersOf(catalogue, earlier, showIndex);
  const step = Math.floor((SHOW_MINUTES * MINUTE) / (orders.length + 1));
  let count = 0;
  const factOf = (body: FactBody, at: Instant, source = ENGINE_SOURCE): NewFact => {
    count += 1;
    return { source, eventId: `${showId}:${count}`, at, body };
  };
  const { host, currency } = catalogue.show;
  const show = {
    showId,
    title: earlier.title,
    host,
    currency,
    phase: 'draft' as const,
    isPaused: false,
    createdAt: startedAt,
    startedAt: null,
    endedAt: null,
    plannedMs: duration(SHOW_MINUTES * MINUTE),
  };
  store.transact((writes) => {
    writes.insertShow(show, { cues: [], products: [] });
    writes.moveShow(showId, 'show.started', startedAt);
    writes.appendFacts(showId, [factOf({ type: 'show.started' }, startedAt)], startedAt);
    for (const [index, order] of orders.entries()) {
      const at = after(startedAt, duration(step * (index + 1)));
      const bodies = (['order.created', 'order.paid'] as const).map((type) =>
        factOf({ type, order }, at, EARLIER_DEMO),
      );
      writes.appendFacts(showId, bodies, at);
    }
    writes.moveShow(showId, 'show.ended', endedAt);
    writes.appendFacts(showId, [factOf({ type: 'show.ended' }, endedAt)], endedAt);
  });
};

/** To be called before the catalogue is there: what these shows sold left the shelf before today's stock was counted. */
export const insertEarlierShows = (store: Store, catalogue: DemoCatalogue, now: Instant): void => {
  for (const [showIndex, earlier] of catalogue.earlier.entries()) {
    insertEarlierShow(store, catalogue, { earlier, showIndex }, now);
  }
};
