// Emergencies as screens see them: the cards, what is open, and who is affected.

import type { Emergency } from '../core/emergency.ts';
import type { CardWords, EmergencyCard } from '../core/emergency-card.ts';
import type { AffectedClaim, AffectedOrder } from '../core/emergency-scope.ts';
import type { ViewerView } from './topics.ts';

export { EMERGENCY_KINDS, type EmergencyKind } from '../core/emergency.ts';
export { fillCard } from '../core/emergency-card.ts';
export type { CardWords, EmergencyCard };

export type EmergencyRow = Readonly<Emergency>;

export interface CardRow extends EmergencyCard {
  /** Whether a shop has written words of its own. */
  readonly isOwn: boolean;
}

export interface EmergencyTopic {
  readonly cards: readonly CardRow[];
  /** Newest first. */
  readonly open: readonly EmergencyRow[];
  /** Of this show, newest first, at most 20. */
  readonly closed: readonly EmergencyRow[];
  /** `drill` in a rehearsal: rooms are told nothing. `off` before and after. */
  readonly mode: 'live' | 'drill' | 'off';
  /** What of a card would be frozen now. */
  readonly now: {
    readonly runningDeals: number;
    readonly armedDeals: number;
    readonly areClaimsOpen: boolean;
    /** Rooms that carry a notice. */
    readonly noticeRooms: number;
    readonly isOverlayOn: boolean;
  };
}

export interface AffectedRow {
  readonly viewer: ViewerView;
  readonly orders: readonly AffectedOrder[];
  readonly claims: readonly AffectedClaim[];
}

export interface AffectedDocument {
  readonly emergency: EmergencyRow;
  /** Those who paid first; the first 500. */
  readonly buyers: readonly AffectedRow[];
  readonly people: number;
  readonly orders: number;
  readonly units: number;
}
