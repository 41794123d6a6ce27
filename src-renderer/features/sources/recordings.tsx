// Recordings: writing one of the running show, and playing one into a rehearsal at any speed.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../src-main/contract/documents.ts';
import { newCommandId, request } from '../../client/client.ts';
import { useTopic, useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { formatSpan } from '../../ui/time.ts';
import { useCommand } from '../desk/use-command.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './source-dialog.module.css';

const readRecordings = () => request('recording.list', {});
const SPEEDS = [1, 4, 16, 60] as const;

const RecordingLine = ({ row, speed }: { readonly row: RecordingRow; readonly speed: number }) => {
  const { t, i18n } = useTranslation('sources');
  const run = useCommand();
  const canPlay = useTopicSlice('show.current', (show) => show?.phase === 'rehearsing');
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  return (
    <li className={styles.recording}>
      <div>
        <p className={styles.name}>
          <bdi>{row.title}</bdi>
          {row.isBuiltIn ? <span>{t('recordings.builtIn')}</span> : null}
        </p>
        <p className={styles.facts}>
          {moment.format(row.startedAt)} · {formatSpan(row.durationMs)} ·{' '}
          {t('recordings.events', { count: row.events })}
        </p>
      </div>
      <Button
        disabled={!canPlay}
        title={canPlay ? undefined : t('recordings.rehearseFirst')}
        onClick={() => run('replay.start', { commandId: newCommandId(), name: row.name, speed })}
      >
        {t('recordings.play')}
      </Button>
    </li>
  );
};

export const Recordings = () => {
  const { t } = useTranslation('sources');
  const run = useCommand();
  const list = useDocument(readRecordings);
  const [speed, setSpeed] = useState<number>(1);
  const recording = useTopicSlice('show.current', (show) => show?.recording ?? null);
  const isPlaying = useTopic('source.list')?.some((source) => source.kind === 'replay') ?? false;
  const toggle = async (): Promise<void> => {
    await run(recording === null ? 'recording.start' : 'recording.stop', { commandId: newCommandId() });
    list.again();
  };
  return (
    <section>
      <div className={styles.head}>
        <h3>{t('recordings.title')}</h3>
        <div>
          {isPlaying ? (
            <Button onClick={() => run('replay.stop', { commandId: newCommandId() })}>
              {t('recordings.stopPlay')}
            </Button>
          ) : null}{' '}
          <Button kind={recording === null ? 'plain' : 'live'} onClick={toggle}>
            {t(recording === null ? 'recordings.start' : 'recordings.stop')}
          </Button>
        </div>
      </div>
      {recording === null ? null : <p className={styles.facts}>{t('recordings.to', { name: recording })}</p>}
      <DocumentFrame document={list}>
        {(rows) =>
          rows.length === 0 ? (
            <p className={styles.facts}>{t('recordings.empty')}</p>
          ) : (
            <>
              <p className={styles.facts}>
                {t('recordings.speed')}{' '}
                {SPEEDS.map((each) => (
                  <Button
                    key={each}
                    kind={each === speed ? 'plain' : 'quiet'}
                    aria-pressed={each === speed}
                    onClick={() => setSpeed(each)}
                  >
                    {each}×
                  </Button>
                ))}
              </p>
              <ul className={styles.recordings}>
                {rows.map((row) => (
                  <RecordingLine key={row.name} row={row} speed={speed} />
                ))}
              </ul>
            </>
          )
        }
      </DocumentFrame>
    </section>
  );
};
