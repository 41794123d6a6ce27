// The compliance report of a show as a screen reads it: findings beside their text, and what somebody decided about them.

import type {
  ComplianceReport,
  OverrideView,
  ReportFinding,
  ReportItem,
  SignatureView,
} from '../contract/compliance-documents.ts';
import type { EvidenceRow } from '../core/compliance/evidence.ts';
import type { KeptExemption } from '../core/compliance/exemption.ts';
import { isOverride, type SheetFinding, type SheetItem, type SheetReport } from '../core/compliance/sheet-report.ts';
import type { Product } from '../core/product.ts';
import type { Cue } from '../core/run-sheet.ts';
import type { Show } from '../core/show.ts';
import type { KeptOverride } from '../store/exemption-table.ts';

/** All that a report is read from. */
export interface CheckedSheet {
  readonly show: Show;
  readonly cues: readonly Cue[];
  readonly products: readonly Product[];
  readonly items: readonly SheetItem[];
  readonly report: SheetReport;
  /** SHA-256 of the report's content, in hex. */
  readonly contentHash: string;
  readonly exemptions: readonly KeptExemption[];
  readonly overrides: readonly KeptOverride[];
  readonly signature: EvidenceRow | null;
  readonly bookVersion: string;
}

/** The whole text that a finding lies in; '' where it is about what is missing. */
export const textOf = (item: SheetItem | undefined, { field, ref }: Pick<SheetFinding, 'field' | 'ref'>): string =>
  item?.texts.find((text) => text.field === field && text.ref === ref)?.text ?? '';

/** What an item is called: the product, and the variant where the product has several; or the show. */
export const subjectOf = (
  { show, cues, products }: Pick<CheckedSheet, 'show' | 'cues' | 'products'>,
  itemId: string,
): Pick<ReportItem, 'number' | 'productId' | 'title' | 'variantTitle'> => {
  const cue = cues.find(({ variantId }) => variantId === itemId);
  const product = products.find(({ productId }) => productId === cue?.productId);
  if (cue === undefined || product === undefined) {
    return { number: null, productId: null, title: show.title, variantTitle: '' };
  }
  const variant = product.variants.find(({ variantId }) => variantId === cue.variantId);
  return {
    number: cue.number,
    productId: product.productId,
    title: product.title,
    variantTitle: variant?.title ?? '',
  };
};

const overrideOf = (sheet: CheckedSheet, itemId: string, finding: SheetFinding): OverrideView | null => {
  if (finding.severity !== 'block' || finding.exempted !== null) return null;
  const override = sheet.overrides.find((each) => isOverride(each, itemId, finding));
  return override === undefined ? null : { reason: override.reason, approver: override.approver, at: override.at };
};

const toReportItem = (sheet: CheckedSheet, item: SheetItem, findings: readonly SheetFinding[]): ReportItem => {
  const views = findings.map(
    (finding, index): ReportFinding => ({
      ...finding,
      key: `${item.itemId} ${index}`,
      text: textOf(item, finding),
      exemptionId: sheet.exemptions.find((each) => each === finding.exempted)?.exemptionId ?? null,
      override: overrideOf(sheet, item.itemId, finding),
    }),
  );
  const standing = views.filter(({ exempted, override }) => exempted === null && override === null);
  return {
    itemId: item.itemId,
    ...subjectOf(sheet, item.itemId),
    category: item.category,
    worst: standing.some(({ severity }) => severity === 'block') ? 'block' : standing.length > 0 ? 'warn' : null,
    findings: views,
  };
};

const toSignature = (sheet: CheckedSheet): SignatureView | null => {
  const { signature } = sheet;
  if (signature === null || signature.contentHash === null) return null;
  const { at, operator, contentHash } = signature;
  return { at, operator, contentHash, isOutdated: contentHash !== sheet.contentHash };
};

export const toComplianceReport = (sheet: CheckedSheet): ComplianceReport => {
  const { show, report } = sheet;
  const items = report.items.map(({ findings }, index) => {
    const item = sheet.items[index];
    if (item === undefined) throw new RangeError(`no item ${index} on the sheet`);
    return toReportItem(sheet, item, findings);
  });
  const overridden = items.flatMap(({ findings }) => findings).filter(({ override }) => override !== null).length;
  return {
    showId: show.showId,
    showTitle: show.title,
    phase: show.phase,
    items,
    blocking: report.blocking - overridden,
    warnings: report.warnings,
    exempted: report.exempted,
    overridden,
    contentHash: sheet.contentHash,
    signature: toSignature(sheet),
    bookVersion: sheet.bookVersion,
  };
};
