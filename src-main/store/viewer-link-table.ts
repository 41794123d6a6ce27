// Which viewers of several sources a person says are one: each belongs to at most one person, and can leave again.

import type { Instant, PersonId, ViewerId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import type { SourceReads, SourceWrites } from './source-store.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface ViewerLinkTable
  extends Pick<SourceReads, 'sameViewers'>,
    Pick<SourceWrites, 'linkViewers' | 'unlinkViewer'> {}

export const createViewerLinkTable = (db: SqliteFile): ViewerLinkTable => {
  const personOf = db.prepare<[string], PersonId>('SELECT person_id FROM viewer_link WHERE viewer_id = ?').pluck();
  const others = db
    .prepare<[PersonId], ViewerId>('SELECT viewer_id FROM viewer_link WHERE person_id = ? ORDER BY linked_at_ms, rowid')
    .pluck();
  const join = db.prepare<[string, PersonId, Instant]>(
    'INSERT OR IGNORE INTO viewer_link (viewer_id, person_id, linked_at_ms) VALUES (?, ?, ?)',
  );
  const merge = db.prepare<[PersonId, PersonId]>('UPDATE viewer_link SET person_id = ? WHERE person_id = ?');
  const leave = db.prepare<[string]>('DELETE FROM viewer_link WHERE viewer_id = ?');
  // One who is left alone is linked to nobody.
  const dissolve = db.prepare<[PersonId, PersonId]>(
    `DELETE FROM viewer_link WHERE person_id = ?
     AND (SELECT count(*) FROM viewer_link WHERE person_id = ?) < 2`,
  );
  return {
    sameViewers: (viewerId) => {
      const person = personOf.get(toStored(viewerId));
      return person === undefined ? [viewerId] : others.all(person).map(fromStored);
    },
    linkViewers: (one, other, fresh, at) => {
      const mine = personOf.get(toStored(one));
      const theirs = personOf.get(toStored(other));
      const person = mine ?? theirs ?? fresh;
      if (theirs !== undefined && theirs !== person) merge.run(person, theirs);
      join.run(toStored(one), person, at);
      join.run(toStored(other), person, at);
    },
    unlinkViewer: (viewerId) => {
      const person = personOf.get(toStored(viewerId));
      if (person === undefined) return false;
      leave.run(toStored(viewerId));
      dissolve.run(person, person);
      return true;
    },
  };
};
