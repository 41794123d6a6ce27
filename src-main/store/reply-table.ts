// What each command was answered with, so that a repeated one is answered the same and carried out once.

import type { CommandId, Instant } from '../core/units.ts';
import type { SqliteFile } from './database.ts';

export interface ReplyTable {
  to(commandId: CommandId): string | null;
  /** Throws where the command has an answer already: it must not be carried out twice. */
  save(commandId: CommandId, reply: string, at: Instant): void;
}

export const createReplyTable = (db: SqliteFile): ReplyTable => {
  const read = db.prepare<[CommandId], string>('SELECT reply FROM reply WHERE command_id = ?').pluck();
  const insert = db.prepare<[CommandId, string, number]>(
    'INSERT INTO reply (command_id, reply, at_ms) VALUES (?, ?, ?)',
  );
  return {
    to: (commandId) => read.get(commandId) ?? null,
    save: (commandId, reply, at) => {
      insert.run(commandId, reply, at);
    },
  };
};
