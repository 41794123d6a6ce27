// Requests about messages to the host: what is said is kept as it stood then, with the number and name of a product.

import { Refusal } from '../contract/errors.ts';
import type { Role } from '../contract/route.ts';
import type { RouteParsed } from '../contract/routes.ts';
import type { MessageContent } from '../core/host-message.ts';
import type { Room } from '../core/room.ts';
import { cueOf } from '../core/run-sheet.ts';
import { tidyLine } from '../core/script.ts';
import { after, duration, type Instant, type MessageId } from '../core/units.ts';
import { newId } from '../new-id.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';

type MessageHandlers = Pick<Handlers, Extract<keyof Handlers, `message.${string}`>>;

/** Who a message is from, by role: screens say it in their language. */
const FROM_THE_DESK: Role = 'assistant';

/** Letters that are seen: a line of control characters says nothing. */
const seen = (words: string): string => {
  const line = tidyLine(words);
  if (line === '') throw new Refusal('bad_input', 'The message has no words.');
  return line;
};

const contentOf = (room: Room, message: RouteParsed<'message.send'>['message'], now: Instant): MessageContent => {
  const text = tidyLine(message.text);
  switch (message.kind) {
    case 'text':
      return { kind: 'text', text: seen(message.text) };
    case 'flash':
      return { kind: 'flash', text };
    case 'timer':
      return { kind: 'timer', text, endsAt: after(now, duration(message.durationMs)) };
    case 'correction':
      return { kind: 'correction', text, wrong: seen(message.wrong), right: seen(message.right) };
    case 'product': {
      const cue = cueOf(room.cues, message.variantId);
      if (cue === null) throw new Refusal('not_found', 'That product is not on the run sheet.');
      const { number, productId, variantId } = cue;
      const title = room.products.get(productId)?.title ?? '';
      return { kind: 'product', text, number, productId, variantId, title };
    }
  }
};

export const createMessageHandlers = (desk: EngineDesk): MessageHandlers => ({
  'message.send': ({ commandId, message }) =>
    desk.decide(commandId, (_writes, now) => {
      const messageId = newId<MessageId>();
      const content = contentOf(desk.room(), message, now);
      return { facts: [{ type: 'message.sent', messageId, by: FROM_THE_DESK, ...content }], value: { messageId } };
    }),
  'message.seen': ({ commandId, messageId }) =>
    desk.decide(commandId, () => ({ facts: [{ type: 'message.seen', messageId }], value: null })),
  'message.acknowledge': ({ commandId, messageId }) =>
    desk.decide(commandId, () => ({ facts: [{ type: 'message.acknowledged', messageId }], value: null })),
});
