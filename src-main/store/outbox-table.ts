// The commands that rooms are to carry out, in sending order, with what became of each.

import { Refusal } from '../contract/errors.ts';
import type { RoomCommand } from '../contract/room-protocol.ts';
import type { CommandState } from '../contract/topics.ts';
import type { CommandId, Instant, SourceId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import type { OutboxRow } from './store.ts';

export interface OutboxTable {
  /** A command that is there already stays as it is: it is one intent. */
  queue(source: SourceId, command: RoomCommand): void;
  /** Throws Refusal `not_found`. */
  settle(commandId: CommandId, state: CommandState, at: Instant, code: string | null, message: string | null): void;
  open(): readonly OutboxRow[];
  /** Newest first. */
  latest(limit: number): readonly OutboxRow[];
}

interface Row {
  readonly source: SourceId;
  readonly command: string;
  readonly state: CommandState;
  readonly attempts: number;
  readonly code: string | null;
  readonly message: string | null;
  readonly updated_at_ms: Instant;
}

const rowToOutbox = (row: Row): OutboxRow => ({
  command: JSON.parse(row.command),
  source: row.source,
  state: row.state,
  attempts: row.attempts,
  code: row.code,
  message: row.message,
  updatedAt: row.updated_at_ms,
});

export const createOutboxTable = (db: SqliteFile): OutboxTable => {
  const insert = db.prepare<[CommandId, SourceId, string, number]>(
    `INSERT INTO outbox (command_id, source, command, state, attempts, updated_at_ms)
     VALUES (?, ?, ?, 'pending', 0, ?) ON CONFLICT (command_id) DO NOTHING`,
  );
  const settle = db.prepare<[CommandState, CommandState, string | null, string | null, number, CommandId]>(
    `UPDATE outbox SET state = ?, attempts = attempts + (? = 'sent'), code = ?, message = ?, updated_at_ms = ?
     WHERE command_id = ?`,
  );
  const open = db.prepare<[], Row>(
    `SELECT source, command, state, attempts, code, message, updated_at_ms FROM outbox
     WHERE state IN ('pending', 'sent', 'unknown') ORDER BY position`,
  );
  const latest = db.prepare<[number], Row>(
    `SELECT source, command, state, attempts, code, message, updated_at_ms FROM outbox
     ORDER BY position DESC LIMIT ?`,
  );
  return {
    queue: (source, command) => {
      insert.run(command.id, source, JSON.stringify(command), command.at);
    },
    settle: (commandId, state, at, code, message) => {
      const { changes } = settle.run(state, state, code, message, at, commandId);
      if (changes === 0) throw new Refusal('not_found', 'There is no such command.');
    },
    open: () => open.all().map(rowToOutbox),
    latest: (limit) => latest.all(limit).map(rowToOutbox),
  };
};
