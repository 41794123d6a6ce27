// A discount in the words of the trade: 8.5 折 in Chinese, 15% off in English.

import type { TFunction } from 'i18next';

export const discountText = (t: TFunction<'deal-desk'>, permille: number): string =>
  t('off', { tenths: Math.round(permille / 10) / 10, percent: Math.round((1000 - permille) / 10) });
