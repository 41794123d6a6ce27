// The baseline of the store: one prepared INSERT OR IGNORE with the same columns and constraint, the cursor in the same transaction.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { NewFact } from '../../../src-main/core/fact.ts';
import type { Instant } from '../../../src-main/core/units.ts';

export interface BareLoop {
  append(facts: readonly NewFact[], cursor: number, receivedAt: Instant): void;
  count(): number;
  close(): void;
}

const viewerIdOf = ({ body }: NewFact): string | null =>
  ('order' in body ? body.order.buyer.id : 'viewer' in body ? body.viewer?.id : null) ?? null;

export const openBareLoop = (dir: string): BareLoop => {
  const db = new Database(join(dir, 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(`
    CREATE TABLE fact (
      seq INTEGER PRIMARY KEY,
      show_id TEXT NOT NULL,
      source TEXT NOT NULL,
      event_id TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      received_at_ms INTEGER NOT NULL,
      type TEXT NOT NULL,
      viewer_id TEXT,
      body TEXT NOT NULL,
      UNIQUE (source, event_id)
    ) STRICT;
    CREATE TABLE source (source TEXT NOT NULL PRIMARY KEY, cursor INTEGER NOT NULL) STRICT;
  `);
  const insert = db.prepare<[string, string, string, number, number, string, string | null, string]>(
    `INSERT OR IGNORE INTO fact (show_id, source, event_id, at_ms, received_at_ms, type, viewer_id, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const move = db.prepare<[string, number]>(
    'INSERT INTO source (source, cursor) VALUES (?, ?) ON CONFLICT DO UPDATE SET cursor = excluded.cursor',
  );
  const append = db.transaction((facts: readonly NewFact[], cursor: number, receivedAt: Instant) => {
    for (const fact of facts) {
      const { source, eventId, at, body } = fact;
      insert.run('show', source, eventId, at, receivedAt, body.type, viewerIdOf(fact), JSON.stringify(body));
    }
    move.run('bench', cursor);
  });
  return {
    append,
    count: () => db.prepare<[], number>('SELECT count(*) FROM fact').pluck().get() ?? 0,
    close: () => db.close(),
  };
};
