// A promise as it is typed, and what it comes to once it can be written down.

import type { PriceVow, PromiseKind } from '../../../src-main/contract/promise-documents.ts';
import type { DealView, ProductRow } from '../../../src-main/contract/topics.ts';
import { instant } from '../../../src-main/core/units.ts';
import type { PromiseTarget } from '../../state/desk-store.ts';
import { parseAmount, toAmountText } from '../../ui/money.ts';
import type { PromiseAsked } from './promise-commands.ts';

export interface PromiseDraft {
  readonly kind: PromiseKind;
  readonly text: string;
  readonly target: PromiseTarget;
  readonly due: 'explained' | 'after_show' | 'minutes';
  /** From now, for a due time. */
  readonly minutes: string;
  readonly vow: PriceVow | 'none';
  readonly amount: string;
  /** Days that the price holds; '' without an end. */
  readonly days: string;
}

export const isOfGoods = ({ on }: PromiseTarget): boolean => on === 'product' || on === 'deal';

export const firstDraft = (target: PromiseTarget | undefined, pinned: ProductRow | null): PromiseDraft => ({
  kind: 'gift',
  text: '',
  target: target ?? (pinned === null ? { on: 'show' } : { on: 'product', variantId: pinned.variantId }),
  due: 'after_show',
  minutes: '10',
  vow: 'none',
  amount: pinned === null ? '' : toAmountText(pinned.price),
  days: '',
});

const DAY_MS = 86_400_000;
const MOST_MINUTES = 7 * 24 * 60;

const readWhole = (text: string, most: number): number | null => {
  const plain = text.normalize('NFKC').trim();
  const whole = /^\d{1,6}$/.test(plain) ? Number(plain) : 0;
  return whole < 1 || whole > most ? null : whole;
};

interface Scene {
  readonly products: readonly ProductRow[];
  readonly deals: readonly DealView[];
  readonly currency: string;
  /** The engine's clock. */
  readonly now: number;
}

/** A gift goes with every variant; a price is one variant's. */
const toSubject = ({ target, kind, vow }: PromiseDraft, { products, deals }: Scene): PromiseAsked['subject'] | null => {
  switch (target.on) {
    case 'show':
      return target;
    case 'product': {
      const row = products.find(({ variantId }) => variantId === target.variantId);
      if (row === undefined) return null;
      const { productId, variantId } = row;
      return { on: 'product', productId, variantId: kind === 'price' && vow !== 'none' ? variantId : null };
    }
    case 'deal':
      return deals.some(({ dealId }) => dealId === target.dealId) ? { on: 'deal', dealId: target.dealId } : null;
    case 'order':
      return { on: 'order', orderId: target.orderId };
    case 'viewer':
      return { on: 'viewer', viewerId: target.viewerId };
  }
};

/** Undefined while it is not whole, null where no price is named. */
const toPrice = (draft: PromiseDraft, { currency, now }: Scene): PromiseAsked['price'] | undefined => {
  if (draft.kind !== 'price' || draft.vow === 'none' || !isOfGoods(draft.target)) return null;
  const minor = parseAmount(draft.amount, currency);
  const days = draft.days.trim() === '' ? null : readWhole(draft.days, 366);
  if (minor === null || (days === null && draft.days.trim() !== '')) return undefined;
  return { vow: draft.vow, minor, until: days === null ? null : instant(Math.round(now + days * DAY_MS)) };
};

const toDue = (draft: PromiseDraft, { now }: Scene): PromiseAsked['due'] | null => {
  if (draft.due !== 'minutes') {
    return { when: draft.due === 'explained' && !isOfGoods(draft.target) ? 'after_show' : draft.due };
  }
  const minutes = readWhole(draft.minutes, MOST_MINUTES);
  return minutes === null ? null : { when: 'at', at: instant(Math.round(now + minutes * 60_000)) };
};

/** Null while it is not whole. */
export const readPromise = (draft: PromiseDraft, scene: Scene): PromiseAsked | null => {
  const text = draft.text.trim();
  const subject = toSubject(draft, scene);
  const due = toDue(draft, scene);
  const price = toPrice(draft, scene);
  if (text === '' || subject === null || due === null || price === undefined) return null;
  return { kind: draft.kind, text, subject, due, price, origin: { from: 'desk' } };
};
