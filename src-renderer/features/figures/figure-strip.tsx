// The strip of figures: how the show is going, the worst of them marked, what is stale in grey.

import { useTranslation } from 'react-i18next';
import { FIGURE_NAMES, type SourceTotals } from '../../../src-main/contract/topics.ts';
import { useTopic, useTopicSlice } from '../../state/live-store.ts';
import { FigureCell } from './figure-cell.tsx';
import { formatFigure } from './figure-face.ts';
import styles from './figure-strip.module.css';

const NO_TOTALS: readonly SourceTotals[] = [];

export const FigureStrip = () => {
  const { t, i18n } = useTranslation('figures');
  const kpi = useTopic('kpi.live');
  const currency = useTopicSlice('show.current', (show) => show?.currency ?? 'CNY');
  const peak = kpi?.peakOnline ?? null;
  return (
    <section className={styles.strip} aria-label={t('title')} data-testid="figures">
      {FIGURE_NAMES.map((name) => (
        <FigureCell
          key={name}
          name={name}
          figure={kpi?.figures[name] ?? null}
          currency={currency}
          staleSince={kpi?.staleBy[name] ?? null}
          isWorst={kpi?.worst === name}
          isProvisional={kpi?.isProvisional ?? false}
          totals={kpi?.totals ?? NO_TOTALS}
          aside={
            name === 'online' && peak !== null
              ? t('peak', { peak: formatFigure('online', peak, currency, i18n.language) })
              : null
          }
        />
      ))}
    </section>
  );
};
