// What has become of a paid order on its way to the buyer: packed, handed to a carrier; every mark can be taken back.

import type { CommandId, Instant } from './units.ts';

export interface Shipment {
  readonly at: Instant;
  /** '' where nobody has named one. */
  readonly carrier: string;
  readonly trackingNumber: string;
  /** The file that told of it; null where a person did. */
  readonly importId: CommandId | null;
}

export interface Fulfilment {
  readonly packedAt: Instant | null;
  /** All that stand, the one that counts last: what takes it back leaves the one before. */
  readonly shipments: readonly Shipment[];
}

export const NOT_PACKED: Fulfilment = { packedAt: null, shipments: [] };

/** The shipment that counts, or null. */
export const shipmentOf = ({ shipments }: Fulfilment): Shipment | null => shipments.at(-1) ?? null;

export const isPacked = (fulfilment: Fulfilment): boolean =>
  fulfilment.packedAt !== null || fulfilment.shipments.length > 0;

/** An order that a room and a platform both tell of may have been marked under either name. */
export const eitherFulfilment = (one: Fulfilment, other: Fulfilment): Fulfilment => ({
  packedAt: one.packedAt ?? other.packedAt,
  shipments: one.shipments.length > 0 ? one.shipments : other.shipments,
});

export const pack = (before: Fulfilment, at: Instant): Fulfilment => ({ ...before, packedAt: before.packedAt ?? at });

export const unpack = (before: Fulfilment): Fulfilment => ({ ...before, packedAt: null });

/** The same carrier and number again is no other shipment. */
export const ship = (before: Fulfilment, shipment: Shipment): Fulfilment => {
  const last = shipmentOf(before);
  const isSame = last?.carrier === shipment.carrier && last.trackingNumber === shipment.trackingNumber;
  return isSame ? before : { ...before, shipments: [...before.shipments, shipment] };
};

/** Takes back what was said last. */
export const unship = (before: Fulfilment): Fulfilment => ({ ...before, shipments: before.shipments.slice(0, -1) });

export const withoutImport = (before: Fulfilment, importId: CommandId): Fulfilment =>
  before.shipments.some((shipment) => shipment.importId === importId)
    ? { ...before, shipments: before.shipments.filter((shipment) => shipment.importId !== importId) }
    : before;
