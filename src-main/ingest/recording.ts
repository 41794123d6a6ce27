// A recording as a file: JSON lines, a header first, one event a line with its time since the start, a footer once it is finished.

import { z } from 'zod';
import type { Fact } from '../core/fact.ts';
import { LIVE_EVENT_TYPES, type LiveEvent, type LiveEventBody } from '../core/live-event.ts';

export const RECORDING_VERSION = 1;
export const RECORDING_SUFFIX = '.jsonl';
/** A recording that is being written, or was when the power went. */
export const UNFINISHED_SUFFIX = '.jsonl.part';
/** What an unfinished recording will be called. */
export const finishedName = (part: string): string => part.slice(0, -UNFINISHED_SUFFIX.length) + RECORDING_SUFFIX;

/** No event is larger; a longer line is not read into memory. */
export const LONGEST_LINE = 16 * 1024 * 1024;

export interface RecordingHeader {
  readonly kongtaiRecording: typeof RECORDING_VERSION;
  readonly title: string;
  /** ISO 4217. */
  readonly currency: string;
  /** UTC milliseconds. */
  readonly startedAt: number;
}

/** Saves counting a long file: a recording without one is just as good. */
export interface RecordingFooter {
  readonly kongtaiRecordingEnd: typeof RECORDING_VERSION;
  readonly events: number;
  readonly durationMs: number;
}

const headerShape = z.object({
  kongtaiRecording: z.literal(RECORDING_VERSION),
  title: z.string().max(1000),
  currency: z.string().regex(/^[A-Z]{3}$/),
  startedAt: z.int().min(0),
});

const footerShape = z.object({
  kongtaiRecordingEnd: z.literal(RECORDING_VERSION),
  events: z.int().min(0),
  durationMs: z.int().min(0),
});

/** The line's value, or undefined where it is not JSON. */
export const readLine = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

export const readHeader = (line: string): RecordingHeader | null => headerShape.safeParse(readLine(line)).data ?? null;

export const readFooter = (raw: unknown): RecordingFooter | null => footerShape.safeParse(raw).data ?? null;

/** Milliseconds since the recording's start, or null where the line is no event. */
export const timeOf = (raw: unknown): number | null => {
  if (typeof raw !== 'object' || raw === null) return null;
  const { at } = raw as { at?: unknown };
  return typeof at === 'number' && Number.isFinite(at) && at >= 0 ? at : null;
};

const LIVE: ReadonlySet<string> = new Set(LIVE_EVENT_TYPES);

export const isLiveFact = (fact: Fact): fact is Fact & { readonly body: LiveEventBody } => LIVE.has(fact.body.type);

/** An event's line in the protocol's own shape, but `at` counts from the start. */
export const writeEventLine = (event: LiveEvent, startedAt: number): string => {
  const { id, seq, at, body } = event;
  return `${JSON.stringify({ id, seq, at: Math.max(0, at - startedAt), ...body })}\n`;
};
