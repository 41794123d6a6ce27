// The host's pace: how much of the planned minutes is used, and how far the show is behind, in words and tones.

export type PaceTone = 'early' | 'near' | 'over';

/** Near from 85 % of the plan on; a plan of 0 has no pace. */
export const paceOf = (
  spentMs: number,
  plannedMs: number,
): { readonly share: number; readonly tone: PaceTone } | null => {
  if (plannedMs <= 0) return null;
  const share = Math.max(0, spentMs) / plannedMs;
  return { share: Math.min(1, share), tone: share > 1 ? 'over' : share >= 0.85 ? 'near' : 'early' };
};

export type Behind = { readonly kind: 'on_time' } | { readonly kind: 'late' | 'early'; readonly minutes: number };

/** Less than a minute either way is on time. */
export const behindOf = (behindMs: number): Behind => {
  const minutes = Math.round(Math.abs(behindMs) / 60_000);
  if (minutes === 0) return { kind: 'on_time' };
  return { kind: behindMs > 0 ? 'late' : 'early', minutes };
};
