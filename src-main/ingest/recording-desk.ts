// Recording and rehearsing: one recording of the running show at a time, one replay into a rehearsal at a time.

import type { RecordingRow } from '../contract/documents.ts';
import { Refusal } from '../contract/errors.ts';
import type { Problem } from '../contract/topics.ts';
import type { Fact } from '../core/fact.ts';
import type { Show } from '../core/show.ts';
import type { Instant, SourceId } from '../core/units.ts';
import type { Attachments } from './attachments.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { findRecording, listRecordings, type RecordingDirs } from './recording-shelf.ts';
import { createReplaySource } from './replay-source.ts';

const REPLAY = 'replay' as SourceId;

export interface RecordingDesk {
  write(facts: readonly Fact[]): void;
  /** The name of the file being written, or null. */
  current(): string | null;
  start(): string;
  stop(): Promise<void>;
  list(): readonly RecordingRow[];
  /** Plays a recording into a rehearsal; throws Refusal `wrong_phase` outside one. */
  startReplay(name: string, speed: number): Promise<void>;
  stopReplay(): Promise<void>;
}

export interface RecordingDeskOptions {
  readonly clock: () => Instant;
  readonly dirs: RecordingDirs;
  show(): Show;
  readonly attachments: Attachments;
  onChange(): void;
  onProblem(problem: Problem): void;
}

export const createRecordingDesk = (options: RecordingDeskOptions): RecordingDesk => {
  const { clock, dirs, show, attachments, onChange, onProblem } = options;
  let recorder: Recorder | null = null;

  const stop = async (): Promise<void> => {
    const ending = recorder;
    recorder = null;
    await ending?.stop();
    onChange();
  };

  return {
    write: (facts) => recorder?.write(facts),
    current: () => recorder?.name ?? null,
    start: () => {
      if (recorder !== null) return recorder.name;
      const { title, currency } = show();
      const fresh = createRecorder({
        dir: dirs.own,
        title,
        currency,
        clock,
        clockOffsetMs: (source) => attachments.rows().find((row) => row.sourceId === source)?.clockOffsetMs ?? 0,
        onProblem: (problem) => {
          recorder = null;
          onProblem(problem);
          onChange();
        },
      });
      recorder = fresh;
      onChange();
      return fresh.name;
    },
    stop,
    list: () => listRecordings(dirs),
    startReplay: async (name, speed) => {
      const { phase } = show();
      if (phase !== 'rehearsing') {
        throw new Refusal('wrong_phase', 'A recording is played into a rehearsal: start one first.', { phase });
      }
      // Made first: what is refused must not end the one that plays.
      const source = createReplaySource({ sourceId: REPLAY, file: findRecording(dirs, name), speed, clock });
      await attachments.detach(REPLAY);
      attachments.attach(source);
    },
    stopReplay: () => attachments.detach(REPLAY),
  };
};
