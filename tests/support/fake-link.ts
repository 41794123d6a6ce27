// A link without an engine behind it: a test says what arrives and sees what was sent.

import type { FromEngine, ToEngine } from '../../src-main/contract/wire.ts';
import { createListeners, type Link, type LinkStatus } from '../../src-renderer/client/link.ts';

export interface FakeLink extends Link {
  readonly sent: ToEngine[];
  arrive(message: FromEngine): void;
  turn(status: LinkStatus): void;
}

export const createFakeLink = (): FakeLink => {
  const messages = createListeners<FromEngine>();
  const statuses = createListeners<LinkStatus>();
  const sent: ToEngine[] = [];
  return {
    sent,
    send: (message) => {
      sent.push(message);
    },
    onMessage: messages.add,
    onStatus: statuses.add,
    arrive: messages.tell,
    turn: statuses.tell,
  };
};
