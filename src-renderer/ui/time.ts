// Spans of time as figures (04:12, 01:24:37) and as an age with its unit, for a catalogue to put into words.

const pad = (value: number): string => String(value).padStart(2, '0');

/** 04:12, from an hour on 1:24:37. `up` counts a started second, so that 00:00 means over. Never negative. */
export const formatSpan = (ms: number, rounding: 'down' | 'up' = 'down'): string => {
  const seconds = Math.max(0, rounding === 'up' ? Math.ceil(ms / 1000) : Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${pad(minutes)}:${pad(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % 60)}`;
};

/** hh:mm:ss */
export const formatLongSpan = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
};

export type Age = { readonly unit: 'tenths' | 'seconds' | 'minutes' | 'hours'; readonly count: number };

/** 0.2 s, 48 s, 5 min, 3 h. Under ten seconds with a tenth. */
export const ageOf = (ms: number): Age => {
  const past = Math.max(0, ms);
  if (past < 9_950) return { unit: 'tenths', count: Math.max(0.1, Math.round(past / 100) / 10) };
  if (past < 90_000) return { unit: 'seconds', count: Math.floor(past / 1000) };
  if (past < 5_400_000) return { unit: 'minutes', count: Math.floor(past / 60_000) };
  return { unit: 'hours', count: Math.floor(past / 3_600_000) };
};
