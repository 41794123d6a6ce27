// One screen at the far end of a wire, whatever the wire is: a MessagePort or a Socket.IO socket.

import type { Role } from '../contract/route.ts';
import type { TopicName } from '../contract/topics.ts';
import type { FromEngine } from '../contract/wire.ts';

export interface ClientPort {
  send(message: FromEngine): void;
  /** What comes is not believed: the hub checks its shape. */
  onMessage(handler: (message: unknown) => void): void;
  onClose(handler: () => void): void;
}

/** Who calls: known from the wire, never taken from what was sent. */
export interface Caller {
  readonly role: Role;
  /** Said of a page that strangers see: these topics it may hear, and it may ask nothing. */
  readonly hearsOnly?: readonly TopicName[];
}
