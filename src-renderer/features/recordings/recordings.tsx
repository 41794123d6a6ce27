// Recordings: writing one of the running show, playing one into a rehearsal, and giving one away without its people.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingCopy } from '../../../src-main/contract/recording-documents.ts';
import { request } from '../../client/client.ts';
import { useTopic, useTopicSlice } from '../../state/live-store.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import { RecordingLine } from './recording-line.tsx';
import { RecordingStart } from './recording-start.tsx';
import { RecordingStatus } from './recording-status.tsx';
import styles from './recordings.module.css';
import { ReplayPlayer } from './replay-player.tsx';
import { ReplaySpeeds } from './replay-speeds.tsx';

const readRecordings = () => request('recording.list', {});

export const Recordings = () => {
  const { t } = useTranslation('recordings');
  const list = useDocument(readRecordings);
  const [speed, setSpeed] = useState(1);
  const [copied, setCopied] = useState<{ readonly of: string; readonly copy: RecordingCopy } | null>(null);
  const state = useTopic('recording.state');
  const recording = state?.recording ?? null;
  const canPlay = useTopicSlice('show.current', (show) => show?.phase === 'rehearsing');
  const replay = state?.replay ?? null;
  return (
    <section data-testid="recordings">
      {recording === null ? (
        <RecordingStart onDone={list.again} />
      ) : (
        <RecordingStatus recording={recording} onDone={list.again} />
      )}
      {replay === null ? null : <ReplayPlayer replay={replay} />}
      <DocumentFrame document={list}>
        {(rows) =>
          rows.length === 0 ? (
            <p className={styles.facts}>{t('empty')}</p>
          ) : (
            <>
              {canPlay && replay === null ? <ReplaySpeeds speed={speed} onSpeed={setSpeed} /> : null}
              {canPlay ? null : <p className={styles.facts}>{t('rehearseFirst')}</p>}
              <ul className={styles.list}>
                {rows.map((row) => (
                  <RecordingLine
                    key={row.name}
                    row={row}
                    speed={replay?.speed ?? speed}
                    canPlay={canPlay}
                    copy={copied?.of === row.name ? copied.copy : null}
                    onCopied={(copy) => {
                      setCopied({ of: row.name, copy });
                      list.again();
                    }}
                  />
                ))}
              </ul>
            </>
          )
        }
      </DocumentFrame>
      {state === null || state === undefined ? null : (
        <p className={styles.facts}>
          <bdi>{t('dir', { dir: state.dir })}</bdi>
        </p>
      )}
    </section>
  );
};
