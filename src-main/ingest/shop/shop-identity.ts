// Which shop it is that speaks: the same by whichever way it is heard, so that an order told twice is one.

import type { SourceId } from '../../core/units.ts';

/** Ids are made of it. */
const LONGEST = 100;

/** By the shop's own address, however it is written; undefined where that names no shop. */
export const shopAt = (platform: string, address: unknown): SourceId | undefined => {
  if (typeof address !== 'string' || address === '') return undefined;
  const whole = /^https?:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(whole)) return undefined;
  const { host, pathname } = new URL(whole);
  const shop = `${platform}:${host}${pathname.replace(/\/+$/, '')}`;
  return shop.length > LONGEST ? undefined : (shop as SourceId);
};
