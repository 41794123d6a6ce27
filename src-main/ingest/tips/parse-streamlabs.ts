// Reads the one event of Streamlabs' socket: a type and a list of what happened.

import type { Instant } from '../../core/units.ts';
import { type FeedReading, joinReadings, reject, SKIPPED } from '../feed-reading.ts';
import { idOf, momentOf, nameOf, own, textOf } from '../shop/loose-field.ts';
import { readBits, readFollow, readNotice, readTip, type TipTold } from './tip-event.ts';

const readOne = (type: string, one: unknown, now: Instant): FeedReading => {
  if (own(one, 'isTest') === true) return SKIPPED;
  const told: TipTold = {
    id: idOf(own(one, '_id')) ?? idOf(own(one, 'event_id')) ?? idOf(own(one, 'id')),
    at: momentOf(own(one, 'createdAt')) ?? now,
    viewerId: idOf(own(one, 'from_user_id')) ?? (type === 'follow' ? idOf(own(one, 'id')) : null),
    name: nameOf(own(one, 'from') ?? own(one, 'name')),
  };
  const message = own(one, 'message');
  switch (type) {
    case 'donation':
      return readTip(one, told, { amount: own(one, 'amount'), currency: own(one, 'currency'), message });
    case 'bits':
      return readBits(one, told, own(one, 'amount'), message);
    case 'follow':
      return readFollow(one, told);
    case 'merch':
      // It tells no price, and a sale of unknown worth is no figure.
      return readNotice(one, told, nameOf(told.name, own(one, 'product')) || 'merch');
    default:
      return SKIPPED;
  }
};

/** `now`: for what tells no time of its own. */
export const parseStreamlabs = (raw: unknown, now: Instant): FeedReading => {
  const type = textOf(own(raw, 'type'));
  const message = own(raw, 'message');
  if (type === null) return reject(raw, null, 'type: expected one');
  // Of what the program says to its own overlays, much is no list.
  if (!Array.isArray(message))
    return ['donation', 'bits', 'follow', 'merch'].includes(type)
      ? reject(raw, null, 'message: expected a list')
      : SKIPPED;
  const readings = message.map((one: unknown) => readOne(type, one, now));
  // Nearly always one.
  const [only] = readings;
  return only !== undefined && readings.length === 1 ? only : joinReadings(readings);
};
