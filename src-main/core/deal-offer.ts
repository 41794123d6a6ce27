// What a deal offers, by its kind (玩法): flash price, limited quantity, bundle, tiered, gift with purchase, coupon, lucky draw.

import type { Instant, Money, ProductId, VariantId } from './units.ts';

export const DEAL_KINDS = ['flash', 'limited', 'bundle', 'tiered', 'gift', 'coupon', 'draw'] as const;
export type DealKind = (typeof DEAL_KINDS)[number];

export interface BundleItem {
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly title: string;
  /** '' where the catalogue names none. */
  readonly brand: string;
  /** Units of it in one bundle. */
  readonly quantity: number;
  /** What one unit costs outside the bundle. */
  readonly listPrice: Money;
}

export interface DealTier {
  /** From this many units on, each of them costs `price`. */
  readonly from: number;
  readonly price: Money;
}

/** All of it must be told (明码标价和禁止价格欺诈规定 art. 18, 广告法 art. 8). */
export interface DealGift {
  readonly name: string;
  /** 规格: size, colour, version. */
  readonly spec: string;
  /** Units of it with each unit bought. */
  readonly quantity: number;
  /** 期限: until when it is given, or how long it is good. */
  readonly period: string;
  /** 方式: how one gets it. */
  readonly way: string;
  /** Whose stock it takes; null where the catalogue does not keep it. */
  readonly variant: { readonly productId: ProductId; readonly variantId: VariantId } | null;
}

/** A lucky draw among viewers who say the keyword; `seedHash` (SHA-256 of the seed, hex) is published before anybody may. */
export interface DrawTerms {
  readonly rules: string;
  readonly keyword: string;
  readonly prize: string;
  /** What one prize is worth. */
  readonly prizeValue: Money;
  readonly winners: number;
  /** '' until it is armed. */
  readonly seedHash: string;
}

export type DealOffer =
  | { readonly kind: 'flash' }
  /** Ends when the quantity is sold, not by its time. */
  | { readonly kind: 'limited' }
  /** The first item is the deal's own variant, one of it in each bundle; the deal's price is that of the whole bundle. */
  | { readonly kind: 'bundle'; readonly items: readonly BundleItem[] }
  /** The deal's price is that of one unit. */
  | { readonly kind: 'tiered'; readonly tiers: readonly DealTier[] }
  | { readonly kind: 'gift'; readonly gift: DealGift }
  /** The deal's price is what is left to pay with the coupon (券后价). */
  | { readonly kind: 'coupon'; readonly text: string }
  /** Nothing is sold: the deal's price is the list price of what is shown with it. */
  | { readonly kind: 'draw'; readonly draw: DrawTerms };

/** How it begins once it is armed: by a held key, at an instant, or when a figure reaches a mark. */
export type DealTrigger =
  | { readonly kind: 'at'; readonly at: Instant }
  | { readonly kind: 'mark'; readonly figure: TriggerFigure; readonly reaches: number };

/** GMV in minor units. */
export const TRIGGER_FIGURES = ['online', 'orders', 'gmv'] as const;
export type TriggerFigure = (typeof TRIGGER_FIGURES)[number];

export const FLASH: DealOffer = { kind: 'flash' };

/** What the room protocol can carry: one price on one variant. All else viewers learn from the host and the overlay. */
export const isRoomOffer = ({ kind }: DealOffer): boolean => kind === 'flash' || kind === 'limited';

/** A draw sells nothing. */
export const isSellingOffer = ({ kind }: DealOffer): boolean => kind !== 'draw';
