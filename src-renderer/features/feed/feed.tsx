// The feed: the last lines in reused slots while following; a still, scrollable picture once somebody wants to read.

import { useEffect, useRef, useState, type WheelEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../state/desk-store.ts';
import styles from './feed.module.css';
import { FeedFilters } from './feed-filters.tsx';
import { FeedFrozen } from './feed-frozen.tsx';
import { FeedLine, LINE_PX } from './feed-line.tsx';
import { type FeedFilter, rowsThatFit, tailOf } from './feed-window.ts';
import { useFeedRows } from './use-feed-rows.ts';

const FollowingList = ({ filter, onFreeze }: { readonly filter: FeedFilter; readonly onFreeze: () => void }) => {
  const { t } = useTranslation('feed');
  const rows = useFeedRows();
  const holder = useRef<HTMLDivElement>(null);
  const [fitting, setFitting] = useState(0);

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const sizes = new ResizeObserver(() => setFitting(rowsThatFit(element.clientHeight, LINE_PX)));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);

  const freezeOnWheelUp = (event: WheelEvent): void => {
    if (event.deltaY < 0 && rows.length > 0) onFreeze();
  };
  const tail = tailOf(rows, filter, fitting);

  return (
    <div ref={holder} className={styles.list} onWheel={freezeOnWheelUp}>
      {tail.length === 0 ? <p className={styles.empty}>{t(rows.length === 0 ? 'empty' : 'emptyFilter')}</p> : null}
      {tail.map((row, slot) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: slots are reused on purpose, which costs a quarter of moving rows
        <FeedLine key={slot} row={row} />
      ))}
    </div>
  );
};

export const Feed = () => {
  const { t } = useTranslation('feed');
  const isFrozen = useDesk((desk) => desk.isFeedFrozen);
  const setFrozen = useDesk((desk) => desk.setFeedFrozen);
  const [filter, setFilter] = useState<FeedFilter>('all');
  const freeze = (): void => setFrozen(true);

  return (
    <section className={styles.feed} data-testid="feed" aria-label={t('title')}>
      <FeedFilters filter={filter} onFilter={setFilter} isFrozen={isFrozen} onFreeze={setFrozen} />
      {isFrozen ? (
        <FeedFrozen key={filter} filter={filter} onFollow={() => setFrozen(false)} />
      ) : (
        <FollowingList filter={filter} onFreeze={freeze} />
      )}
    </section>
  );
};
