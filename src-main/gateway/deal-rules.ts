// The rules that deals are held to now: the show's platform, the owner's limits on it, the cooldown; and what terms come to by them.

import type { DealReport } from '../contract/deal-documents.ts';
import type { Role } from '../contract/route.ts';
import { type DealTerms, type DealTrigger, kindOf, offerOf } from '../core/deal.ts';
import { splitBundle, splitByBrand } from '../core/deal-bundle.ts';
import {
  checkDeal,
  type DealFinding,
  type DealShop,
  listPriceFor,
  lowestPrice,
  sellableOf,
} from '../core/deal-check.ts';
import { NO_OWNER_LIMITS, type OwnerLimits, type Platform } from '../core/deal-limits.ts';
import { type Duration, duration, type Money, money, type ShowId, type VariantId } from '../core/units.ts';
import { DEFAULT_PLATFORM, type PlatformShelf } from '../deal-platforms.ts';
import type { Store, Writes } from '../store/store.ts';
import { offeredIn, productWith } from './deal-terms.ts';
import type { EngineDesk } from './engine-desk.ts';

/** Between two shots, so that a slip of the finger is not two deals. */
const COOLDOWN = duration(3000);

const COOLDOWN_KEY = 'deal.cooldown';
const platformKey = (showId: ShowId): string => `deal.platform:${showId}`;
const limitsKey = (platformId: string): string => `deal.limits:${platformId}`;

type Settings = Pick<Store, 'setting'>;

export const cooldownOf = (store: Settings): Duration => {
  const said = store.setting(COOLDOWN_KEY);
  return said === null ? COOLDOWN : duration(Number(said));
};

export const platformOf = (store: Settings, shelf: PlatformShelf, showId: ShowId): Platform =>
  shelf.platform(store.setting(platformKey(showId)) ?? DEFAULT_PLATFORM);

export const ownerLimitsOf = (store: Settings, platformId: string): OwnerLimits => {
  const said = store.setting(limitsKey(platformId));
  return said === null ? NO_OWNER_LIMITS : JSON.parse(said);
};

type Setting = Pick<Writes, 'setSetting'>;

export const keepCooldown = (writes: Setting, cooldownMs: Duration): void =>
  writes.setSetting(COOLDOWN_KEY, String(cooldownMs));
export const keepPlatform = (writes: Setting, showId: ShowId, platformId: string): void =>
  writes.setSetting(platformKey(showId), platformId);
export const keepOwnerLimits = (writes: Setting, platformId: string, limits: OwnerLimits): void =>
  writes.setSetting(limitsKey(platformId), JSON.stringify(limits));

const shopOf = (desk: EngineDesk, trigger: DealTrigger | null): DealShop => ({
  offered: offeredIn(desk),
  deals: [...desk.room().deals.values()],
  limits: platformOf(desk.store, desk.platforms, desk.room().show.showId).limits,
  ownerLimits: null,
  trigger,
});

export interface Judged {
  readonly findings: readonly DealFinding[];
  readonly warnings: readonly DealFinding[];
}

/** The owner's limits bind all but the owner, who is told. */
export const judgeDeal = (desk: EngineDesk, terms: DealTerms, trigger: DealTrigger | null, role: Role): Judged => {
  const shop = shopOf(desk, trigger);
  const { showId } = desk.room().show;
  const limits = ownerLimitsOf(desk.store, platformOf(desk.store, desk.platforms, showId).platformId);
  const findings = checkDeal(terms, shop);
  const owners = checkDeal(terms, { ...shop, ownerLimits: limits }).filter(({ code }) => code.startsWith('owner_'));
  return role === 'owner' ? { findings, warnings: owners } : { findings: [...findings, ...owners], warnings: [] };
};

const costOf = (desk: EngineDesk, variantId: VariantId): number | null =>
  productWith(desk, variantId)?.variants.find((variant) => variant.variantId === variantId)?.cost?.minor ?? null;

const marginOf = (desk: EngineDesk, terms: DealTerms): Money | null => {
  const offer = offerOf(terms);
  if (offer.kind === 'draw') return null;
  const taken: readonly (readonly [VariantId, number])[] =
    offer.kind === 'bundle'
      ? offer.items.map(({ variantId, quantity }) => [variantId, quantity])
      : offer.kind === 'gift' && offer.gift.variant !== null
        ? [
            [terms.variantId, 1],
            [offer.gift.variant.variantId, offer.gift.quantity],
          ]
        : [[terms.variantId, 1]];
  let cost = 0;
  for (const [variantId, quantity] of taken) {
    const each = costOf(desk, variantId);
    if (each === null) return null;
    cost += each * quantity;
  }
  return money(lowestPrice(terms) - cost, terms.price.currency);
};

const brandsOf = (terms: DealTerms): DealReport['brands'] => {
  const offer = offerOf(terms);
  if (offer.kind !== 'bundle') return [];
  return [...splitByBrand(splitBundle(terms.price, offer.items))].map(([brand, minor]) => ({
    brand,
    amount: money(minor, terms.price.currency),
  }));
};

export const reportDeal = (desk: EngineDesk, terms: DealTerms, trigger: DealTrigger | null, role: Role): DealReport => {
  const shop = shopOf(desk, trigger);
  const listPrice = kindOf(terms) === 'draw' ? null : listPriceFor(terms, shop);
  const sellable = sellableOf(terms, shop);
  return {
    ...judgeDeal(desk, terms, trigger, role),
    listPrice,
    permille:
      listPrice === null || listPrice.minor === 0 ? null : Math.round((lowestPrice(terms) * 1000) / listPrice.minor),
    margin: marginOf(desk, terms),
    sellable: sellable === Number.MAX_SAFE_INTEGER ? null : sellable,
    brands: brandsOf(terms),
  };
};
