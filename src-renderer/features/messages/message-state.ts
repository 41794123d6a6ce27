// How far a message to the host has got.

import type { HostMessage } from '../../../src-main/contract/topics.ts';

export const MESSAGE_STATES = ['sent', 'seen', 'acknowledged'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

type Stamps = Pick<HostMessage, 'sentAt' | 'seenAt' | 'acknowledgedAt'>;

export const stateOf = ({ seenAt, acknowledgedAt }: Stamps): MessageState =>
  acknowledgedAt !== null ? 'acknowledged' : seenAt !== null ? 'seen' : 'sent';

/** When each step was reached; null for what has not come. */
export const stampsOf = ({
  sentAt,
  seenAt,
  acknowledgedAt,
}: Stamps): Readonly<Record<MessageState, number | null>> => ({
  sent: sentAt,
  seen: seenAt,
  acknowledged: acknowledgedAt,
});
