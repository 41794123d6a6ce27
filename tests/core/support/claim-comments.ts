// A shelf as a mixed shop would have it, and how comments and their readings are written down for a table.

import type { ClaimReading } from '../../../src-main/core/claim-reading.ts';
import { type ClaimShelf, claimItems } from '../../../src-main/core/claim-shelf.ts';
import type { RoomProduct } from '../../../src-main/core/room.ts';
import type { Cue } from '../../../src-main/core/run-sheet.ts';
import { duration, money, type ProductId, type VariantId } from '../../../src-main/core/units.ts';

/** Number, title, variants. */
const SHOP: readonly (readonly [number, string, readonly string[]])[] = [
  [1, '玻尿酸补水面膜', ['10 片装', '20 片装']],
  [2, '羊毛针织开衫', ['红色 S', '红色 M', '红色 L', '黑色 S', '黑色 M', '黑色 L', '白色 M']],
  [3, '丝绒哑光口红', ['枫叶红', '豆沙', '正红', '奶茶', '车厘子']],
  [4, '四色眼影盘', ['大地', '晚霞']],
  [5, '氨基酸洁面乳 120g', ['']],
  [6, '真皮小白鞋', ['36', '37', '38', '39']],
  [7, 'Linen Shirt', ['Red / M', 'Red / L', 'Navy / M', 'Navy / L', 'Navy / XL']],
  [8, 'Soy Candle', ['Oak', 'Fig']],
  [12, '初冬护肤礼盒', ['']],
  [13, '镜面唇釉', ['水红', '梅子', '正红']],
];

const variantIdOf = (number: number, title: string): string => `${number}/${title.replace(/[\s/]+/g, ' ')}`;

const toProduct = ([number, title, variants]: (typeof SHOP)[number]): RoomProduct => ({
  productId: `p${number}` as ProductId,
  title,
  category: '',
  image: null,
  sellingPoints: [],
  variants: variants.map((variant) => ({
    variantId: variantIdOf(number, variant) as VariantId,
    productId: `p${number}` as ProductId,
    title: variant,
    sku: '',
    barcode: '',
    price: money(9900, 'CNY'),
    comparePrice: null,
    stock: 10,
    stockAtStart: 10,
  })),
});

const toCue = ([number, , [variant = '']]: (typeof SHOP)[number]): Cue => ({
  number,
  productId: `p${number}` as ProductId,
  variantId: variantIdOf(number, variant) as VariantId,
  plannedMs: duration(60_000),
  deal: null,
  note: '',
  speaker: '',
  scriptBlocks: [],
});

const ROOM = {
  cues: SHOP.map(toCue),
  products: new Map(SHOP.map(toProduct).map((product) => [product.productId, product])),
};

export const shelfWith = (pinned: number | null): ClaimShelf => ({ pinned, items: claimItems(ROOM) });

/**
 * `3/枫叶红*2`, several with commas; `change …`; `take 3`, `take 3/豆沙`, `take all`; `which_variant …` and the other doubts
 * with their candidates, `| also …` for lines beyond doubt; `none`.
 */
export const written = (reading: ClaimReading): string => {
  const lines = (all: Extract<ClaimReading, { kind: 'claim' }>['lines']): string =>
    all.map(({ variantId, quantity }) => `${variantId}*${quantity}`).join(', ');
  switch (reading.kind) {
    case 'none':
      return 'none';
    case 'claim':
      return `${reading.isChange ? 'change ' : ''}${lines(reading.lines)}`;
    case 'take_back':
      return `take ${reading.variantId ?? reading.of ?? 'all'}`;
    case 'unclear':
      return `${reading.isChange ? 'change ' : ''}${reading.why}${reading.candidates.length === 0 ? '' : ` ${lines(reading.candidates)}`}${
        reading.lines.length === 0 ? '' : ` | also ${lines(reading.lines)}`
      }`;
  }
};

/** What was being explained, what was said, and its reading; a doubt may be given by its reason alone. */
export type Comment = readonly [pinned: number | null, text: string, reading: string];

export const readsAs = (reading: ClaimReading, expected: string): boolean => {
  const actual = written(reading);
  return actual === expected || (reading.kind === 'unclear' && actual.startsWith(`${expected} `));
};
