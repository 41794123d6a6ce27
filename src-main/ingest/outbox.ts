// Carries out what was decided: sends each source's open commands in order, one at a time, until the room has answered or time is up.

import { Refusal } from '../contract/errors.ts';
import type { RoomAnswer } from '../contract/room-protocol.ts';
import type { CommandState, Problem } from '../contract/topics.ts';
import type { CommandId, Instant, SourceId } from '../core/units.ts';
import type { OutboxRow, Store, Writes } from '../store/store.ts';
import { type BackOff, createBackOff } from './back-off.ts';
import type { Carried, EventSource } from './event-source.ts';
import { problemOf } from './problem-of.ts';

export interface Outbox {
  /** Something was queued, a source came up, or time passed. */
  kick(): void;
  /** A person asks to try now what is waiting out a back-off. Throws Refusal `not_found` or `wrong_phase`. */
  retry(commandId: CommandId): void;
  /** A person puts a command aside: one not settled is never sent again. Throws Refusal `not_found`. */
  dismiss(commandId: CommandId): void;
  /** Begins nothing more; settles once what is under way has been written down. */
  stop(): Promise<void>;
}

/** What of the store an outbox needs. */
export interface OutboxStore extends Pick<Store, 'outboxOpen' | 'outboxLatest'> {
  transact(work: (writes: Pick<Writes, 'settleCommand'>) => void): void;
}

export interface OutboxOptions {
  readonly store: OutboxStore;
  readonly sources: () => readonly EventSource[];
  readonly clock: () => Instant;
  /** A command's state is different now. */
  readonly onChange: () => void;
  /** A room has answered a command for good, and so it is written down. */
  readonly onCarried?: (row: OutboxRow, answer: RoomAnswer) => void;
  /** The store would not write; it is tried again. Null once it does. */
  readonly onProblem?: (problem: Problem | null) => void;
  readonly retryMinMs?: number;
  readonly retryMaxMs?: number;
}

/** Codes of ours beside the room's: put aside by a person; never confirmed in its time; not the room's kind of command. */
export const DISMISSED = 'dismissed';
export const UNCONFIRMED = 'unconfirmed';
export const NOT_CARRIED = 'not_carried';

interface Lane {
  readonly backOff: BackOff;
  isRunning: boolean;
  notBefore: number;
  done: Promise<void>;
}

const LONGEST_TIMER = 60_000;
const RETRY_STORE = 1000;

const isOver = ({ state, code }: OutboxRow): boolean => state === 'unknown' && code === UNCONFIRMED;

export const createOutbox = (options: OutboxOptions): Outbox => {
  const { store, sources, clock, onChange, onCarried, onProblem, retryMinMs = 500, retryMaxMs = 10_000 } = options;
  const lanes = new Map<SourceId, Lane>();
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  let hasProblem = false;
  let isKicked = false;

  const laneOf = (source: SourceId): Lane => {
    const known = lanes.get(source);
    if (known !== undefined) return known;
    const backOff = createBackOff({ minMs: retryMinMs, maxMs: retryMaxMs });
    const lane: Lane = { backOff, isRunning: false, notBefore: 0, done: Promise.resolve() };
    lanes.set(source, lane);
    return lane;
  };

  const recover = (): void => {
    if (!hasProblem) return;
    hasProblem = false;
    onProblem?.(null);
  };

  const settle = (row: OutboxRow, state: CommandState, code?: string, message?: string): void => {
    store.transact((writes) => writes.settleCommand(row.command.id, state, clock(), code, message));
    recover();
    onChange();
  };

  /** What a lane may still send, in order. */
  const openRows = (source?: SourceId): readonly OutboxRow[] =>
    store.outboxOpen().filter((row) => (source === undefined || row.source === source) && !isOver(row));

  /** An expired command is never sent: one that may have left stays unknown, for a person to look at. */
  const expire = (row: OutboxRow): boolean => {
    if (clock() < row.command.expiresAt) return false;
    if (row.state === 'pending') settle(row, 'expired', row.code ?? undefined, row.message ?? undefined);
    else settle(row, 'unknown', UNCONFIRMED, 'the room never confirmed it');
    return true;
  };

  const carry = async (source: EventSource, row: OutboxRow): Promise<Carried> => {
    if (source.carry === undefined)
      return { ok: false, code: NOT_CARRIED, message: `${source.name} carries no commands`, retryable: false };
    try {
      return await source.carry(row.command);
    } catch (error) {
      onProblem?.(problemOf(error));
      return { ok: 'lost' };
    }
  };

  /** Sends one command and writes down what became of it. True where the next one may follow at once. */
  const send = async (source: EventSource, row: OutboxRow, lane: Lane): Promise<boolean> => {
    const mayHaveLeft = row.state !== 'pending';
    // Durable before it leaves: after a crash it is asked about, not sent as new.
    if (!mayHaveLeft) settle(row, 'sent');
    const carried = await carry(source, row);
    if (carried.ok === true) {
      settle(row, 'acked');
      onCarried?.(row, carried);
    } else if (carried.ok === false && !carried.retryable)
      settle(row, carried.code === 'expired' ? 'expired' : 'refused', carried.code, carried.message);
    else {
      // A person may have put it aside meanwhile: only an answer that settles it may touch it then.
      if (isStillOpen(row)) putBack(row, carried, mayHaveLeft);
      if (carried.ok !== 'not_sent') lane.notBefore = clock() + lane.backOff.next();
      return false;
    }
    lane.backOff.reset();
    return true;
  };

  const isStillOpen = (row: OutboxRow): boolean =>
    store.outboxOpen().some(({ command }) => command.id === row.command.id);

  const putBack = (row: OutboxRow, carried: Carried, mayHaveLeft: boolean): void => {
    if (carried.ok === 'lost') settle(row, 'unknown');
    else if (carried.ok === false) settle(row, 'pending', carried.code, carried.message);
    else if (!mayHaveLeft) settle(row, 'pending');
  };

  const run = async (source: EventSource, lane: Lane): Promise<void> => {
    while (!isStopped && clock() >= lane.notBefore && (source.canCarry?.() ?? true)) {
      const row = openRows(source.sourceId)[0];
      if (row === undefined) return;
      if (expire(row)) continue;
      if (!(await send(source, row, lane))) return;
    }
  };

  const begin = (source: EventSource): void => {
    const lane = laneOf(source.sourceId);
    if (lane.isRunning || isStopped) return;
    lane.isRunning = true;
    lane.done = run(source, lane)
      .catch((error: unknown) => {
        fail(error);
        lane.notBefore = clock() + lane.backOff.next();
      })
      .then(() => {
        lane.isRunning = false;
        kick();
      });
  };

  const fail = (error: unknown): void => {
    hasProblem = true;
    onProblem?.(problemOf(error));
  };

  /** No answer to it can come any more: this program, or its disk, stopped between sending and writing the answer down. */
  const isAdrift = ({ state, source }: OutboxRow): boolean => state === 'sent' && !laneOf(source).isRunning;

  /** One timer for whatever comes first: the end of a back-off or of a command's time. */
  const schedule = (rows: readonly OutboxRow[]): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (rows.length === 0 && !hasProblem) return;
    const now = clock();
    const moments = rows.map(({ command, source }) => {
      const notBefore = lanes.get(source)?.notBefore ?? 0;
      return notBefore > now ? Math.min(notBefore, command.expiresAt) : command.expiresAt;
    });
    const next = Math.max(10, Math.min(LONGEST_TIMER, ...moments.map((at) => at - now)));
    timer = setTimeout(kick, hasProblem ? RETRY_STORE : next);
  };

  const look = (): void => {
    isKicked = false;
    if (isStopped) return;
    try {
      // Those of rooms that are away end in their time too; a lane that is running sees to its own.
      const rows = openRows().filter((row) => laneOf(row.source).isRunning || !expire(row));
      for (const row of rows) if (isAdrift(row)) settle(row, 'unknown');
      if (rows.length === 0) recover();
      const wanted = new Set(rows.map(({ source }) => source));
      for (const source of sources()) {
        const { isRunning, notBefore } = laneOf(source.sourceId);
        const isDue = wanted.has(source.sourceId) && !isRunning && clock() >= notBefore;
        if (isDue && (source.canCarry?.() ?? true)) begin(source);
      }
      schedule(rows);
    } catch (error) {
      fail(error);
      schedule([]);
    }
  };

  /** Many kicks of one turn of the event loop are one look. */
  const kick = (): void => {
    if (isKicked || isStopped) return;
    isKicked = true;
    setImmediate(look);
  };

  const find = (commandId: CommandId): OutboxRow => {
    const isIt = (row: OutboxRow): boolean => row.command.id === commandId;
    const row = store.outboxOpen().find(isIt) ?? store.outboxLatest(500).find(isIt);
    if (row === undefined) throw new Refusal('not_found', 'no such command');
    return row;
  };

  const isOpen = ({ state }: OutboxRow): boolean => state === 'pending' || state === 'sent' || state === 'unknown';

  return {
    kick,
    retry: (commandId) => {
      const row = find(commandId);
      if (!isOpen(row) || clock() >= row.command.expiresAt)
        throw new Refusal('wrong_phase', 'this command is settled or its time is up', { state: row.state });
      const lane = laneOf(row.source);
      lane.notBefore = 0;
      lane.backOff.reset();
      kick();
    },
    dismiss: (commandId) => {
      const row = find(commandId);
      if (row.state === 'acked') return;
      settle(row, isOpen(row) ? 'expired' : row.state, DISMISSED, row.message ?? row.code ?? undefined);
    },
    stop: async () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await Promise.all([...lanes.values()].map(({ done }) => done));
    },
  };
};
