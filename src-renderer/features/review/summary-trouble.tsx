// What is still owed or missing after a show: oversold orders, open questions, gaps in the data, unread events.

import { useTranslation } from 'react-i18next';
import type { ShowSummary } from '../../../src-main/contract/documents.ts';
import { formatSpan } from '../../ui/time.ts';
import { missingText } from '../sources/kind-words.ts';
import styles from './summary-screen.module.css';

export const SummaryTrouble = ({ summary }: { readonly summary: ShowSummary }) => {
  const { t, i18n } = useTranslation('review');
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium', hourCycle: 'h23' });
  const { gaps, shorts, questionsOpen, rejects } = summary;
  const isClean = gaps.length === 0 && shorts.length === 0 && questionsOpen === 0 && rejects === 0;
  return (
    <section aria-label={t('trouble')}>
      <h3>{t('trouble')}</h3>
      {isClean ? <p className={styles.none}>{t('clean')}</p> : null}
      <ul className={styles.trouble}>
        {shorts.map((short) => (
          <li key={short.orderId} data-testid="summary-short">
            {t(`short.${short.why}`, { order: short.orderId, title: short.title, quantity: short.quantity })}
          </li>
        ))}
        {gaps.map((gap) => (
          <li key={`${gap.from}${gap.source ?? ''}${gap.misses?.join() ?? ''}`} data-testid="summary-gap">
            {gap.to === null
              ? t('gapOpen', { from: time.format(gap.from) })
              : t('gap', { from: time.format(gap.from), to: time.format(gap.to), span: formatSpan(gap.to - gap.from) })}
            {gap.misses === null ? null : ` · ${t('gapMisses', { list: missingText(t, gap.misses) })}`}
          </li>
        ))}
        {questionsOpen > 0 ? <li>{t('questionsOpen', { count: questionsOpen })}</li> : null}
        {rejects > 0 ? <li>{t('rejects', { count: rejects })}</li> : null}
      </ul>
    </section>
  );
};
