// Each source as a chip: its name, whether it speaks, and its trouble on hover; a click opens the whole story.

import { useTranslation } from 'react-i18next';
import type { SourceConfigRow } from '../../../src-main/contract/source-documents.ts';
import type { SourceStatus, SourceTopicRow } from '../../../src-main/contract/topics.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useEngineNow, useLinkStatus, useTopic } from '../../state/live-store.ts';
import { problemText } from '../desk/problem-text.ts';
import styles from './source-chips.module.css';
import { sourceText } from './source-words.ts';

const SourceChip = ({ source }: { readonly source: SourceTopicRow }) => {
  const { t } = useTranslation(['sources', 'errors']);
  const openDialog = useDesk((desk) => desk.openDialog);
  const now = useEngineNow(500);
  // With the engine out of reach nothing is known of the room.
  const isUnknown = useLinkStatus() === 'closed';
  const state = isUnknown ? t('sources:unknown') : sourceText(t, source, now);
  const { name, problem, doubt } = source;
  const doubtText = doubt === null ? null : t('sources:doubtTitle', { name, percent: Math.round(doubt * 100) });
  const trouble = problem === null ? doubtText : problemText(t, problem);
  return (
    <button
      type="button"
      className={styles.chip}
      data-testid="source-state"
      data-status={isUnknown ? 'unknown' : source.status}
      data-doubt={doubt !== null}
      title={trouble ?? t('sources:open')}
      onClick={() => openDialog({ kind: 'source' })}
    >
      <i aria-hidden="true" />
      <bdi className={styles.name}>{source.name}</bdi>
      <span className={styles.words}>{state}</span>
      {trouble === null ? null : <span className={styles.trouble}>{trouble}</span>}
    </button>
  );
};

/** Most worth a look first. */
const CONCERN: readonly SourceStatus[] = ['down', 'stale', 'reconnecting', 'connecting', 'off', 'live'];

/** It speaks, and what it says is not understood. */
const isDoubtful = ({ status, doubt }: SourceTopicRow): boolean => status === 'live' && doubt !== null;

const concernOf = (source: SourceTopicRow): number => (isDoubtful(source) ? 1.5 : CONCERN.indexOf(source.status));

/** Several in the room of one: a dot each, and words for the one that needs a look most. */
const SourceCluster = ({ sources }: { readonly sources: readonly SourceTopicRow[] }) => {
  const { t } = useTranslation(['sources', 'errors']);
  const openDialog = useDesk((desk) => desk.openDialog);
  const now = useEngineNow(500);
  const isUnknown = useLinkStatus() === 'closed';
  const [worst] = sources.toSorted((a, b) => concernOf(a) - concernOf(b));
  const isFine = worst === undefined || (worst.status === 'live' && !isDoubtful(worst));
  const about = (source: SourceTopicRow): string =>
    `${source.name}: ${isUnknown ? t('sources:unknown') : sourceText(t, source, now)}`;
  return (
    <button
      type="button"
      className={styles.chip}
      data-status={isUnknown ? 'unknown' : worst?.status}
      data-doubt={worst?.doubt != null}
      title={sources.map(about).join('\n')}
      onClick={() => openDialog({ kind: 'source' })}
    >
      {sources.map((source) => (
        <i
          key={source.sourceId}
          className={styles.dot}
          data-testid="source-state"
          data-status={isUnknown ? 'unknown' : source.status}
          data-doubt={isDoubtful(source)}
        />
      ))}
      <span className={styles.words}>{t('sources:several', { count: sources.length })}</span>
      {isUnknown || isFine || worst === undefined ? null : (
        <>
          <bdi className={styles.name}>{worst.name}</bdi>
          <span className={styles.words}>
            {isDoubtful(worst) ? t('sources:format.mark') : sourceText(t, worst, now)}
          </span>
        </>
      )}
    </button>
  );
};

/** Kept, meant to be heard, and not attached: a show must not go on without it unseen. */
const toAbsent = ({ sourceId, name, kind, createdAt, problem }: SourceConfigRow): SourceTopicRow => ({
  sourceId,
  name,
  kind,
  status: 'down',
  since: createdAt,
  lastEventAt: null,
  retryAt: null,
  problem,
  clockOffsetMs: 0,
  capabilities: [],
  attempt: 0,
  events: 0,
  rejects: 0,
  doubt: null,
});

const useSources = (): readonly SourceTopicRow[] | null => {
  const sources = useTopic('source.list');
  const shelf = useTopic('source.shelf');
  if (sources === null) return null;
  const attached = new Set(sources.map(({ sourceId }) => sourceId));
  const absent = shelf?.rows.filter(
    ({ sourceId, isPaused, problem }) => problem !== null && !isPaused && !attached.has(sourceId),
  );
  return [...sources, ...(absent ?? []).map(toAbsent)];
};

/** More of them would push the show's title aside. */
const MOST_APART = 2;

export const SourceChips = () => {
  const { t } = useTranslation('sources');
  const sources = useSources();
  const openDialog = useDesk((desk) => desk.openDialog);
  if (sources === null) return null;
  return (
    <nav className={styles.chips} aria-label={t('title')}>
      {sources.length > MOST_APART ? (
        <SourceCluster sources={sources} />
      ) : (
        sources.map((source) => <SourceChip key={source.sourceId} source={source} />)
      )}
      {sources.length === 0 ? (
        <button
          type="button"
          className={styles.chip}
          data-testid="source-state"
          data-status="off"
          onClick={() => openDialog({ kind: 'source' })}
        >
          <i aria-hidden="true" />
          <span className={styles.words}>{t('none')}</span>
        </button>
      ) : null}
    </nav>
  );
};
