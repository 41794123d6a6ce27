// What the assistant has told the host, and whether it was taken.

import type { MessageTopic } from '../contract/topics.ts';
import type { Room } from '../core/room.ts';

const MOST_MESSAGES = 10;

export const toMessageTopic = ({ messages }: Room): MessageTopic => ({
  current: messages.find(({ acknowledgedAt }) => acknowledgedAt === null) ?? null,
  latest: [...messages].reverse().slice(0, MOST_MESSAGES),
});
