// Counts the lines of a recording for its footer.

import {
  kindOfLine,
  type MarkKind,
  MOST_MARKS,
  markOf,
  RECORDING_VERSION,
  type RecordingFooter,
  type RecordingMark,
  timeOf,
} from './recording.ts';

export interface RecordingTally {
  event(at: number): void;
  frame(): void;
  lostFrames(count: number): void;
  mark(at: number, kind: MarkKind): void;
  /** It went on until then, if in silence. */
  last(durationMs: number): void;
  /** A line of a file, read. */
  see(raw: unknown): void;
  counts(): Pick<RecordingFooter, 'events' | 'frames' | 'lostFrames'>;
  footer(): RecordingFooter;
}

const countIn = (raw: unknown): number => {
  const { lost } = raw as { readonly lost?: unknown };
  return typeof lost === 'number' && Number.isSafeInteger(lost) && lost > 0 ? lost : 0;
};

export const createRecordingTally = (): RecordingTally => {
  let events = 0;
  let frames = 0;
  let lostFrames = 0;
  let durationMs = 0;
  const marks: RecordingMark[] = [];

  const reach = (at: number): void => {
    durationMs = Math.max(durationMs, Math.round(at));
  };
  const mark = (at: number, kind: MarkKind): void => {
    if (marks.length < MOST_MARKS) marks.push({ at: Math.round(at), kind });
  };

  const tally: RecordingTally = {
    event: (at) => {
      events += 1;
      reach(at);
    },
    frame: () => {
      frames += 1;
    },
    lostFrames: (count) => {
      lostFrames += count;
    },
    mark,
    last: reach,
    see: (raw) => {
      const at = timeOf(raw) ?? 0;
      const kind = kindOfLine(raw);
      if (kind === 'event') tally.event(at);
      else if (kind === 'frame') tally.frame();
      else if (kind === 'lost') tally.lostFrames(countIn(raw));
      const said =
        typeof raw === 'object' && raw !== null ? (raw as { type?: unknown; level?: unknown; mark?: unknown }) : {};
      const found = kind === 'mark' ? markOf({ type: said.mark }) : markOf(said);
      if (found !== null) mark(at, found);
    },
    counts: () => ({ events, frames, lostFrames }),
    footer: () => ({
      kongtaiRecordingEnd: RECORDING_VERSION,
      events,
      durationMs,
      frames,
      lostFrames,
      marks: [...marks],
    }),
  };
  return tally;
};
