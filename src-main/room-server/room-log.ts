// What a room has said, in order: gives each event its seq, keeps it for the consoles that have yet to confirm it, remembers answered commands.

import {
  KEEP_EVENTS,
  KEEP_MS,
  MAX_BATCH_BYTES,
  MAX_BATCH_EVENTS,
  type RoomAnswer,
  type RoomBatch,
  type RoomCommand,
} from '../contract/room-protocol.ts';
import type { Instant } from '../core/units.ts';
import { openRoomJournal, type RoomJournal } from './room-journal.ts';

/** A command that was answered: asked again, it gets the same answer and does nothing. */
export interface AnsweredCommand {
  readonly command: RoomCommand;
  readonly answer: RoomAnswer;
  /** The server's clock when it was carried out. */
  readonly at: Instant;
}

export interface RoomLog {
  /** The lowest seq that can still be had; `newest() + 1` where there is none. */
  oldest(): number;
  /** The last seq given, 0 for none. */
  newest(): number;
  /** When the running stream began, null outside a stream: read from `stream.started` and `stream.ended`. */
  startedAt(): number | null;
  /**
   * Says one event and returns its seq. `body` is a LiveEventBody, `at` is when it happened (UTC ms).
   * Give the platform's own event id where there is one: a console takes each id once, however often it is said.
   */
  publish(body: object, at: number, id?: string): number;
  /** The batch that starts at `from` (the oldest kept, where that is later), within the protocol's limits; null where there is nothing. */
  read(from: number): RoomBatch | null;
  /** Called after every publish, until the returned function is called. */
  onPublish(listener: () => void): () => void;
  recall(commandId: string): AnsweredCommand | undefined;
  /** On disk when this returns, where there is a journal. */
  remember(answered: AnsweredCommand): void;
  /** Oldest first. */
  answered(): readonly AnsweredCommand[];
  /** Hands what was said to the operating system; the server calls it before it sends. */
  flush(): void;
  close(): void;
}

export interface RoomLogOptions {
  /** Where the journal lies; null keeps everything in memory only. */
  readonly journalDir: string | null;
  readonly clock: () => number;
  readonly onProblem?: (problem: string) => void;
}

interface KeptEvent {
  readonly seq: number;
  readonly publishedAt: number;
  readonly bytes: number;
  readonly event: unknown;
}

const MAX_ANSWERED = 10_000;
/** A batch's own envelope on the wire, generously. */
const ENVELOPE_BYTES = 256;
const REWRITE_AFTER_BYTES = 128 * 1024 * 1024;

type JournalLine =
  | { readonly k: 'head'; readonly newest: number; readonly startedAt: number | null }
  | { readonly k: 'event'; readonly seq: number; readonly publishedAt: number; readonly event: unknown }
  | { readonly k: 'command'; readonly answered: AnsweredCommand };

/** By hand: a busy room's journal has a hundred thousand of them. */
const isJournalLine = (value: unknown): value is JournalLine => {
  if (typeof value !== 'object' || value === null) return false;
  const { k, newest, seq, publishedAt, event, answered } = value as Record<string, unknown>;
  if (k === 'head') return Number.isSafeInteger(newest);
  if (k === 'event') return Number.isSafeInteger(seq) && typeof publishedAt === 'number' && typeof event === 'object';
  return k === 'command' && typeof answered === 'object' && answered !== null && 'command' in answered;
};

const eventLine = (kept: Omit<KeptEvent, 'bytes'>, json: string): string =>
  `{"k":"event","seq":${kept.seq},"publishedAt":${kept.publishedAt},"event":${json}}`;

/** A room's memory, read back from its journal where one is kept. Throws DamagedJournal. */
export const openRoomLog = (options: RoomLogOptions): RoomLog => {
  const { clock } = options;
  let events: KeptEvent[] = [];
  /** `events` before this place have left; they are cut off now and then, not one by one. */
  let head = 0;
  let newest = 0;
  let startedAt: number | null = null;
  const answered = new Map<string, AnsweredCommand>();
  const listeners = new Set<() => void>();
  const run = clock().toString(36);

  const noteStream = (event: unknown) => {
    if (typeof event !== 'object' || event === null || !('type' in event) || !('at' in event)) return;
    if (event.type === 'stream.started' && typeof event.at === 'number') startedAt = event.at;
    if (event.type === 'stream.ended') startedAt = null;
  };

  const keep = (kept: KeptEvent) => {
    events.push(kept);
    newest = kept.seq;
    noteStream(kept.event);
  };

  const prune = () => {
    const tooOld = clock() - KEEP_MS;
    while (head < events.length) {
      const first = events[head];
      if (first === undefined || (events.length - head <= KEEP_EVENTS && first.publishedAt >= tooOld)) break;
      head += 1;
    }
    if (head > 10_000 || head === events.length) {
      events = events.slice(head);
      head = 0;
    }
  };

  const learn = (given: AnsweredCommand) => {
    answered.set(given.command.id, given);
    if (answered.size <= MAX_ANSWERED) return;
    const first = answered.keys().next();
    if (first.done !== true) answered.delete(first.value);
  };

  let journal: RoomJournal | null = null;

  const rewriteJournal = () => {
    prune();
    const lines = function* (): Generator<string> {
      const first: JournalLine = { k: 'head', newest, startedAt };
      yield JSON.stringify(first);
      for (const given of answered.values()) yield JSON.stringify({ k: 'command', answered: given });
      for (const kept of events.slice(head)) yield eventLine(kept, JSON.stringify(kept.event));
    };
    journal?.rewrite(lines());
  };

  if (options.journalDir !== null) {
    const opened = openRoomJournal(options.journalDir, isJournalLine, options.onProblem ?? (() => undefined));
    for (const line of opened.lines) {
      if (line.k === 'head') ({ newest, startedAt } = line);
      else if (line.k === 'command') learn(line.answered);
      else {
        const bytes = Buffer.byteLength(JSON.stringify(line.event));
        keep({ seq: line.seq, publishedAt: line.publishedAt, bytes, event: line.event });
      }
    }
    journal = opened.journal;
    rewriteJournal();
  }

  const oldest = () => {
    prune();
    return events[head]?.seq ?? newest + 1;
  };

  return {
    oldest,
    newest: () => newest,
    startedAt: () => startedAt,
    publish: (body, at, id) => {
      const seq = newest + 1;
      const event = { id: id ?? `${run}-${seq}`, seq, at, ...body };
      const json = JSON.stringify(event);
      const kept = { seq, publishedAt: clock(), bytes: Buffer.byteLength(json), event };
      keep(kept);
      if (events.length - head > KEEP_EVENTS) prune();
      journal?.append(eventLine(kept, json));
      for (const listener of listeners) listener();
      return seq;
    },
    read: (from) => {
      const low = oldest();
      const first = Math.max(from, low);
      const start = head + (first - low);
      const batch: unknown[] = [];
      let bytes = ENVELOPE_BYTES;
      for (let index = start; index < events.length && batch.length < MAX_BATCH_EVENTS; index += 1) {
        const kept = events[index];
        if (kept === undefined) break;
        bytes += kept.bytes + 1;
        // An event that alone is beyond the limit travels alone: it must arrive to be refused.
        if (batch.length > 0 && bytes > MAX_BATCH_BYTES) break;
        batch.push(kept.event);
      }
      return batch.length === 0 ? null : { from: first, to: first + batch.length - 1, events: batch };
    },
    onPublish: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    recall: (commandId) => answered.get(commandId),
    remember: (given) => {
      learn(given);
      journal?.append(JSON.stringify({ k: 'command', answered: given }));
      journal?.flushDurably();
    },
    answered: () => [...answered.values()],
    flush: () => {
      journal?.flush();
      if (journal !== null && journal.grownBy() > REWRITE_AFTER_BYTES) rewriteJournal();
    },
    close: () => {
      listeners.clear();
      journal?.close();
    },
  };
};
