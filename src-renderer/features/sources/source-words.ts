// What a source's state is called and how old its last word is, for the chips and the dialog alike.

import type { TFunction } from 'i18next';
import type { SourceTopicRow } from '../../../src-main/contract/topics.ts';
import { ageOf } from '../../ui/time.ts';

export const ageText = (t: TFunction, ms: number): string => {
  const { unit, count } = ageOf(ms);
  return t(`sources:age.${unit}`, { count });
};

/** Where it stands still for want of something that only a person can type, what that is. */
const downText = (t: TFunction, { problem }: SourceTopicRow): string => {
  if (problem?.code === 'source_locked') return t('sources:row.locked');
  return t(problem?.code === 'passphrase_needed' ? 'sources:row.waitsForPassphrase' : 'sources:down');
};

export const sourceText = (t: TFunction, source: SourceTopicRow, now: number): string => {
  const { status, lastEventAt, since, retryAt } = source;
  switch (status) {
    case 'live':
      return lastEventAt === null ? t('sources:live') : t('sources:liveAgo', { age: ageText(t, now - lastEventAt) });
    case 'stale':
      if (retryAt !== null) return t('sources:againIn', { seconds: Math.max(0, Math.ceil((retryAt - now) / 1000)) });
      return t('sources:stale', { seconds: Math.max(0, Math.floor((now - (lastEventAt ?? since)) / 1000)) });
    case 'reconnecting':
      return retryAt === null || retryAt <= now
        ? t('sources:reconnecting')
        : t('sources:retryIn', { seconds: Math.ceil((retryAt - now) / 1000) });
    case 'down':
      return downText(t, source);
    case 'connecting':
    case 'off':
      return t(`sources:${status}`);
  }
};
