// Deals as screens prepare them: drafts, templates, platforms with their limits, what was checked, draws to look at again.

import type { DealTerms, DealTrigger, DisarmCause } from '../core/deal.ts';
import type { DealFinding } from '../core/deal-check.ts';
import type { DrawWinner } from '../core/deal-draw.ts';
import type { OwnerLimits, Platform } from '../core/deal-limits.ts';
import type { DealId, Duration, Instant, Money, TemplateId } from '../core/units.ts';
import type { Problem } from './topics.ts';

export type { DealOffer, DealTrigger, DisarmCause } from '../core/deal.ts';
export type { DealFinding } from '../core/deal-check.ts';
export type { OwnerLimits } from '../core/deal-limits.ts';

export interface DealReport {
  /** What keeps it from being armed. */
  readonly findings: readonly DealFinding[];
  /** The owner's limits where it is the owner who asks: told, not held against it. */
  readonly warnings: readonly DealFinding[];
  /** What the discount is measured by; for a bundle the sum of its items. */
  readonly listPrice: Money | null;
  /** The lowest price of a unit as a share of the list price. */
  readonly permille: number | null;
  /** The lowest price less what it cost the shop; null where a cost is not known. */
  readonly margin: Money | null;
  /** How many of it the shelf holds; null where nothing is taken or counted. */
  readonly sellable: number | null;
  /** Each brand's part of a bundle. */
  readonly brands: readonly { readonly brand: string; readonly amount: Money }[];
}

export interface DealDraftRow {
  readonly dealId: DealId;
  /** On the run sheet; null where it is not there. */
  readonly number: number | null;
  readonly title: string;
  readonly terms: DealTerms;
  readonly trigger: DealTrigger | null;
  readonly isChecked: boolean;
  readonly updatedAt: Instant;
}

export interface DealTemplateRow {
  readonly templateId: TemplateId;
  readonly name: string;
  readonly terms: DealTerms;
}

/** It should have fired by itself and did not. */
export interface MissedDealRow {
  readonly dealId: DealId;
  readonly number: number | null;
  readonly title: string;
  readonly trigger: DealTrigger | null;
  readonly why: DisarmCause;
  readonly at: Instant;
}

/** What lies ready beside the open deals. */
export interface DealShelfTopic {
  readonly drafts: readonly DealDraftRow[];
  readonly templates: readonly DealTemplateRow[];
  /** Newest first. */
  readonly missed: readonly MissedDealRow[];
  readonly platformId: string;
  readonly platformTitle: { readonly zh: string; readonly en: string };
  readonly cooldownMs: Duration;
  /** Until then nothing can be fired; null where it can be. */
  readonly coolsAt: Instant | null;
}

export interface PlatformRow extends Platform {
  readonly ownerLimits: OwnerLimits;
}

export interface PlatformList {
  readonly chosen: string;
  readonly platforms: readonly PlatformRow[];
  /** Where files of one's own lie, and which of them are not in force. */
  readonly userDir: string;
  readonly problems: readonly Problem[];
}

/** Everything that is needed to draw again: see `algorithm`. */
export interface DrawDocument {
  readonly dealId: DealId;
  readonly rules: string;
  readonly keyword: string;
  readonly prize: string;
  readonly prizeValue: Money;
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** SHA-256 of the seed's text, published when it was armed. */
  readonly seedHash: string;
  /** Null until it is over. */
  readonly seed: string | null;
  readonly entrants: readonly string[];
  readonly winners: readonly DrawWinner[];
  readonly algorithm: string;
}

/** Whether a room has begun what is called back: it cannot have, it may have, it has. */
export type UndoReach = 'no' | 'perhaps' | 'yes';

/** What a shop would make of a deal that is not fired yet. */
export interface ShopOutlookRow {
  readonly shop: string;
  /** Null: buyers there pay just the deal's price. Otherwise the shop will not begin it. */
  readonly why: 'not_found' | 'currency' | 'price_not_lower' | 'price_not_exact' | 'no_answer' | null;
  /** Prices next to it that the shop can take, the lower first. */
  readonly nearest: readonly Money[];
}
