// Folds facts into a room, one by one: the same facts give the same room, always.

import { foldDesk } from './desk-fold.ts';
import type { Fact } from './fact.ts';
import { foldLive } from './live-fold.ts';
import { keepNewest } from './newest.ts';
import { isLiveBody, type Room } from './room.ts';

const KEEP_RECENT = 2000;

/** Folds one fact of the room's own show, in store order. */
export const foldRoom = (room: Room, fact: Fact): void => {
  const { body } = fact;
  if (isLiveBody(body)) {
    keepNewest(room.recent, fact, KEEP_RECENT);
    foldLive(room, fact, body);
  } else foldDesk(room, fact, body);
};
