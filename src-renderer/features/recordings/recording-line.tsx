// One recording in the list: what is in it, to be played into a rehearsal, or copied without its people.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingCopy, RecordingRow } from '../../../src-main/contract/recording-documents.ts';
import { newCommandId, request } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { formatSpan } from '../../ui/time.ts';
import { problemText } from '../desk/problem-text.ts';
import { useCommand } from '../desk/use-command.ts';
import { fetchFile } from '../import/file-transfer.ts';
import { formatBytes } from './byte-size.ts';
import styles from './recordings.module.css';

const CopyDone = ({ copy }: { readonly copy: RecordingCopy }) => {
  const { t, i18n } = useTranslation(['recordings', 'errors']);
  const count = new Intl.NumberFormat(i18n.language);
  const [why, setWhy] = useState<string | null>(null);
  const { rewritten, reduced } = copy.frames;
  const download = async (): Promise<void> => {
    const file = await fetchFile(copy.file);
    if (file instanceof Blob) saveFile(copy.name, file);
    else setWhy(problemText(t, { code: file.code, details: file.details ?? {} }));
  };
  return (
    <div className={styles.done} role="status" data-testid="recording-copied">
      <p>{t('copied.done', { path: copy.path })}</p>
      <p>{t('copied.people', { people: count.format(copy.people) })}</p>
      {copy.texts === 0 ? null : <p>{t('copied.texts', { texts: count.format(copy.texts) })}</p>}
      {rewritten === 0 ? null : <p>{t('copied.rewritten', { frames: count.format(rewritten) })}</p>}
      {reduced === 0 ? null : <p>{t('copied.reduced', { frames: count.format(reduced) })}</p>}
      <p>{t('copied.kept')}</p>
      <p>
        <Button data-testid="recording-download" onClick={download}>
          {t('copied.download')}
        </Button>
      </p>
      {why === null ? null : <p role="alert">{why}</p>}
    </div>
  );
};

interface RecordingLineProps {
  readonly row: RecordingRow;
  readonly speed: number;
  /** The show is being rehearsed. */
  readonly canPlay: boolean;
  readonly copy: RecordingCopy | null;
  readonly onCopied: (copy: RecordingCopy) => void;
}

export const RecordingLine = ({ row, speed, canPlay, copy, onCopied }: RecordingLineProps) => {
  const { t, i18n } = useTranslation(['recordings', 'errors']);
  const run = useCommand();
  const isPlaying = useTopicSlice('recording.state', (state) => state?.replay?.name === row.name);
  const [isCopying, setCopying] = useState(false);
  const [why, setWhy] = useState<string | null>(null);
  const count = new Intl.NumberFormat(i18n.language);
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const makeCopy = async (): Promise<void> => {
    setCopying(true);
    setWhy(null);
    const reply = await request('recording.copy', { name: row.name });
    setCopying(false);
    if (reply.ok) onCopied(reply.value);
    else setWhy(problemText(t, { code: reply.code, details: reply.details ?? {} }));
  };
  return (
    <li className={styles.line} data-testid="recording-row" data-name={row.name}>
      <div>
        <p className={styles.name}>
          <bdi>{row.title}</bdi>
          {row.isBuiltIn ? <span>{t('builtIn')}</span> : null}
          {row.isPseudonymised ? <span>{t('pseudonymised')}</span> : null}
        </p>
        <p className={styles.facts}>
          {t('facts', {
            when: moment.format(row.startedAt),
            time: formatSpan(row.durationMs),
            events: count.format(row.events),
            size: formatBytes(row.bytes, i18n.language),
          })}
          {row.frames === 0 ? null : ` · ${t('framesIn', { frames: count.format(row.frames) })}`}
        </p>
        {row.sources.length === 0 ? null : (
          <p className={styles.facts}>
            <bdi>{row.sources.map(({ name }) => name).join(' · ')}</bdi>
          </p>
        )}
        {why === null ? null : (
          <p className={styles.warning} role="alert">
            {why}
          </p>
        )}
      </div>
      <div className={styles.buttons}>
        {row.isPseudonymised ? null : (
          <Button data-testid="recording-copy" disabled={isCopying} onClick={makeCopy}>
            {t(isCopying ? 'copying' : 'copy')}
          </Button>
        )}
        <Button
          data-testid="recording-play"
          disabled={!canPlay || isPlaying}
          onClick={() => run('replay.start', { commandId: newCommandId(), name: row.name, speed })}
        >
          {t(isPlaying ? 'playing' : 'play')}
        </Button>
      </div>
      {copy === null ? null : <CopyDone copy={copy} />}
    </li>
  );
};
