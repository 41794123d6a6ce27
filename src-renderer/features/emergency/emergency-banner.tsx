// What is frozen and not settled yet: over the whole desk until somebody says how it ended.

import { useTranslation } from 'react-i18next';
import { useDesk } from '../../state/desk-store.ts';
import { useEngineNow, useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { formatSpan } from '../../ui/time.ts';
import styles from './emergency-banner.module.css';
import { frozenText } from './frozen-text.ts';

export const EmergencyBanner = () => {
  const { t } = useTranslation('emergency');
  const open = useTopicSlice('emergency.state', (topic) => topic?.open ?? null);
  const openDialog = useDesk((desk) => desk.openDialog);
  const now = useEngineNow(1000);
  const [newest, ...others] = open ?? [];
  if (newest === undefined) return null;
  return (
    <section className={styles.banner} aria-label={t('title')} data-testid="emergency-open" data-drill={newest.isDrill}>
      <b className={styles.mark}>{t(newest.isDrill ? 'drillMark' : 'mark')}</b>
      <b className={styles.wrong}>
        <bdi>{newest.wrong}</bdi>
      </b>
      <span className={styles.frozen}>{frozenText(t, newest)}</span>
      <span className={styles.age}>{t('ago', { span: formatSpan(Math.max(0, now - newest.raisedAt)) })}</span>
      {others.length === 0 ? null : <span className={styles.age}>{t('others', { count: others.length })}</span>}
      <Button
        kind="live"
        data-testid="emergency-settle"
        onClick={() => openDialog({ kind: 'emergency-open', emergencyId: newest.emergencyId })}
      >
        {t('settle')}
      </Button>
    </section>
  );
};
