// The outbox table kept in memory, with a disk that can fail: what the outbox asks of a store, and nothing else of one.

import { Refusal } from '../../../src-main/contract/errors.ts';
import type { RoomCommand } from '../../../src-main/contract/room-protocol.ts';
import type { CommandState } from '../../../src-main/contract/topics.ts';
import type { CommandId, Instant, SourceId } from '../../../src-main/core/units.ts';
import type { OutboxStore } from '../../../src-main/ingest/outbox.ts';
import type { OutboxRow, Writes } from '../../../src-main/store/store.ts';

export interface MemoryOutbox extends OutboxStore {
  /** Every state that each command has had, oldest first. */
  readonly history: Map<string, CommandState[]>;
  /** Transactions fail while this is set. */
  isFull: boolean;
  queue(source: SourceId, command: RoomCommand): void;
  row(commandId: string): OutboxRow;
}

const isOpen = ({ state }: OutboxRow): boolean => state === 'pending' || state === 'sent' || state === 'unknown';

export const createMemoryOutbox = (clock: () => Instant): MemoryOutbox => {
  const rows = new Map<CommandId, OutboxRow>();
  const history = new Map<string, CommandState[]>();

  const put = (row: OutboxRow): void => {
    rows.set(row.command.id, row);
    history.set(row.command.id, [...(history.get(row.command.id) ?? []), row.state]);
  };

  const writes: Pick<Writes, 'settleCommand'> = {
    settleCommand: (commandId, state, at, code, message) => {
      const row = rows.get(commandId);
      if (row === undefined) throw new Error(`no command ${commandId}`);
      const attempts = row.attempts + (state === 'sent' ? 1 : 0);
      put({ ...row, state, attempts, code: code ?? null, message: message ?? null, updatedAt: at });
    },
  };

  const self: MemoryOutbox = {
    history,
    isFull: false,
    queue: (source, command) =>
      put({ command, source, state: 'pending', attempts: 0, code: null, message: null, updatedAt: clock() }),
    row: (commandId) => {
      const row = [...rows.values()].find(({ command }) => command.id === commandId);
      if (row === undefined) throw new Error(`no command ${commandId}`);
      return row;
    },
    outboxOpen: () => [...rows.values()].filter(isOpen),
    outboxLatest: (limit) => [...rows.values()].reverse().slice(0, limit),
    transact: (work) => {
      if (self.isFull) throw new Refusal('store_full', 'no space left');
      work(writes);
    },
  };
  return self;
};
