// Whether a struck-through price (划线价) may be shown beside a price: what is permitted is read off the prices actually paid.

import type { PaidPrice } from './price-ledger.ts';
import type { CompareBasis } from './product.ts';
import { type Instant, instant, type Money, money } from './units.ts';

/** P1–P3: 明码标价和禁止价格欺诈规定 art. 16 and 17; P4: 直播电商监督管理办法 art. 32. */
export const PRICE_RULES = ['P1', 'P2', 'P3', 'P4'] as const;
export type PriceRule = (typeof PRICE_RULES)[number];

export const PRICE_FAULTS = [
  /** P1: more than the lowest price paid in the seven days, or than the last one paid where nothing was sold in them. */
  'above_lowest',
  'above_last',
  /** P1: it claims a price paid, and none ever was. */
  'never_paid',
  /** P1: it claims the lowest of seven days in which nothing was sold. */
  'lowest_unfounded',
  /** P2: the list price went up right before the cut, and the compare price leans on that. */
  'raised_before',
  /** P2: no more than is asked, or in another currency: there is nothing to compare with. */
  'no_cut',
  'other_currency',
  /** P3: a manufacturer's price without its proof. */
  'proof_missing',
  /** P4: a stated price without the detail that has to be shown, or one that names no ground. */
  'detail_missing',
  'basis_missing',
] as const;
export type PriceFault = (typeof PRICE_FAULTS)[number];

const RULE_OF: Readonly<Record<PriceFault, PriceRule>> = {
  above_lowest: 'P1',
  above_last: 'P1',
  never_paid: 'P1',
  lowest_unfounded: 'P1',
  raised_before: 'P2',
  no_cut: 'P2',
  other_currency: 'P2',
  proof_missing: 'P3',
  detail_missing: 'P4',
  basis_missing: 'P4',
};

export interface ListPriceStep {
  readonly at: Instant;
  readonly fromMinor: number;
  readonly toMinor: number;
}

/** The greatest compare price that the ledger permits, and what it must be called. */
export interface PermittedPrice {
  readonly price: Money;
  readonly basis: Extract<CompareBasis, 'lowest_7_days' | 'last_paid'>;
}

export interface GateFinding {
  readonly rule: PriceRule;
  readonly fault: PriceFault;
  /** The compare price as it stands. */
  readonly found: Money;
  readonly allowed: PermittedPrice | null;
  /** The sales that it rests on, cheapest first. */
  readonly orders: readonly PaidPrice[];
  /** The raise that P2 is about. */
  readonly raise: ListPriceStep | null;
}

export interface ComparePriceGiven {
  /** What is asked. */
  readonly price: Money;
  readonly comparePrice: {
    readonly price: Money;
    /** Null where nobody has said one. */
    readonly basis: CompareBasis | null;
    /** Where it can be looked up; for `stated` what is shown beside it. '' where nobody said. */
    readonly proof: string;
  } | null;
  /** Sales from here on are the promotion's own, and ground nothing. */
  readonly promotionStart: Instant;
  readonly checkedAt: Instant;
  /** Sales of the variant in any order; at least the cheapest of the seven days and the last before the promotion. */
  readonly paid: readonly PaidPrice[];
  /** Changes of the list price in any order; at least those since the seven days began. */
  readonly listSteps: readonly ListPriceStep[];
  /** IANA name of the shop's time zone. */
  readonly zone: string;
}

export interface GateReport {
  /** Midnight in the shop, seven days before the day on which the promotion begins. */
  readonly windowFrom: Instant;
  readonly promotionStart: Instant;
  /** The sales of the seven days at their lowest price. */
  readonly lowest: readonly PaidPrice[];
  /** The newest sale before the promotion. */
  readonly last: PaidPrice | null;
  readonly permitted: PermittedPrice | null;
  readonly findings: readonly GateFinding[];
}

const DAY_MS = 86_400_000;
const DAYS = 7;

const formats = new Map<string, Intl.DateTimeFormat>();
const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
};

/** The zone's wall clock, written as if it were UTC. */
const wallClock = (at: number, zone: string): number => {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
};

/** Midnight in the shop, seven days before the day of `promotionStart`. */
export const windowStart = (promotionStart: Instant, zone: string): Instant => {
  const wall = wallClock(promotionStart, zone);
  const midnight = Math.floor(wall / DAY_MS) * DAY_MS - DAYS * DAY_MS;
  // Twice, as the clocks may have been changed within the days.
  const guess = midnight - (wallClock(midnight, zone) - midnight);
  return instant(midnight - (wallClock(guess, zone) - guess));
};

const byPrice = (a: PaidPrice, b: PaidPrice): number => a.unitPrice.minor - b.unitPrice.minor || a.paidAt - b.paidAt;

/** The steepest raise since the seven days began that the compare price leans on: it is more than the list price was before. */
const raiseUnder = (
  compareMinor: number,
  { listSteps, checkedAt }: ComparePriceGiven,
  from: Instant,
): ListPriceStep | null =>
  listSteps
    .filter(({ at, fromMinor, toMinor }) => at >= from && at <= checkedAt && toMinor > fromMinor)
    .filter(({ fromMinor }) => compareMinor > fromMinor)
    .reduce<ListPriceStep | null>((low, step) => (low === null || step.fromMinor < low.fromMinor ? step : low), null);

const listFloor = ({ listSteps, checkedAt }: ComparePriceGiven, from: Instant): number =>
  listSteps
    .filter(({ at, fromMinor, toMinor }) => at >= from && at <= checkedAt && toMinor > fromMinor)
    .reduce((low, { fromMinor }) => Math.min(low, fromMinor), Number.MAX_SAFE_INTEGER);

const faultsOf = (
  given: ComparePriceGiven,
  compare: NonNullable<ComparePriceGiven['comparePrice']>,
  ledger: Pick<GateReport, 'windowFrom' | 'lowest' | 'last'>,
): readonly PriceFault[] => {
  const { minor, currency } = compare.price;
  const faults: PriceFault[] = [];
  if (currency !== given.price.currency) return ['other_currency'];
  if (minor <= given.price.minor) faults.push('no_cut');
  if (compare.basis === null) faults.push('basis_missing');
  if (compare.basis === 'msrp' && compare.proof.trim() === '') faults.push('proof_missing');
  if (compare.basis === 'stated' && compare.proof.trim() === '') faults.push('detail_missing');
  if (compare.basis !== 'msrp' && raiseUnder(minor, given, ledger.windowFrom) !== null) faults.push('raised_before');
  // A detail that is shown, and a manufacturer's price, stand for themselves; all else claims that it was paid.
  const isDetailed = compare.basis === 'msrp' || (compare.basis === 'stated' && compare.proof.trim() !== '');
  if (isDetailed) return faults;
  const [lowest] = ledger.lowest;
  if (lowest !== undefined) {
    if (minor > lowest.unitPrice.minor) faults.push('above_lowest');
  } else if (ledger.last === null) faults.push('never_paid');
  else if (minor > ledger.last.unitPrice.minor) faults.push('above_last');
  else if (compare.basis === 'lowest_7_days') faults.push('lowest_unfounded');
  return faults;
};

/**
 * Holds a compare price against the ledger. Sales before the promotion count, from midnight of the seventh day before it on;
 * where there is none in these days, the last one does; one that was refunded in full or cancelled never does.
 */
export const checkComparePrice = (given: ComparePriceGiven): GateReport => {
  const { price, comparePrice, promotionStart, zone } = given;
  const windowFrom = windowStart(promotionStart, zone);
  const before = given.paid.filter(
    ({ paidAt, unitPrice, isUndone }) => !isUndone && paidAt < promotionStart && unitPrice.currency === price.currency,
  );
  const inDays = before.filter(({ paidAt }) => paidAt >= windowFrom).sort(byPrice);
  const lowestMinor = inDays[0]?.unitPrice.minor;
  const lowest = inDays.filter(({ unitPrice }) => unitPrice.minor === lowestMinor);
  const last = before.reduce<PaidPrice | null>(
    (newest, each) =>
      newest === null || each.paidAt > newest.paidAt || (each.paidAt === newest.paidAt && byPrice(each, newest) < 0)
        ? each
        : newest,
    null,
  );
  const bound = lowestMinor ?? last?.unitPrice.minor;
  const permitted: PermittedPrice | null =
    bound === undefined
      ? null
      : {
          price: money(Math.min(bound, listFloor(given, windowFrom)), price.currency),
          basis: lowestMinor === undefined ? 'last_paid' : 'lowest_7_days',
        };
  const faults = comparePrice === null ? [] : faultsOf(given, comparePrice, { windowFrom, lowest, last });
  const rest = lowest.length > 0 ? lowest : last === null ? [] : [last];
  return {
    windowFrom,
    promotionStart,
    lowest,
    last,
    permitted,
    findings: faults.map((fault) => {
      const found = comparePrice?.price ?? price;
      const raise = fault === 'raised_before' ? raiseUnder(found.minor, given, windowFrom) : null;
      return {
        rule: RULE_OF[fault],
        fault,
        found,
        allowed: permitted,
        orders: RULE_OF[fault] === 'P1' ? rest : [],
        raise,
      };
    }),
  };
};
