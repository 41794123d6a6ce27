// Planned minutes as they are typed and read: half minutes count, no plan is 0.

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** 6, 6.5 */
export const toMinutesText = (ms: number): string => String(Math.round((ms / MINUTE_MS) * 10) / 10);

/** Milliseconds, or null where it is no number of minutes. */
export const readMinutes = (text: string): number | null => {
  const plain = text.normalize('NFKC').trim().replace(',', '.');
  if (!/^\d{1,4}(\.\d)?$/.test(plain)) return null;
  const minutes = Number(plain);
  return minutes <= DAY_MINUTES ? Math.round(minutes * MINUTE_MS) : null;
};

/** What a sheet of local time has in a field: 2026-11-24T20:00. */
export const toLocalMoment = (at: number): string => {
  const date = new Date(at);
  const pad = (value: number, length = 2): string => String(value).padStart(length, '0');
  const day = `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
};

/** UTC milliseconds, or null where the field is empty. */
export const readLocalMoment = (text: string): number | null => {
  const at = text === '' ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(at) || at < 0 ? null : at;
};
