// What a verdict on a compare price leaves as evidence: the amounts, the days, and the sales that it rests on, in one text.

import type { Decision, EvidenceEntry } from '../core/compliance/evidence.ts';
import { toMoneyText } from '../core/money-text.ts';
import type { PaidPrice } from '../core/price-ledger.ts';
import type { GateReport, PriceRule } from '../core/price-truth.ts';
import type { ComparePrice } from '../core/product.ts';
import type { Instant, Money, ProductId, ShowId } from '../core/units.ts';

export interface PriceDecision {
  readonly decision: Extract<Decision, 'price_checked' | 'price_overridden' | 'price_withdrawn'>;
  readonly operator: string;
  readonly at: Instant;
  readonly reason: string;
  /** Null: the verdict as a whole. */
  readonly ruleId: PriceRule | null;
}

export interface JudgedPrice {
  readonly showId: ShowId;
  readonly productId: ProductId;
  readonly subject: string;
  readonly price: Money;
  readonly comparePrice: ComparePrice;
  readonly report: GateReport;
  readonly counted: number;
  readonly bookVersion: string;
}

const amount = (money: Money): string => `${money.currency} ${toMoneyText(money)}`;
const moment = (at: Instant): string => new Date(at).toISOString();

const toSale = ({ source, orderId, line, unitPrice, quantity, paidAt }: PaidPrice): string =>
  `${source} ${orderId}#${line + 1} ${amount(unitPrice)} ×${quantity} ${moment(paidAt)}`;

const faultsText = ({ findings }: GateReport): string =>
  findings
    .map(({ rule, fault, raise, found }) =>
      raise === null
        ? `${rule} ${fault}`
        : `${rule} ${fault} (${amount({ ...found, minor: raise.fromMinor })} → ${amount({ ...found, minor: raise.toMinor })} ${moment(raise.at)})`,
    )
    .join(', ');

/** Parts with a name each, as people and programs read them: `price: CNY 59.00; compare: CNY 129.00 lowest_7_days; …`. */
export const toPriceText = ({ price, comparePrice, report, counted }: JudgedPrice): string => {
  const { windowFrom, promotionStart, lowest, last, permitted, findings } = report;
  const rest = lowest.length > 0 ? lowest : last === null ? [] : [last];
  const { basis, proof = '' } = comparePrice;
  return [
    `price: ${amount(price)}`,
    `compare: ${amount(comparePrice.price)} ${basis}${proof === '' ? '' : ` (${proof})`}`,
    `days: ${moment(windowFrom)}/${moment(promotionStart)}`,
    `paid lines: ${counted}`,
    `permitted: ${permitted === null ? 'none' : `${amount(permitted.price)} ${permitted.basis}`}`,
    ...(findings.length === 0 ? [] : [`findings: ${faultsText(report)}`]),
    `rests on: ${rest.length === 0 ? 'no sale' : rest.map(toSale).join(', ')}`,
  ].join('; ');
};

export const toPriceEvidence = (judged: JudgedPrice, decided: PriceDecision): EvidenceEntry => ({
  ...decided,
  showId: judged.showId,
  productId: judged.productId,
  subject: judged.subject,
  matched: amount(judged.comparePrice.price),
  text: toPriceText(judged),
  contentHash: null,
  bookVersion: judged.bookVersion,
});
