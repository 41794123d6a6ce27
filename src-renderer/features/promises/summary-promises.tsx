// «尚未兑现» in a show's summary: what was promised and is still owed, and how many were honoured or dropped.

import { useTranslation } from 'react-i18next';
import type { ShowSummary } from '../../../src-main/contract/documents.ts';
import { breachText, dueText, priceText, subjectText } from './promise-words.ts';
import styles from './summary-promises.module.css';

export const SummaryPromises = ({ promises }: Pick<ShowSummary, 'promises'>) => {
  const { t, i18n } = useTranslation('promises');
  const { open, kept, dropped } = promises;
  if (open.length + kept + dropped === 0) return null;
  return (
    <section aria-label={t('notHonoured')} data-testid="summary-promises">
      <h3>
        {t('notHonoured')} {open.length}
        <small className={styles.rest}>{t('rest', { kept, dropped })}</small>
      </h3>
      {open.length === 0 ? <p className={styles.none}>{t('allHonoured')}</p> : null}
      <ul className={styles.rows}>
        {open.map((row) => (
          <li key={row.promiseId} className={styles.row} data-testid="promise-row" data-state="open">
            <span className={styles.kind}>{t(`kind.${row.kind}`)}</span>
            <bdi>{row.text}</bdi>
            <span className={styles.details}>
              {[subjectText(t, row), dueText(t, i18n.language, row), priceText(t, i18n.language, row)]
                .filter((part) => part !== '')
                .join(' · ')}
            </span>
            {row.breach === null ? null : <b className={styles.breach}>{breachText(t, i18n.language, row)}</b>}
          </li>
        ))}
      </ul>
    </section>
  );
};
