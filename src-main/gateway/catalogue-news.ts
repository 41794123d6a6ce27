// What the shows on air are told of an edit of the catalogue: facts for their desks, and the stock for the rooms.

import { type CatalogueProduct, toProduct } from '../core/catalogue-product.ts';
import { DESK_SOURCE, type DeskFactBody } from '../core/fact.ts';
import type { Product } from '../core/product.ts';
import { after, type CommandId, duration, type Instant, type ShowId } from '../core/units.ts';
import type { ProductChange } from '../store/catalogue-store.ts';
import type { Writes } from '../store/store.ts';
import type { EngineDesk, RoomOrderOut } from './engine-desk.ts';

export interface CatalogueNews {
  /** For the current show. */
  readonly facts: readonly DeskFactBody[];
  readonly rooms: readonly RoomOrderOut[];
}

/** A stock that reaches the room later than this may have been counted anew. */
const STOCK_GOOD_FOR = duration(60_000);

const withoutStock = (product: Product): string =>
  JSON.stringify({ ...product, variants: product.variants.map((variant) => ({ ...variant, stock: 0 })) });

const stockBodies = (before: CatalogueProduct, now: CatalogueProduct): readonly DeskFactBody[] => {
  const stock = new Map(before.variants.map((variant) => [variant.variantId, variant.stock]));
  return now.variants.flatMap(({ variantId, stock: available }): DeskFactBody[] =>
    stock.get(variantId) === available || !stock.has(variantId) ? [] : [{ type: 'stock.set', variantId, available }],
  );
};

const bodiesOf = ({ before, after: now }: ProductChange): readonly DeskFactBody[] => {
  if (before === null) return [];
  const product = toProduct(now);
  const isOtherwise = withoutStock(toProduct(before)) !== withoutStock(product);
  return [...(isOtherwise ? [{ type: 'product.changed' as const, product }] : []), ...stockBodies(before, now)];
};

const isOnAir = (desk: EngineDesk, showId: ShowId): boolean => {
  const phase = desk.store.show(showId)?.phase;
  return phase === 'live' || phase === 'rehearsing';
};

/** A draft needs no facts: until it begins it is read from the catalogue. */
const showsOnAir = (desk: EngineDesk, { after: now }: ProductChange): readonly ShowId[] => {
  const { show, products } = desk.room();
  const listing = new Set(desk.store.openShowsWith(now.productId));
  // What was put on the sheet on air is known to the room alone.
  if (products.has(now.productId)) listing.add(show.showId);
  return [...listing].filter((showId) => isOnAir(desk, showId));
};

/** Appends what other shows on air need to know; returns what the current one does. */
export const tellShows = (
  desk: EngineDesk,
  writes: Writes,
  commandId: CommandId,
  changes: readonly ProductChange[],
  now: Instant,
): CatalogueNews => {
  const current = desk.room().show.showId;
  const facts: DeskFactBody[] = [];
  const rooms: RoomOrderOut[] = [];
  for (const change of changes) {
    const bodies = bodiesOf(change);
    if (bodies.length === 0) continue;
    const { productId } = change.after;
    for (const showId of showsOnAir(desk, change)) {
      if (showId === current) {
        facts.push(...bodies);
        for (const body of bodies) {
          if (body.type !== 'stock.set') continue;
          const { variantId, available } = body;
          const order = { productId, variantId, available };
          rooms.push({ kind: 'stock.set', body: order, expiresAt: after(now, STOCK_GOOD_FOR) });
        }
        continue;
      }
      const others = bodies.map((body, index) => {
        const eventId = `${commandId}:${showId}:${productId}:${index}`;
        return { source: DESK_SOURCE, eventId, at: now, body };
      });
      writes.appendFacts(showId, others, now);
    }
  }
  return { facts, rooms };
};
