// The compliance report of a run sheet: every text of every item checked, as one document that an owner signs before a show.

import type { Instant } from '../units.ts';
import type { Exemption, Finding, TextContext } from './finding.ts';
import type { Severity } from './pack.ts';
import type { RuleBook } from './rule-book.ts';
import { checkGift, checkRequired, checkWording } from './text-check.ts';

export const SHEET_FIELDS = [
  'title',
  'selling_point',
  'description',
  'shipping',
  'after_sale',
  'script',
  'note',
  'faq',
] as const;
export type SheetField = (typeof SHEET_FIELDS)[number];

export interface SheetText {
  readonly field: SheetField;
  /** Which of its kind: a script block's id, a selling point's place; '' where there is but one. */
  readonly ref: string;
  readonly text: string;
}

export interface SheetItem {
  /** A cue's or a product's id, or another name that is the item's own on this sheet. */
  readonly itemId: string;
  readonly category: string;
  readonly texts: readonly SheetText[];
  readonly context: TextContext;
}

export interface SheetFinding extends Finding {
  /** Null where something is missing from all texts of the item together. */
  readonly field: SheetField | null;
  readonly ref: string;
}

export interface ItemReport {
  readonly itemId: string;
  /** Null where nothing counts: nothing was found, or all of it is exempted. */
  readonly worst: Severity | null;
  readonly findings: readonly SheetFinding[];
}

export interface SheetReport {
  readonly items: readonly ItemReport[];
  readonly worst: Severity | null;
  /** Findings that count; exempted ones are in none of the three. */
  readonly blocking: number;
  readonly warnings: number;
  readonly exempted: number;
  /** What was checked, with what is known about it and against which rules, written one way only: hash this to sign it. */
  readonly content: string;
}

/** An owner's word that a blocking finding may stand. */
export interface Override {
  readonly itemId: string;
  readonly ruleId: string;
  readonly matched: string;
  readonly reason: string;
  readonly approver: string;
}

export interface BlockingFinding {
  readonly itemId: string;
  readonly finding: SheetFinding;
}

export type StartVerdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly blocking: readonly BlockingFinding[] };

const worstOf = (findings: readonly Finding[]): Severity | null => {
  const counted = findings.filter(({ exempted }) => exempted === null);
  if (counted.some(({ severity }) => severity === 'block')) return 'block';
  return counted.length > 0 ? 'warn' : null;
};

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** JSON with the keys of every object in order, so that equal contents are equal strings. */
const canonical = (value: Plain): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
};

const contentOf = (book: RuleBook, items: readonly SheetItem[], exemptions: readonly Exemption[]): string =>
  canonical([
    'kongtai.compliance.1',
    book.version,
    items.map(({ itemId, category, texts, context }) => ({
      itemId,
      category,
      texts: texts.map(({ field, ref, text }) => [field, ref, text]),
      price: context.price === null ? null : { ...context.price },
      comparePrice:
        context.comparePrice === null
          ? null
          : { ...context.comparePrice.price, basis: context.comparePrice.basis, proof: context.comparePrice.proof },
      deal: context.deal === null ? null : { ...context.deal.price, closesAt: context.deal.closesAt },
      gift: context.gift === null ? null : { ...context.gift },
      evidence: context.evidence.map(({ claim, source }) => [claim, source]),
    })),
    exemptions.map(({ ruleId, words, productId, reason, approver, expiresAt }) => [
      ruleId,
      words,
      productId,
      reason,
      approver,
      expiresAt,
    ]),
  ]);

const checkItem = (book: RuleBook, item: SheetItem, exemptions: readonly Exemption[], now: Instant): ItemReport => {
  const { category, context } = item;
  const input = (text: string) => ({ text, category, context, exemptions, now });
  const whole = item.texts.map(({ text }) => text).join('\n');
  const missing = [...checkRequired(book, input(whole)), ...checkGift(book, input(whole))].map((finding) => ({
    ...finding,
    field: null,
    ref: '',
  }));
  const said = item.texts.flatMap(({ field, ref, text }) =>
    checkWording(book, input(text)).map((finding) => ({ ...finding, field, ref })),
  );
  const findings: readonly SheetFinding[] = [...missing, ...said];
  return { itemId: item.itemId, worst: worstOf(findings), findings };
};

/** A required phrase may stand in any text of its item. Stock is left out of `content`: it changes while nothing is said anew. */
export const checkRunSheet = (
  book: RuleBook,
  items: readonly SheetItem[],
  { exemptions, now }: { readonly exemptions: readonly Exemption[]; readonly now: Instant },
): SheetReport => {
  const reports = items.map((item) => checkItem(book, item, exemptions, now));
  const all = reports.flatMap(({ findings }) => findings);
  const counted = all.filter(({ exempted }) => exempted === null);
  return {
    items: reports,
    worst: worstOf(all),
    blocking: counted.filter(({ severity }) => severity === 'block').length,
    warnings: counted.filter(({ severity }) => severity === 'warn').length,
    exempted: all.length - counted.length,
    content: contentOf(book, items, exemptions),
  };
};

/** Whether the override, with a reason and a name, is of this finding. */
export const isOverride = (override: Override, itemId: string, { ruleId, matched }: Finding): boolean =>
  override.itemId === itemId &&
  override.ruleId === ruleId &&
  override.matched === matched &&
  override.reason.trim() !== '' &&
  override.approver.trim() !== '';

/** A show may start once no blocking finding is left that is neither exempted nor overridden with a reason by somebody named. */
export const canStart = (report: SheetReport, overrides: readonly Override[]): StartVerdict => {
  const blocking = report.items.flatMap(({ itemId, findings }) =>
    findings
      .filter(({ severity, exempted }) => severity === 'block' && exempted === null)
      .filter((finding) => !overrides.some((override) => isOverride(override, itemId, finding)))
      .map((finding) => ({ itemId, finding })),
  );
  return blocking.length === 0 ? { ok: true } : { ok: false, blocking };
};
