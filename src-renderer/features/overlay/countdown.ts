// A countdown's words and when they change next: whole seconds above ten, tenths below.

import { formatSpan } from '../../ui/time.ts';

const FINE_MS = 10_000;
const SECOND_MS = 1000;
const TENTH_MS = 100;

/** 02:43; 00:09.4; 00:00.0 when it is over. A started second or tenth counts. */
export const countdownText = (leftMs: number): string => {
  if (leftMs > FINE_MS) return formatSpan(leftMs, 'up');
  const tenths = Math.ceil(Math.max(0, leftMs) / TENTH_MS);
  return `${formatSpan(Math.floor(tenths / 10) * SECOND_MS)}.${tenths % 10}`;
};

/** How long the same words stay true; null once it is over. */
export const countdownHolds = (leftMs: number): number | null => {
  if (leftMs <= 0) return null;
  const step = leftMs > FINE_MS ? SECOND_MS : TENTH_MS;
  return Math.max(1, leftMs - (Math.ceil(leftMs / step) - 1) * step);
};
