// Makes lines of a group: the one variant that product and words leave, or the doubt that keeps it from being one.

import { type ClaimGroup, variantsFor } from './claim-group.ts';
import type { ClaimDoubt, ClaimLine } from './claim-reading.ts';
import type { ClaimItem, ClaimVariant } from './claim-shelf.ts';
import { isSizeWord } from './claim-synonym.ts';

export const MOST_QUANTITY = 99;
/** More than a person chooses among. */
const MOST_CANDIDATES = 24;

export type GroupReading =
  | { readonly kind: 'lines'; readonly lines: readonly ClaimLine[] }
  | { readonly kind: 'doubt'; readonly why: ClaimDoubt; readonly candidates: readonly ClaimLine[] }
  | { readonly kind: 'none' };

const NONE: GroupReading = { kind: 'none' };

const toLines = (item: ClaimItem, variants: readonly ClaimVariant[], quantity: number): readonly ClaimLine[] =>
  variants.map(({ variantId }) => ({ productId: item.productId, variantId, number: item.number, quantity }));

const doubt = (why: ClaimDoubt, candidates: readonly ClaimLine[]): GroupReading => ({
  kind: 'doubt',
  why,
  candidates: candidates.slice(0, MOST_CANDIDATES),
});

/** 包色 over these variants names each of them once: some option that is no size has as many values as there are variants. */
const areColours = (variants: readonly ClaimVariant[]): boolean => {
  const options = Math.max(0, ...variants.map(({ words }) => words.length));
  return Array.from({ length: options }, (_, at) => variants.map(({ words }) => words[at]?.[0] ?? '')).some(
    (values) => new Set(values).size === variants.length && !values.every(isSizeWord),
  );
};

/** The shades of products among which a word belongs to one only. */
const ownersOf = (group: ClaimGroup, items: Iterable<ClaimItem>, quantity: number): readonly ClaimLine[] => {
  const lines: ClaimLine[] = [];
  const all = [...items];
  const named = all.filter((item) => group.words.every((word) => (word.uses.get(item)?.own.size ?? 0) > 0));
  for (const item of named.length > 0 ? named : all) {
    const variants = variantsFor(item, group.words);
    if (variants.length < item.variants.length || item.variants.length === 1)
      lines.push(...toLines(item, variants, quantity));
    if (lines.length >= MOST_CANDIDATES) break;
  }
  return lines;
};

const chooseItem = (group: ClaimGroup, pinned: ClaimItem | null): readonly ClaimItem[] => {
  const { items } = group;
  if (items === null) return pinned === null ? [] : [pinned];
  if (items.length < 2) return items;
  const fitting = group.words.length === 0 ? items : items.filter((item) => variantsFor(item, group.words).length > 0);
  const left = fitting.length === 0 ? items : fitting;
  return pinned !== null && left.includes(pinned) ? [pinned] : left;
};

/** The quantity that `group` has, or that its neighbours give it. */
export const readGroup = (
  group: ClaimGroup,
  quantity: number,
  pinned: ClaimItem | null,
  items: readonly ClaimItem[],
): GroupReading => {
  if (group.missing !== null) return doubt('not_on_sheet', []);
  const [item, ...others] = chooseItem(group, pinned);
  if (group.rival !== null && item !== undefined)
    return doubt(
      'which_product',
      [item, ...group.rival].flatMap((each) => toLines(each, each.variants, quantity)),
    );
  if (others.length > 0 && item !== undefined)
    return doubt(
      'which_product',
      [item, ...others].flatMap((each) => toLines(each, variantsFor(each, group.words), quantity)),
    );
  if (item === undefined) {
    if (group.unknown.length > 0 || group.typos.length > 0) return NONE;
    // Nothing is explained: a word may still tell the product.
    const owners = group.words.length === 0 ? [] : ownersOf(group, items, quantity);
    return doubt('which_product', owners);
  }
  const fitting = variantsFor(item, group.words);
  if (group.unknown.length > 0) {
    const isNamed = group.by === 'name' || group.by === 'keyword' || (group.by === 'bare' && group.counted === 'sign');
    const [word = '', ...more] = group.unknown;
    const isShort = more.length === 0 && word.length <= (/^[a-z]/.test(word) ? 12 : 4);
    const isColour = /^\p{Script=Han}{1,4}[色码]$/u.test(word);
    if (!isShort || group.counted === null || group.counted === 'piece' || !(isNamed || isColour)) return NONE;
    return doubt('which_variant', toLines(item, item.variants, quantity));
  }
  if (group.typos.length > 0) {
    const meant = new Set(group.typos.flat());
    const near = fitting.filter((variant) => [...meant].some((word) => word.uses.get(item)?.own.has(variant) === true));
    const isFar = near.length === 0 || group.counted === 'piece';
    return isFar ? NONE : doubt('typo', toLines(item, near, quantity));
  }
  if (fitting.length === 0) {
    // A word of another product: which of the two is meant?
    const foreign = group.words.filter((word) => !word.uses.has(item));
    const owners = foreign.length === 0 ? [] : ownersOf({ ...group, words: foreign }, items, quantity);
    if (owners.length === 0) return doubt('which_variant', toLines(item, item.variants, quantity));
    return doubt('which_product', group.by === null ? owners : [...owners, ...toLines(item, item.variants, quantity)]);
  }
  if (group.isAll) {
    return areColours(fitting)
      ? { kind: 'lines', lines: toLines(item, fitting, quantity) }
      : doubt('which_variant', toLines(item, fitting, quantity));
  }
  const lines = toLines(item, fitting, quantity);
  return lines.length === 1 ? { kind: 'lines', lines } : doubt('which_variant', lines);
};
