// The pick list (拣货单): what has to be fetched from the shelves for all orders together, in the order of the shelves.

import { type ShipGift, type ShipOrder, wordOf } from './fulfilment-order.ts';
import { mergeGifts } from './fulfilment-slip.ts';
import type { VariantId } from './units.ts';

/** What is known of a variant beside its orders. */
export interface ShelfVariant {
  readonly sku: string;
  readonly title: string;
  readonly variantTitle: string;
  /** On the run sheet; null where it has none. */
  readonly number: number | null;
  readonly barcode: string;
  /** What the shop has left, beyond all that was sold; null where it does not count. */
  readonly left: number | null;
}

export interface PickRow {
  readonly key: string;
  readonly variantId: VariantId | null;
  readonly sku: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly number: number | null;
  /** Over all orders, gifts among them. */
  readonly units: number;
  /** Of the units: not packed yet. */
  readonly openUnits: number;
  readonly giftUnits: number;
  readonly bundleUnits: number;
  readonly orders: number;
  /** Of the open units: sold beyond what the shop had and has now. */
  readonly shortUnits: number;
}

export interface PickList {
  readonly rows: readonly PickRow[];
  readonly gifts: readonly ShipGift[];
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const byShelf = (a: PickRow, b: PickRow): number =>
  Number(a.sku === '') - Number(b.sku === '') ||
  a.sku.localeCompare(b.sku, 'en', { numeric: true }) ||
  (a.number ?? Number.MAX_SAFE_INTEGER) - (b.number ?? Number.MAX_SAFE_INTEGER) ||
  (a.key < b.key ? -1 : 1);

/** Σ units = Σ quantities of the orders that are not off. */
export const toPickList = (
  orders: readonly ShipOrder[],
  shelfOf: (variantId: VariantId) => ShelfVariant | null,
): PickList => {
  const rows = new Map<string, Mutable<PickRow>>();
  const short = new Map<string, number>();
  const going = orders.filter(({ isOff }) => !isOff);
  for (const order of going) {
    const isOpen = wordOf(order) === 'paid';
    const counted = new Set<string>();
    for (const line of order.lines) {
      const { variantId, quantity } = line;
      const key = variantId ?? JSON.stringify([line.title, line.sku]);
      let row = rows.get(key);
      if (row === undefined) {
        const shelf = variantId === null ? null : shelfOf(variantId);
        row = {
          key,
          variantId,
          sku: shelf?.sku ?? line.sku,
          title: shelf?.title ?? line.title,
          variantTitle: shelf?.variantTitle ?? '',
          number: shelf?.number ?? null,
          units: 0,
          openUnits: 0,
          giftUnits: 0,
          bundleUnits: 0,
          orders: 0,
          shortUnits: 0,
        };
        rows.set(key, row);
      }
      row.units += quantity;
      if (isOpen) row.openUnits += quantity;
      if (line.isGift) row.giftUnits += quantity;
      if (line.isOfBundle) row.bundleUnits += quantity;
      if (!counted.has(key)) row.orders += 1;
      counted.add(key);
    }
    if (isOpen)
      for (const [variantId, units] of order.shorts) short.set(variantId, (short.get(variantId) ?? 0) + units);
  }
  for (const row of rows.values()) {
    const shelf = row.variantId === null ? null : shelfOf(row.variantId);
    const missing = shelf?.left === null ? 0 : (short.get(row.key) ?? 0) - Math.max(0, shelf?.left ?? 0);
    row.shortUnits = Math.max(0, Math.min(row.openUnits, missing));
  }
  return { rows: [...rows.values()].sort(byShelf), gifts: mergeGifts(going.flatMap(({ gifts }) => gifts)) };
};
