// The emergency cards with what each would freeze now, and the emergencies of the show.

import type { CardRow, EmergencyTopic } from '../contract/emergency-documents.ts';
import { isFiredDeal } from '../core/deal.ts';
import type { Room } from '../core/room.ts';

const MOST_CLOSED = 20;

export interface EmergencyReach {
  /** The same array until one is written. */
  readonly cards: readonly CardRow[];
  readonly noticeRooms: number;
  readonly isOverlayOn: boolean;
}

export const toEmergencyTopic = (room: Room, { cards, noticeRooms, isOverlayOn }: EmergencyReach): EmergencyTopic => {
  const { phase } = room.show;
  const raised = [...room.tally.emergencies.values()].reverse();
  const deals = [...room.deals.values()];
  return {
    cards,
    open: raised.filter(({ closed }) => closed === null),
    closed: raised.filter(({ closed }) => closed !== null).slice(0, MOST_CLOSED),
    mode: phase === 'live' ? 'live' : phase === 'rehearsing' ? 'drill' : 'off',
    now: {
      runningDeals: deals.filter(isFiredDeal).length,
      armedDeals: deals.filter((deal) => deal.phase === 'armed').length,
      areClaimsOpen: [...room.tally.claimBook.windows.values()].some(({ closedAt }) => closedAt === null),
      noticeRooms,
      isOverlayOn,
    },
  };
};
