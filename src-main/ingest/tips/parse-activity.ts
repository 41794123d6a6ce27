// Reads an activity of StreamElements, which its realtime socket and Astro send in one shape.

import type { Instant } from '../../core/units.ts';
import { type FeedReading, reject, SKIPPED } from '../feed-reading.ts';
import { nearestMinorOf } from '../shop/decimal.ts';
import { dig, idOf, listOf, momentOf, nameOf, own, textOf } from '../shop/loose-field.ts';
import type { ShopLine } from '../shop/shop-order.ts';
import { readBits, readFollow, readSale, readTip, type TipTold } from './tip-event.ts';

const lineOf = (item: unknown, index: number, currency: unknown): ShopLine => ({
  lineId: idOf(own(item, 'productId')) ?? idOf(own(item, 'id')) ?? `merch-${index}`,
  productId: null,
  variantId: idOf(own(item, 'variantId')),
  sku: textOf(own(item, 'sku')),
  title: nameOf(own(item, 'name')),
  quantity: own(item, 'quantity') ?? 1,
  unitPrice: { minor: nearestMinorOf(own(item, 'price'), currency), currency },
});

/** `now`: for what tells no time of its own. */
export const parseActivity = (raw: unknown, now: Instant): FeedReading => {
  const type = textOf(own(raw, 'type'));
  const data = own(raw, 'data');
  if (type === null) return reject(raw, null, 'type: expected one');
  if (own(raw, 'isMock') === true || own(data, 'isMock') === true) return SKIPPED;
  const currency = own(data, 'currency');
  const amount = own(data, 'amount');
  const message = own(data, 'message');
  const told: TipTold = {
    id: idOf(own(raw, 'activityId')) ?? idOf(own(raw, '_id')) ?? idOf(own(data, 'tipId')),
    at: momentOf(own(raw, 'createdAt')) ?? now,
    viewerId: idOf(own(data, 'providerId')) ?? idOf(own(data, 'username')),
    name: nameOf(own(data, 'displayName') ?? own(data, 'username')),
  };
  switch (type) {
    case 'tip':
      return readTip(raw, told, { amount, currency, message });
    case 'cheer':
      return readBits(raw, told, amount, message);
    case 'follow':
      return readFollow(raw, told);
    case 'merch':
    case 'purchase': {
      const lines = listOf(dig(data, 'items')).map((item, index) => lineOf(item, index, currency));
      return readSale(raw, told, { amount, currency, lines });
    }
    default:
      return SKIPPED;
  }
};
