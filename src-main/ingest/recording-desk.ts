// Recording the running show: one file at a time, of all sources or of some, and copies of files in which people are somebody else.

import { copyFile } from 'node:fs/promises';
import { Refusal } from '../contract/errors.ts';
import type { RecordingCopy, RecordingNow, RecordingRow } from '../contract/recording-documents.ts';
import type { Problem } from '../contract/topics.ts';
import { DESK_SOURCE, type Fact } from '../core/fact.ts';
import type { Show } from '../core/show.ts';
import type { Instant, SourceId } from '../core/units.ts';
import type { OutgoingFiles } from '../outgoing-files.ts';
import type { Attachments } from './attachments.ts';
import type { SourceWitness } from './event-source.ts';
import { createSecretMask } from './raw-frame.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { RecordedSource } from './recording.ts';
import { copyRecording } from './recording-copy.ts';
import { findRecording, finishRecordings, listRecordings, type RecordingDirs } from './recording-shelf.ts';

export interface RecordingDesk extends SourceWitness {
  write(facts: readonly Fact[]): void;
  /** The name of the file being written, or null. */
  current(): string | null;
  state(): RecordingNow | null;
  /** `sources`: null for all, also those that come later. */
  start(choice: { readonly sources: readonly SourceId[] | null; readonly hasFrames: boolean }): string;
  stop(): Promise<void>;
  list(): Promise<readonly RecordingRow[]>;
  /** Rejects with Refusal `not_found` or `bad_recording`. */
  copy(name: string): Promise<RecordingCopy>;
}

export interface RecordingDeskOptions {
  readonly clock: () => Instant;
  readonly dirs: RecordingDirs;
  show(): Show;
  readonly attachments: Attachments;
  readonly outgoing: OutgoingFiles;
  onChange(): void;
  onProblem(problem: Problem): void;
  onFault(fault: unknown): void;
}

const IS_UP: ReadonlySet<string> = new Set(['live', 'stale']);

export const createRecordingDesk = (options: RecordingDeskOptions): RecordingDesk => {
  const { clock, dirs, show, attachments, outgoing, onChange, onProblem, onFault } = options;
  let recorder: Recorder | null = null;
  let masks = new Map<SourceId, (text: string) => string>();
  /** One copy, or one look at the shelf, after the other. */
  let work: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const done = work.then(job);
    work = done.catch(() => undefined);
    return done;
  };

  const stop = async (): Promise<void> => {
    const ending = recorder;
    recorder = null;
    await ending?.stop();
    onChange();
  };

  const sourceNow = (sourceId: SourceId): Omit<RecordedSource, 'key'> | null => {
    if (sourceId === DESK_SOURCE) return { name: 'desk', kind: 'desk', isUp: true, capabilities: [] };
    const row = attachments.rows().find((each) => each.sourceId === sourceId);
    if (row === undefined) return null;
    const { name, kind, status, capabilities } = row;
    return { name, kind, isUp: IS_UP.has(status), capabilities };
  };

  const mask = (sourceId: SourceId, text: string): string => {
    const known = masks.get(sourceId) ?? createSecretMask(attachments.secretsOf(sourceId));
    masks.set(sourceId, known);
    return known(text);
  };

  return {
    frame: (source, frame) => recorder?.frame(source, frame),
    read: (source, reading) => recorder?.read(source, reading),
    rejects: (source, rejects) => recorder?.rejects(source, rejects),
    write: (facts) => recorder?.write(facts),
    current: () => recorder?.name ?? null,
    state: () => recorder?.state() ?? null,
    start: ({ sources, hasFrames }) => {
      if (recorder !== null) return recorder.name;
      const attached = attachments.rows().map(({ sourceId }) => sourceId);
      const unknown = sources?.find((sourceId) => sourceId !== DESK_SOURCE && !attached.includes(sourceId));
      if (unknown !== undefined) throw new Refusal('not_found', 'There is no such source.', { sourceId: unknown });
      const { title, currency } = show();
      masks = new Map();
      const fresh = createRecorder({
        dir: dirs.own,
        title,
        currency,
        clock,
        attached,
        only: sources,
        hasFrames,
        sourceNow,
        mask,
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
    list: () =>
      inTurn(async () => {
        await finishRecordings(dirs.own, (_name, fault) => onFault(fault), recorder?.name ?? null);
        return listRecordings(dirs);
      }),
    copy: (name) =>
      inTurn(async () => {
        const copied = await copyRecording(findRecording(dirs, name), dirs.own);
        const file = outgoing.make(copied.name);
        await copyFile(copied.path, file.path);
        return { ...copied, file: await outgoing.publish(file) };
      }),
  };
};
