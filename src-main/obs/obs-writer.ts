// Brings a connected OBS to what is wanted of it: newest texts, the scene of the moment, chapters; one request at a time.

import { z } from 'zod';
import type { ObsDeed } from '../contract/obs-documents.ts';
import type { Instant } from '../core/units.ts';
import { type ObsConnection, ObsFault } from './obs-connection.ts';

export interface ObsMark {
  readonly text: string;
  readonly timecode: string;
  readonly isChapter: boolean;
}

export interface ObsWriter {
  /** By source what is to stand in it; the last word counts. */
  want(texts: ReadonlyMap<string, string>): void;
  /** Not turned to any more once it is late. */
  turnTo(scene: string): void;
  mark(text: string): void;
}

export interface ObsWriterOptions {
  readonly connection: ObsConnection;
  readonly clock: () => Instant;
  onDeed(deed: Omit<ObsDeed, 'key' | 'at'>): void;
  onMark(mark: ObsMark): void;
}

/** A scene or a chapter later than this would be wrong. */
const LATE_MS = 5000;
/** So long a source that was refused is left alone. */
const REST_MS = 10_000;

const recording = z.object({
  outputActive: z.boolean(),
  outputTimecode: z
    .string()
    .regex(/^\d{1,4}:\d{2}:\d{2}\.\d{3}$/)
    .catch('00:00:00.000'),
});

export const createObsWriter = ({ connection, clock, onDeed, onMark }: ObsWriterOptions): ObsWriter => {
  let wanted: ReadonlyMap<string, string> = new Map();
  const written = new Map<string, string>();
  /** Until when a source that was refused is left alone. */
  const resting = new Map<string, number>();
  let scene: { readonly name: string; readonly at: Instant } | null = null;
  const marks: { readonly text: string; readonly at: Instant }[] = [];
  let isWorking = false;

  const isLate = (at: Instant): boolean => clock() - at > LATE_MS;

  const tryTo = async (
    deed: Omit<ObsDeed, 'key' | 'at' | 'refusal' | 'timecode'>,
    work: () => Promise<unknown>,
  ): Promise<boolean> => {
    try {
      await work();
      onDeed({ ...deed, timecode: null, refusal: null });
      return true;
    } catch (cause) {
      onDeed({ ...deed, timecode: null, refusal: cause instanceof ObsFault ? cause.message : String(cause) });
      return false;
    }
  };

  const nextText = (): { readonly name: string; readonly text: string } | null => {
    for (const [name, text] of wanted) {
      if (written.get(name) === text) continue;
      const rest = resting.get(name);
      if (rest !== undefined && rest > clock()) continue;
      return { name, text };
    }
    return null;
  };

  const writeText = async ({ name, text }: { readonly name: string; readonly text: string }): Promise<void> => {
    const isDone = await tryTo({ kind: 'text', target: name, text }, () =>
      connection.ask('SetInputSettings', { inputName: name, inputSettings: { text }, overlay: true }),
    );
    if (isDone) {
      written.set(name, text);
      resting.delete(name);
    } else resting.set(name, clock() + REST_MS);
  };

  const makeMark = async (text: string): Promise<void> => {
    try {
      const { outputActive, outputTimecode } = recording.parse(await connection.ask('GetRecordStatus'));
      if (!outputActive) return;
      const isChapter =
        connection.requests.has('CreateRecordChapter') &&
        // Only some containers hold chapters: where this one does not, the timecode is kept by us.
        (await connection.ask('CreateRecordChapter', { chapterName: text }).then(
          () => true,
          () => false,
        ));
      onMark({ text, timecode: outputTimecode, isChapter });
      onDeed({ kind: isChapter ? 'chapter' : 'mark', target: text, text: '', timecode: outputTimecode, refusal: null });
    } catch (cause) {
      const refusal = cause instanceof ObsFault ? cause.message : String(cause);
      onDeed({ kind: 'mark', target: text, text: '', timecode: null, refusal });
    }
  };

  /** The scene first: it is what viewers see at once. */
  const step = async (): Promise<boolean> => {
    const turn = scene;
    if (turn !== null) {
      scene = null;
      if (isLate(turn.at)) return true;
      const { name } = turn;
      await tryTo({ kind: 'scene', target: name, text: '' }, () =>
        connection.ask('SetCurrentProgramScene', { sceneName: name }),
      );
      return true;
    }
    const text = nextText();
    if (text !== null) {
      await writeText(text);
      return true;
    }
    const mark = marks.shift();
    if (mark === undefined) return false;
    if (!isLate(mark.at)) await makeMark(mark.text);
    return true;
  };

  const kick = async (): Promise<void> => {
    if (isWorking) return;
    isWorking = true;
    try {
      while (await step());
    } finally {
      isWorking = false;
    }
  };

  return {
    want: (texts) => {
      wanted = texts;
      if (nextText() !== null) void kick();
    },
    turnTo: (name) => {
      scene = { name, at: clock() };
      void kick();
    },
    mark: (text) => {
      marks.push({ text, at: clock() });
      void kick();
    },
  };
};
