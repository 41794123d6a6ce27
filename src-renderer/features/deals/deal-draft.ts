// What a person types to arm a deal, and what it comes down to; the engine judges it, here it is only read.

import type { RouteInput } from '../../../src-main/contract/routes.ts';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import { money } from '../../../src-main/core/units.ts';
import { parseAmount, toAmountText } from '../../ui/money.ts';

export const DRAFT_FIELDS = ['price', 'quantity', 'perBuyer', 'countdown', 'duration'] as const;
export type DraftField = (typeof DRAFT_FIELDS)[number];

/** As typed: price in major units, countdown in seconds, duration in minutes. */
export type DealDraft = Readonly<Record<DraftField, string>>;

export type DealTermsInput = Omit<RouteInput<'deal.arm'>, 'commandId' | 'productId' | 'variantId'>;

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const MOST_SOLD = 50;

/** The cue's plan; without one everything but the price, which only a person can set. */
export const draftFor = ({ dealPlan, stock, price }: Pick<ProductRow, 'dealPlan' | 'stock' | 'price'>): DealDraft => {
  if (dealPlan === null) {
    const quantity = String(Math.max(1, Math.min(MOST_SOLD, stock)));
    return { price: '', quantity, perBuyer: '1', countdown: '10', duration: '5' };
  }
  return {
    price: toAmountText(money(dealPlan.price.minor, price.currency)),
    quantity: String(stock > 0 ? Math.min(dealPlan.quantity, stock) : dealPlan.quantity),
    perBuyer: String(dealPlan.perBuyer),
    countdown: String(dealPlan.countdownMs / SECOND_MS),
    duration: String(dealPlan.durationMs / MINUTE_MS),
  };
};

const readWhole = (text: string, least: number, most: number): number | null => {
  const plain = text.normalize('NFKC').trim();
  if (!/^\d{1,7}$/.test(plain)) return null;
  const value = Number(plain);
  return value >= least && value <= most ? value : null;
};

const readMinutes = (text: string): number | null => {
  const plain = text.normalize('NFKC').trim();
  if (!/^\d{1,4}(\.\d{1,3})?$/.test(plain)) return null;
  const ms = Math.round(Number(plain) * 60) * SECOND_MS;
  return ms >= 10 * SECOND_MS && ms <= 24 * 60 * MINUTE_MS ? ms : null;
};

export type ReadDraft =
  | { readonly ok: true; readonly terms: DealTermsInput }
  | { readonly ok: false; readonly bad: readonly DraftField[] };

export const readDraft = (draft: DealDraft, currency: string): ReadDraft => {
  const price = parseAmount(draft.price, currency);
  const quantity = readWhole(draft.quantity, 1, 1_000_000);
  const perBuyer = readWhole(draft.perBuyer, 1, 1000);
  const countdown = readWhole(draft.countdown, 0, 300);
  const durationMs = readMinutes(draft.duration);
  if (
    price === null ||
    price < 1 ||
    quantity === null ||
    perBuyer === null ||
    countdown === null ||
    durationMs === null
  ) {
    const read = { price: price === 0 ? null : price, quantity, perBuyer, countdown, duration: durationMs };
    return { ok: false, bad: DRAFT_FIELDS.filter((field) => read[field] === null) };
  }
  return { ok: true, terms: { priceMinor: price, quantity, perBuyer, countdownMs: countdown * SECOND_MS, durationMs } };
};
