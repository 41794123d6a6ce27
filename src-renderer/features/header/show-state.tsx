// What the show is doing now, what it is called, and how much of its planned time has gone.

import { useTranslation } from 'react-i18next';
import type { ShowTopic } from '../../../src-main/contract/topics.ts';
import { useEngineNow, useLinkStatus, useTopic } from '../../state/live-store.ts';
import { formatLongSpan } from '../../ui/time.ts';
import styles from './show-state.module.css';

export type ShowFace = ShowTopic['phase'] | 'paused' | 'none';

export const faceOf = (show: Pick<ShowTopic, 'phase' | 'isPaused'> | null): ShowFace =>
  show === null ? 'none' : show.phase === 'live' && show.isPaused ? 'paused' : show.phase;

const Elapsed = ({ show }: { readonly show: ShowTopic }) => {
  const { t } = useTranslation('header');
  const now = useEngineNow(500);
  const planned = formatLongSpan(show.plannedMs);
  if (show.startedAt === null) return <span className={styles.time}>{t('planned', { planned })}</span>;
  const spent = (show.endedAt ?? now) - show.startedAt;
  return (
    <span className={styles.time} data-over={spent > show.plannedMs} title={t('elapsedHint')}>
      <b>{formatLongSpan(spent)}</b> / {planned}
    </span>
  );
};

export const ShowState = () => {
  const { t } = useTranslation('header');
  const show = useTopic('show.current');
  const link = useLinkStatus();
  // Nothing heard yet is not the same as no show.
  const face = show === null && link !== 'open' ? 'unknown' : faceOf(show);
  return (
    <div className={styles.show}>
      <span className={styles.state} data-testid="show-state" data-phase={face}>
        <i aria-hidden="true" />
        {t(`phase.${face}`)}
      </span>
      {show === null ? null : (
        <>
          <bdi className={styles.title} title={show.title}>
            {show.title}
          </bdi>
          <Elapsed show={show} />
          {show.recording === null ? null : (
            <span className={styles.recording} title={t('recordingTo', { name: show.recording })}>
              ● {t('recording')}
            </span>
          )}
        </>
      )}
    </div>
  );
};
