// One product of an import as its preview shows it: what it is, what would change, and what is wrong with it.

import { sayProblem } from '../catalogue-files/problem-words.ts';
import type { ImportChange, ImportRow, ImportValue } from '../contract/import-documents.ts';
import type { VariantChange } from '../core/draft-diff.ts';
import type { CellProblem } from '../core/product-draft.ts';
import type { Money } from '../core/units.ts';
import type { PlannedProduct } from '../import-draft.ts';

const MOST_CHANGES = 12;
const MOST_PROBLEMS = 6;
const LONGEST = 160;
const MOST_ITEMS = 8;

const clip = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value;

const toValue = (value: unknown): ImportValue => {
  if (typeof value === 'string') return clip(value);
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((item) => clip(String(item)));
  return isMoney(value) ? { minor: value.minor, currency: value.currency } : null;
};

const variantChanges = ({ variantId, variant, fields }: VariantChange): readonly ImportChange[] => {
  const name = clip(variant.options.filter((value) => value !== '').join(' '));
  if (variantId === null) {
    const to = toValue(variant.price);
    return [{ variant: name, isNewVariant: true, field: 'price', from: null, to }];
  }
  return fields.map(({ field, from, to }) => ({
    variant: name,
    isNewVariant: false,
    field,
    from: toValue(from),
    to: toValue(to),
  }));
};

const changesOf = ({ outcome }: PlannedProduct): readonly ImportChange[] => {
  if (outcome.kind !== 'change') return [];
  const own = outcome.fields.map(({ field, from, to }) => ({
    variant: null,
    isNewVariant: false,
    field,
    from: toValue(from),
    to: toValue(to),
  }));
  return [...own, ...outcome.variants.flatMap(variantChanges)];
};

const toProblem = (problem: CellProblem): ImportRow['problems'][number] => ({
  severity: problem.severity,
  said: { 'zh-CN': sayProblem(problem, 'zh-CN'), en: sayProblem(problem, 'en') },
});

export const toImportRow = (product: PlannedProduct, place: number): ImportRow => {
  const { outcome, problems, knownTitle } = product;
  const { draft } = outcome;
  const changes = changesOf(product);
  return {
    place,
    row: draft.row,
    kind: outcome.kind,
    title: clip(draft.title === '' ? knownTitle : draft.title),
    sku: clip(draft.variants.find(({ sku }) => sku !== '')?.sku ?? ''),
    variantCount: draft.variants.length,
    price: draft.variants.find(({ price }) => price !== null)?.price ?? null,
    changes: changes.slice(0, MOST_CHANGES),
    changeCount: changes.length,
    problems: problems.slice(0, MOST_PROBLEMS).map(toProblem),
    problemCount: problems.length,
  };
};
