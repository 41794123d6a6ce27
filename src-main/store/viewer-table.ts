// Who was seen: each viewer's newest name and marks, since when, and in which shows.

import type { ViewerView } from '../contract/topics.ts';
import { forgetOldest } from '../core/bounded-memory.ts';
import { toDisplayText } from '../core/display-text.ts';
import type { Viewer } from '../core/live-event.ts';
import { type Instant, MINUTE, type ShowId, type ViewerId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface Seen {
  readonly viewer: Viewer;
  /** The first fact of the batch that shows them. */
  readonly seq: number;
}

interface KnownViewer {
  readonly viewer: ViewerView;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  readonly shows: number;
}

export interface ViewerTable {
  /** One call a batch, with each of its viewers once. */
  see(showId: ShowId, seen: Iterable<Seen>, at: Instant): void;
  viewer(viewerId: ViewerId): KnownViewer | null;
  /** Whose name holds the text or whose id it is, those seen last first. */
  named(text: string, limit: number): readonly ViewerView[];
  /** Shows that any of them was in. */
  showsOf(viewerIds: readonly ViewerId[]): number;
  /** A transaction was rolled back: what was remembered of it is not true. */
  forget(): void;
}

interface Row {
  readonly viewer_id: ViewerId;
  readonly name: string;
  readonly level: number | null;
  readonly is_follower: number | null;
  readonly is_member: number | null;
  readonly first_seen_at_ms: Instant;
  readonly last_seen_at_ms: Instant;
  readonly shows: number;
}

interface Remembered {
  viewer: Viewer;
  seenAt: Instant;
  writtenAt: Instant;
}

const NAME_GRAPHEMES = 40;
/** A row at a random place of the table costs as much as a fact: that they are still here is written this often. */
const WRITE_EVERY = 5 * MINUTE;
const REMEMBERED = 50_000;

/** Whether `now` tells something that `before` did not. */
const isNews = (before: Viewer, now: Viewer): boolean =>
  now.name !== before.name ||
  (now.level ?? before.level) !== before.level ||
  (now.isFollower ?? before.isFollower) !== before.isFollower ||
  (now.isMember ?? before.isMember) !== before.isMember;

const toFlag = (flag: boolean | undefined): number | null => (flag === undefined ? null : Number(flag));

export const createViewerTable = (db: SqliteFile): ViewerTable => {
  const upsert = db.prepare<[string, string, number | null, number | null, number | null, number, number]>(
    `INSERT INTO viewer (viewer_id, name, level, is_follower, is_member, first_seen_at_ms, last_seen_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET
       name = excluded.name,
       level = coalesce(excluded.level, level),
       is_follower = coalesce(excluded.is_follower, is_follower),
       is_member = coalesce(excluded.is_member, is_member),
       last_seen_at_ms = max(last_seen_at_ms, excluded.last_seen_at_ms)`,
  );
  const enter = db.prepare<[string, ShowId, number]>(
    'INSERT OR IGNORE INTO viewer_show (viewer_id, show_id, first_seq) VALUES (?, ?, ?)',
  );
  const read = db.prepare<[string], Row>(
    `SELECT viewer_id, name, level, is_follower, is_member, first_seen_at_ms, last_seen_at_ms,
       (SELECT count(*) FROM viewer_show WHERE viewer_show.viewer_id = viewer.viewer_id) AS shows
     FROM viewer WHERE viewer_id = ?`,
  );

  const named = db.prepare<[string, string, number], Row>(
    `SELECT viewer_id, name, level, is_follower, is_member, first_seen_at_ms, last_seen_at_ms, 0 AS shows
     FROM viewer WHERE name LIKE ? ESCAPE '\\' OR viewer_id = ? ORDER BY last_seen_at_ms DESC LIMIT ?`,
  );
  const showsOf = db
    .prepare<[string], number>(
      `SELECT count(DISTINCT show_id) FROM viewer_show WHERE viewer_id IN (SELECT value FROM json_each(?))`,
    )
    .pluck();

  /** Those seen lately in the show, oldest first. */
  const remembered = new Map<ViewerId, Remembered>();
  let rememberedShow: ShowId | null = null;

  const write = ({ id, name, level, isFollower, isMember }: Viewer, at: Instant): void => {
    upsert.run(toStored(id), toStored(name), level ?? null, toFlag(isFollower), toFlag(isMember), at, at);
  };

  const remember = (viewer: Viewer, at: Instant): void => {
    remembered.set(viewer.id, { viewer, seenAt: at, writtenAt: at });
    forgetOldest(remembered, REMEMBERED);
  };

  const seeOne = (showId: ShowId, { viewer, seq }: Seen, at: Instant): void => {
    const known = remembered.get(viewer.id);
    if (known === undefined) {
      write(viewer, at);
      enter.run(toStored(viewer.id), showId, seq);
      remember(viewer, at);
      return;
    }
    known.seenAt = at;
    const hasNews = isNews(known.viewer, viewer);
    if (!hasNews && at - known.writtenAt < WRITE_EVERY) return;
    write(viewer, at);
    known.writtenAt = at;
    known.viewer = { ...known.viewer, ...viewer };
  };

  const rowToViewer = (row: Row): KnownViewer => {
    const viewerId = fromStored(row.viewer_id);
    return {
      viewer: {
        viewerId,
        name: toDisplayText(fromStored(row.name), NAME_GRAPHEMES),
        level: row.level,
        isFollower: row.is_follower === 1,
        isMember: row.is_member === 1,
      },
      firstSeenAt: row.first_seen_at_ms,
      lastSeenAt: remembered.get(viewerId)?.seenAt ?? row.last_seen_at_ms,
      shows: row.shows,
    };
  };

  return {
    see: (showId, seen, at) => {
      if (rememberedShow !== showId) remembered.clear();
      rememberedShow = showId;
      for (const one of seen) seeOne(showId, one, at);
    },
    viewer: (viewerId) => {
      const row = read.get(toStored(viewerId));
      return row === undefined ? null : rowToViewer(row);
    },
    named: (text, limit) => {
      const pattern = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
      return named.all(toStored(pattern), toStored(text), limit).map((row) => rowToViewer(row).viewer);
    },
    showsOf: (viewerIds) => showsOf.get(JSON.stringify(viewerIds.map(toStored))) ?? 0,
    forget: () => remembered.clear(),
  };
};
