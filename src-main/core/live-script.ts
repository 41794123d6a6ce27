// What is said now: the blocks of a cue in the order of saying, rendered with the values of the moment, or held back.

import type { Product, Variant } from './product.ts';
import { pinnedNumber, type Room } from './room.ts';
import { type Cue, nextCue } from './run-sheet.ts';
import type { ScriptBlock, ScriptKind } from './script.ts';
import { renderScript, type ScriptPiece } from './script-text.ts';
import { type ScriptLanguage, type ScriptSubject, type ScriptValues, scriptValuesOf } from './script-variable.ts';
import type { ProductId, ScriptBlockId } from './units.ts';

export interface LiveSection {
  /** The block's id: a block stands once on the host's screen. */
  readonly sectionId: ScriptBlockId;
  readonly kind: ScriptKind;
  readonly title: string;
  readonly pieces: readonly ScriptPiece[];
}

/** A block that the host must not read as it is. */
export interface HeldBlock {
  readonly blockId: ScriptBlockId;
  readonly kind: ScriptKind;
  readonly title: string;
  /** `faulty`: a variable is unknown or without a value now, or a brace is wrong. */
  readonly why: 'faulty' | 'not_approved';
  /** The variables that are missing, as they are written. */
  readonly names: readonly string[];
}

export interface LiveScript {
  readonly sections: readonly LiveSection[];
  readonly held: readonly HeldBlock[];
}

/** A product as the room or the catalogue has it, and the variant that is meant. */
export interface ScriptGoods {
  readonly product: Pick<Product, 'productId' | 'title' | 'category' | 'sellingPoints' | 'variants'>;
  readonly variant: Variant | null;
}

/** What a script is about in this room; `goods` null between products. */
export const scriptSubjectIn = (room: Room, goods: ScriptGoods | null): ScriptSubject => {
  const variantId = goods?.variant?.variantId ?? null;
  const number = variantId === null ? null : (room.numbers.variants.get(variantId) ?? null);
  const open = [...room.deals.values()].filter((deal) => deal.variantId === variantId && deal.phase !== 'ended');
  const next = nextCue(room.cues, room.sheet.skipped, number ?? pinnedNumber(room));
  return {
    number: number ?? (goods === null ? null : (room.numbers.products.get(goods.product.productId) ?? null)),
    product: goods?.product ?? null,
    variant: goods?.variant ?? null,
    deal: open.find(({ phase }) => phase === 'running') ?? open[0] ?? null,
    host: room.show.host,
    show: room.show.title,
    nextTitle: next === null ? '' : (room.products.get(next.productId)?.title ?? ''),
  };
};

/** Values are said in the language that a text is written in. */
export const languageOf = (text: string): ScriptLanguage => (/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en');

/** The first and the last words of a show belong to no product. */
const isOfTheShow = ({ kind }: ScriptBlock): boolean => kind === 'opening' || kind === 'closing';

const answersLast = (blocks: readonly ScriptBlock[]): readonly ScriptBlock[] => [
  ...blocks.filter(({ kind }) => kind !== 'faq'),
  ...blocks.filter(({ kind }) => kind === 'faq'),
];

/**
 * The blocks for a cue: those that it names, else its product's own with the general ones behind them; none where the
 * product has none of its own. Answers stand last. `cue` null is the time between products: the show's own words.
 */
export const blocksForCue = (
  blocks: readonly ScriptBlock[],
  cue: Pick<Cue, 'productId' | 'scriptBlocks'> | null,
): readonly ScriptBlock[] => {
  const general = blocks.filter(({ productId }) => productId === null);
  if (cue === null) return general.filter(({ kind }) => kind !== 'faq' && kind !== 'price');
  const named = cue.scriptBlocks.flatMap((blockId) => blocks.find((block) => block.blockId === blockId) ?? []);
  if (named.length > 0) return named;
  const own = blocks.filter(({ productId }) => productId === cue.productId);
  if (own.length === 0) return [];
  return answersLast([...own, ...general.filter((block) => !isOfTheShow(block))]);
};

/** Both languages' values of one moment, each made when it is first asked for. */
const valuesByLanguage = (subject: ScriptSubject): ((text: string) => ScriptValues) => {
  const made = new Map<ScriptLanguage, ScriptValues>();
  return (text) => {
    const language = languageOf(text);
    const values = made.get(language) ?? scriptValuesOf(subject, language);
    made.set(language, values);
    return values;
  };
};

export const sayBlocks = (blocks: readonly ScriptBlock[], subject: ScriptSubject): LiveScript => {
  const valuesFor = valuesByLanguage(subject);
  const sections: LiveSection[] = [];
  const held: HeldBlock[] = [];
  for (const { blockId, kind, title, text, isDraftedByAi } of blocks) {
    if (isDraftedByAi) {
      held.push({ blockId, kind, title, why: 'not_approved', names: [] });
      continue;
    }
    const rendered = renderScript(text, valuesFor(text));
    if (rendered.ok) sections.push({ sectionId: blockId, kind, title, pieces: rendered.pieces });
    else {
      const names = [...new Set(rendered.faults.map(({ name }) => name).filter((name) => name !== ''))];
      held.push({ blockId, kind, title, why: 'faulty', names });
    }
  }
  return { sections, held };
};

/** The goods of a product in the room: the cue's variant, else the first. */
export const goodsIn = (
  room: Room,
  productId: ProductId,
  variantId: Variant['variantId'] | null,
): ScriptGoods | null => {
  const product = room.products.get(productId);
  if (product === undefined) return null;
  const variant = product.variants.find((each) => each.variantId === variantId) ?? product.variants[0] ?? null;
  return { product, variant };
};
