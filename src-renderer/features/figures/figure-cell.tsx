// One figure of the strip: its value as large as it fits, its change, and on hover or focus where it comes from.

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figure, FigureName, SourceTotals } from '../../../src-main/contract/topics.ts';
import { useEngineNow } from '../../state/live-store.ts';
import { ageText } from '../sources/source-words.ts';
import { FigureTotals } from '../totals/figure-totals.tsx';
import styles from './figure-cell.module.css';
import { changeOf, formatFigure, formatSide } from './figure-face.ts';

const TEST_IDS: Readonly<Record<FigureName, string>> = {
  online: 'kpi-online',
  gmv: 'kpi-gmv',
  gmvPerMinute: 'kpi-gmv-per-minute',
  orders: 'kpi-orders',
  gpm: 'kpi-gpm',
  uvValue: 'kpi-uv-value',
  conversion: 'kpi-conversion',
  interaction: 'kpi-interaction',
};

const MARKS = { up: '▲', down: '▼', level: '＝' } as const;
/** Shorter values keep this size, so that the strip stays calm. */
const LEAST_CHARS = 7;

export interface FigureCellProps {
  readonly name: FigureName;
  readonly figure: Figure | null;
  readonly currency: string;
  readonly staleSince: number | null;
  readonly isWorst: boolean;
  readonly isProvisional: boolean;
  /** What each source's platform totals, beside what was counted of it here. */
  readonly totals: readonly SourceTotals[];
  /** A word beside the name: the peak of online. */
  readonly aside: string | null;
}

const Change = ({ figure, language }: { readonly figure: Figure; readonly language: string }) => {
  const { t } = useTranslation('figures');
  const change = changeOf(figure, language);
  if (change === null)
    return (
      <span className={styles.change} title={t('noChange')}>
        —
      </span>
    );
  return (
    <span className={styles.change} data-way={change.way}>
      <span aria-hidden="true">{MARKS[change.way]}</span>
      <span className={styles.hidden}>{t(`way.${change.way}`)}</span> {change.text}
    </span>
  );
};

const StaleAge = ({ since }: { readonly since: number }) => {
  const { t } = useTranslation(['figures', 'sources']);
  const now = useEngineNow(1000);
  return <span className={styles.change}>{t('figures:stale', { age: ageText(t, now - since) })}</span>;
};

const LastUpdate = ({ asOf }: { readonly asOf: number }) => {
  const { t, i18n } = useTranslation(['figures', 'sources']);
  const now = useEngineNow(1000);
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium', hourCycle: 'h23' }).format(asOf);
  return <p>{t('figures:updated', { time, age: ageText(t, now - asOf) })}</p>;
};

const Origin = ({
  id,
  name,
  figure,
  currency,
  isProvisional,
  totals,
}: Omit<FigureCellProps, 'aside' | 'isWorst' | 'staleSince'> & { readonly id: string }) => {
  const { t, i18n } = useTranslation('figures');
  const { language } = i18n;
  const sides = figure === null ? [] : [figure.numerator, figure.denominator].filter((side) => side !== null);
  return (
    <div className={styles.origin} id={id} role="tooltip">
      <p className={styles.formula}>{t(`formula.${name}`)}</p>
      {sides.length === 0 ? null : (
        <dl>
          {sides.map((side) => (
            <div key={side.name}>
              <dt>{t([`side.${side.name}`, 'side.other'], { name: side.name })}</dt>
              <dd>{formatSide(side, currency, language)}</dd>
            </div>
          ))}
        </dl>
      )}
      {figure === null ? null : (
        <p>
          {t('tenMinutes', {
            recent: formatFigure(name, figure.recent, currency, language),
            before: formatFigure(name, figure.before, currency, language),
          })}
        </p>
      )}
      <FigureTotals name={name} totals={totals} />
      {isProvisional && name !== 'online' ? <p>{t('provisionalWhy')}</p> : null}
      {figure === null || figure.value === null ? <p>{t('noData')}</p> : <LastUpdate asOf={figure.asOf} />}
    </div>
  );
};

export const FigureCell = (props: FigureCellProps) => {
  const { name, figure, currency, staleSince, isWorst, isProvisional, aside } = props;
  const { t, i18n } = useTranslation('figures');
  const origin = useId();
  const value = formatFigure(name, figure?.value ?? null, currency, i18n.language);
  const isStale = staleSince !== null;
  return (
    <div
      className={styles.cell}
      data-testid={TEST_IDS[name]}
      data-value={figure?.value ?? 'none'}
      data-worst={isWorst}
      data-stale={isStale}
    >
      {/* A button, so that where it comes from is read on focus as well as on hover. */}
      <button type="button" className={styles.face} aria-describedby={origin}>
        <span className={styles.name}>
          {t(`name.${name}`)}
          {isProvisional && name === 'gmv' ? <small>{t('provisional')}</small> : null}
          {aside === null ? null : <small className={styles.aside}>{aside}</small>}
        </span>
        <b
          className={styles.value}
          data-kind={name === 'gmv' ? 'sales' : 'plain'}
          style={{ '--chars': Math.max(LEAST_CHARS, value.length) }}
        >
          {value}
        </b>
        {isStale ? (
          <StaleAge since={staleSince} />
        ) : figure === null ? null : (
          <Change figure={figure} language={i18n.language} />
        )}
      </button>
      <Origin {...props} id={origin} />
    </div>
  );
};
