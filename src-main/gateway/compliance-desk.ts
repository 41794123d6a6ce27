// The current show against the rule book: its texts gathered, checked and signed for, and whether it may go live.

import { createHash } from 'node:crypto';
import type { RuleShelf } from '../compliance-shelf.ts';
import { Refusal } from '../contract/errors.ts';
import { exemptionsInForce, type KeptExemption } from '../core/compliance/exemption.ts';
import type { Finding, TextContext } from '../core/compliance/finding.ts';
import { canStart, checkRunSheet } from '../core/compliance/sheet-report.ts';
import { checkText } from '../core/compliance/text-check.ts';
import { type Goods, type Proofs, type SpokenText, toSheetItems } from '../core/compliance-sheet.ts';
import type { Product } from '../core/product.ts';
import type { Instant, ProductId, ShowId } from '../core/units.ts';
import { type CheckedSheet, subjectOf } from '../projection/compliance-report.ts';
import type { Store } from '../store/store.ts';

export interface ComplianceDesk {
  readonly shelf: RuleShelf;
  check(text: { readonly text: string; readonly category: string; readonly context: TextContext }): readonly Finding[];
  /** `more` holds beside the kept exemptions. Throws Refusal `no_show` where there is no such show. */
  checkSheet(showId: ShowId, more?: KeptExemption): CheckedSheet;
  /** Throws Refusal `not_compliant` { count, first } where a blocking finding is neither exempted nor overridden. */
  refuseToStart(showId: ShowId): void;
}

interface ComplianceDeskOptions {
  readonly store: Store;
  readonly shelf: RuleShelf;
  readonly clock: () => Instant;
  /** What is said in a show beside the texts of the catalogue. */
  textsOf(showId: ShowId): readonly SpokenText[];
}

/** So many blocking findings are named in a refusal. */
const NAMED = 3;

export const createComplianceDesk = ({ store, shelf, clock, textsOf }: ComplianceDeskOptions): ComplianceDesk => {
  const knownOf = (products: readonly Product[]): { proofs: Proofs; goods: ReadonlyMap<ProductId, Goods> } => {
    const kept = products.flatMap(({ productId }) => store.catalogueProduct(productId)?.product ?? []);
    const proofs = new Map(
      kept
        .flatMap(({ variants }) => variants)
        .map(({ variantId, comparePrice }) => [variantId, comparePrice?.proof ?? ''] as const),
    );
    return { proofs, goods: new Map(kept.map((product) => [product.productId, product] as const)) };
  };

  const checkSheet: ComplianceDesk['checkSheet'] = (showId, more) => {
    const show = store.show(showId);
    if (show === null) throw new Refusal('no_show', 'There is no such show.');
    const now = clock();
    const book = shelf.book();
    const { cues, products } = store.runSheet(showId);
    const items = toSheetItems(show, { cues, products }, { spoken: textsOf(showId), ...knownOf(products) });
    const kept = more === undefined ? store.exemptions() : [...store.exemptions(), more];
    const exemptions = exemptionsInForce(book, kept, now);
    const report = checkRunSheet(book, items, { exemptions, now });
    return {
      show,
      cues,
      products,
      items,
      report,
      contentHash: createHash('sha256').update(report.content).digest('hex'),
      exemptions,
      overrides: store.overridesOf(showId),
      signature: store.lastSignature(showId),
      bookVersion: book.version,
    };
  };

  return {
    shelf,
    check: ({ text, category, context }) => {
      const now = clock();
      const book = shelf.book();
      return checkText(book, {
        text,
        category,
        context,
        exemptions: exemptionsInForce(book, store.exemptions(), now),
        now,
      });
    },
    checkSheet,
    refuseToStart: (showId) => {
      const sheet = checkSheet(showId);
      const verdict = canStart(sheet.report, sheet.overrides);
      if (verdict.ok) return;
      const first = verdict.blocking.slice(0, NAMED).map(({ itemId, finding }) => {
        const { title } = subjectOf(sheet, itemId);
        return `${title} (${finding.matched === '' ? finding.ruleId : finding.matched})`;
      });
      const count = verdict.blocking.length;
      throw new Refusal('not_compliant', `${count} findings keep the show from starting.`, {
        count,
        first: `${first.join(', ')}${count > NAMED ? ' …' : ''}`,
      });
    },
  };
};
