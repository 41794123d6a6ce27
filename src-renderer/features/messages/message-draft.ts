// A message to the host as it is typed, and what it comes to once it can be sent.

import { LONGEST_TIMER_MS, SHORTEST_TIMER_MS } from '../../../src-main/contract/message-limits.ts';
import type { RouteInput } from '../../../src-main/contract/routes.ts';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import type { MessageKind } from '../../../src-main/core/host-message.ts';

export interface MessageDraft {
  readonly kind: MessageKind;
  readonly text: string;
  /** A timer's span, as `readTimer` takes it. */
  readonly timer: string;
  /** Of the product to go to. */
  readonly number: string;
  readonly wrong: string;
  readonly right: string;
}

export const EMPTY_DRAFT: MessageDraft = { kind: 'text', text: '', timer: '3', number: '', wrong: '', right: '' };

/** Milliseconds of «3», «1.5» (minutes) or «1:30»; null for what is no span, or one too short or long. */
export const readTimer = (text: string): number | null => {
  const plain = text.normalize('NFKC').trim().replace(',', '.');
  const [, minutes, seconds] = /^(\d{1,3}):([0-5]\d)$/.exec(plain) ?? [];
  const ms =
    minutes !== undefined && seconds !== undefined
      ? (Number(minutes) * 60 + Number(seconds)) * 1000
      : /^\d{1,3}(\.\d{1,2})?$/.test(plain)
        ? Math.round(Number(plain) * 60_000)
        : null;
  return ms === null || ms < SHORTEST_TIMER_MS || ms > LONGEST_TIMER_MS ? null : ms;
};

/** The product of the run sheet that a number names. */
export const productOf = (products: readonly ProductRow[], number: string): ProductRow | null =>
  products.find((row) => String(row.number) === number.normalize('NFKC').trim()) ?? null;

/** Null while it is not whole. */
export const readMessage = (
  draft: MessageDraft,
  products: readonly ProductRow[],
): RouteInput<'message.send'>['message'] | null => {
  const text = draft.text.trim();
  switch (draft.kind) {
    case 'text':
      return text === '' ? null : { kind: 'text', text };
    case 'flash':
      return { kind: 'flash', text };
    case 'timer': {
      const durationMs = readTimer(draft.timer);
      return durationMs === null ? null : { kind: 'timer', text, durationMs };
    }
    case 'product': {
      const product = productOf(products, draft.number);
      return product === null ? null : { kind: 'product', text, variantId: product.variantId };
    }
    case 'correction': {
      const [wrong, right] = [draft.wrong.trim(), draft.right.trim()];
      return wrong === '' || right === '' ? null : { kind: 'correction', text, wrong, right };
    }
  }
};
