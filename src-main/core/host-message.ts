// What the assistant puts before the host: a text, a product to go to, a timer, a correction or a flash, and how far each got.

import type { Instant, MessageId, ProductId, VariantId } from './units.ts';

export const MESSAGE_KINDS = ['text', 'product', 'timer', 'correction', 'flash'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** `text` is '' where the kind alone says it. */
export type MessageContent =
  | { readonly kind: 'text' | 'flash'; readonly text: string }
  | { readonly kind: 'timer'; readonly text: string; readonly endsAt: Instant }
  | {
      readonly kind: 'product';
      readonly text: string;
      readonly number: number;
      readonly productId: ProductId;
      readonly variantId: VariantId;
      /** As it was called then. */
      readonly title: string;
    }
  | { readonly kind: 'correction'; readonly text: string; readonly wrong: string; readonly right: string };

/** What was sent before there were kinds has none: it reads as a text. */
type SentBody = { readonly type: 'message.sent'; readonly messageId: MessageId; readonly by: string } & (
  | MessageContent
  | { readonly kind?: never; readonly text: string }
);

export type MessageFactBody =
  | SentBody
  | { readonly type: 'message.seen' | 'message.acknowledged'; readonly messageId: MessageId };

const MESSAGE_FACTS = [
  'message.sent',
  'message.seen',
  'message.acknowledged',
] as const satisfies readonly MessageFactBody['type'][];

const MESSAGE_FACT_TYPES: ReadonlySet<string> = new Set(MESSAGE_FACTS);
export const isMessageFact = <Body extends { readonly type: string }>(
  body: Body,
): body is Extract<Body, MessageFactBody> => MESSAGE_FACT_TYPES.has(body.type);

export type RoomMessage = MessageContent & {
  readonly messageId: MessageId;
  readonly by: string;
  readonly sentAt: Instant;
  seenAt: Instant | null;
  acknowledgedAt: Instant | null;
};

const KEEP_MESSAGES = 50;

const contentOf = (body: SentBody): MessageContent => {
  if (body.kind === undefined) return { kind: 'text', text: body.text };
  switch (body.kind) {
    case 'text':
    case 'flash':
      return { kind: body.kind, text: body.text };
    case 'timer':
      return { kind: 'timer', text: body.text, endsAt: body.endsAt };
    case 'product': {
      const { kind, text, number, productId, variantId, title } = body;
      return { kind, text, number, productId, variantId, title };
    }
    case 'correction':
      return { kind: 'correction', text: body.text, wrong: body.wrong, right: body.right };
  }
};

/** Each step counts once; what is acknowledged was seen. */
export const foldMessage = (messages: RoomMessage[], body: MessageFactBody, at: Instant): void => {
  if (body.type === 'message.sent') {
    const { messageId, by } = body;
    messages.push({ ...contentOf(body), messageId, by, sentAt: at, seenAt: null, acknowledgedAt: null });
    if (messages.length > KEEP_MESSAGES) messages.shift();
    return;
  }
  const message = messages.find(({ messageId }) => messageId === body.messageId);
  if (message === undefined) return;
  message.seenAt ??= at;
  if (body.type === 'message.acknowledged') message.acknowledgedAt ??= at;
};

/** What must not wait its turn: a wrong word on air, a sign to look up. */
const isUrgent = ({ kind }: RoomMessage): boolean => kind === 'correction' || kind === 'flash';

/** Those that the host has not acknowledged, in the order in which they are shown. */
export const openMessages = (messages: readonly RoomMessage[]): readonly RoomMessage[] => {
  const open = messages.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  return [...open.filter(isUrgent), ...open.filter((message) => !isUrgent(message))];
};
