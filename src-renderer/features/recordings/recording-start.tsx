// Starts a recording: of everything with one click, or of the sources that are ticked.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceId } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { useTopic } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../desk/use-command.ts';
import styles from './recordings.module.css';

export const RecordingStart = ({ onDone }: { readonly onDone: () => void }) => {
  const { t } = useTranslation('recordings');
  const run = useCommand();
  const attached = useTopic('source.list') ?? [];
  const [isChoosing, setChoosing] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<SourceId>>(new Set());
  const [hasFrames, setFrames] = useState(true);
  const chosen = attached.map(({ sourceId }) => sourceId).filter((sourceId) => !left.has(sourceId));
  const isNone = attached.length > 0 && chosen.length === 0;
  const start = async (): Promise<void> => {
    const some = isChoosing && left.size > 0 && chosen.length > 0 ? { sources: chosen } : {};
    await run('recording.start', { commandId: newCommandId(), hasFrames, ...some });
    onDone();
  };
  const toggle = (sourceId: SourceId): void =>
    setLeft((before) => {
      const next = new Set(before);
      if (!next.delete(sourceId)) next.add(sourceId);
      return next;
    });
  return (
    <>
      <div className={styles.head}>
        <h3>{t('title')}</h3>
        <div className={styles.buttons}>
          <Button kind="quiet" aria-expanded={isChoosing} onClick={() => setChoosing(!isChoosing)}>
            {t(isChoosing ? 'all' : 'choose')}
          </Button>
          <Button
            data-testid="recording-start"
            disabled={isChoosing && isNone}
            title={isChoosing && isNone ? t('pick') : undefined}
            onClick={start}
          >
            {t('start')}
          </Button>
        </div>
      </div>
      {isChoosing ? (
        <fieldset className={styles.choice}>
          {attached.length === 0 ? <p className={styles.facts}>{t('noSource')}</p> : null}
          {attached.map(({ sourceId, name }) => (
            <label key={sourceId}>
              <input type="checkbox" checked={!left.has(sourceId)} onChange={() => toggle(sourceId)} />
              <bdi>{name}</bdi>
            </label>
          ))}
          <label>
            <input type="checkbox" checked={hasFrames} onChange={(event) => setFrames(event.target.checked)} />
            <span>{t('frames')}</span>
          </label>
        </fieldset>
      ) : null}
    </>
  );
};
