// Messages to the host: what a fact says of one comes back whole, old facts too, and what is urgent is seen first.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  foldMessage,
  MESSAGE_KINDS,
  type MessageContent,
  type MessageFactBody,
  openMessages,
  type RoomMessage,
} from '../../src-main/core/host-message.ts';
import { instant, type MessageId, type ProductId, type VariantId } from '../../src-main/core/units.ts';

const CONTENTS: readonly MessageContent[] = [
  { kind: 'text', text: '催一下' },
  { kind: 'flash', text: '' },
  { kind: 'timer', text: '到点开抢', endsAt: instant(90_000) },
  {
    kind: 'product',
    text: '',
    number: 5,
    productId: '007' as ProductId,
    variantId: '3451234567890123456' as VariantId,
    title: '口红',
  },
  { kind: 'correction', text: '', wrong: '全网最低', right: '直播间价' },
];

const sent = (id: string, content: MessageContent): MessageFactBody => ({
  type: 'message.sent',
  messageId: id as MessageId,
  by: 'assistant',
  ...content,
});

const fold = (...bodies: readonly MessageFactBody[]): readonly RoomMessage[] => {
  const messages: RoomMessage[] = [];
  bodies.forEach((body, index) => {
    foldMessage(messages, body, instant(index + 1));
  });
  return messages;
};

describe('a message', () => {
  it('has a kind that no test knows', () => {
    expect(CONTENTS.map(({ kind }) => kind).sort()).toEqual([...MESSAGE_KINDS].sort());
  });

  it.each(CONTENTS)('$kind loses a part between its fact and the screen', (content) => {
    expect(fold(JSON.parse(JSON.stringify(sent('m', content))))).toEqual([
      { messageId: 'm', by: 'assistant', ...content, sentAt: 1, seenAt: null, acknowledgedAt: null },
    ]);
  });

  it('of before there were kinds is no text any more', () => {
    const old: MessageFactBody = { type: 'message.sent', messageId: 'm' as MessageId, by: 'assistant', text: '快点' };
    expect(fold(old)).toMatchObject([{ kind: 'text', text: '快点' }]);
  });

  it('is acknowledged before it is seen, or a second key moves its time', () => {
    const steps = fc.array(fc.constantFrom('message.seen' as const, 'message.acknowledged' as const));
    fc.assert(
      fc.property(steps, (types) => {
        const said = types.map((type) => ({ type, messageId: 'm' as MessageId }));
        const [message] = fold(sent('m', { kind: 'text', text: 'x' }), ...said);
        const first = (type: (typeof types)[number]): number | null => {
          const index = types.indexOf(type);
          return index === -1 ? null : index + 2;
        };
        const acknowledged = first('message.acknowledged');
        expect(message?.acknowledgedAt).toBe(acknowledged);
        expect(message?.seenAt).toBe(types.length === 0 ? null : 2);
      }),
    );
  });

  it('that nobody sent is acknowledged into being', () => {
    expect(fold({ type: 'message.acknowledged', messageId: 'stranger' as MessageId })).toEqual([]);
  });
});

describe('the order before the host', () => {
  it('lets a correction or a flash wait behind small talk, or anything be lost', () => {
    const kinds = fc.array(fc.record({ content: fc.constantFrom(...CONTENTS), isOpen: fc.boolean() }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(kinds, (given) => {
        const bodies = given.flatMap(({ content, isOpen }, index): MessageFactBody[] => {
          const messageId = String(index) as MessageId;
          return [sent(messageId, content), ...(isOpen ? [] : [{ type: 'message.acknowledged', messageId } as const])];
        });
        const open = openMessages(fold(...bodies));
        const isUrgent = open.map(({ kind }) => kind === 'correction' || kind === 'flash');
        expect(isUrgent.indexOf(false) === -1 ? [] : isUrgent.slice(isUrgent.indexOf(false)).filter(Boolean)).toEqual(
          [],
        );
        expect(open.map(({ messageId }) => messageId).sort()).toEqual(
          given.flatMap(({ isOpen }, index) => (isOpen ? [String(index)] : [])).sort(),
        );
        for (const urgent of [true, false]) {
          const times = open.filter((_, index) => isUrgent[index] === urgent).map(({ sentAt }) => sentAt);
          expect(times).toEqual([...times].sort((a, b) => a - b));
        }
      }),
    );
  });
});
