// Takes a room's batches in order, one commit at a time: parses each event, hands over, and acknowledges only what is durable.

import type { RoomBatch } from '../contract/room-protocol.ts';
import type { LiveEvent } from '../core/live-event.ts';
import { parseLiveEvent } from '../core/parse-event.ts';
import type { Reject, SourceSink } from './event-source.ts';
import { keepReject } from './reject.ts';
import { readBatch } from './room-wire.ts';

type Ack = (answer: { readonly durable: number }) => void;

interface Waiting {
  readonly batch: RoomBatch;
  readonly ack: Ack | null;
}

export interface RoomIntake {
  take(raw: unknown, ack: Ack | null): void;
  /** Moves the position to `cursor` through the store, before anything that is waiting. False where it failed. */
  moveTo(cursor: number): Promise<boolean>;
  /** Nothing is begun any more; settles once the running commit has. */
  close(): Promise<void>;
}

export interface RoomIntakeOptions {
  readonly sink: SourceSink;
  /** The first seq that is awaited. */
  readonly first: number;
  /** Batches that may wait before `onOverrun`. */
  readonly maxWaiting: number;
  readonly onCommitted: (events: number) => void;
  /** The store did not take it: nothing was kept and nothing acknowledged. */
  readonly onFailed: (error: unknown) => void;
  /** `from`..`to` did not come. True where they are gone for good, false to stop here and ask for them anew. */
  readonly onHole: (hole: { readonly from: number; readonly to: number }) => boolean;
  readonly onOverrun: () => void;
}

/** What waits is committed together, up to this many events, so that small batches do not queue up behind commits. */
const EVENTS_PER_TAKE = 1000;

const parseInto = (raw: unknown, events: LiveEvent[], rejects: Reject[]): void => {
  const parsed = parseLiveEvent(raw);
  if (parsed.ok) events.push(parsed.event);
  else rejects.push(keepReject(raw, parsed.eventId, parsed.reason));
};

export const createRoomIntake = (options: RoomIntakeOptions): RoomIntake => {
  const { sink, maxWaiting, onCommitted, onFailed, onHole, onOverrun } = options;
  const waiting: Waiting[] = [];
  let strays: Reject[] = [];
  let awaited = options.first;
  let isClosed = false;
  let running: Promise<void> = Promise.resolve();
  let isRunning = false;

  /** The batches at the head that follow one another; those that came before count too. */
  const gather = (): Waiting[] => {
    const group: Waiting[] = [];
    let next = awaited;
    let events = 0;
    for (let head = waiting[0]; head !== undefined; head = waiting[0]) {
      if (head.batch.from > next) break;
      if (group.length > 0 && events + head.batch.events.length > EVENTS_PER_TAKE) break;
      waiting.shift();
      group.push(head);
      events += head.batch.events.length;
      next = Math.max(next, head.batch.to + 1);
    }
    return group;
  };

  /** False where the hole has to be asked for again. */
  const passHole = (): boolean => {
    const head = waiting[0];
    if (head === undefined || head.batch.from <= awaited) return true;
    const hole = { from: awaited, to: head.batch.from - 1 };
    if (!onHole(hole)) return false;
    awaited = head.batch.from;
    return true;
  };

  const commit = async (group: readonly Waiting[]): Promise<void> => {
    const events: LiveEvent[] = [];
    const rejects = strays;
    strays = [];
    for (const { batch } of group) for (const raw of batch.events) parseInto(raw, events, rejects);
    const next = group.reduce((most, { batch }) => Math.max(most, batch.to + 1), awaited);
    await sink.take({ events, rejects, cursor: next > awaited ? next - 1 : null });
    awaited = next;
    if (isClosed) return;
    for (const { ack } of group) ack?.({ durable: awaited - 1 });
    onCommitted(events.length);
  };

  const run = async (): Promise<void> => {
    try {
      while (!isClosed && (waiting.length > 0 || strays.length > 0)) {
        if (!passHole()) return;
        await commit(gather());
      }
    } catch (error) {
      onFailed(error);
    } finally {
      isRunning = false;
    }
  };

  const begin = (): void => {
    if (isRunning || isClosed) return;
    isRunning = true;
    running = running.then(run);
  };

  return {
    take: (raw, ack) => {
      if (isClosed) return;
      const batch = readBatch(raw);
      // Not acknowledged: what it held is asked for when the next batch shows the hole.
      if (typeof batch === 'string') strays.push(keepReject(raw, null, batch));
      else waiting.push({ batch, ack });
      if (waiting.length + strays.length > maxWaiting) onOverrun();
      else begin();
    },
    moveTo: (cursor) => {
      const moving = running.then(async () => {
        try {
          await sink.take({ events: [], rejects: [], cursor });
          awaited = cursor + 1;
          return true;
        } catch (error) {
          onFailed(error);
          return false;
        }
      });
      running = moving.then(() => undefined);
      return moving;
    },
    close: () => {
      isClosed = true;
      waiting.length = 0;
      return running;
    },
  };
};
