// What came and could not be read: kept raw, the newest of it, and counted for good.

import type { RejectedRaw, RejectGroup } from '../contract/source-documents.ts';
import type { RejectRow } from '../contract/topics.ts';
import { rejectKind } from '../core/reject-kind.ts';
import type { Instant, ShowId, SourceId } from '../core/units.ts';
import type { Reject } from '../ingest/event-source.ts';
import type { SqliteFile } from './database.ts';
import { toStored } from './stored-text.ts';

export interface RejectTable {
  /** One with an event id is kept once a source; `isRepeat` says that the batch came before, so that those without are known too. */
  keep(showId: ShowId, source: SourceId, rejects: readonly Reject[], isRepeat: boolean, at: Instant): void;
  /** All that there have been. */
  count(): number;
  /** Those that came during one show. */
  countOf(showId: ShowId): number;
  /** Newest first. */
  latest(limit: number): readonly RejectRow[];
  /** Those of one source whose reasons differ in figures only, together; newest first. */
  groups(limit: number): readonly RejectGroup[];
  raw(key: string): RejectedRaw | null;
}

const KEPT = 10_000;
const EXCERPT = 500;

interface Row {
  readonly seq: number;
  readonly source: SourceId;
  readonly at_ms: Instant;
  readonly reason: string;
  readonly raw: string;
  readonly raw_bytes: number;
  readonly times: number;
}

const rowToReject = (row: Row): RejectRow => ({
  key: String(row.seq),
  at: row.at_ms,
  sourceId: row.source,
  reason: row.reason,
  excerpt: row.raw.slice(0, EXCERPT),
  bytes: row.raw_bytes,
});

type Brief = Pick<Row, 'seq' | 'source' | 'at_ms' | 'reason' | 'times'>;

export const createRejectTable = (db: SqliteFile): RejectTable => {
  const insert = db.prepare<[ShowId, SourceId, string | null, number, string, string, number, number]>(
    `INSERT OR IGNORE INTO reject (show_id, source, event_id, at_ms, reason, raw, raw_bytes, times)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const prune = db.prepare<[number]>('DELETE FROM reject WHERE seq <= (SELECT max(seq) FROM reject) - ?');
  const count = db.prepare<[], number>('SELECT coalesce(sum(reject_count), 0) FROM show').pluck();
  const add = db.prepare<[number, ShowId]>('UPDATE show SET reject_count = reject_count + ? WHERE show_id = ?');
  const countOf = db.prepare<[ShowId], number>('SELECT reject_count FROM show WHERE show_id = ?').pluck();
  const latest = db.prepare<[number], Row>(
    'SELECT seq, source, at_ms, reason, raw, raw_bytes, times FROM reject ORDER BY seq DESC LIMIT ?',
  );
  const briefs = db.prepare<[], Brief>('SELECT seq, source, at_ms, reason, times FROM reject ORDER BY seq DESC');
  const one = db.prepare<[number], Row>(
    'SELECT seq, source, at_ms, reason, raw, raw_bytes, times FROM reject WHERE seq = ?',
  );

  const groups = (limit: number): readonly RejectGroup[] => {
    const kinds = new Map<string, { readonly newest: Brief; count: number; firstAt: Instant }>();
    for (const brief of briefs.all()) {
      const kind = JSON.stringify([brief.source, rejectKind(brief.reason)]);
      const known = kinds.get(kind);
      if (known === undefined) kinds.set(kind, { newest: brief, count: brief.times, firstAt: brief.at_ms });
      else {
        known.count += brief.times;
        known.firstAt = brief.at_ms;
      }
    }
    return [...kinds.values()].slice(0, limit).flatMap(({ newest, count: often, firstAt }) => {
      const row = one.get(newest.seq);
      if (row === undefined) return [];
      const { key, sourceId, reason, excerpt, bytes, at } = rowToReject(row);
      return [{ key, sourceId, reason, excerpt, bytes, count: often, firstAt, lastAt: at }];
    });
  };

  return {
    groups,
    raw: (key) => {
      const seq = Number(key);
      const row = Number.isSafeInteger(seq) ? one.get(seq) : undefined;
      if (row === undefined) return null;
      const { raw, raw_bytes: bytes } = row;
      return { raw, bytes, isCut: Buffer.byteLength(raw) < bytes };
    },
    keep: (showId, source, rejects, isRepeat, at) => {
      if (rejects.length === 0) return;
      let kept = 0;
      for (const { eventId, reason, raw, bytes, times } of rejects) {
        if (eventId === null && isRepeat) continue;
        const storedId = eventId === null ? null : toStored(eventId);
        kept += insert.run(showId, source, storedId, at, reason, raw, bytes, times).changes * times;
      }
      add.run(kept, showId);
      prune.run(KEPT);
    },
    count: () => count.get() ?? 0,
    countOf: (showId) => countOf.get(showId) ?? 0,
    latest: (limit) => latest.all(limit).map(rowToReject),
  };
};
