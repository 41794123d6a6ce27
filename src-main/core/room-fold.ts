// Folds facts into a room, one by one: the same facts give the same room, always.

import { foldDesk } from './desk-fold.ts';
import type { Fact } from './fact.ts';
import { foldLive } from './live-fold.ts';
import { isLiveBody, type Room } from './room.ts';

const KEEP_RECENT = 2000;

const keepRecent = (room: Room, fact: Fact): void => {
  room.recent.push(fact);
  if (room.recent.length > 2 * KEEP_RECENT) room.recent.splice(0, room.recent.length - KEEP_RECENT);
};

/** Folds one fact of the room's own show, in store order. */
export const foldRoom = (room: Room, fact: Fact): void => {
  const { body } = fact;
  if (isLiveBody(body)) {
    keepRecent(room, fact);
    foldLive(room, fact, body);
  } else foldDesk(room, fact, body);
};
