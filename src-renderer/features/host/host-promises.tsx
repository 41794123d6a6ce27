// Promises that fall due while the host is on air: what to honour now, and a price that is being broken.

import { useTranslation } from 'react-i18next';
import type { PromiseRow } from '../../../src-main/contract/promise-documents.ts';
import { useTopic } from '../../state/live-store.ts';
import { breachText, subjectText } from '../promises/promise-words.ts';
import styles from './host-promises.module.css';

/** Two lines are read at a glance; how many more there are is told. */
const MOST_SHOWN = 2;

/** What is being explained stands above it already. */
const isShown = ({ subject }: PromiseRow): boolean => subject.on === 'product' || subject.on === 'deal';

export const HostPromises = () => {
  const { t, i18n } = useTranslation('promises');
  const topic = useTopic('promise.state');
  if (topic === null || topic.due.length === 0) return null;
  const rows = topic.due.flatMap(
    (promiseId) => [...topic.promises, ...topic.owed].find((row) => row.promiseId === promiseId) ?? [],
  );
  const shown = rows.slice(0, MOST_SHOWN);
  return (
    <section className={styles.promises} aria-label={t('hostTitle')} data-testid="host-promises">
      <h2>{t('hostTitle')}</h2>
      {shown.map((row) => (
        <p key={row.promiseId} className={styles.row} data-breach={row.breach !== null} data-testid="promise-row">
          <span>{t(`kind.${row.kind}`)}</span>
          <bdi>{row.text}</bdi>
          {row.breach === null && isShown(row) ? null : (
            <small>{row.breach === null ? subjectText(t, row) : breachText(t, i18n.language, row)}</small>
          )}
        </p>
      ))}
      {rows.length > shown.length ? (
        <small className={styles.more}>{t('more', { count: rows.length - shown.length })}</small>
      ) : null}
    </section>
  );
};
