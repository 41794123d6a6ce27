// When a source was not heard in this show, and what may be missing because of it.

import { useTranslation } from 'react-i18next';
import type { SourceId } from '../../../src-main/core/units.ts';
import { useTopic } from '../../state/live-store.ts';
import { missingText } from './kind-words.ts';
import styles from './source-row.module.css';

export const SourceGaps = ({ sourceId }: { readonly sourceId: SourceId }) => {
  const { t, i18n } = useTranslation('sources');
  const gaps = useTopic('chart.live')?.gaps.filter((gap) => gap.source === sourceId) ?? [];
  const newest = gaps.at(-1);
  if (newest === undefined) return null;
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium', hourCycle: 'h23' });
  const span =
    newest.to === null
      ? t('gaps.since', { from: time.format(newest.from) })
      : t('gaps.span', { from: time.format(newest.from), to: time.format(newest.to) });
  return (
    <p className={styles.facts} data-testid="source-gaps">
      {t('gaps.words', { count: gaps.length, span, list: missingText(t, newest.misses) })}
    </p>
  );
};
