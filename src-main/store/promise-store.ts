// What the engine asks of its store about promises: those of every show, and those that are still open.

import type { PromiseState, RoomPromise } from '../core/promise.ts';
import type { PromiseId, ShowId } from '../core/units.ts';

export interface KeptPromise extends RoomPromise {
  readonly showId: ShowId;
  readonly showTitle: string;
}

export interface PromiseQuery {
  /** Null: of every show. */
  readonly showId: ShowId | null;
  /** Null: whatever became of them. */
  readonly state: PromiseState | null;
}

/** They are written by the facts that are appended, and by nothing else. A show that begins anew forgets its rehearsal's. */
export interface PromiseReads {
  promise(promiseId: PromiseId): KeptPromise | null;
  /** Newest first. A show that is still being rehearsed is left out unless it is asked for by name. */
  promises(asked: PromiseQuery, limit: number): readonly KeptPromise[];
  /** Open ones of shows that went on air, oldest first. The same array until a promise is written. */
  openPromises(): readonly KeptPromise[];
  /** Those that any promise was made in. */
  showsWithPromises(): readonly ShowId[];
}
