// Messages of shops and tip services as text, made up by their numbers, each with what such a message carries besides.

import { shopifyOrder, wooOrder } from '../../ingest/support/shop-orders.ts';
import { vendureOrder } from '../../ingest/support/stand-in-vendure.ts';

const AT = 1_800_000_000_000;

/** A shop sends addresses, taxes and marks that a show has no use for. */
export const ADDRESS = {
  first_name: 'Ada',
  last_name: 'Lo',
  company: null,
  address1: '1 Example Street',
  address2: '',
  city: 'Ottawa',
  province: 'Ontario',
  country: 'Canada',
  zip: 'K2P0V6',
  phone: '555-0100',
  latitude: 45.41634,
  longitude: -75.6868,
};

const made = (count: number, frame: (index: number) => unknown): readonly string[] =>
  Array.from({ length: count }, (_, index) => JSON.stringify(frame(index)));

export const shopifyFrames = (count: number): readonly string[] =>
  made(count, (index) =>
    shopifyOrder({
      id: 820_982_911_000_000 + index,
      billing_address: ADDRESS,
      shipping_address: ADDRESS,
      tax_lines: [{ price: '3.98', rate: 0.06, title: 'State Tax' }],
      note_attributes: [],
      discount_codes: [],
      tags: '',
    }),
  );

export const wooFrames = (count: number): readonly string[] =>
  made(count, (index) =>
    wooOrder({ id: 1000 + index, shipping: ADDRESS, tax_lines: [], meta_data: [{ id: 1, key: '_x', value: 'y' }] }),
  );

export const vendureFrames = (count: number): readonly string[] =>
  made(count, (index) => vendureOrder(String(index + 1), AT + index));

export const streamlabsTip = (index: number): object => ({
  type: 'donation',
  message: [
    {
      _id: `id${index}`,
      id: index,
      name: 'Ada',
      from: 'Ada',
      from_user_id: null,
      amount: '10.50',
      formatted_amount: '$10.50',
      formattedAmount: '$10.50',
      currency: 'USD',
      message: '支持一下，加油！',
      emotes: null,
      iconClassName: 'fas fa-dollar-sign',
      to: { name: 'host' },
    },
  ],
  event_id: `evt_${index}`,
});

export const streamlabsFrames = (count: number): readonly string[] => made(count, streamlabsTip);

export const streamElementsTip = (index: number, at: number): object => ({
  _id: `65a0${index}`,
  channel: '5d1f0d1f0d1f0d1f0d1f0d1f',
  type: 'tip',
  provider: 'twitch',
  activityId: `act-${index}`,
  createdAt: new Date(at).toISOString(),
  updatedAt: new Date(at).toISOString(),
  flagged: false,
  data: {
    tipId: `tip-${index}`,
    username: 'ada',
    displayName: 'Ada',
    providerId: '4411',
    amount: 25,
    currency: 'EUR',
    message: 'hi',
    avatar: 'https://example.com/a.png',
  },
});

export const streamElementsFrames = (count: number): readonly string[] =>
  made(count, (index) => streamElementsTip(index, AT));
