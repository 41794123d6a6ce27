// The recording that plays into the rehearsal: where it stands, what is marked in it, and how to move in it.

import { type CSSProperties, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplayMark, ReplayNow } from '../../../src-main/contract/recording-documents.ts';
import { newCommandId } from '../../client/client.ts';
import { useEngineNow } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { formatSpan } from '../../ui/time.ts';
import { useCommand } from '../desk/use-command.ts';
import styles from './recordings.module.css';
import { ReplaySpeeds } from './replay-speeds.tsx';

const STEP_MS = 5000;
const LONG_STEP_MS = 30_000;

const positionAt = ({ status, positionMs, asOf, speed, durationMs }: ReplayNow, now: number): number =>
  status === 'playing' ? Math.min(durationMs, positionMs + Math.max(0, now - asOf) * speed) : positionMs;

const Marks = ({ replay }: { readonly replay: ReplayNow }) => {
  const { t } = useTranslation('recordings');
  const place = ({ atMs }: ReplayMark): CSSProperties => ({
    insetInlineStart: `${Math.min(100, (atMs / Math.max(1, replay.durationMs)) * 100)}%`,
  });
  return replay.marks.map((mark) => (
    <i
      key={`${mark.kind}-${mark.atMs}`}
      className={`${styles.mark} ${styles[mark.kind] ?? ''}`}
      style={place(mark)}
      title={`${formatSpan(mark.atMs)} ${t(`player.mark.${mark.kind}`)}`}
    />
  ));
};

const Legend = ({ marks }: { readonly marks: readonly ReplayMark[] }) => {
  const { t } = useTranslation('recordings');
  const kinds = [...new Set(marks.map(({ kind }) => kind))];
  if (kinds.length === 0) return null;
  return (
    <p className={`${styles.facts} ${styles.legend}`}>
      {kinds.map((kind) => (
        <span key={kind}>
          <i aria-hidden="true" className={`${styles.mark} ${styles[kind] ?? ''}`} />
          {t(`player.mark.${kind}`)}
        </span>
      ))}
    </p>
  );
};

export const ReplayPlayer = ({ replay }: { readonly replay: ReplayNow }) => {
  const { t } = useTranslation('recordings');
  const run = useCommand();
  const now = useEngineNow(250);
  /** Where the slider is held; null while nobody holds it. */
  const [held, setHeld] = useState<number | null>(null);
  const { durationMs, status, title, speed } = replay;
  const position = held ?? positionAt(replay, now);
  const time = t('player.at', { time: formatSpan(position), all: formatSpan(durationMs) });
  const isHeldUp = status === 'paused';
  const seek = (): void => {
    if (held === null) return;
    void run('replay.seek', { commandId: newCommandId(), positionMs: Math.round(held) }).then(() => setHeld(null));
  };
  const step = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const by = (event.shiftKey ? LONG_STEP_MS : STEP_MS) * (event.key === 'ArrowLeft' ? -1 : 1);
    setHeld(Math.min(durationMs, Math.max(0, position + by)));
  };
  return (
    <section className={styles.player} aria-label={t('player.label')} data-testid="replay-player" data-status={status}>
      <div className={styles.head}>
        <p className={styles.name}>
          <bdi>{title}</bdi>
          <span>{t(`player.status.${status}`)}</span>
        </p>
        <div className={styles.buttons}>
          <Button
            data-testid="replay-pause"
            disabled={status === 'ended'}
            onClick={() => run(isHeldUp ? 'replay.resume' : 'replay.pause', { commandId: newCommandId() })}
          >
            {t(isHeldUp ? 'player.resume' : 'player.pause')}
          </Button>
          <Button
            kind="quiet"
            data-testid="replay-stop"
            onClick={() => run('replay.stop', { commandId: newCommandId() })}
          >
            {t('player.stop')}
          </Button>
        </div>
      </div>
      <div className={styles.track}>
        <Marks replay={replay} />
        <input
          type="range"
          data-testid="replay-seek"
          aria-label={t('player.position')}
          aria-valuetext={time}
          min={0}
          max={durationMs}
          step={100}
          value={position}
          onChange={(event) => setHeld(Number(event.target.value))}
          onPointerUp={seek}
          onKeyDown={step}
          onKeyUp={seek}
          onBlur={seek}
        />
      </div>
      <div className={styles.head}>
        <p className={styles.facts} data-testid="replay-time">
          {time}
        </p>
        <Legend marks={replay.marks} />
      </div>
      <ReplaySpeeds
        speed={speed}
        onSpeed={(wanted) => run('replay.speed', { commandId: newCommandId(), speed: wanted })}
      />
      <p className={styles.facts}>{t('player.hint')}</p>
    </section>
  );
};
