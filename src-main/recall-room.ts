// A show's room, made again from its facts: at the start, after a crash, and for the review of an earlier show.

import { Refusal } from './contract/errors.ts';
import { createRoom, type Room, replanRoom } from './core/room.ts';
import { foldRoom } from './core/room-fold.ts';
import type { ShowId } from './core/units.ts';
import type { Store } from './store/store.ts';

type Memory = Pick<Store, 'currentShowId' | 'show' | 'runSheet' | 'sheetStand' | 'factsOf'>;

export const recallRoom = (store: Memory, showId: ShowId | null = store.currentShowId()): Room => {
  const show = showId === null ? null : store.show(showId);
  if (show === null) throw new Refusal('no_show', 'There is no such show.');
  const plan = { ...store.runSheet(show.showId), stand: store.sheetStand(show.showId) };
  const room = createRoom({ show, ...plan });
  for (const fact of store.factsOf(show.showId)) foldRoom(room, fact);
  // Off air the catalogue is the truth, whatever a rehearsal sold.
  if (room.show.phase === 'draft') replanRoom(room, plan);
  return room;
};
