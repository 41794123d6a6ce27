// What a platform's webhook is to the receiver: how it is known to be genuine, and what it says.

import type { ShopContext } from '../shop/paid-moment.ts';
import type { ShopReading } from '../shop/shop-order.ts';

export interface Delivery {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As it came: signatures are over bytes. */
  readonly body: Buffer;
}

export interface WebhookKeys {
  readonly secret: string;
  /** TikTok Shop signs it along. */
  readonly appKey: string;
  /** Of a platform that tells which show an order is of: only that one's are taken. '' takes all. */
  readonly showId: string;
}

/** Why it is not believed; null where it is genuine. */
export type Doubt = 'unsigned' | 'signature' | 'too_old' | null;

export interface WebhookPlatform {
  doubt(delivery: Delivery, keys: WebhookKeys, now: number): Doubt;
  /** The platform's id of this delivery, the same for its repetitions; null where it gives none. */
  deliveryId(delivery: Delivery): string | null;
  /** Asked of every delivery first, when a platform tries the address: what to answer; null: it is no such trial. */
  trial?(delivery: Delivery): object | null;
  /** Never throws. `json` is the decoded body. */
  read(json: unknown, delivery: Delivery, keys: WebhookKeys, context: ShopContext): ShopReading;
}

export const NOTHING_SAID: ShopReading = { events: [], rejects: [] };
