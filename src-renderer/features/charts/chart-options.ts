// Builds the one full option of each live chart; after it only data is ever set.

import type { EChartOption, EChartSeries } from '../../ui/echart.tsx';
import type { TimeRange } from './chart-points.ts';

export const CHART_NAMES = ['online', 'gmv', 'orders', 'interaction'] as const;
export type ChartName = (typeof CHART_NAMES)[number];

/** Pixels between the panel and the plot; marks and the cursor are laid over with the same numbers. */
export const PLOT = { left: 46, right: 14, top: 20, bottom: 24 } as const;

export interface ChartFace {
  readonly text: string;
  readonly grid: string;
  readonly fontFamily: string;
  readonly people: string;
  readonly sales: string;
  readonly fine: string;
  readonly likes: string;
}

export interface ChartWords {
  readonly time: (at: number) => string;
  /** Short, for the axis: 1.2万, 4K. */
  readonly amount: (value: number) => string;
}

const line = (color: string, area: boolean): EChartSeries => ({
  type: 'line',
  dimensions: ['time', 'value'],
  encode: { x: 'time', y: 'value' },
  showSymbol: false,
  connectNulls: false,
  silent: true,
  animation: false,
  emphasis: { disabled: true },
  lineStyle: { width: 1.6, color, join: 'round' },
  itemStyle: { color },
  ...(area ? { areaStyle: { color, opacity: 0.1 } } : {}),
});

const bar = (color: string, opacity: number): EChartSeries => ({
  type: 'bar',
  dimensions: ['time', 'value'],
  encode: { x: 'time', y: 'value' },
  silent: true,
  animation: false,
  emphasis: { disabled: true },
  itemStyle: { color, opacity },
  barWidth: '68%',
  // A first bar alone would take the whole plot.
  barMaxWidth: 28,
  barGap: '-100%',
  barMinHeight: 0,
});

/** Bars come in two series: the finished minutes, and the minute that is still filling, drawn paler. */
const seriesOf = (name: ChartName, face: ChartFace): EChartSeries[] => {
  switch (name) {
    case 'online':
      return [line(face.people, true)];
    case 'gmv':
      return [bar(face.sales, 1), bar(face.sales, 0.35)];
    case 'orders':
      return [bar(face.fine, 1), bar(face.fine, 0.35)];
    case 'interaction':
      return [line(face.people, false), line(face.likes, false), line(face.fine, false)];
  }
};

/** `range` is asked anew at each draw, so that the axis moves on without another full option. */
export const buildChartOption = (
  name: ChartName,
  face: ChartFace,
  words: ChartWords,
  range: () => TimeRange,
): EChartOption => ({
  animation: false,
  textStyle: { fontFamily: face.fontFamily },
  grid: { ...PLOT, outerBoundsMode: 'none' },
  xAxis: {
    type: 'time',
    min: () => range().from,
    max: () => range().until,
    minInterval: 60_000,
    // Widened for bars, it would not lie under the marks any more.
    containShape: false,
    splitNumber: 5,
    silent: true,
    axisLine: { lineStyle: { color: face.grid } },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: {
      color: face.text,
      fontSize: 11,
      hideOverlap: true,
      formatter: (value: number) => words.time(value),
    },
  },
  yAxis: {
    type: 'value',
    min: 0,
    splitNumber: 4,
    silent: true,
    ...(name === 'gmv' ? {} : { minInterval: 1 }),
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: face.grid, width: 1 } },
    axisLabel: { color: face.text, fontSize: 11, formatter: (value: number) => words.amount(value) },
  },
  series: seriesOf(name, face),
});
