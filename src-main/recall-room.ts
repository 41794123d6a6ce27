// A show's room, made again from its facts: at the start, after a crash, and for the review of an earlier show.

import { Refusal } from './contract/errors.ts';
import { createRoom, foldRoom, type Room } from './core/room.ts';
import type { ShowId } from './core/units.ts';
import type { Store } from './store/store.ts';

type Memory = Pick<Store, 'currentShowId' | 'show' | 'runSheet' | 'factsOf'>;

export const recallRoom = (store: Memory, showId: ShowId | null = store.currentShowId()): Room => {
  const show = showId === null ? null : store.show(showId);
  if (show === null) throw new Refusal('no_show', 'There is no such show.');
  const room = createRoom({ show, ...store.runSheet(show.showId) });
  for (const fact of store.factsOf(show.showId)) foldRoom(room, fact);
  return room;
};
