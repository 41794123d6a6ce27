// What a table of tracking numbers would do: each row's orders marked shipped, changed, the same as known, or refused and why.

import { shipmentOf } from './fulfilment.ts';
import type { ShipOrder } from './fulfilment-order.ts';
import { plainOrderName } from './reconcile.ts';
import type { OrderId } from './units.ts';

export const TRACKING_FIELDS = ['orderId', 'trackingNumber', 'carrier'] as const;
export type TrackingField = (typeof TRACKING_FIELDS)[number];
/** Field → column, counted from 0. A field that no column fills is absent. */
export type TrackingMapping = Readonly<Partial<Record<TrackingField, number>>>;

export interface TrackingRow {
  /** As a spreadsheet numbers it. */
  readonly row: number;
  readonly orderId: string;
  readonly carrier: string;
  readonly trackingNumber: string;
}

export const TRACKING_FAULTS = [
  'no_order_id',
  'no_number',
  'bad_number',
  /** A spreadsheet has made powers of ten of it. */
  'lost_digits',
  'long_carrier',
  'unknown_order',
  'several_orders',
  'off_order',
  /** An earlier row has another number for the order. */
  'twice',
] as const;
export type TrackingFault = (typeof TRACKING_FAULTS)[number];

export interface PlannedTracking extends TrackingRow {
  readonly kind: 'ship' | 'change' | 'same' | 'refused';
  readonly why: TrackingFault | null;
  /** The orders that it marks; those that are known so already are left out. */
  readonly orders: readonly OrderId[];
  /** What is known of the first of them, where it is another. */
  readonly before: { readonly carrier: string; readonly trackingNumber: string } | null;
}

export const LONGEST_TRACKING_NUMBER = 60;
export const LONGEST_CARRIER = 40;

const PARTS = /[、,，;；|｜\s]+/u;
const SCIENTIFIC = /^[+-]?\d+(?:\.\d+)?e[+-]?\d+$/i;
const NUMBER = /^[A-Z0-9][A-Z0-9-]*$/i;

export const tidyTrackingNumber = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();

/** Null where it may stand on a parcel. */
export const faultOfNumber = (number: string): TrackingFault | null => {
  if (number === '') return 'no_number';
  if (SCIENTIFIC.test(number)) return 'lost_digits';
  return NUMBER.test(number) && number.length <= LONGEST_TRACKING_NUMBER ? null : 'bad_number';
};

type ByName = ReadonlyMap<string, readonly ShipOrder[]>;

export const indexByName = (orders: readonly ShipOrder[]): ByName => {
  const byName = new Map<string, ShipOrder[]>();
  for (const order of orders) {
    for (const name of new Set(order.names.map(plainOrderName))) {
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [order]);
      else known.push(order);
    }
  }
  return byName;
};

/** A cell may name all the orders of a parcel, as the shipping file writes them. */
const findOrders = (text: string, byName: ByName): readonly ShipOrder[] | TrackingFault => {
  const whole = byName.get(plainOrderName(text));
  const groups = whole === undefined ? text.split(PARTS).map((part) => byName.get(plainOrderName(part))) : [whole];
  const found: ShipOrder[] = [];
  for (const group of groups) {
    if (group === undefined) return 'unknown_order';
    const going = group.filter(({ isOff }) => !isOff);
    const [only] = going;
    if (only === undefined) return 'off_order';
    if (going.length > 1) return 'several_orders';
    found.push(only);
  }
  return found;
};

const isKnownSo = (order: ShipOrder, { carrier, trackingNumber }: TrackingRow): boolean => {
  const known = shipmentOf(order.fulfilment);
  if (known === null || known.trackingNumber !== trackingNumber) return false;
  // A table without carriers takes none away.
  return carrier === '' || known.carrier === carrier;
};

/** The same table twice changes nothing the second time. */
export const planTracking = (
  rows: readonly TrackingRow[],
  orders: readonly ShipOrder[],
): readonly PlannedTracking[] => {
  const byName = indexByName(orders);
  const seen = new Map<OrderId, TrackingRow>();
  return rows.map((said): PlannedTracking => {
    const row = { ...said, orderId: said.orderId.trim(), trackingNumber: tidyTrackingNumber(said.trackingNumber) };
    const refuse = (why: TrackingFault): PlannedTracking => ({
      ...row,
      kind: 'refused',
      why,
      orders: [],
      before: null,
    });
    if (row.orderId === '') return refuse('no_order_id');
    if (SCIENTIFIC.test(row.orderId) && !byName.has(row.orderId)) return refuse('lost_digits');
    const fault = faultOfNumber(row.trackingNumber);
    if (fault !== null) return refuse(fault);
    if (row.carrier.length > LONGEST_CARRIER) return refuse('long_carrier');
    const found = findOrders(row.orderId, byName);
    if (typeof found === 'string') return refuse(found);
    const isOther = found.some(({ key }) => {
      const before = seen.get(key);
      return before !== undefined && before.trackingNumber !== row.trackingNumber;
    });
    if (isOther) return refuse('twice');
    const fresh = found.filter((order) => !seen.has(order.key) && !isKnownSo(order, row));
    for (const { key } of found) if (!seen.has(key)) seen.set(key, row);
    const [before = null] = fresh.flatMap(({ fulfilment }) => shipmentOf(fulfilment) ?? []);
    return {
      ...row,
      kind: fresh.length === 0 ? 'same' : before === null ? 'ship' : 'change',
      why: null,
      orders: fresh.map(({ key }) => key),
      before: before === null ? null : { carrier: before.carrier, trackingNumber: before.trackingNumber },
    };
  });
};
