// What the assistant has told the host, and whether it was taken.

import type { MessageTopic } from '../contract/topics.ts';
import { openMessages } from '../core/host-message.ts';
import type { Room } from '../core/room.ts';

const MOST_MESSAGES = 20;

export const toMessageTopic = ({ messages }: Room): MessageTopic => {
  const [current = null, ...behind] = openMessages(messages);
  return { current, behind: behind.length, latest: [...messages].reverse().slice(0, MOST_MESSAGES) };
};
