// What screens see of recordings: those there are, the one being written, the one being played, and a pseudonymised copy.

import type { Duration, Instant } from '../core/units.ts';
import type { OutgoingFile } from './import-documents.ts';

export interface RecordingRow {
  readonly name: string;
  readonly title: string;
  readonly startedAt: Instant;
  readonly durationMs: Duration;
  readonly events: number;
  /** Raw frames beside them. */
  readonly frames: number;
  readonly lostFrames: number;
  readonly bytes: number;
  /** None where an older version did not write them. */
  readonly sources: readonly { readonly name: string; readonly kind: string }[];
  /** Comes with Kongtai. */
  readonly isBuiltIn: boolean;
  /** People in it are somebody else. */
  readonly isPseudonymised: boolean;
}

/** The recording that is being written. */
export interface RecordingNow {
  readonly name: string;
  readonly startedAt: Instant;
  readonly bytes: number;
  readonly sources: number;
  readonly events: number;
  readonly hasFrames: boolean;
  readonly frames: number;
  /** Left out because the disk was too slow, or the file too large. */
  readonly lostFrames: number;
}

export interface ReplayMark {
  readonly atMs: Duration;
  readonly kind: 'pin' | 'deal' | 'loss' | 'gap' | 'stream' | 'warning';
}

/** `seeking`: it is run through at full speed up to where a person wants it. */
export type ReplayStatus = 'playing' | 'paused' | 'seeking' | 'ended';

export interface ReplayNow {
  readonly name: string;
  readonly title: string;
  readonly durationMs: Duration;
  readonly speed: number;
  readonly status: ReplayStatus;
  /** Where it stood at `asOf`; while it plays it goes on from there at its speed. */
  readonly positionMs: Duration;
  readonly asOf: Instant;
  readonly marks: readonly ReplayMark[];
}

export interface RecordingTopic {
  /** The folder that recordings lie in. */
  readonly dir: string;
  readonly recording: RecordingNow | null;
  readonly replay: ReplayNow | null;
}

/** What a pseudonymised copy is, and what was done for it. */
export interface RecordingCopy {
  readonly name: string;
  /** Where it lies. */
  readonly path: string;
  /** The same, for a page to fetch. */
  readonly file: OutgoingFile;
  readonly people: number;
  /** Texts in which something was replaced. */
  readonly texts: number;
  /** Raw frames by what became of them: rewritten like events, or reduced to their shape. */
  readonly frames: { readonly rewritten: number; readonly reduced: number };
}
