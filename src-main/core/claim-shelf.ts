// The shelf: what viewers can claim by number, by keyword and by the words of its variants.

import { keywordsOf } from './claim-keyword.ts';
import { synonymsOf } from './claim-synonym.ts';
import { normaliseClaim } from './claim-text.ts';

import { pinnedNumber, type Room, type RoomProduct } from './room.ts';
import type { Cue } from './run-sheet.ts';
import type { ProductId, VariantId } from './units.ts';

export interface ClaimVariant {
  readonly variantId: VariantId;
  /** For each option of the variant (colour, size …) its value and what else people call it, normalised. */
  readonly words: readonly (readonly string[])[];
}

export interface ClaimItem {
  /** Unique on a shelf. */
  readonly number: number;
  readonly productId: ProductId;
  readonly title: string;
  /** What people call the product by, normalised. */
  readonly keywords: readonly string[];
  readonly variants: readonly ClaimVariant[];
}

export interface ClaimShelf {
  /** The number of what is being explained. */
  readonly pinned: number | null;
  /** Kept as it is while nothing changes: what is worked out of it is kept with it. */
  readonly items: readonly ClaimItem[];
}

/** 「枫叶红 / L」, 「10 片装」: its options; a number belongs to the word behind it. */
const optionsOf = (title: string): readonly string[] =>
  normaliseClaim(title.slice(0, 80))
    .replace(/(\d) (?=\p{Script=Han})/gu, '$1')
    .split(/[\s/|·,、;+]+/)
    .filter((value) => value !== '' && value.length <= 24);

/** As it is and as some space it: 10片装, 10 片装. */
const callsOf = (value: string): readonly string[] => {
  const spaced = value.replace(/(\d)(?=\p{Script=Han})/gu, '$1 ');
  return spaced === value ? synonymsOf(value) : [...synonymsOf(value), spaced];
};

const toItem = (cue: Cue, product: RoomProduct, isMine: (variantId: VariantId) => boolean): ClaimItem => {
  const variants = product.variants.filter(({ variantId }) => isMine(variantId));
  const options = variants.map(({ title }) => optionsOf(title));
  const own = new Set(options.flat());
  return {
    number: cue.number,
    productId: product.productId,
    title: product.title,
    keywords: keywordsOf(product.title),
    variants: variants.map(({ variantId }, at) => ({
      variantId,
      // What is another variant's own name is no synonym for this one: 正红 beside 红.
      words: (options[at] ?? []).map((value) => callsOf(value).filter((word) => word === value || !own.has(word))),
    })),
  };
};

const toItems = ({ cues, products }: Pick<Room, 'cues' | 'products'>): readonly ClaimItem[] => {
  const listed = new Set(cues.map(({ variantId }) => variantId));
  const lowest = new Map<ProductId, number>();
  const several = new Set<ProductId>();
  for (const { productId, number } of cues) {
    const known = lowest.get(productId);
    if (known !== undefined) several.add(productId);
    lowest.set(productId, Math.min(number, known ?? number));
  }
  return cues.flatMap((cue) => {
    const product = products.get(cue.productId);
    if (product === undefined) return [];
    // A product with several numbers sells under each its own variant; the others go with the lowest.
    const isMine = (variantId: VariantId): boolean =>
      !several.has(cue.productId) ||
      variantId === cue.variantId ||
      (lowest.get(cue.productId) === cue.number && !listed.has(variantId));
    return [toItem(cue, product, isMine)];
  });
};

interface Shelved {
  readonly products: Room['products'];
  readonly items: readonly ClaimItem[];
}

const shelved = new WeakMap<Room['cues'], Shelved>();
let newest: (Shelved & Pick<Room, 'cues'>) | null = null;

/** The items of a room's sheet: worked out anew only after cues or products have changed. */
export const claimItems = ({ cues, products }: Pick<Room, 'cues' | 'products'>): readonly ClaimItem[] => {
  // A room asks for the same ones, comment after comment.
  if (newest !== null && newest.cues === cues && newest.products === products) return newest.items;
  const known = shelved.get(cues);
  const items = known !== undefined && known.products === products ? known.items : toItems({ cues, products });
  shelved.set(cues, { products, items });
  newest = { cues, products, items };
  return items;
};

/** `pinned`: what was being explained when the comment was written (`pinnedNumberAt`); left out: what is so now. */
export const claimShelf = (room: Room, pinned: number | null = pinnedNumber(room)): ClaimShelf => ({
  pinned,
  items: claimItems(room),
});
