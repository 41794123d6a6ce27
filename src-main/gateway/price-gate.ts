// The price-truth gate: a compare price is held against the ledger before a deal is armed with it, and leaves evidence.

import { Refusal } from '../contract/errors.ts';
import type { PriceCheck } from '../contract/price-documents.ts';
import { type DealTerms, kindOf } from '../core/deal.ts';
import { toMoneyText } from '../core/money-text.ts';
import { checkComparePrice, windowStart } from '../core/price-truth.ts';
import type { ComparePrice } from '../core/product.ts';
import type { Instant, Money, ProductId, VariantId } from '../core/units.ts';
import { type JudgedPrice, toPriceEvidence } from '../projection/price-evidence.ts';
import type { PricedVariant, PriceOverride, PriceTerms } from '../store/paid-price-store.ts';
import type { Writes } from '../store/store.ts';
import type { EngineDesk } from './engine-desk.ts';

/** Whose days the regulation's seven are. */
const SHOP_ZONE = 'Asia/Shanghai';

/** A compare price that is shown beside `price`. */
export interface PriceAsked {
  readonly variantId: VariantId;
  readonly price: Money;
  readonly comparePrice: ComparePrice | null;
}

export const subjectOfPrice = ({ title, variantTitle }: Pick<PricedVariant, 'title' | 'variantTitle'>): string =>
  [title, variantTitle].filter((part) => part !== '').join(' · ');

/** Throws Refusal `not_found`. */
export const variantToPrice = ({ store }: EngineDesk, variantId: VariantId): PricedVariant => {
  const variant = store.pricedVariant(variantId);
  if (variant === null) throw new Refusal('not_found', 'There is no such variant.');
  return variant;
};

/** A show is one promotion from its start on: what it sells itself grounds nothing that is struck through in it. */
const promotionStartOf = (desk: EngineDesk, productId: ProductId, now: Instant): Instant => {
  const { show, products } = desk.room();
  return show.phase === 'live' && products.has(productId) ? (show.startedAt ?? now) : now;
};

const isWholly = (override: PriceOverride | null, check: Pick<PriceCheck, 'report'>): boolean =>
  override !== null && check.report.findings.every(({ fault }) => override.faults.includes(fault));

export const priceTerms = (desk: EngineDesk, asked: PriceAsked, compare: ComparePrice): PriceTerms => ({
  showId: desk.room().show.showId,
  variantId: asked.variantId,
  price: asked.price,
  compareMinor: compare.price.minor,
  basis: compare.basis,
});

/** The verdict on a variant as it is known. */
export const judgePrice = (desk: EngineDesk, variant: PricedVariant, asked: PriceAsked, now: Instant): PriceCheck => {
  const { store } = desk;
  const { price, comparePrice } = asked;
  const { productId, variantId, title, variantTitle, listPrice } = variant;
  const promotionStart = promotionStartOf(desk, productId, now);
  const from = windowStart(promotionStart, SHOP_ZONE);
  const { paid, counted } = store.paidGrounds(variantId, price.currency, from, promotionStart);
  const report = checkComparePrice({
    price,
    comparePrice: comparePrice === null ? null : { ...comparePrice, proof: comparePrice.proof ?? '' },
    promotionStart,
    checkedAt: now,
    paid,
    listSteps: store.listSteps(productId, variantId, from),
    zone: SHOP_ZONE,
  });
  const isUntrue = report.findings.length > 0;
  const override =
    comparePrice === null || !isUntrue ? null : store.priceOverride(priceTerms(desk, asked, comparePrice));
  const isOverridden = isWholly(override, { report });
  return {
    productId,
    variantId,
    title,
    variantTitle,
    listPrice,
    price,
    comparePrice,
    verdict: comparePrice === null ? 'none' : !isUntrue ? 'true' : isOverridden ? 'overridden' : 'untrue',
    report,
    counted,
    override:
      isOverridden && override !== null
        ? { reason: override.reason, approver: override.approver, at: override.at }
        : null,
    zone: SHOP_ZONE,
  };
};

/** The catalogue's proof, where the price that is shown is the catalogue's. */
const withProof = ({ comparePrice: kept }: PricedVariant, shown: ComparePrice | null): ComparePrice | null =>
  shown === null ||
  kept === null ||
  kept.proof === '' ||
  kept.basis !== shown.basis ||
  kept.price.minor !== shown.price.minor
    ? shown
    : { ...shown, proof: kept.proof };

/** Throws Refusal `not_found`. */
export const checkPrice = (desk: EngineDesk, asked: PriceAsked, now: Instant): PriceCheck => {
  const variant = variantToPrice(desk, asked.variantId);
  return judgePrice(desk, variant, { ...asked, comparePrice: withProof(variant, asked.comparePrice) }, now);
};

/** What evidence says of a check; null where nothing is struck through. */
export const judgedOf = (desk: EngineDesk, check: PriceCheck): JudgedPrice | null => {
  const { comparePrice } = check;
  if (comparePrice === null) return null;
  const { productId, price, report, counted } = check;
  return {
    showId: desk.room().show.showId,
    productId,
    subject: subjectOfPrice(check),
    price,
    comparePrice,
    report,
    counted,
    bookVersion: desk.compliance.shelf.book().version,
  };
};

/**
 * Before a deal is armed: throws Refusal `price_untrue` { count, rule, fault, compare, allowed } where its compare price is untrue
 * and no owner has let these very terms stand; else the check is kept as evidence with the sales that it rests on. A bundle
 * and a draw have no compare price of one unit: theirs must be null.
 */
export const refuseUntruePrice = (
  desk: EngineDesk,
  writes: Pick<Writes, 'appendEvidence'>,
  terms: Pick<DealTerms, 'variantId' | 'price' | 'comparePrice' | 'offer'>,
  by: { readonly role: string; readonly now: Instant },
): void => {
  const check = checkPrice(desk, terms, by.now);
  const judged = judgedOf(desk, check);
  if (judged === null) return;
  const kind = kindOf(terms);
  if (kind === 'bundle' || kind === 'draw') {
    throw new Refusal('price_untrue', 'A compare price of one unit stands beside another thing.', { count: 1, kind });
  }
  const { findings, permitted } = check.report;
  const [first] = findings;
  if (first !== undefined && check.verdict !== 'overridden') {
    throw new Refusal('price_untrue', `The compare price breaks ${first.rule}: ${first.fault}.`, {
      count: findings.length,
      rule: first.rule,
      fault: first.fault,
      compare: toMoneyText(first.found),
      allowed: permitted === null ? '—' : toMoneyText(permitted.price),
    });
  }
  const reason = check.override?.reason ?? '';
  const decided = { decision: 'price_checked' as const, operator: by.role, at: by.now, reason, ruleId: null };
  writes.appendEvidence([toPriceEvidence(judged, decided)]);
};
