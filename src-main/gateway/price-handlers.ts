// Requests about price truth: the verdict and its ledger, mending a compare price, and an owner's word with its evidence.

import { Refusal } from '../contract/errors.ts';
import type { PriceCheck, PriceRow } from '../contract/price-documents.ts';
import type { CatalogueProduct } from '../core/catalogue-product.ts';
import type { CompareBasis } from '../core/product.ts';
import { toSearchWords } from '../core/search-text.ts';
import { type CommandId, type Instant, instant, type VariantId } from '../core/units.ts';
import { type PriceDecision, toPriceEvidence } from '../projection/price-evidence.ts';
import type { PricedVariant } from '../store/paid-price-store.ts';
import type { Writes } from '../store/store.ts';
import { tellShows } from './catalogue-news.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';
import { checkPrice, judgedOf, judgePrice, priceTerms, variantToPrice } from './price-gate.ts';

type PriceHandlers = Pick<
  Handlers,
  'price.check' | 'price.ledger' | 'price.list' | 'price.mend' | 'price.override' | 'price.withdraw'
>;

/** A screen lists so many; a search finds the others. */
const ROWS_SHOWN = 2_000;
const SALES_SHOWN = 500;
/** So many verdicts between two looks at what else is to be done: about ten milliseconds. */
const BATCH = 25;

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const toRow = ({ sku }: PricedVariant, check: PriceCheck): PriceRow => {
  const { report, counted } = check;
  const { lowest, last, permitted, findings } = report;
  return {
    productId: check.productId,
    variantId: check.variantId,
    title: check.title,
    variantTitle: check.variantTitle,
    sku,
    listPrice: check.listPrice,
    price: check.price,
    comparePrice: check.comparePrice,
    verdict: check.verdict,
    lowest: lowest[0]?.unitPrice ?? null,
    counted,
    last: last === null ? null : { price: last.unitPrice, at: last.paidAt },
    permitted,
    faults: findings.map(({ fault }) => fault),
  };
};

interface ShownTerms {
  readonly variantId: VariantId;
  readonly priceMinor: number;
  readonly compareMinor: number;
  readonly basis: CompareBasis;
}

export const createPriceHandlers = (desk: EngineDesk): PriceHandlers => {
  const { store } = desk;

  const check = (variantId: VariantId, priceMinor: number | null, now: Instant): PriceCheck => {
    const { price, comparePrice } = variantToPrice(desk, variantId);
    return checkPrice(
      desk,
      { variantId, price: priceMinor === null ? price : { ...price, minor: priceMinor }, comparePrice },
      now,
    );
  };

  /** The check of what an owner has seen; throws Refusal `changed_meanwhile` where something else is struck through by now. */
  const checkShown = ({ variantId, priceMinor, compareMinor, basis }: ShownTerms, now: Instant) => {
    const seen = check(variantId, priceMinor, now);
    const { comparePrice } = seen;
    if (comparePrice === null || comparePrice.price.minor !== compareMinor || comparePrice.basis !== basis) {
      throw new Refusal('changed_meanwhile', 'The compare price is another by now.');
    }
    return { seen, terms: priceTerms(desk, seen, comparePrice) };
  };

  const keepEvidence = (writes: Writes, seen: PriceCheck, decided: Omit<PriceDecision, 'ruleId'>): void => {
    const judged = judgedOf(desk, seen);
    if (judged === null) return;
    const rules = new Set(seen.report.findings.map(({ rule }) => rule));
    writes.appendEvidence([...rules].map((ruleId) => toPriceEvidence(judged, { ...decided, ruleId })));
  };

  const mend = (
    commandId: CommandId,
    variantId: VariantId,
    role: string,
    comparePriceOf: (seen: PriceCheck) => CatalogueProduct['variants'][number]['comparePrice'],
  ): null => {
    desk.decide(commandId, (writes, now) => {
      const seen = check(variantId, null, now);
      const before = store.catalogueProduct(seen.productId)?.product;
      if (before === undefined) throw new Refusal('not_found', 'There is no such product.');
      const comparePrice = comparePriceOf(seen);
      const variants = before.variants.map((each) => (each.variantId === variantId ? { ...each, comparePrice } : each));
      const change = { before, after: { ...before, variants } };
      const why = seen.report.findings.map(({ rule }) => rule).join(' ');
      writes.editCatalogue({ editId: commandId, kind: 'save', by: role, why, at: now }, [change]);
      return { ...tellShows(desk, writes, commandId, [change], now), value: null };
    });
    // A show that is not on air shows the catalogue as it is.
    if (desk.room().show.phase === 'draft') desk.turnToSheet();
    return null;
  };

  return {
    'price.check': ({ variantId, priceMinor }) => check(variantId, priceMinor, desk.clock()),
    'price.ledger': ({ variantId }) => {
      const seen = check(variantId, null, desk.clock());
      return {
        check: seen,
        paid: store.paidLatest(variantId, SALES_SHOWN),
        listSteps: store.listSteps(seen.productId, variantId, instant(0)).toReversed(),
      };
    },
    'price.list': async ({ search, isUntrueOnly }) => {
      const rows: PriceRow[] = [];
      const now = desk.clock();
      let [count, untrue] = [0, 0];
      for (const [index, variant] of store.pricedVariants(toSearchWords(search)).entries()) {
        if (index % BATCH === BATCH - 1) await pause();
        const row = toRow(variant, judgePrice(desk, variant, variant, now));
        const isUntrue = row.verdict === 'untrue';
        if (isUntrue) untrue += 1;
        if (isUntrueOnly && !isUntrue) continue;
        count += 1;
        if (rows.length < ROWS_SHOWN) rows.push(row);
      }
      return { rows, count, untrue };
    },
    'price.mend': ({ commandId, variantId, to }, { role }) =>
      mend(commandId, variantId, role, ({ report: { permitted } }) => {
        if (to.kind === 'none') return null;
        if (permitted === null || permitted.price.minor !== to.compareMinor) {
          throw new Refusal('changed_meanwhile', 'Another price is permitted by now.');
        }
        return { ...permitted, proof: '' };
      }),
    'price.override': ({ commandId, reason, ...shown }, { role }) =>
      desk.decide(commandId, (writes, now) => {
        const { seen, terms } = checkShown(shown, now);
        const faults = seen.report.findings.map(({ fault }) => fault);
        if (faults.length === 0) throw new Refusal('not_found', 'There is no finding to let stand.');
        writes.overridePrice(terms, { faults, reason, approver: role, at: now });
        keepEvidence(writes, seen, { decision: 'price_overridden', operator: role, reason, at: now });
        return { facts: [], value: null };
      }),
    'price.withdraw': ({ commandId, ...shown }, { role }) =>
      desk.decide(commandId, (writes, now) => {
        const { seen, terms } = checkShown(shown, now);
        if (!writes.withdrawPriceOverride(terms)) throw new Refusal('not_found', 'There is no such override.');
        keepEvidence(writes, seen, { decision: 'price_withdrawn', operator: role, reason: '', at: now });
        return { facts: [], value: null };
      }),
  };
};
