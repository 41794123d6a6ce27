// What of a show is checked before it goes live: every text that viewers read or hear, beside what is known of the goods.

import { NO_CONTEXT, type TextContext } from './compliance/finding.ts';
import type { SheetField, SheetItem } from './compliance/sheet-report.ts';
import { type Gift, hasGift } from './gift.ts';
import type { Product, Variant } from './product.ts';
import type { Cue } from './run-sheet.ts';
import type { ScriptBlock } from './script.ts';
import type { Show } from './show.ts';
import type { ProductId, VariantId } from './units.ts';

/** A text that is said in a show beside the catalogue's own: a block of a script, an approved answer. */
export interface SpokenText {
  /** Null for a text of no product: an opening, a closing. */
  readonly productId: ProductId | null;
  readonly field: SheetField;
  readonly ref: string;
  readonly text: string;
}

/** Where the texts of the show itself stand; no variant is called so. */
export const SHOW_ITEM = 'show';

/** Where compare prices can be looked up, in a person's words, by variant. */
export type Proofs = ReadonlyMap<VariantId, string>;

/** What only the catalogue knows of a product: what is said of it off the air, and what goes with it. */
export interface Goods {
  readonly description: string;
  readonly shipping: string;
  readonly afterSale: string;
  readonly gift: Gift;
}

const contextOf = (cue: Cue, variant: Variant | null, proofs: Proofs, goods: Goods | undefined): TextContext => ({
  ...NO_CONTEXT,
  productId: cue.productId,
  price: variant?.price ?? null,
  comparePrice:
    variant === null || variant.comparePrice === null
      ? null
      : { ...variant.comparePrice, proof: proofs.get(variant.variantId) ?? '' },
  stock: variant?.stock ?? null,
  deal: cue.deal === null ? null : { price: cue.deal.price, closesAt: null },
  gift: goods === undefined || !hasGift(goods.gift) ? null : goods.gift,
});

/** What blocks of scripts say in a show, as they are written, so that every alternative is looked at: each of its own product, and of the product of a cue that borrows it. */
export const spokenInShow = (
  blocks: readonly Pick<ScriptBlock, 'blockId' | 'productId' | 'kind' | 'text'>[],
  cues: readonly Pick<Cue, 'productId' | 'scriptBlocks'>[],
): readonly SpokenText[] =>
  blocks.flatMap(({ blockId, productId, kind, text }) => {
    const borrowers = cues.filter((cue) => cue.scriptBlocks.includes(blockId)).map((cue) => cue.productId);
    const field = kind === 'faq' ? 'faq' : 'script';
    // A block of no product is checked once as what the show says, whoever borrows it.
    const products = productId === null ? [null] : new Set([productId, ...borrowers]);
    return [...products].map((spokenOfId): SpokenText => ({ productId: spokenOfId, field, ref: blockId, text }));
  });

const spokenOf = (spoken: readonly SpokenText[], productId: ProductId | null): SheetItem['texts'] =>
  spoken.filter((text) => text.productId === productId).map(({ field, ref, text }) => ({ field, ref, text }));

const goodsTexts = (goods: Goods | undefined): SheetItem['texts'] => {
  if (goods === undefined) return [];
  const texts: SheetItem['texts'] = [
    { field: 'description', ref: '', text: goods.description },
    { field: 'shipping', ref: '', text: goods.shipping },
    { field: 'after_sale', ref: '', text: goods.afterSale },
  ];
  return texts.filter(({ text }) => text !== '');
};

/**
 * One item a variant on the run sheet, in cue order, as price and stock are the variant's; the show's own texts come first.
 * Notes of cues are for those who work on the show: they are not said, and not checked.
 */
export const toSheetItems = (
  show: Pick<Show, 'title'>,
  { cues, products }: { readonly cues: readonly Cue[]; readonly products: readonly Product[] },
  known: {
    readonly spoken: readonly SpokenText[];
    readonly proofs: Proofs;
    readonly goods: ReadonlyMap<ProductId, Goods>;
  },
): readonly SheetItem[] => {
  const { spoken, proofs, goods } = known;
  const items = new Map<string, SheetItem>();
  items.set(SHOW_ITEM, {
    itemId: SHOW_ITEM,
    category: '',
    texts: [{ field: 'title', ref: '', text: show.title }, ...spokenOf(spoken, null)],
    context: NO_CONTEXT,
  });
  for (const cue of cues) {
    if (items.has(cue.variantId)) continue;
    const product = products.find(({ productId }) => productId === cue.productId);
    if (product === undefined) continue;
    const variant = product.variants.find(({ variantId }) => variantId === cue.variantId) ?? null;
    items.set(cue.variantId, {
      itemId: cue.variantId,
      category: product.category,
      texts: [
        { field: 'title', ref: '', text: product.title },
        ...(variant === null || variant.title === ''
          ? []
          : [{ field: 'title' as const, ref: 'variant', text: variant.title }]),
        ...product.sellingPoints.map((text, index) => ({
          field: 'selling_point' as const,
          ref: String(index + 1),
          text,
        })),
        ...goodsTexts(goods.get(cue.productId)),
        ...spokenOf(spoken, cue.productId),
      ],
      context: contextOf(cue, variant, proofs, goods.get(cue.productId)),
    });
  }
  return [...items.values()];
};
