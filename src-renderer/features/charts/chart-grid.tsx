// The four live charts on one time axis, with the funnel beside them where there is room and behind a switch where not.

import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KpiTopic } from '../../../src-main/contract/topics.ts';
import { useTopic, useTopicSlice } from '../../state/live-store.ts';
import { createChartCursor } from './chart-cursor.ts';
import { ChartEmpty } from './chart-empty.tsx';
import styles from './chart-grid.module.css';
import panelStyles from './chart-panel.module.css';
import { ChartPanel } from './chart-panel.tsx';
import { hasData } from './chart-points.ts';
import type { ChartSource } from './chart-source.ts';
import { ChartStale } from './chart-stale.tsx';
import { Funnel } from './funnel.tsx';
import { liveChart } from './live-chart.ts';

/** From this width on the funnel stands beside the charts. */
const ROOM_FOR_FUNNEL_PX = 1080;

const FunnelPanel = ({ kpi }: { readonly kpi: KpiTopic | null }) => {
  const { t } = useTranslation('charts');
  return (
    <section
      className={`${panelStyles.panel} ${styles.beside}`}
      aria-label={t('title.funnel')}
      data-testid="chart-funnel"
    >
      <header className={panelStyles.head}>
        <h3 className={panelStyles.title}>{t('title.funnel')}</h3>
        <span className={panelStyles.unit}>{t('unit.funnel')}</span>
      </header>
      <Funnel steps={kpi?.funnel ?? []} />
    </section>
  );
};

interface ChartSetProps {
  readonly source: ChartSource;
  readonly kpi: KpiTopic | null;
  readonly currency: string;
}

/** Also used by the review, with the charts of a show that is over. */
export const ChartSet = ({ source, kpi, currency }: ChartSetProps) => {
  const { t } = useTranslation('charts');
  const holder = useRef<HTMLElement>(null);
  const cursor = useMemo(createChartCursor, []);
  const [isWide, setWide] = useState(false);
  const [fourth, setFourth] = useState<'interaction' | 'funnel'>('interaction');

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const sizes = new ResizeObserver(() => setWide(element.clientWidth >= ROOM_FOR_FUNNEL_PX));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);

  const shared = { source, cursor, currency };
  const views = (
    <fieldset className={styles.switch} aria-label={t('switch')}>
      {(['interaction', 'funnel'] as const).map((view) => (
        <button
          key={view}
          type="button"
          className={styles.tab}
          aria-pressed={fourth === view}
          onClick={() => setFourth(view)}
        >
          {t(`title.${view}`)}
        </button>
      ))}
    </fieldset>
  );
  const funnel = { unit: t('unit.funnel'), body: <Funnel steps={kpi?.funnel ?? []} /> };

  return (
    <section ref={holder} className={styles.grid} data-wide={isWide} aria-label={t('region')}>
      <ChartPanel name="online" {...shared} />
      <ChartPanel name="gmv" {...shared} />
      {isWide ? <FunnelPanel kpi={kpi} /> : null}
      <ChartPanel name="orders" {...shared} />
      <ChartPanel
        name="interaction"
        {...shared}
        beside={isWide ? undefined : views}
        instead={!isWide && fourth === 'funnel' ? funnel : undefined}
      />
    </section>
  );
};

export const ChartGrid = () => {
  const kpi = useTopic('kpi.live');
  const currency = useTopicSlice('show.current', (show) => show?.currency ?? 'CNY');
  const isEmpty = useTopicSlice('chart.live', (chart) => chart === null || !hasData(chart));
  if (isEmpty) return <ChartEmpty />;
  return (
    <div className={styles.live}>
      <ChartStale />
      <ChartSet source={liveChart} kpi={kpi} currency={currency} />
    </div>
  );
};
