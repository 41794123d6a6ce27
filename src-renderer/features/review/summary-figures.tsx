// The figures of a show, each with what it was divided by; no data is a dash.

import { useTranslation } from 'react-i18next';
import type { Figure, FigureName, KpiTopic } from '../../../src-main/contract/topics.ts';
import { formatMoney } from '../../ui/money.ts';
import { formatFigure, formatSide } from '../figures/figure-face.ts';
import styles from './summary-figures.module.css';

/** GMV and the audience have boxes of their own; a rate of the last minute says nothing of a show. */
const SHOWN = ['orders', 'gpm', 'uvValue', 'conversion', 'interaction'] as const satisfies readonly FigureName[];

interface SummaryFiguresProps {
  readonly figures: KpiTopic;
  readonly currency: string;
}

const useFormula = (currency: string) => {
  const { t, i18n } = useTranslation('figures');
  return ({ numerator, denominator }: Figure): string =>
    [numerator, denominator]
      .filter((side) => side !== null)
      .map(
        (side) =>
          `${t([`side.${side.name}`, 'side.other'], { name: side.name })} ${formatSide(side, currency, i18n.language)}`,
      )
      .join(' ÷ ');
};

export const SummaryFigures = ({ figures, currency }: SummaryFiguresProps) => {
  const { t, i18n } = useTranslation(['review', 'figures']);
  const formula = useFormula(currency);
  // Beside each other they must add up, which whole ones do not.
  const exact = (minor: number): string => formatMoney({ minor, currency }, i18n.language);
  const write = (name: FigureName, value: number | null): string => formatFigure(name, value, currency, i18n.language);
  const gmv = figures.figures.gmv.value;
  const average = figures.averageOnline;

  return (
    <section aria-label={t('review:figures')}>
      <dl className={styles.figures}>
        <div className={styles.figure} data-testid="summary-gmv">
          <dt>{t('figures:name.gmv')}</dt>
          <dd className={styles.sales}>{write('gmv', gmv)}</dd>
          <dd className={styles.formula}>
            {t('review:net', {
              refunds: exact(figures.refunds),
              net: gmv === null ? '—' : exact(gmv - figures.refunds),
            })}
          </dd>
        </div>
        <div className={styles.figure}>
          <dt>{t('review:peak')}</dt>
          <dd>{write('online', figures.peakOnline)}</dd>
          <dd className={styles.formula}>
            {t('review:average', { value: write('online', average === null ? null : Math.round(average)) })}
          </dd>
        </div>
        {SHOWN.map((name) => (
          <div key={name} className={styles.figure}>
            <dt title={t(`figures:formula.${name}`)}>{t(`figures:name.${name}`)}</dt>
            <dd>{write(name, figures.figures[name].value)}</dd>
            <dd className={styles.formula}>{formula(figures.figures[name])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
