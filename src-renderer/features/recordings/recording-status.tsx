// The recording that is being written: since when, how large, of how much, and what had to be left out.

import { useTranslation } from 'react-i18next';
import type { RecordingNow } from '../../../src-main/contract/recording-documents.ts';
import { newCommandId } from '../../client/client.ts';
import { useEngineNow } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { formatSpan } from '../../ui/time.ts';
import { useCommand } from '../desk/use-command.ts';
import { formatBytes } from './byte-size.ts';
import styles from './recordings.module.css';

interface RecordingStatusProps {
  readonly recording: RecordingNow;
  readonly onDone: () => void;
}

export const RecordingStatus = ({ recording, onDone }: RecordingStatusProps) => {
  const { t, i18n } = useTranslation('recordings');
  const run = useCommand();
  const now = useEngineNow(1000);
  const count = new Intl.NumberFormat(i18n.language);
  const { name, startedAt, bytes, events, sources, frames, hasFrames, lostFrames } = recording;
  const stop = async (): Promise<void> => {
    await run('recording.stop', { commandId: newCommandId() });
    onDone();
  };
  return (
    <>
      <div className={styles.head}>
        <h3>{t('title')}</h3>
        <Button kind="live" data-testid="recording-stop" onClick={stop}>
          {t('stop')}
        </Button>
      </div>
      <div className={styles.now} data-testid="recording-now">
        <strong>{t('now', { name })}</strong>
        <p className={styles.facts}>
          {t('nowFacts', {
            time: formatSpan(now - startedAt),
            size: formatBytes(bytes, i18n.language),
            events: count.format(events),
          })}
          {` · ${t('nowSources', { count: sources })}`}
          {hasFrames ? ` · ${t('nowFrames', { frames: count.format(frames) })}` : null}
        </p>
        {lostFrames === 0 ? null : (
          <p className={styles.warning} role="alert">
            {t('lost', { frames: count.format(lostFrames) })}
          </p>
        )}
      </div>
    </>
  );
};
