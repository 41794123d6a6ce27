// One chart: title with its unit, what it reads now, the canvas, and its marks; the arrow keys walk along it.

import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartTopic } from '../../../src-main/contract/topics.ts';
import { EChart, type LiveChart } from '../../ui/echart.tsx';
import type { ChartCursor } from './chart-cursor.ts';
import { readChartFace } from './chart-face.ts';
import { buildChartOption, type ChartName, PLOT } from './chart-options.ts';
import { ChartOverlay, CursorLine } from './chart-overlay.tsx';
import styles from './chart-panel.module.css';
import { rangeOf } from './chart-points.ts';
import { ChartReading, useReadingText } from './chart-reading.tsx';
import { bucketsOf, pointsOf } from './chart-series.ts';
import type { ChartSource } from './chart-source.ts';
import { useChart } from './chart-source.ts';
import { type ChartFormats, chartFormats } from './chart-words.ts';

const NO_RANGE = { from: 0, until: 1 };

interface CanvasProps {
  readonly name: ChartName;
  readonly source: ChartSource;
  readonly formats: ChartFormats;
}

/** Its data goes from the store to the canvas; React only mounts it. */
const ChartCanvas = ({ name, source, formats }: CanvasProps) => {
  const option = useCallback(
    () =>
      buildChartOption(name, readChartFace(), { time: formats.time, amount: formats.short }, () => {
        const chart = source.read();
        return chart === null ? NO_RANGE : rangeOf(chart);
      }),
    [name, source, formats],
  );
  const feed = useCallback(
    (live: LiveChart) => {
      const redraw = (): void =>
        live.redraw(() => {
          const chart = source.read();
          return chart === null ? [] : pointsOf(name, chart, formats.majorPerMinor);
        });
      redraw();
      return source.subscribe(redraw);
    },
    [name, source, formats],
  );
  return <EChart option={option} onReady={feed} className={styles.canvas} />;
};

interface PlotProps extends CanvasProps {
  readonly chart: ChartTopic;
  readonly cursor: ChartCursor;
  readonly label: string;
}

const Plot = ({ name, source, chart, cursor, formats, label }: PlotProps) => {
  const plot = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const text = useReadingText({ name, chart, cursor, formats });

  useEffect(() => {
    const element = plot.current;
    if (element === null) return;
    const sizes = new ResizeObserver(() => setWidth(Math.max(0, element.clientWidth - PLOT.left - PLOT.right)));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);

  const range = rangeOf(chart);
  const follow = (event: PointerEvent<HTMLDivElement>): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left - PLOT.left;
    const at = range.from + (Math.round(x) / width) * (range.until - range.from);
    cursor.set(width === 0 || x < 0 || x > width || at > chart.until ? null : at);
  };

  const walk = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = bucketsOf(name, chart)[0]?.bucketMs ?? 60_000;
    const at = cursor.at() ?? chart.until;
    const moves: Record<string, number | null> = {
      ArrowLeft: Math.max(chart.from, at - step),
      ArrowRight: Math.min(chart.until, at + step),
      Home: chart.from,
      End: chart.until,
      Escape: null,
    };
    const next = moves[event.key];
    if (next === undefined || (next === null && cursor.at() === null)) return;
    event.preventDefault();
    event.stopPropagation();
    cursor.set(next);
  };

  return (
    <div
      ref={plot}
      className={styles.plot}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={chart.from}
      aria-valuemax={chart.until}
      aria-valuenow={Math.round(cursor.at() ?? chart.until)}
      aria-valuetext={text}
      onPointerMove={follow}
      onPointerLeave={() => cursor.set(null)}
      onBlur={() => cursor.set(null)}
      onKeyDown={walk}
    >
      <ChartCanvas name={name} source={source} formats={formats} />
      <ChartOverlay name={name} chart={chart} width={width} formats={formats} />
      <CursorLine chart={chart} cursor={cursor} />
    </div>
  );
};

export interface ChartPanelProps {
  readonly name: ChartName;
  readonly source: ChartSource;
  readonly cursor: ChartCursor;
  readonly currency: string;
  /** Stands in place of the title: a switch to another view. */
  readonly beside?: ReactNode;
  /** Another view in place of the chart. */
  readonly instead?: { readonly unit: string; readonly body: ReactNode } | undefined;
}

export const ChartPanel = ({ name, source, cursor, currency, beside, instead }: ChartPanelProps) => {
  const { t, i18n } = useTranslation('charts');
  const chart = useChart(source);
  const formats = useMemo(() => chartFormats(i18n.language, currency), [i18n.language, currency]);
  const title = t(`title.${name}`);
  return (
    <section className={styles.panel} data-testid={`chart-${name}`} aria-label={title}>
      <header className={`${styles.head} ${beside === undefined ? '' : styles.switched}`}>
        {beside ?? <h3 className={styles.title}>{title}</h3>}
        <span className={styles.unit}>{instead?.unit ?? t(`unit.${name}`, { currency: formats.symbol })}</span>
        {chart === null || instead !== undefined ? null : (
          <ChartReading name={name} chart={chart} cursor={cursor} formats={formats} />
        )}
      </header>
      {instead !== undefined ? instead.body : null}
      {instead === undefined && chart !== null ? (
        <Plot
          key={`${i18n.language} ${currency}`}
          name={name}
          source={source}
          chart={chart}
          cursor={cursor}
          formats={formats}
          label={t('walk', { title })}
        />
      ) : null}
    </section>
  );
};
