// A deal of any kind as it is typed, and what it comes down to; the engine judges it, here it is only read.

import type { DealOffer, DealTrigger } from '../../../src-main/contract/deal-documents.ts';
import type { RouteInput } from '../../../src-main/contract/routes.ts';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import {
  type DealId,
  instant,
  type Money,
  money,
  type ProductId,
  type VariantId,
} from '../../../src-main/core/units.ts';
import { parseAmount, toAmountText } from '../../ui/money.ts';
import { type DealDraft, DRAFT_FIELDS, draftFor, readDraft } from './deal-draft.ts';

export type KindInForm = DealOffer['kind'];

export interface FormItem {
  readonly variantId: VariantId;
  readonly title: string;
  readonly quantity: string;
  readonly listPrice: Money;
}

export interface FormTier {
  /** For lists on screen only. */
  readonly key: number;
  readonly from: string;
  readonly price: string;
}

export const GIFT_WORDS = ['name', 'spec', 'period', 'way'] as const;
export type GiftWord = (typeof GIFT_WORDS)[number];

export interface FormTrigger {
  readonly kind: 'hand' | DealTrigger['kind'];
  /** Of this place, as a field for date and time has it. */
  readonly at: string;
  readonly figure: 'online' | 'orders' | 'gmv';
  readonly reaches: string;
}

export interface DealForm {
  /** The draft that it is; null for one that is new. */
  readonly dealId: DealId | null;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly currency: string;
  readonly kind: KindInForm;
  readonly plain: DealDraft;
  /** Beside the deal's own variant, which comes first and once. */
  readonly items: readonly FormItem[];
  readonly tiers: readonly FormTier[];
  readonly gift: Readonly<Record<GiftWord | 'quantity', string>> & { readonly variantId: VariantId | null };
  readonly coupon: string;
  readonly draw: Readonly<Record<'rules' | 'keyword' | 'prize' | 'prizeValue' | 'winners', string>>;
  readonly trigger: FormTrigger;
}

type Input = Omit<RouteInput<'deal.check'>, 'dealId'>;
type OfferInput = NonNullable<Input['offer']>;

const NO_TRIGGER: FormTrigger = { kind: 'hand', at: '', figure: 'online', reaches: '' };

export const formFor = (product: ProductRow): DealForm => ({
  dealId: null,
  productId: product.productId,
  variantId: product.variantId,
  currency: product.price.currency,
  kind: 'flash',
  plain: draftFor(product),
  items: [],
  tiers: [{ key: 1, from: '2', price: '' }],
  gift: { name: '', spec: '', quantity: '1', period: '', way: '', variantId: null },
  coupon: '',
  draw: { rules: '', keyword: '', prize: '', prizeValue: '', winners: '1' },
  trigger: NO_TRIGGER,
});

const pad = (value: number): string => String(value).padStart(2, '0');

/** 2026-11-24T20:30:00, in the time of this place. */
export const toLocalText = (at: number): string => {
  const day = new Date(at);
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}T${pad(day.getHours())}:${pad(day.getMinutes())}:${pad(day.getSeconds())}`;
};

interface Kept {
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly price: Money;
  readonly quantity: number;
  readonly perBuyer: number;
  readonly countdownMs: number;
  readonly durationMs: number;
  readonly offer?: DealOffer;
}

const withOffer = (form: DealForm, offer: DealOffer): DealForm => {
  switch (offer.kind) {
    case 'bundle':
      return {
        ...form,
        items: offer.items.slice(1).map(({ variantId, title, quantity, listPrice }) => ({
          variantId,
          title,
          quantity: String(quantity),
          listPrice,
        })),
      };
    case 'tiered':
      return {
        ...form,
        tiers: offer.tiers.map(({ from, price }, key) => ({ key, from: String(from), price: toAmountText(price) })),
      };
    case 'gift': {
      const { variant, quantity, ...words } = offer.gift;
      return { ...form, gift: { ...words, quantity: String(quantity), variantId: variant?.variantId ?? null } };
    }
    case 'coupon':
      return { ...form, coupon: offer.text };
    case 'draw': {
      const { rules, keyword, prize, prizeValue, winners } = offer.draw;
      return {
        ...form,
        draw: { rules, keyword, prize, prizeValue: toAmountText(prizeValue), winners: String(winners) },
      };
    }
    case 'flash':
    case 'limited':
      return form;
  }
};

/** Kept terms put into the form of a product, as far as they fit it. */
export const formWith = (form: DealForm, terms: Kept): DealForm => {
  const offer: DealOffer = terms.offer ?? { kind: 'flash' };
  const plain: DealDraft = {
    price: toAmountText(money(terms.price.minor, form.currency)),
    quantity: String(terms.quantity),
    perBuyer: String(terms.perBuyer),
    countdown: String(terms.countdownMs / 1000),
    duration: String(terms.durationMs / 60_000),
  };
  return withOffer({ ...form, kind: offer.kind, plain }, offer);
};

export const withTrigger = (form: DealForm, trigger: DealTrigger | null): DealForm => {
  if (trigger === null) return { ...form, trigger: NO_TRIGGER };
  if (trigger.kind === 'at') return { ...form, trigger: { ...NO_TRIGGER, kind: 'at', at: toLocalText(trigger.at) } };
  const { figure, reaches } = trigger;
  const text = figure === 'gmv' ? toAmountText(money(reaches, form.currency)) : String(reaches);
  return { ...form, trigger: { ...NO_TRIGGER, kind: 'mark', figure, reaches: text } };
};

// ---- reading ----

const whole = (text: string, most: number, least = 1): number | null => {
  const said = text.normalize('NFKC').trim();
  if (!/^\d{1,12}$/.test(said)) return null;
  const value = Number(said);
  return value >= least && value <= most ? value : null;
};

type Bad = string;
type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly bad: readonly Bad[] };

const good = <T>(value: T): Read<T> => ({ ok: true, value });
const bad = (...fields: readonly Bad[]): { readonly ok: false; readonly bad: readonly Bad[] } => ({
  ok: false,
  bad: fields,
});

const readItems = ({ variantId, items }: DealForm): Read<OfferInput> => {
  const read = items.map((item) => ({ variantId: item.variantId, quantity: whole(item.quantity, 99) }));
  const complete = read.flatMap((item) =>
    item.quantity === null ? [] : [{ variantId: item.variantId, quantity: item.quantity }],
  );
  if (complete.length < read.length) return bad('items');
  return good({ kind: 'bundle', items: [{ variantId, quantity: 1 }, ...complete] });
};

const readTiers = ({ tiers, currency }: DealForm): Read<OfferInput> => {
  const complete = tiers.flatMap(({ from, price }) => {
    const [count, priceMinor] = [whole(from, 1000, 2), parseAmount(price, currency)];
    return count === null || priceMinor === null ? [] : [{ from: count, priceMinor }];
  });
  return complete.length < tiers.length ? bad('tiers') : good({ kind: 'tiered', tiers: complete });
};

const readGift = ({ gift }: DealForm): Read<OfferInput> => {
  const quantity = whole(gift.quantity, 99);
  return quantity === null ? bad('giftQuantity') : good({ kind: 'gift', gift: { ...gift, quantity } });
};

const readDrawing = ({ draw, currency }: DealForm): Read<OfferInput> => {
  const { prizeValue, winners, ...words } = draw;
  const [prizeValueMinor, count] = [parseAmount(prizeValue, currency), whole(winners, 1000)];
  if (prizeValueMinor === null || count === null) {
    return bad(...(prizeValueMinor === null ? ['prizeValue'] : []), ...(count === null ? ['winners'] : []));
  }
  return good({ kind: 'draw', draw: { ...words, prizeValueMinor, winners: count } });
};

const readOffer = (form: DealForm): Read<OfferInput> => {
  switch (form.kind) {
    case 'bundle':
      return readItems(form);
    case 'tiered':
      return readTiers(form);
    case 'gift':
      return readGift(form);
    case 'coupon':
      return good({ kind: 'coupon', text: form.coupon });
    case 'draw':
      return readDrawing(form);
    case 'flash':
    case 'limited':
      return good({ kind: form.kind });
  }
};

const readTrigger = ({ trigger, currency }: DealForm): Read<Input['trigger']> => {
  if (trigger.kind === 'hand') return good(null);
  if (trigger.kind === 'at') {
    const at = Date.parse(trigger.at);
    return Number.isNaN(at) ? bad('at') : good({ kind: 'at', at: instant(at) });
  }
  const { figure } = trigger;
  const reaches =
    figure === 'gmv' ? parseAmount(trigger.reaches, currency) : whole(trigger.reaches, Number.MAX_SAFE_INTEGER);
  return reaches === null || reaches < 1 ? bad('reaches') : good({ kind: 'mark', figure, reaches });
};

/** A draw has neither price nor limits of its own. */
const readPlain = (form: DealForm) =>
  readDraft(
    form.kind === 'draw' ? { ...form.plain, price: '1', quantity: '1', perBuyer: '1' } : form.plain,
    form.currency,
  );

export const readForm = (form: DealForm): Read<Input> => {
  const [plain, offer, trigger] = [readPlain(form), readOffer(form), readTrigger(form)];
  if (!plain.ok || !offer.ok || !trigger.ok) {
    return bad(...(plain.ok ? [] : plain.bad), ...(offer.ok ? [] : offer.bad), ...(trigger.ok ? [] : trigger.bad));
  }
  const { productId, variantId } = form;
  return good({ productId, variantId, ...plain.terms, offer: offer.value, trigger: trigger.value });
};

/** The fields that the kind has, in the order of the form. */
export const plainFieldsOf = (kind: KindInForm) =>
  kind === 'draw' ? DRAFT_FIELDS.filter((field) => field === 'countdown' || field === 'duration') : DRAFT_FIELDS;
