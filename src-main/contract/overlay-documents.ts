// What viewers see over the picture, what of it was chosen, and how the page of it is reached.

import type { DealGift, DealTier, DrawTerms } from '../core/deal-offer.ts';
import type { DealId, Instant, Money } from '../core/units.ts';
import type { ComparePriceView, Problem } from './topics.ts';

export const OVERLAY_THEMES = ['night', 'paper', 'festive', 'contrast'] as const;
export type OverlayTheme = (typeof OVERLAY_THEMES)[number];

export const OVERLAY_ORIENTATIONS = ['portrait', 'landscape'] as const;
export type OverlayOrientation = (typeof OVERLAY_ORIENTATIONS)[number];

/** The size that OBS is told, in CSS pixels. */
export const OVERLAY_SIZES: Readonly<Record<OverlayOrientation, { readonly width: number; readonly height: number }>> =
  {
    portrait: { width: 1080, height: 1920 },
    landscape: { width: 1920, height: 1080 },
  };

export const OVERLAY_CORNERS = ['bottom-left', 'bottom-right', 'top-left', 'top-right'] as const;
export type OverlayCorner = (typeof OVERLAY_CORNERS)[number];

/** What may be shown. A correction is no choice: it is shown wherever there is one. */
export const OVERLAY_PARTS = ['product', 'price', 'compare', 'deal', 'stock', 'claims', 'draw'] as const;
export type OverlayPart = (typeof OVERLAY_PARTS)[number];

/** `masked`: 张**. */
export const OVERLAY_NAMES = ['masked', 'full', 'hidden'] as const;
export type OverlayNames = (typeof OVERLAY_NAMES)[number];

export const OVERLAY_GOALS = ['gmv', 'orders', 'units'] as const;
export type OverlayGoal = (typeof OVERLAY_GOALS)[number];

export const OVERLAY_LANGUAGES = ['zh-CN', 'en'] as const;

export interface OverlayLook {
  readonly theme: OverlayTheme;
  readonly orientation: OverlayOrientation;
  readonly corner: OverlayCorner;
  readonly language: (typeof OVERLAY_LANGUAGES)[number];
}

export interface OverlaySettings extends OverlayLook {
  /** Whether the page can be reached by its link. */
  readonly isOn: boolean;
  readonly parts: readonly OverlayPart[];
  readonly names: OverlayNames;
  /** `target` in minor units for gmv. */
  readonly goal: { readonly figure: OverlayGoal; readonly target: number } | null;
}

export const LONGEST_CORRECTION = 80;
export const HIGHEST_GOAL = 1_000_000_000_000;

export interface OverlayProduct {
  /** Null where it is not on the run sheet. */
  readonly number: number | null;
  readonly title: string;
  readonly variantTitle: string;
  /** `media/<name>`, relative to the page. */
  readonly image: string | null;
  /** What it costs outside a deal; null where prices are not shown. */
  readonly price: Money | null;
  /** Never without its basis. */
  readonly comparePrice: ComparePriceView | null;
}

/** What a deal is beyond its price, in the words that viewers may read. */
export type OverlayOffer =
  | { readonly kind: 'flash' | 'limited' }
  | { readonly kind: 'bundle'; readonly items: readonly { readonly title: string; readonly quantity: number }[] }
  /** Empty where prices are not shown. */
  | { readonly kind: 'tiered'; readonly tiers: readonly DealTier[] }
  | { readonly kind: 'gift'; readonly gift: Pick<DealGift, 'name' | 'spec' | 'quantity' | 'period' | 'way'> }
  | { readonly kind: 'coupon'; readonly text: string }
  | {
      readonly kind: 'draw';
      readonly draw: Pick<DrawTerms, 'rules' | 'keyword' | 'prize' | 'winners' | 'seedHash'>;
    };

export interface OverlayDeal {
  readonly dealId: DealId;
  readonly number: number | null;
  /** Of the product that is shown; else of another, which `number` and `title` name. */
  readonly isOfProduct: boolean;
  readonly title: string;
  readonly phase: 'countdown' | 'running';
  readonly offer: OverlayOffer;
  /** Of a whole bundle where it is one. Null where prices are not shown, and for a draw. */
  readonly price: Money | null;
  readonly comparePrice: ComparePriceView | null;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  /** Null where stock is not shown, and for a draw. */
  readonly left: number | null;
  readonly perBuyer: number;
}

export interface OverlayClaim {
  readonly key: string;
  /** As the settings want it; null where names are hidden. */
  readonly name: string | null;
  /** `called` asks for it, `reserved` has it kept, `waiting` is on the waitlist. */
  readonly state: 'called' | 'reserved' | 'waiting' | 'paid';
  readonly number: number | null;
  readonly variantTitle: string;
  readonly quantity: number;
}

export interface OverlayDraw {
  readonly key: string;
  readonly prize: string;
  /** As the settings want names (null: hidden); at most 20. */
  readonly winners: readonly (string | null)[];
  /** With it and the list of entrants anybody can draw again. */
  readonly seed: string;
}

/** What viewers see: nothing that was not chosen stands in it. */
export interface OverlayView {
  readonly look: OverlayLook;
  readonly product: OverlayProduct | null;
  readonly deal: OverlayDeal | null;
  readonly stock: { readonly left: number; readonly of: number } | null;
  /** Newest last. */
  readonly claims: readonly OverlayClaim[];
  readonly goal: {
    readonly figure: OverlayGoal;
    readonly reached: number;
    readonly target: number;
    readonly currency: string;
  } | null;
  readonly correction: { readonly text: string; readonly since: Instant } | null;
  readonly draw: OverlayDraw | null;
}

/** What a desk sees of the overlay. The link itself is asked for: `overlay.address`. */
export interface OverlayTopic {
  readonly settings: OverlaySettings;
  readonly door: 'off' | 'opening' | 'open' | 'failed';
  readonly problem: Problem | null;
  /** Another value: the link is another. */
  readonly linkRevision: number;
  /** Pages that are open over the link now. */
  readonly pages: number;
  /** When the newest page came, or the last one went; null where none has been since the start. */
  readonly pagesSince: Instant | null;
  /** What stands on the picture now. */
  readonly correction: string | null;
}
