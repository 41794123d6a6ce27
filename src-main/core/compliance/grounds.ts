// Whether what is known about the goods grounds what a text says of them: its price, its gift, its stock, its deadline.

import { giftLacks } from '../gift.ts';
import type { Instant, Money } from '../units.ts';
import type { Evidence, TextContext } from './finding.ts';
import { type Fold, foldedKey } from './folding.ts';
import type { WordList } from './pack.ts';
import { amountAfter, countBeside } from './spoken-number.ts';

export interface Saying {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What 「仅剩不多」 may be said of where it names no number. */
const FEW = 20;
const DAY_MS = 86_400_000;

/** Digits behind the point: 2 for CNY, 0 for JPY. */
const minorDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

const toMinor = (amount: number, currency: string): number => Math.round(amount * 10 ** minorDigits(currency));

/**
 * The rule that a price word breaks, or null. P2: nothing grounds it. P3: a manufacturer's price goes by another name, or
 * has no proof. P4: the stated detail that has to be shown is not there. P1: more is said than the compare price is.
 */
export const faultOfPriceBase = (
  list: WordList,
  saying: Saying,
  context: TextContext,
): 'P1' | 'P2' | 'P3' | 'P4' | null => {
  const compare = context.comparePrice;
  if (compare === null) return 'P2';
  if (!list.bases.includes(compare.basis)) return compare.basis === 'msrp' ? 'P3' : 'P2';
  if (compare.basis === 'msrp' && compare.proof.trim() === '') return 'P3';
  if (compare.basis === 'stated' && compare.proof.trim() === '') return 'P4';
  const said = amountAfter(saying.text, saying.end);
  return said !== null && toMinor(said, compare.price.currency) > compare.price.minor ? 'P1' : null;
};

/** True where no price is known: the words alone promise nothing that could be false. */
export const isPriceAsked = (saying: Saying, context: TextContext): boolean => {
  const prices = [context.price, context.deal?.price ?? null].filter((price): price is Money => price !== null);
  const [first] = prices;
  const said = amountAfter(saying.text, saying.end);
  if (first === undefined || said === null) return true;
  return toMinor(said, first.currency) >= Math.min(...prices.map(({ minor }) => minor));
};

export const isGiftDescribed = ({ gift }: TextContext): boolean => giftLacks(gift).length === 0;

/** Scarcity is true where the stock is known and no more is left than was said. */
export const isStockShort = (saying: Saying, { stock }: TextContext): boolean => {
  if (stock === null) return false;
  const said = countBeside(saying.text, saying.start, saying.end);
  return said === null ? stock <= FEW : stock <= said;
};

/** A deadline is true where a deal ends, and within a day: nobody is hurried towards next week. */
export const isEndNear = ({ deal }: TextContext, now: Instant): boolean => {
  const closesAt = deal?.closesAt ?? null;
  return closesAt !== null && closesAt > now && closesAt - now <= DAY_MS;
};

/** Evidence covers a claim that it quotes, or a claim around what it quotes; a source has to be named. */
export const isEvidenced = (fold: Fold, matched: string, evidence: readonly Evidence[]): boolean => {
  if (evidence.length === 0) return false;
  const said = foldedKey(fold(matched));
  return evidence.some(({ claim, source }) => {
    const known = foldedKey(fold(claim));
    return source.trim() !== '' && known !== '' && (known.includes(said) || said.includes(known));
  });
};
