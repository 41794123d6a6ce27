// What tips, follows and sales of tip services become: a tip is a gift with its value and never a sale; its words are a chat.

import type { LiveEvent, LiveEventBody } from '../../core/live-event.ts';
import { money, type ViewerId } from '../../core/units.ts';
import { eventOf, type FeedReading, readingOf, reject } from '../feed-reading.ts';
import { minorOf } from '../shop/decimal.ts';
import { nameOf, textOf } from '../shop/loose-field.ts';
import { isMoment, readShopOrder, type ShopLine } from '../shop/shop-order.ts';

export interface TipTold {
  readonly id: string | null;
  /** UTC ms. */
  readonly at: number;
  readonly viewerId: string | null;
  readonly name: string;
}

const LONGEST_ID = 180;
const LONGEST_TEXT = 2000;
const MOST_BITS = 1_000_000_000;

/** What is wrong with who and when; null where nothing is. */
const faultOf = ({ id, at, viewerId }: TipTold): string | null => {
  if (id === null || id.length > LONGEST_ID) return `id: expected 1 to ${LONGEST_ID} characters`;
  if (!isMoment(at)) return `at: expected a moment, got ${at}`;
  return viewerId !== null && viewerId.length > LONGEST_ID ? 'viewer: expected a shorter id' : null;
};

/** All of `bodies`, or one reject: half a message would be a wrong one. */
const readAll = (raw: unknown, told: TipTold, bodies: readonly (LiveEventBody | null)[]): FeedReading => {
  const fault = faultOf(told);
  if (fault !== null || told.id === null) return reject(raw, told.id, fault ?? 'id: expected one');
  const id = (told.viewerId ?? told.name.slice(0, LONGEST_ID)) as ViewerId;
  const viewer = id === '' ? null : { id, name: told.name };
  const events: LiveEvent[] = [];
  for (const body of bodies) {
    if (body === null) continue;
    // Somebody without a name tips too.
    const whole: LiveEventBody = viewer === null ? body : { ...body, viewer };
    events.push(eventOf(events.length === 0 ? told.id : `${told.id}#${events.length}`, told.at, whole));
  }
  return readingOf({ events });
};

const wordsOf = (message: unknown): LiveEventBody | null => {
  const text = textOf(message)?.trim() ?? '';
  return text === '' ? null : { type: 'chat', text: text.slice(0, LONGEST_TEXT) };
};

export const readTip = (
  raw: unknown,
  told: TipTold,
  tip: { readonly amount: unknown; readonly currency: unknown; readonly message: unknown },
): FeedReading => {
  const { amount, currency, message } = tip;
  const minor = minorOf(amount, currency);
  if (minor === null || minor < 0 || typeof currency !== 'string')
    return reject(raw, told.id, 'amount: expected one in a currency, of no more decimals than it has');
  const gift = { id: 'tip', name: 'tip', unitValue: money(minor, currency) };
  return readAll(raw, told, [{ type: 'gift', gift, count: 1 }, wordsOf(message)]);
};

/** Bits have no price of their own in what is sent: they are counted, not valued. */
export const readBits = (raw: unknown, told: TipTold, count: unknown, message: unknown): FeedReading => {
  const pieces = typeof count === 'string' && /^\d{1,9}$/.test(count) ? Number(count) : count;
  if (typeof pieces !== 'number' || !Number.isSafeInteger(pieces) || pieces < 1 || pieces > MOST_BITS)
    return reject(raw, told.id, 'amount: expected a whole number of 1 or more');
  return readAll(raw, told, [{ type: 'gift', gift: { id: 'bits', name: 'bits' }, count: pieces }, wordsOf(message)]);
};

export const readFollow = (raw: unknown, told: TipTold): FeedReading => readAll(raw, told, [{ type: 'follow' }]);

export const readNotice = (raw: unknown, told: TipTold, text: string): FeedReading =>
  readAll(raw, told, [{ type: 'notice', level: 'info', text }]);

/** Goods that were paid for. */
export const readSale = (
  raw: unknown,
  told: TipTold,
  sale: { readonly amount: unknown; readonly currency: unknown; readonly lines: readonly ShopLine[] },
): FeedReading => {
  const total = { minor: minorOf(sale.amount, sale.currency), currency: sale.currency };
  const whole: ShopLine = {
    lineId: 'merch',
    productId: null,
    variantId: null,
    sku: null,
    title: '',
    quantity: 1,
    unitPrice: total,
  };
  const order = {
    orderId: told.id,
    buyer: { id: told.viewerId ?? (told.name === '' ? null : told.name), name: nameOf(told.name) },
    lines: sale.lines.length === 0 ? [whole] : sale.lines,
    total,
    note: null,
    createdAt: told.at,
    paidAt: told.at,
    cancelledAt: null,
    refunds: [],
  };
  return readingOf(readShopOrder(order, raw));
};
