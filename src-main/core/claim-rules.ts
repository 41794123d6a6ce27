// The rules by which claims (喊单) are taken: who may, how much, how long it is kept, what becomes of late ones.

import { type Duration, duration } from './units.ts';

export const CLAIM_AUDIENCES = ['everyone', 'followers', 'members'] as const;
export type ClaimAudience = (typeof CLAIM_AUDIENCES)[number];

/** Stock is kept for whoever claims first, or goes to whoever pays first. */
export const CLAIM_ALLOCATIONS = ['reserve', 'first_paid'] as const;
export type ClaimAllocation = (typeof CLAIM_ALLOCATIONS)[number];

export const LATE_CLAIMS = ['waitlist', 'refuse'] as const;
export type LateClaims = (typeof LATE_CLAIMS)[number];

export interface ClaimRules {
  readonly audience: ClaimAudience;
  /** Most units of one variant that a viewer may hold, paid ones with them; null: as many as there are. */
  readonly perBuyer: number | null;
  /** A viewer may claim one thing; a second one is refused. */
  readonly isOnePerPerson: boolean;
  readonly allocation: ClaimAllocation;
  /** How long stock is kept for a claim before it must be paid. */
  readonly holdMs: Duration;
  /** What a claim made after the window's close becomes. */
  readonly afterClose: LateClaims;
}

/** Why a claim may not be. */
export const CLAIM_REFUSALS = [
  'closed',
  'not_follower',
  'not_member',
  'blocked',
  'one_per_person',
  'per_buyer',
  'not_on_sale',
] as const;
export type ClaimRefusal = (typeof CLAIM_REFUSALS)[number];

/** Why a claim waits. */
export const CLAIM_WAITS = ['sold_out', 'deal_sold_out', 'closed'] as const;
export type ClaimWait = (typeof CLAIM_WAITS)[number];

/** What a desk begins with, and goes by where it takes claims without a window. */
export const DEFAULT_CLAIM_RULES: ClaimRules = {
  audience: 'everyone',
  perBuyer: null,
  isOnePerPerson: false,
  allocation: 'reserve',
  holdMs: duration(10 * 60_000),
  afterClose: 'waitlist',
};
