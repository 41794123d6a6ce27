// What a chart says in words: its legend, the value under the cursor, or the newest with its peak.

import { useTranslation } from 'react-i18next';
import type { ChartTopic } from '../../../src-main/contract/topics.ts';
import { type ChartCursor, useChartCursor } from './chart-cursor.ts';
import { gapsIn } from './chart-marks.ts';
import type { ChartName } from './chart-options.ts';
import styles from './chart-panel.module.css';
import { bucketStart, onlineOf, peakIn } from './chart-points.ts';
import { bucketsOf, INTERACTION_SERIES, readingsOf } from './chart-series.ts';
import type { ChartFormats } from './chart-words.ts';
import { gapText } from './gap-words.ts';

const KEYS = { chats: styles.keyChats, likes: styles.keyLikes, follows: styles.keyFollows };

const writeValue = (name: ChartName, value: number | null, formats: ChartFormats): string => {
  if (value === null) return '—';
  return name === 'gmv' ? formats.money(value) : formats.count(value);
};

const writeMoment = (name: ChartName, chart: ChartTopic, at: number, formats: ChartFormats): string => {
  const buckets = bucketsOf(name, chart)[0];
  const start = buckets === undefined ? at : bucketStart(buckets, at);
  return (buckets?.bucketMs ?? 0) < 60_000 ? formats.timeWithSeconds(start) : formats.time(start);
};

interface ReadingProps {
  readonly name: ChartName;
  readonly chart: ChartTopic;
  readonly cursor: ChartCursor;
  readonly formats: ChartFormats;
}

/** One sentence for those who do not see the picture. */
export const useReadingText = ({ name, chart, cursor, formats }: ReadingProps): string => {
  const { t } = useTranslation('charts');
  const at = useChartCursor(cursor);
  const values = readingsOf(name, chart, at).map((value) => writeValue(name, value, formats));
  const said =
    name === 'interaction'
      ? INTERACTION_SERIES.map((series, i) => `${t(`series.${series}`)} ${values[i] ?? '—'}`).join(' · ')
      : (values[0] ?? '—');
  if (at === null) return said;
  const gap = gapsIn(name, chart.gaps).find(({ from, to }) => from <= at && (to === null || at < to));
  const missing = gap === undefined ? '' : ` · ${gapText(t, formats, gap)}`;
  return `${writeMoment(name, chart, at, formats)} ${said}${missing}`;
};

export const ChartReading = ({ name, chart, cursor, formats }: ReadingProps) => {
  const { t } = useTranslation('charts');
  const at = useChartCursor(cursor);
  const values = readingsOf(name, chart, at);
  const peak = name === 'online' && at === null ? peakIn(onlineOf(chart)) : null;

  return (
    <div className={styles.reading}>
      {at === null ? null : <span className={styles.moment}>{writeMoment(name, chart, at, formats)}</span>}
      {peak === null ? null : (
        <span className={styles.moment}>
          {t('peak', { value: formats.count(peak.value), time: formats.time(peak.at) })}
        </span>
      )}
      {name === 'interaction' ? (
        INTERACTION_SERIES.map((series, i) => (
          <span key={series} className={`${styles.legend} ${KEYS[series]}`}>
            {t(`series.${series}`)} <b>{writeValue(name, values[i] ?? null, formats)}</b>
          </span>
        ))
      ) : (
        <b className={at === null ? undefined : styles.underCursor}>{writeValue(name, values[0] ?? null, formats)}</b>
      )}
    </div>
  );
};
