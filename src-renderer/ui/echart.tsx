// The only file that imports echarts: a canvas chart whose data arrives past React, one small setOption at a time.

import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import { BarChart, LineChart } from 'echarts/charts';
import type { GridComponentOption } from 'echarts/components';
import { GridSimpleComponent } from 'echarts/components';
import { type ComposeOption, init, use as register } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { pageDrawQueue } from './draw-queue.ts';

register([LineChart, BarChart, GridSimpleComponent, CanvasRenderer]);

export type EChartOption = ComposeOption<LineSeriesOption | BarSeriesOption | GridComponentOption>;
export type EChartSeries = LineSeriesOption | BarSeriesOption;

export interface LiveChart {
  /** Asks for a drawing; `points` (one flat [time, value, …] array a series) is called in the chart's own tick, only while it can be seen. */
  readonly redraw: (points: () => readonly Float64Array[]) => void;
}

export interface EChartProps {
  /** The whole option without data, read once. */
  readonly option: () => EChartOption;
  /** Called once the chart stands; what it returns is called when it goes. */
  readonly onReady: (chart: LiveChart) => () => void;
  readonly className?: string | undefined;
}

/** No animation, no HTML, no full option after the first. */
export const EChart = ({ option, onReady, className }: EChartProps) => {
  const holder = useRef<HTMLDivElement>(null);
  const first = useRef({ option, onReady });

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const chart = init(element, null, { renderer: 'canvas', useDirtyRect: false });
    chart.setOption({ animation: false, ...first.current.option() });

    let points: (() => readonly Float64Array[]) | null = null;
    let isOnScreen = true;
    const self = {};

    const draw = (): void => {
      if (points === null) return;
      chart.setOption({ series: points().map((data) => ({ data })) }, { lazyUpdate: true, silent: true });
      points = null;
    };
    const drawIfSeen = (): void => {
      if (points !== null && isOnScreen && document.visibilityState === 'visible') pageDrawQueue.ask(self, draw);
    };

    const leave = first.current.onReady({
      redraw: (next) => {
        points = next;
        drawIfSeen();
      },
    });

    const sizes = new ResizeObserver(() => chart.resize());
    sizes.observe(element);
    const sight = new IntersectionObserver((entries) => {
      isOnScreen = entries.at(-1)?.isIntersecting ?? true;
      drawIfSeen();
    });
    sight.observe(element);
    document.addEventListener('visibilitychange', drawIfSeen);

    return () => {
      document.removeEventListener('visibilitychange', drawIfSeen);
      sight.disconnect();
      sizes.disconnect();
      leave();
      pageDrawQueue.forget(self);
      chart.dispose();
    };
  }, []);

  return <div ref={holder} className={className} />;
};
