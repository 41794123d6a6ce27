// An emergency on air: what happened, what was frozen in one stroke, what the host and the viewers were told, and when it was over.

import type { DealId, EmergencyId, Instant, ProductId, VariantId } from './units.ts';

/** In the order of their keys. */
export const EMERGENCY_KINDS = [
  'wrong_offer',
  'oversold',
  'platform_warning',
  'stream_lost',
  'feed_lost',
  'complaints',
  'data_leak',
] as const;
export type EmergencyKind = (typeof EMERGENCY_KINDS)[number];

/** What a card freezes. `deals`: of its product, or every one that is armed or fired. */
export interface Freeze {
  readonly deals: 'all' | 'product' | 'none';
  readonly claims: boolean;
  readonly pin: 'keep' | 'take_off';
  /** Viewers' names are taken off the overlay. */
  readonly names: boolean;
}

/** The product that it is about. */
export interface EmergencySubject {
  readonly productId: ProductId;
  readonly variantId: VariantId;
  /** Null where it is not on the run sheet. */
  readonly number: number | null;
  /** As it was called then. */
  readonly title: string;
}

/** What was frozen indeed: nothing of it where nothing was open. */
export interface Frozen {
  /** Stopped while they ran or counted down, and put away while armed. */
  readonly stopped: readonly DealId[];
  readonly disarmed: readonly DealId[];
  readonly claims: boolean;
  readonly pin: 'none' | 'kept' | 'taken_off';
  readonly names: boolean;
}

export interface EmergencyTerms {
  readonly emergencyId: EmergencyId;
  readonly kind: EmergencyKind;
  /** In a rehearsal: nothing of it left the desk. */
  readonly isDrill: boolean;
  /** Null: the whole show. */
  readonly subject: EmergencySubject | null;
  /** From when on buyers are affected. */
  readonly since: Instant;
  /** What is wrong, and what the host says about it. */
  readonly wrong: string;
  readonly say: string;
  /** What viewers are told in the room and on the picture; '' for nothing. */
  readonly notice: string;
  readonly frozen: Frozen;
}

export interface Emergency extends EmergencyTerms {
  readonly raisedAt: Instant;
  readonly by: string;
  closed: { readonly at: Instant; readonly by: string; readonly note: string } | null;
}

export type EmergencyFactBody =
  | { readonly type: 'emergency.raised'; readonly emergency: EmergencyTerms; readonly by: string }
  | {
      readonly type: 'emergency.closed';
      readonly emergencyId: EmergencyId;
      /** How it was settled. */
      readonly note: string;
      readonly by: string;
    };

const EMERGENCY_FACTS: ReadonlySet<string> = new Set([
  'emergency.raised',
  'emergency.closed',
] satisfies EmergencyFactBody['type'][]);

export const isEmergencyFact = (body: { readonly type: string }): body is EmergencyFactBody =>
  EMERGENCY_FACTS.has(body.type);

/** In the order of their raising. */
export type EmergencyLog = Map<EmergencyId, Emergency>;

/** Raised once and closed once. */
export const foldEmergency = (log: EmergencyLog, body: EmergencyFactBody, at: Instant): void => {
  if (body.type === 'emergency.raised') {
    const { emergency, by } = body;
    if (!log.has(emergency.emergencyId))
      log.set(emergency.emergencyId, { ...emergency, by, raisedAt: at, closed: null });
    return;
  }
  const emergency = log.get(body.emergencyId);
  if (emergency !== undefined) emergency.closed ??= { at, by: body.by, note: body.note };
};
