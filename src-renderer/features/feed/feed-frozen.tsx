// The feed standing still: the rows as they were, virtualised, with a button that counts what has come since.

import { useMemo, useRef, useState, type WheelEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso } from 'react-virtuoso';
import styles from './feed.module.css';
import { FeedLine, LINE_PX } from './feed-line.tsx';
import { countNewer, type FeedFilter, matchesFilter } from './feed-window.ts';
import { readFeedRows, useFeedRows } from './use-feed-rows.ts';

interface FeedFrozenProps {
  readonly filter: FeedFilter;
  readonly onFollow: () => void;
}

const NewerButton = ({ filter, lastKey, onFollow }: FeedFrozenProps & { readonly lastKey: string | null }) => {
  const { t } = useTranslation('feed');
  const rows = useFeedRows();
  const newer = useMemo(() => countNewer(rows, filter, lastKey), [rows, filter, lastKey]);
  return (
    <button type="button" className={styles.newer} onClick={onFollow} data-testid="feed-newer">
      {newer.count === 0 ? t('backToNew') : t(newer.isAtLeast ? 'newerAtLeast' : 'newer', { count: newer.count })}
    </button>
  );
};

export const FeedFrozen = ({ filter, onFollow }: FeedFrozenProps) => {
  const { t } = useTranslation('feed');
  const [all] = useState(readFeedRows);
  const rows = useMemo(() => all.filter((row) => matchesFilter(row, filter)), [all, filter]);
  const isAtEnd = useRef(true);

  const followOnWheelDown = (event: WheelEvent): void => {
    if (event.deltaY > 0 && isAtEnd.current) onFollow();
  };

  return (
    <div className={styles.frozen} onWheel={followOnWheelDown}>
      {rows.length === 0 ? (
        <p className={styles.empty}>{t('emptyFilter')}</p>
      ) : (
        <Virtuoso
          className={styles.scroller}
          data={rows}
          fixedItemHeight={LINE_PX}
          initialTopMostItemIndex={{ index: rows.length - 1, align: 'end' }}
          alignToBottom
          atBottomStateChange={(atEnd) => {
            isAtEnd.current = atEnd;
          }}
          computeItemKey={(_index, row) => row.key}
          itemContent={(_index, row) => <FeedLine row={row} isStill />}
        />
      )}
      <NewerButton filter={filter} lastKey={all.at(-1)?.key ?? null} onFollow={onFollow} />
    </div>
  );
};
