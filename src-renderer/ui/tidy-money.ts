// A price as it is spoken: ¥59, ¥39.90; the minor unit stands only where it says something.

import type { Money } from '../../src-main/core/units.ts';
import { formatMoney, minorDigits } from './money.ts';

export const formatTidyMoney = (price: Money, language: string): string => {
  const full = formatMoney(price, language);
  const digits = minorDigits(price.currency);
  if (digits === 0 || price.minor % 10 ** digits !== 0) return full;
  return full.replace(/[.,]0+(?=\D*$)/u, '');
};
