// A gap in one sentence: when it was, and what may be missing.

import type { TFunction } from 'i18next';
import type { Gap } from '../../../src-main/contract/topics.ts';
import { missingText } from '../sources/kind-words.ts';
import type { ChartFormats } from './chart-words.ts';

export const gapText = (
  t: TFunction<'charts'>,
  { timeWithSeconds: time }: ChartFormats,
  { from, to, misses }: Gap,
): string => {
  const list = missingText(t, misses);
  return to === null
    ? t('gapSince', { from: time(from), list })
    : t('gapSpan', { from: time(from), to: time(to), list });
};
