// Where a source stands, for its row: the word for it, what is added to it, and its colour.

import type { TFunction } from 'i18next';
import type { SourceConfigRow } from '../../../src-main/contract/source-documents.ts';
import type { SourceTopicRow } from '../../../src-main/contract/topics.ts';
import { ageText } from './source-words.ts';

export interface SourceState {
  readonly tone: 'fine' | 'attention' | 'live' | 'quiet';
  readonly word: string;
  readonly more: string | null;
}

/** Shorter than this nobody calls it silence. */
const SILENT_AFTER_MS = 30_000;

const retryText = (t: TFunction, { attempt, retryAt }: SourceTopicRow, now: number): string => {
  const seconds = retryAt === null ? 0 : Math.ceil((retryAt - now) / 1000);
  return seconds > 0
    ? t('sources:row.attemptIn', { attempt, seconds })
    : t('sources:row.attemptNow', { attempt: Math.max(1, attempt) });
};

const liveState = (
  t: TFunction,
  { lastEventAt, since }: SourceTopicRow,
  { mayBeSilent, now }: { readonly mayBeSilent: boolean; readonly now: number },
): SourceState => {
  const quietMs = now - (lastEventAt ?? since);
  const isSilent = quietMs >= SILENT_AFTER_MS;
  return {
    tone: isSilent && !mayBeSilent ? 'attention' : 'fine',
    word: t(isSilent ? 'sources:row.silent' : 'sources:row.connected'),
    more:
      lastEventAt === null
        ? t('sources:row.nothingYet', { age: ageText(t, quietMs) })
        : t('sources:row.lastAgo', { age: ageText(t, quietMs) }),
  };
};

/** It may be asked again only in a while, or it has fallen silent. */
const staleState = (t: TFunction, { retryAt, lastEventAt, since }: SourceTopicRow, now: number): SourceState =>
  retryAt === null
    ? {
        tone: 'attention',
        word: t('sources:row.stalled'),
        more: t('sources:row.lastAgo', { age: ageText(t, now - (lastEventAt ?? since)) }),
      }
    : {
        tone: 'attention',
        word: t('sources:row.slowed'),
        more: t('sources:againIn', { seconds: Math.max(0, Math.ceil((retryAt - now) / 1000)) }),
      };

/** Nobody answered, somebody answered and would not, or there is no word of why. */
const downWord = (t: TFunction, { problem }: SourceTopicRow): string => {
  if (problem === null) return t('sources:down');
  return t(problem.code === 'unreachable' ? 'sources:row.unreached' : 'sources:row.refused');
};

interface Standing {
  /** Null for one that is not kept. */
  readonly config: SourceConfigRow | null;
  /** Null for one that is not attached. */
  readonly row: SourceTopicRow | null;
  readonly isInbound: boolean;
  /** Shops and doors: they speak when somebody buys. */
  readonly mayBeSilent: boolean;
}

export const stateOf = (t: TFunction, { config, row, isInbound, mayBeSilent }: Standing, now: number): SourceState => {
  if (config?.isPaused === true) return { tone: 'quiet', word: t('sources:row.paused'), more: null };
  if (row === null) {
    const isLocked = config?.secrets === 'missing';
    if (config?.secrets === 'locked')
      return { tone: 'attention', word: t('sources:row.waitsForPassphrase'), more: null };
    if (isLocked) return { tone: 'attention', word: t('sources:row.locked'), more: null };
    const isBroken = config?.problem != null;
    return {
      tone: isBroken ? 'live' : 'quiet',
      word: t(isBroken ? 'sources:row.refused' : 'sources:row.off'),
      more: null,
    };
  }
  switch (row.status) {
    case 'live':
      return liveState(t, row, { mayBeSilent, now });
    case 'stale':
      return staleState(t, row, now);
    case 'reconnecting':
      return { tone: 'attention', word: t('sources:reconnecting'), more: retryText(t, row, now) };
    case 'connecting':
      return { tone: 'attention', word: t(isInbound ? 'sources:row.waiting' : 'sources:connecting'), more: null };
    case 'down':
      return {
        tone: 'live',
        word: downWord(t, row),
        more: row.retryAt === null ? null : retryText(t, row, now),
      };
    case 'off':
      return { tone: 'quiet', word: t('sources:off'), more: null };
  }
};
