// Which kinds of lines the feed shows, and whether it stands still.

import { useTranslation } from 'react-i18next';
import styles from './feed.module.css';
import { FEED_FILTERS, type FeedFilter } from './feed-window.ts';

interface FeedFiltersProps {
  readonly filter: FeedFilter;
  readonly onFilter: (filter: FeedFilter) => void;
  readonly isFrozen: boolean;
  readonly onFreeze: (isFrozen: boolean) => void;
}

export const FeedFilters = ({ filter, onFilter, isFrozen, onFreeze }: FeedFiltersProps) => {
  const { t } = useTranslation('feed');
  return (
    <header className={styles.head}>
      <fieldset className={styles.filters} aria-label={t('filters')}>
        {FEED_FILTERS.map((name) => (
          <button
            key={name}
            type="button"
            className={styles.filter}
            aria-pressed={filter === name}
            onClick={() => onFilter(name)}
          >
            {t(`filter.${name}`)}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        className={styles.freeze}
        aria-pressed={isFrozen}
        aria-keyshortcuts="Space"
        title={t(isFrozen ? 'follow' : 'freeze')}
        onClick={() => onFreeze(!isFrozen)}
      >
        {t(isFrozen ? 'frozen' : 'following')}
      </button>
    </header>
  );
};
