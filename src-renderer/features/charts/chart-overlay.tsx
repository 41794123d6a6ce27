// Laid over a chart's plot: gap bands, marks with their words, and the shared cursor; plain elements, no drawing.

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartTopic, Mark } from '../../../src-main/contract/topics.ts';
import { type ChartCursor, useChartCursor } from './chart-cursor.ts';
import { gapsIn, placeGaps, placeMarks, placeOn } from './chart-marks.ts';
import type { ChartName } from './chart-options.ts';
import styles from './chart-overlay.module.css';
import { rangeOf } from './chart-points.ts';
import { type ChartFormats, labelWidth } from './chart-words.ts';
import { gapText } from './gap-words.ts';

const percent = (share: number): string => `${share * 100}%`;

const SIDES = { left: styles.wordLeft, middle: styles.wordMiddle, right: styles.wordRight };
const TONES = { pin: styles.pin, deal: styles.deal, warning: styles.warning, pause: styles.pause };

interface ChartOverlayProps {
  readonly name: ChartName;
  readonly chart: ChartTopic;
  readonly width: number;
  readonly formats: ChartFormats;
}

export const ChartOverlay = ({ name, chart, width, formats }: ChartOverlayProps) => {
  const { t } = useTranslation('charts');
  const range = rangeOf(chart);
  const { from, until } = range;
  const gapWord = t('gap');

  const bands = useMemo(
    () => placeGaps(gapsIn(name, chart.gaps), { from, until }, chart.until, width, labelWidth(gapWord)),
    [name, chart.gaps, chart.until, from, until, width, gapWord],
  );
  const marks = useMemo(() => {
    const wordOf = (mark: Mark): string => t(`mark.${mark.kind}`, { number: mark.number ?? '' });
    return placeMarks(chart.marks, { from, until }, width, wordOf, labelWidth);
  }, [chart.marks, from, until, width, t]);

  return (
    <div className={styles.overlay} aria-hidden="true">
      {bands.map((band) => (
        <div
          key={band.key}
          className={styles.gap}
          style={{ left: percent(band.left), width: percent(band.width) }}
          data-testid="gap-band"
          title={gapText(t, formats, band.gap)}
        >
          {band.hasWord ? <span>{gapWord}</span> : null}
        </div>
      ))}
      {marks.map((placed) => (
        <div
          key={placed.key}
          className={`${styles.mark} ${TONES[placed.tone]} ${placed.side === null ? styles.wordless : ''}`}
          style={{ left: percent(placed.place) }}
          title={placed.mark.text}
        >
          {placed.side === null ? null : <span className={SIDES[placed.side]}>{placed.label}</span>}
        </div>
      ))}
    </div>
  );
};

export const CursorLine = ({ chart, cursor }: { readonly chart: ChartTopic; readonly cursor: ChartCursor }) => {
  const at = useChartCursor(cursor);
  const range = rangeOf(chart);
  if (at === null || at < range.from || at > range.until) return null;
  return (
    <div className={styles.overlay} aria-hidden="true">
      <div className={styles.cursor} style={{ left: percent(placeOn(range, at)) }} />
    </div>
  );
};
