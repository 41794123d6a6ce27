// Reads a comment of a room: as a claim of what its sheet sells, else as a question, mostly as neither.

import { lookAtChat } from './chat-look.ts';
import { recallClaim } from './claim.ts';
import type { ClaimReading } from './claim-reading.ts';
import { claimItems } from './claim-shelf.ts';
import { type Question, readQuestion } from './question.ts';
import { pinnedNumberAt, type Room } from './room.ts';
import type { Instant } from './units.ts';

export interface ChatReading {
  /** Null where it is neither a claim nor a take-back. */
  readonly claim: Exclude<ClaimReading, { kind: 'none' }> | null;
  readonly question: Question | null;
}

const NOTHING: ChatReading = { claim: null, question: null };

/** `at`: when it was written; what was being explained then is what it means. */
export const readChat = (room: Room, text: string, at: Instant): ChatReading => {
  const items = claimItems(room);
  const { mayClaim, mayAsk } = lookAtChat(text, items);
  if (!mayClaim && !mayAsk) return NOTHING;
  const pinned = pinnedNumberAt(room, at);
  const claim = mayClaim ? recallClaim(text, { pinned, items }) : null;
  if (claim !== null && claim.kind !== 'none') return { claim, question: null };
  const question = mayAsk ? readQuestion(text, pinned) : null;
  return question === null ? NOTHING : { claim: null, question };
};
