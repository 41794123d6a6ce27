// How long a question has waited, as a word and a tone: colour never says it alone.

export type WaitTone = 'fresh' | 'waiting' | 'long' | 'overdue';

/** A question fits the talk for half a minute; after two minutes the viewer has gone. */
export const waitToneOf = (waitedMs: number): WaitTone => {
  if (waitedMs < 20_000) return 'fresh';
  if (waitedMs < 45_000) return 'waiting';
  if (waitedMs < 120_000) return 'long';
  return 'overdue';
};

/** Seconds up to 99, then minutes, then hours: always at most two digits where a show is alive. */
export const waitSpanOf = (
  waitedMs: number,
): { readonly unit: 'seconds' | 'minutes' | 'hours'; readonly count: number } => {
  const seconds = Math.max(0, Math.floor(waitedMs / 1000));
  if (seconds < 100) return { unit: 'seconds', count: seconds };
  if (seconds < 100 * 60) return { unit: 'minutes', count: Math.floor(seconds / 60) };
  return { unit: 'hours', count: Math.floor(seconds / 3600) };
};
