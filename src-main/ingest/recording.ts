// A recording as a file: JSON lines, a header first, then what rooms said, raw and as it was read, a footer once it is finished.

import { z } from 'zod';
import type { Fact } from '../core/fact.ts';
import { LIVE_EVENT_TYPES, type LiveEvent, type LiveEventBody } from '../core/live-event.ts';

/** Version 1 held the events of all sources as one, and nothing else. */
export const RECORDING_VERSION = 2;
export const RECORDING_SUFFIX = '.jsonl';
/** A recording that is being written, or was when the power went. */
export const UNFINISHED_SUFFIX = '.jsonl.part';
/** What an unfinished recording will be called. */
export const finishedName = (part: string): string => part.slice(0, -UNFINISHED_SUFFIX.length) + RECORDING_SUFFIX;

/** No event is larger; a longer line is not read into memory. */
export const LONGEST_LINE = 16 * 1024 * 1024;

/** A source as a recording knows it. Its id stays out: it may tell an address. */
export interface RecordedSource {
  /** `s1`, `s2`, …: stands in each of its lines as `source`. */
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  /** Whether it was connected when it was first written of. */
  readonly isUp: boolean;
  readonly capabilities: readonly string[];
}

/** What became of raw frames in a pseudonymised copy: rewritten like events, or reduced to their shape. */
export const FRAME_FATES = ['rewritten', 'reduced'] as const;
export type FrameFate = (typeof FRAME_FATES)[number];

export interface RecordingHeader {
  readonly kongtaiRecording: 1 | typeof RECORDING_VERSION;
  readonly title: string;
  /** ISO 4217. */
  readonly currency: string;
  /** UTC milliseconds. */
  readonly startedAt: number;
  /** Those attached at the start; later ones have a line `joined`. None in version 1. */
  readonly sources: readonly RecordedSource[];
  /** Only in a copy in which people are somebody else: the fate of each source's frames by its key. */
  readonly pseudonymised?: { readonly frames: Readonly<Record<string, FrameFate>> };
}

export const MARK_KINDS = ['pin', 'deal', 'loss', 'gap', 'stream', 'warning'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export interface RecordingMark {
  /** Milliseconds since the start. */
  readonly at: number;
  readonly kind: MarkKind;
}

/** Saves reading a long file: a recording without one is just as good. */
export interface RecordingFooter {
  readonly kongtaiRecordingEnd: 1 | typeof RECORDING_VERSION;
  readonly events: number;
  readonly durationMs: number;
  readonly frames: number;
  /** Frames that were left out because the disk was too slow, or the file too large. */
  readonly lostFrames: number;
  readonly marks: readonly RecordingMark[];
}

export const MOST_MARKS = 300;

const ms = z.number().min(0);
const headerBase = {
  title: z.string().max(1000),
  currency: z.string().regex(/^[A-Z]{3}$/),
  startedAt: z.int().min(0),
};
const sourceShape = z.object({
  key: z.string().regex(/^s\d{1,6}$/),
  name: z.string().max(1000),
  kind: z.string().max(200),
  isUp: z.boolean(),
  capabilities: z.array(z.string().max(100)).max(100),
});
const pseudonymised = z.object({ frames: z.record(z.string().max(10), z.enum(FRAME_FATES)) });
const headerShapes = z.discriminatedUnion('kongtaiRecording', [
  z
    .object({ kongtaiRecording: z.literal(1), ...headerBase })
    .transform((header) => ({ ...header, sources: [] as readonly RecordedSource[] })),
  z.object({
    kongtaiRecording: z.literal(RECORDING_VERSION),
    ...headerBase,
    sources: z.array(sourceShape).max(1000),
    pseudonymised: pseudonymised.exactOptional(),
  }),
]);

const footerBase = { events: z.int().min(0), durationMs: z.int().min(0) };
const footerShapes = z.discriminatedUnion('kongtaiRecordingEnd', [
  z
    .object({ kongtaiRecordingEnd: z.literal(1), ...footerBase })
    .transform((footer) => ({ ...footer, frames: 0, lostFrames: 0, marks: [] as readonly RecordingMark[] })),
  z.object({
    kongtaiRecordingEnd: z.literal(RECORDING_VERSION),
    ...footerBase,
    frames: z.int().min(0),
    lostFrames: z.int().min(0),
    marks: z.array(z.object({ at: ms, kind: z.enum(MARK_KINDS) })).max(MOST_MARKS),
  }),
]);

/** The line's value, or undefined where it is not JSON. */
export const readLine = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

export const readHeader = (line: string): RecordingHeader | null => headerShapes.safeParse(readLine(line)).data ?? null;

export const readFooter = (raw: unknown): RecordingFooter | null =>
  isFields(raw) && Object.hasOwn(raw, 'kongtaiRecordingEnd') ? (footerShapes.safeParse(raw).data ?? null) : null;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Milliseconds since the recording's start, or null where the line has no time. */
export const timeOf = (raw: unknown): number | null => {
  if (!isFields(raw)) return null;
  const { at } = raw;
  return typeof at === 'number' && Number.isFinite(at) && at >= 0 ? at : null;
};

/** Whose line it is; null in version 1. */
export const sourceOf = (raw: unknown): string | null =>
  isFields(raw) && Object.hasOwn(raw, 'source') && typeof raw.source === 'string' ? raw.source : null;

export type LineKind = 'event' | 'feed' | 'joined' | 'frame' | 'read' | 'reject' | 'mark' | 'lost';

const BESIDE = ['joined', 'frame', 'read', 'reject', 'mark', 'lost'] as const;

/** What a line tells. `feed`: how its source stood. What is nothing else is taken for an event. */
export const kindOfLine = (raw: unknown): LineKind => {
  if (!isFields(raw)) return 'event';
  if (Object.hasOwn(raw, 'type'))
    return typeof raw.type === 'string' && raw.type.startsWith('source.') ? 'feed' : 'event';
  return BESIDE.find((word) => Object.hasOwn(raw, word)) ?? 'event';
};

const feedShape = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('source.connected'),
    name: z.string().max(1000),
    capabilities: z.array(z.string().max(100)).max(100),
  }),
  z.object({ type: z.literal('source.lost'), reason: z.string().max(200) }),
  z.object({ type: z.enum(['source.stalled', 'source.resumed']) }),
  z.object({ type: z.literal('source.gap'), from: z.int().min(0), to: z.int().min(0) }),
]);
export type FeedLineBody = z.output<typeof feedShape>;

export const readFeedLine = (raw: unknown): FeedLineBody | null => feedShape.safeParse(raw).data ?? null;

export const readJoined = (raw: unknown): RecordedSource | null =>
  isFields(raw) ? (sourceShape.safeParse(raw.joined).data ?? null) : null;

const rejectShape = z.object({
  reject: z.object({
    eventId: z.string().max(1000).nullable(),
    reason: z.string().max(10_000),
    raw: z.string(),
    bytes: z.int().min(0),
    /** Left out: one. */
    times: z.int().min(1).default(1),
  }),
});
export type RejectLineBody = z.output<typeof rejectShape>['reject'];

export const readRejectLine = (raw: unknown): RejectLineBody | null => rejectShape.safeParse(raw).data?.reject ?? null;

const frameShape = z.object({
  frame: z.int().min(0),
  way: z.enum(['in', 'out']),
  text: z.string(),
  /** Of the whole, where it was cut. */
  bytes: z.int().min(0).exactOptional(),
});
export type FrameLineBody = z.output<typeof frameShape>;

/** One raw frame as it came or left, secrets taken out. */
export const readFrameLine = (raw: unknown): FrameLineBody | null => frameShape.safeParse(raw).data ?? null;

const LIVE: ReadonlySet<string> = new Set(LIVE_EVENT_TYPES);

export const isLiveFact = (fact: Fact): fact is Fact & { readonly body: LiveEventBody } => LIVE.has(fact.body.type);

/** An event's line in the protocol's own shape, but `at` counts from the start. */
export const writeEventLine = (event: LiveEvent, startedAt: number, source?: string): string => {
  const { id, seq, at, body } = event;
  const whose = source === undefined ? null : { source };
  return `${JSON.stringify({ id, seq, at: Math.max(0, at - startedAt), ...whose, ...body })}\n`;
};

/** The mark that a kind of fact or line leaves on a slider; null for none. */
export const markOf = (body: { readonly type?: unknown; readonly level?: unknown }): MarkKind | null => {
  switch (body.type) {
    case 'product.pinned':
      return 'pin';
    case 'deal.opened':
      return 'deal';
    case 'source.lost':
      return 'loss';
    case 'source.gap':
      return 'gap';
    case 'stream.started':
    case 'stream.ended':
    case 'stream.paused':
    case 'stream.resumed':
      return 'stream';
    case 'notice':
      return body.level === 'info' ? null : 'warning';
    default:
      return null;
  }
};
