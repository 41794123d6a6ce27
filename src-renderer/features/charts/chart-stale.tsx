// Says on the charts that their data has stopped, since when; what is missing is never drawn as zero.

import { useTranslation } from 'react-i18next';
import { useEngineNow } from '../../state/live-store.ts';
import { useAllStaleSince } from '../figures/all-stale.ts';
import { waitSpanOf } from '../questions/waiting.ts';
import styles from './chart-grid.module.css';
import { chartFormats } from './chart-words.ts';

const StaleSince = ({ since }: { readonly since: number }) => {
  const { t, i18n } = useTranslation(['charts', 'questions']);
  const now = useEngineNow(1000);
  const span = waitSpanOf(now - since);
  return (
    <output className={styles.stale}>
      {t('charts:stale', {
        time: chartFormats(i18n.language, 'CNY').timeWithSeconds(since),
        ago: t(`questions:span.${span.unit}`, { count: span.count }),
      })}
    </output>
  );
};

export const ChartStale = () => {
  const since = useAllStaleSince();
  return since === null ? null : <StaleSince since={since} />;
};
