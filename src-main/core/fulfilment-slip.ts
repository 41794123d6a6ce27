// Packing slips (装箱单): all of a buyer's orders together, as one parcel is packed of them.

import { type ShipGift, type ShipLine, type ShipOrder, wordOf } from './fulfilment-order.ts';
import type { RoomPromise } from './promise.ts';
import type { VariantId } from './units.ts';

export type SlipState = 'open' | 'packed' | 'shipped';

export interface SlipLine extends ShipLine {
  /** Of the quantity, how many were sold beyond what the shop had. */
  readonly short: number;
}

export interface PackingSlip {
  /** The buyer's. */
  readonly key: string;
  /** By the buyer's first payment: it stays, whoever pays, cancels or is refunded later. */
  readonly number: number;
  readonly buyer: string;
  /** Not empty. */
  readonly orders: readonly ShipOrder[];
  readonly lines: readonly SlipLine[];
  readonly gifts: readonly ShipGift[];
  /** Each once, in the order of their making. */
  readonly promises: readonly RoomPromise[];
  readonly state: SlipState;
}

const lineKey = ({ variantId, title, sku, isGift }: ShipLine): string =>
  JSON.stringify(variantId === null ? ['', title, sku, isGift] : [variantId, isGift]);

/** Equal goods of all the orders on one line, a gift apart from what was bought. */
const mergeLines = (orders: readonly ShipOrder[]): readonly SlipLine[] => {
  const merged = new Map<string, SlipLine>();
  for (const { lines, shorts } of orders) {
    const left = new Map<VariantId, number>(shorts);
    for (const line of lines) {
      const missing = line.variantId === null ? 0 : Math.min(left.get(line.variantId) ?? 0, line.quantity);
      if (line.variantId !== null && missing > 0) left.set(line.variantId, (left.get(line.variantId) ?? 0) - missing);
      const key = lineKey(line);
      const known = merged.get(key);
      merged.set(
        key,
        known === undefined
          ? { ...line, short: missing }
          : {
              ...known,
              quantity: known.quantity + line.quantity,
              isOfBundle: known.isOfBundle || line.isOfBundle,
              short: known.short + missing,
            },
      );
    }
  }
  return [...merged.values()];
};

export const mergeGifts = (gifts: readonly ShipGift[]): readonly ShipGift[] => {
  const merged = new Map<string, ShipGift>();
  for (const gift of gifts) {
    const key = JSON.stringify([gift.name, gift.spec, gift.each]);
    const known = merged.get(key);
    merged.set(key, known === undefined ? gift : { ...known, count: known.count + gift.count });
  }
  return [...merged.values()];
};

const onceEach = (promises: readonly RoomPromise[]): readonly RoomPromise[] =>
  [...new Map(promises.map((promise) => [promise.promiseId, promise])).values()].sort((a, b) => a.madeAt - b.madeAt);

const stateOf = (orders: readonly ShipOrder[]): SlipState => {
  const words = orders.map(wordOf);
  if (words.every((word) => word === 'shipped')) return 'shipped';
  return words.includes('paid') ? 'open' : 'packed';
};

/** `orders` in the order of payment, those that are off among them. */
export const toPackingSlips = (orders: readonly ShipOrder[]): readonly PackingSlip[] => {
  const groups = new Map<string, ShipOrder[]>();
  for (const order of orders) {
    const group = groups.get(order.buyerKey);
    if (group === undefined) groups.set(order.buyerKey, [order]);
    else group.push(order);
  }
  return [...groups].flatMap(([key, all], index): readonly PackingSlip[] => {
    const going = all.filter(({ isOff }) => !isOff);
    const [first] = going;
    if (first === undefined) return [];
    return [
      {
        key,
        number: index + 1,
        buyer: first.buyer,
        orders: going,
        lines: mergeLines(going),
        gifts: mergeGifts(going.flatMap(({ gifts }) => gifts)),
        promises: onceEach(going.flatMap(({ promises }) => promises)),
        state: stateOf(going),
      },
    ];
  });
};

/** Packed and not yet on its way when the money went back: it must be taken out again. */
export const toRecalls = (orders: readonly ShipOrder[]): readonly ShipOrder[] =>
  orders.filter((order) => order.isOff && wordOf(order) === 'packed');

const BARS_HOLD = /^[\x20-\x7e]+$/;
/** What a slip's own number may be. */
const SHORT = /^\d{1,5}$/;

/** Whether a scanned code can be a slip's own number: with the mark of an order's it is an order's. */
export const mayBeSlip = (code: string): boolean => SHORT.test(code.trim());

/** An order's number as bars say it: null where it holds what bars and keyboards do not. */
export const scanCodeOf = (number: string): string | null => {
  const plain = number.trim();
  if (!BARS_HOLD.test(plain)) return null;
  return mayBeSlip(plain) ? `#${plain}` : plain;
};
