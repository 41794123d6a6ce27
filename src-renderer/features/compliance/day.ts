// Days as a date field gives them (2026-11-24), in this machine's time zone.

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

const dateOf = (day: string, shift: number): number | null => {
  const [, year, month, date] = PATTERN.exec(day) ?? [];
  if (year === undefined || month === undefined || date === undefined) return null;
  const at = new Date(Number(year), Number(month) - 1, Number(date) + shift).getTime();
  return Number.isNaN(at) || at < 0 ? null : at;
};

/** UTC milliseconds at which the day begins; null where it is none. */
export const startOfDay = (day: string): number | null => dateOf(day, 0);

/** UTC milliseconds at which the day is over; null where it is none. */
export const endOfDay = (day: string): number | null => dateOf(day, 1);

/** The day of an instant, shifted by whole days. */
export const dayOf = (at: number, shift = 0): string => {
  const date = new Date(at);
  date.setDate(date.getDate() + shift);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
};
