// What went wrong, and what is still owed or missing after a show: emergencies, oversold orders, open questions, gaps in the data, unread events.

import { useTranslation } from 'react-i18next';
import type { ShowSummary } from '../../../src-main/contract/documents.ts';
import { formatSpan } from '../../ui/time.ts';
import { AffectedOfShow } from '../emergency/affected-of-show.tsx';
import { missingText } from '../sources/kind-words.ts';
import styles from './summary-screen.module.css';

export const SummaryTrouble = ({ summary }: { readonly summary: ShowSummary }) => {
  const { t, i18n } = useTranslation(['review', 'emergency']);
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium', hourCycle: 'h23' });
  const { show, emergencies, gaps, shorts, questionsOpen, rejects } = summary;
  const isClean = emergencies.length + gaps.length + shorts.length + questionsOpen + rejects === 0;
  return (
    <section aria-label={t('trouble')}>
      <h3>{t('trouble')}</h3>
      {isClean ? <p className={styles.none}>{t('clean')}</p> : null}
      <ul className={styles.trouble}>
        {emergencies.map(({ emergencyId, kind, title, raisedAt, closedAt, note }) => (
          <li key={emergencyId} data-testid="summary-emergency">
            {t(closedAt === null ? 'emergencyOpen' : 'emergency', {
              kind: t(`emergency:kind.${kind}`),
              about: title ?? t('emergency:wholeShow'),
              from: time.format(raisedAt),
              span: closedAt === null ? '' : formatSpan(closedAt - raisedAt),
            })}
            {note === '' ? null : <bdi> {note}</bdi>}
            <AffectedOfShow showId={show.showId} emergencyId={emergencyId} />
          </li>
        ))}
        {shorts.map((short) => (
          <li key={`${short.orderId} ${short.title}`} data-testid="summary-short">
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
