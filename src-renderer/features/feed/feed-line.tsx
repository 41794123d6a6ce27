// One line of the feed; room text is only ever text, names are isolated so that they cannot turn the line around.

import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedRow } from '../../../src-main/contract/topics.ts';
import { formatTidyMoney } from '../../ui/tidy-money.ts';
import { ViewerName } from '../viewers/viewer-name.tsx';
import styles from './feed-line.module.css';

/** A fixed height, so that following and frozen lists agree to the pixel. */
export const LINE_PX = 24;

const toneOf = (row: FeedRow): string | undefined => {
  switch (row.kind) {
    case 'chat':
      return row.isClaim ? styles.claim : row.isQuestion ? styles.question : undefined;
    case 'gift':
      return styles.gift;
    case 'order':
      return row.step === 'paid' ? styles.paid : styles.order;
    case 'notice':
      return row.level === 'info' ? styles.quiet : styles.warning;
    default:
      return styles.quiet;
  }
};

const useLineText = (row: FeedRow): string => {
  const { t, i18n } = useTranslation('feed');
  switch (row.kind) {
    case 'chat':
      return row.text;
    case 'gift':
      return t('gift', { gift: row.giftName, count: row.count });
    case 'like':
      return t('like', { count: row.count });
    case 'enter':
    case 'follow':
    case 'share':
      return t(`did.${row.kind}`);
    case 'order':
      return t(`order.${row.step}`, {
        title: row.title,
        quantity: row.quantity,
        total: formatTidyMoney(row.total, i18n.language),
      });
    case 'notice':
      return row.text;
    case 'stream':
      return t(`stream.${row.step}`, { reason: row.reason });
  }
};

const wordOf = (row: FeedRow): 'claim' | 'question' | 'notice' | 'warning' | 'violation' | 'stream' | null => {
  if (row.kind === 'chat') return row.isClaim ? 'claim' : row.isQuestion ? 'question' : null;
  if (row.kind === 'notice') return row.level === 'info' ? 'notice' : row.level;
  return row.kind === 'stream' ? 'stream' : null;
};

interface FeedLineProps {
  readonly row: FeedRow;
  /** The list stands still: names can be reached by the Tab key. */
  readonly isStill?: boolean;
}

export const FeedLine = memo(({ row, isStill = false }: FeedLineProps) => {
  const { t } = useTranslation('feed');
  const text = useLineText(row);
  const word = wordOf(row);
  return (
    <div className={`${styles.line} ${toneOf(row) ?? ''}`} data-testid="feed-row" data-kind={row.kind}>
      {row.viewer === null ? null : (
        <ViewerName viewer={row.viewer} isQuiet={row.kind !== 'chat'} isReachable={isStill} />
      )}
      {word === null ? null : <span className={styles.word}>{t(`word.${word}`)}</span>}
      <bdi className={styles.text} title={text}>
        {text}
      </bdi>
    </div>
  );
});
