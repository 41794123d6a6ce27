// What a deal's terms are checked against: its own kind, the shelf, the other deals, the platform, the owner, the law on prizes.

import {
  type Deal,
  type DealTerms,
  isFiredDeal,
  isOpenDeal,
  kindOf,
  offerOf,
  unitPriceFor,
  variantsOf,
} from './deal.ts';
import { sumOfItems } from './deal-bundle.ts';
import type { OwnerLimits, PlatformLimits } from './deal-limits.ts';
import type { DealObjection } from './deal-objection.ts';
import type { BundleItem, DealGift, DealOffer, DealTier, DealTrigger, DrawTerms } from './deal-offer.ts';
import type { Money, VariantId } from './units.ts';

export interface DealFinding {
  readonly code: DealObjection;
  /** What the sentence is filled from: amounts in major units, spans in seconds, shares in percent. */
  readonly details: Readonly<Record<string, string | number>>;
}

/** A variant as the shop has it now. */
export interface Offered {
  readonly listPrice: Money;
  /** Units that can be sold. */
  readonly stock: number;
}

export interface DealShop {
  /** Null where there is no such variant on sale. */
  offered(variantId: VariantId): Offered | null;
  /** All deals of the show. */
  readonly deals: readonly Deal[];
  readonly limits: PlatformLimits | null;
  readonly ownerLimits: OwnerLimits | null;
  /** How it is to begin; null: by hand. */
  readonly trigger: DealTrigger | null;
}

const LEAST_ITEMS = 2;
const MOST_ITEMS = 10;
const MOST_OF_ITEM = 99;
const MOST_TIERS = 6;
/** 50 000 yuan (规范促销行为暂行规定 art. 17). */
const MOST_PRIZE_MINOR = 5_000_000;

type Details = DealFinding['details'];
const finding = (code: DealObjection, details: Details = {}): readonly DealFinding[] => [{ code, details }];
const when = (isSo: boolean, code: DealObjection, details: Details = {}): readonly DealFinding[] =>
  isSo ? finding(code, details) : [];

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
const major = (minor: number, currency: string): number => minor / 10 ** digitsOf(currency);

// ---- by kind ----

const listOf = (terms: DealTerms, shop: DealShop): Money | null => {
  const offer = offerOf(terms);
  const own = shop.offered(terms.variantId)?.listPrice ?? null;
  return offer.kind === 'bundle' && own !== null ? { minor: sumOfItems(offer.items), currency: own.currency } : own;
};

/** A gift may come with the list price, a ladder may begin at it; all else is cheaper. */
const isTooDear = (terms: DealTerms, list: Money): boolean => {
  if (terms.price.currency !== list.currency) return true;
  const kind = kindOf(terms);
  if (kind === 'draw') return false;
  return kind === 'gift' || kind === 'tiered' ? terms.price.minor > list.minor : terms.price.minor >= list.minor;
};

const checkBundle = (terms: DealTerms, items: readonly BundleItem[], shop: DealShop): readonly DealFinding[] => {
  const isCountBad = items.length < LEAST_ITEMS || items.length > MOST_ITEMS;
  const isTwice = new Set(items.map(({ variantId }) => variantId)).size < items.length;
  const isLeadBad = items[0]?.variantId !== terms.variantId || items[0].quantity !== 1;
  const isItemBad = items.some(
    ({ quantity, listPrice }) =>
      quantity < 1 || quantity > MOST_OF_ITEM || listPrice.currency !== terms.price.currency || listPrice.minor < 0,
  );
  const isGone = items.some(({ variantId }) => shop.offered(variantId) === null);
  return when(isCountBad || isTwice || isLeadBad || isItemBad || isGone, 'deal_bundle', {
    least: LEAST_ITEMS,
    most: MOST_ITEMS,
  });
};

const checkTiers = ({ price, perBuyer }: DealTerms, tiers: readonly DealTier[]): readonly DealFinding[] => {
  let [from, last] = [1, price.minor];
  for (const tier of tiers) {
    if (tier.from <= from || tier.price.minor >= last || tier.price.currency !== price.currency)
      return finding('deal_tiers');
    [from, last] = [tier.from, tier.price.minor];
  }
  return when(tiers.length < 1 || tiers.length > MOST_TIERS || from > perBuyer, 'deal_tiers');
};

const checkGift = (gift: DealGift, shop: DealShop): readonly DealFinding[] => {
  const words = [gift.name, gift.spec, gift.period, gift.way];
  const isUnclear = words.some((word) => word.trim() === '') || gift.quantity < 1;
  const isGone = gift.variant !== null && shop.offered(gift.variant.variantId) === null;
  return when(isUnclear || isGone, 'deal_gift');
};

const checkDraw = (draw: DrawTerms): readonly DealFinding[] => [
  ...when([draw.rules, draw.keyword, draw.prize].some((word) => word.trim() === '') || draw.winners < 1, 'deal_draw'),
  ...when(draw.prizeValue.currency === 'CNY' && draw.prizeValue.minor > MOST_PRIZE_MINOR, 'draw_prize', {
    most: major(MOST_PRIZE_MINOR, 'CNY'),
  }),
];

const checkOffer = (terms: DealTerms, offer: DealOffer, shop: DealShop): readonly DealFinding[] => {
  switch (offer.kind) {
    case 'bundle':
      return checkBundle(terms, offer.items, shop);
    case 'tiered':
      return checkTiers(terms, offer.tiers);
    case 'gift':
      return checkGift(offer.gift, shop);
    case 'coupon':
      return when(offer.text.trim() === '', 'deal_coupon');
    case 'draw':
      return checkDraw(offer.draw);
    case 'flash':
    case 'limited':
      return [];
  }
};

// ---- the shelf and the other deals ----

/** How many units of each variant a unit of the deal takes. */
const takenOf = (terms: DealTerms): readonly (readonly [VariantId, number])[] => {
  const offer = offerOf(terms);
  if (offer.kind === 'draw') return [];
  if (offer.kind === 'bundle') return offer.items.map(({ variantId, quantity }) => [variantId, quantity]);
  const own = [terms.variantId, 1] as const;
  if (offer.kind !== 'gift' || offer.gift.variant === null) return [own];
  return [own, [offer.gift.variant.variantId, offer.gift.quantity]];
};

/** How many of the deal the shelf holds. */
export const sellableOf = (terms: DealTerms, shop: Pick<DealShop, 'offered'>): number => {
  const needs = new Map<VariantId, number>();
  for (const [variantId, quantity] of takenOf(terms)) needs.set(variantId, (needs.get(variantId) ?? 0) + quantity);
  const left = [...needs].map(([variantId, each]) =>
    Math.floor((shop.offered(variantId)?.stock ?? 0) / Math.max(1, each)),
  );
  return left.length === 0 ? Number.MAX_SAFE_INTEGER : Math.min(...left);
};

const checkShelf = (terms: DealTerms, shop: DealShop): readonly DealFinding[] => {
  const stock = sellableOf(terms, shop);
  return when(terms.quantity > stock, 'stock_short', { stock });
};

/** Whether two deals set another price on the same variant (or product, where a platform wants it so). */
export const doDealsMeet = (a: DealTerms, b: DealTerms, onePer: PlatformLimits['onePer'] = 'variant'): boolean => {
  const [mine, theirs] = [variantsOf(a), variantsOf(b)];
  if (mine.length === 0 || theirs.length === 0) return false;
  return mine.some((variantId) => theirs.includes(variantId)) || (onePer === 'product' && a.productId === b.productId);
};

/** One that waits for its hour or its mark may be armed beside another: whether it fires is decided then. */
const isInTheWay = (deal: Deal, trigger: DealTrigger | null): boolean =>
  isFiredDeal(deal) ? trigger === null : isOpenDeal(deal) && deal.trigger === null && trigger === null;

const checkOthers = (terms: DealTerms, shop: DealShop): readonly DealFinding[] => {
  const onePer = shop.limits?.onePer ?? 'variant';
  const isRunning = shop.deals.some(
    (deal) => deal.dealId !== terms.dealId && isInTheWay(deal, shop.trigger) && doDealsMeet(terms, deal, onePer),
  );
  return when(isRunning, 'deal_running');
};

// ---- the platform and the owner ----

const isSelling = (terms: DealTerms): boolean => kindOf(terms) !== 'draw';

/** The least that a unit is sold for. */
export const lowestPrice = (terms: DealTerms): number => unitPriceFor(terms, terms.perBuyer).minor;

const percent = (permille: number): number => permille / 10;

const isOutside = (value: number, { least, most }: { readonly least: number; readonly most: number }): boolean =>
  value < least || value > most;

const checkPlatform = (terms: DealTerms, list: Money, limits: PlatformLimits): readonly DealFinding[] => {
  const { countdownMs, durationMs, sharePermille, mostQuantity, mostPerBuyer } = limits;
  const seconds = ({ least, most }: typeof countdownMs): Details => ({ least: least / 1000, most: most / 1000 });
  const times = [
    ...when(isOutside(terms.countdownMs, countdownMs), 'platform_countdown', seconds(countdownMs)),
    ...when(isOutside(terms.durationMs, durationMs), 'platform_duration', seconds(durationMs)),
  ];
  if (!isSelling(terms)) return times;
  const counts = [
    ...when(mostQuantity !== null && terms.quantity > mostQuantity, 'platform_quantity', { most: mostQuantity ?? 0 }),
    ...when(mostPerBuyer !== null && terms.perBuyer > mostPerBuyer, 'platform_per_buyer', { most: mostPerBuyer ?? 0 }),
  ];
  if (terms.price.currency !== limits.currency) return [...times, ...counts];
  const price = lowestPrice(terms);
  const above = limits.priceAboveMinor;
  return [
    ...times,
    ...counts,
    ...when(above !== null && price <= above, 'platform_price', { above: major(above ?? 0, limits.currency) }),
    // In whole numbers: a share that is a fen too high is too high.
    ...when(
      price * 1000 < sharePermille.least * list.minor || price * 1000 > sharePermille.most * list.minor,
      'platform_share',
      { least: percent(sharePermille.least), most: percent(sharePermille.most) },
    ),
    ...when(list.minor - price < limits.leastOffMinor, 'platform_off', {
      off: major(limits.leastOffMinor, limits.currency),
    }),
  ];
};

const checkOwner = (terms: DealTerms, list: Money, limits: OwnerLimits): readonly DealFinding[] => {
  const { leastPermille, leastPriceMinor, mostQuantity, mostDurationMs } = limits;
  const duration = when(mostDurationMs !== null && terms.durationMs > mostDurationMs, 'owner_duration', {
    most: (mostDurationMs ?? 0) / 1000,
  });
  if (!isSelling(terms)) return duration;
  const price = lowestPrice(terms);
  return [
    ...duration,
    ...when(leastPermille !== null && price * 1000 < leastPermille * list.minor, 'owner_share', {
      least: percent(leastPermille ?? 0),
    }),
    ...when(leastPriceMinor !== null && price < leastPriceMinor, 'owner_price', {
      least: major(leastPriceMinor ?? 0, terms.price.currency),
    }),
    ...when(mostQuantity !== null && terms.quantity > mostQuantity, 'owner_quantity', { most: mostQuantity ?? 0 }),
  ];
};

/** What the discount is measured by: the list price, for a bundle the sum of its items; null where it is not on sale. */
export const listPriceFor = listOf;

/** Everything that speaks against these terms, the weightiest first; empty where nothing does. */
export const checkDeal = (terms: DealTerms, shop: DealShop): readonly DealFinding[] => {
  const list = listOf(terms, shop);
  if (list === null) return finding('stock_short', { stock: 0 });
  return [
    ...when(isTooDear(terms, list), 'deal_too_dear'),
    ...checkOffer(terms, offerOf(terms), shop),
    ...when(terms.perBuyer > terms.quantity, 'deal_limit'),
    ...checkShelf(terms, shop),
    ...checkOthers(terms, shop),
    ...(shop.limits === null ? [] : checkPlatform(terms, list, shop.limits)),
    ...(shop.ownerLimits === null ? [] : checkOwner(terms, list, shop.ownerLimits)),
  ];
};
