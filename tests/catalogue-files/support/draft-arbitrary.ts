// Drafts as any file could give them, nasty strings among them.

import fc from 'fast-check';
import { COMPARE_BASES } from '../../../src-main/core/product.ts';
import { DRAFT_STATUSES, type ProductDraft, type VariantDraft } from '../../../src-main/core/product-draft.ts';
import { specificationLine } from '../../../src-main/core/specification.ts';
import { type Money, money } from '../../../src-main/core/units.ts';

export const NASTY = [
  '=1+1',
  "'=1+1",
  "''=cmd|' /C calc'!A0",
  '+86 138',
  '-3',
  '@SUM(A1)',
  '＝1+1',
  '＋1',
  'a"b""c',
  'a,b;c\td',
  'a|b>c:d',
  'line 1\nline 2',
  'cr\r\nlf',
  '\\n',
  'back\\\\nslash',
  'back\\,comma',
  '6917926768823643751',
  '007',
  '1E5',
  '3-4',
  '1/2',
  '2026-01-02',
  '1.50',
  '_x0041_',
  '_x005F_x0041_',
  'a\u0001b',
  '<b>&amp;</b>',
  ']]>',
  '#REF',
  '红色,L',
  '颜色:红;尺码:L',
  '👩‍👧 家',
  'TRUE',
  'Default',
  'Default Title',
  'Title',
  '不限',
  'sep=;',
  "'",
  '"',
  'category:x',
  'tag:y',
  'a > b',
  'id:5',
] as const;

const tidy = (text: string): string => text.replace(/[\0\p{Cs}\ufffd]/gu, '').trim();
/** What the file's own programs mean by these is not what a product would be called. */
const isWord = (text: string): boolean => !/^(?:#(?:n\/a|ref!)|#{4,}|[-—]+|="[\s\S]*")$/i.test(text);

export const textOf = (longest: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.constantFrom(...NASTY),
      fc.string({ maxLength: longest }),
      fc.string({ unit: 'binary', maxLength: longest }),
      fc.tuple(fc.constantFrom(...NASTY), fc.constantFrom(...NASTY)).map(([a, b]) => `${a} ${b}`),
    )
    .map(tidy)
    .filter(isWord);

const filled = (longest: number): fc.Arbitrary<string> => textOf(longest).filter((text) => text !== '');

const tag = filled(12)
  .map((text) => text.replace(/[,，\n]/g, ' ').trim())
  .filter((text) => text !== '');
const line = filled(20)
  .map((text) => text.replace(/[\r\n]/g, ' ').trim())
  .filter((text) => text !== '');
const part = line.map((text) => text.replace(/\u0085|\u2028|\u2029/gu, ' ').trim()).filter((text) => text !== '');
/** Of a specification, as a file says it. */
const row = fc
  .record({ name: part, value: fc.oneof(fc.constant(''), part) })
  .map(specificationLine)
  .filter((text) => isWord(text));
const id = fc.oneof(
  fc.constant(''),
  fc.constantFrom('6917926768823643751', '0012', 'LIP-01', '-x', '3-4', '1E5', '=A1'),
  filled(12),
);

const url = fc.tuple(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.boolean()).map(([address]) =>
  address
    .replaceAll(',', '%2C')
    .replaceAll('|', '%7C')
    .replace(/["<>\\^`{}\s]/g, '_'),
);

const amount = (currency: string): fc.Arbitrary<Money | null> =>
  fc.option(fc.integer({ min: 0, max: 99_999_999 }).map((minor) => money(minor, currency)));

const variantOf = (options: readonly string[]): fc.Arbitrary<VariantDraft> =>
  fc
    .record({
      row: fc.constant(0),
      externalId: id,
      options: fc.constant(options),
      sku: id,
      barcode: id,
      price: amount('CNY'),
      livePrice: amount('CNY'),
      comparePrice: amount('CNY'),
      compareBasis: fc.option(fc.constantFrom(...COMPARE_BASES)),
      compareProof: textOf(20),
      cost: amount('CNY'),
      stock: fc.oneof(fc.constant(undefined), fc.constant(null), fc.nat({ max: 100_000 })),
      bufferPercent: fc.oneof(fc.constant(undefined), fc.nat({ max: 100 })),
      image: fc.oneof(fc.constant(''), url),
    })
    .map(({ stock, bufferPercent, ...rest }) => ({
      ...rest,
      ...(stock === undefined ? {} : { stock }),
      ...(bufferPercent === undefined ? {} : { bufferPercent }),
    }));

/** Values that differ in every format's writing of them. */
const optionValues = (names: number): fc.Arbitrary<readonly (readonly string[])[]> =>
  names === 0
    ? fc.constant([[]])
    : fc.uniqueArray(fc.tuple(...Array.from({ length: names }, () => filled(8))), {
        minLength: 1,
        maxLength: 4,
        selector: (values) => JSON.stringify(values.map((value) => value.replace(/[|,，;；:：\s_]+/g, ' ').trim())),
      });

const draft: fc.Arbitrary<ProductDraft> = fc
  .uniqueArray(filled(8), { maxLength: 3, selector: (name) => name.replace(/[|;；:：\s_]+/g, ' ').trim() })
  .chain((optionNames) =>
    fc.record({
      row: fc.constant(0),
      externalId: id,
      title: filled(30),
      category: textOf(20),
      brand: textOf(10),
      tags: fc.uniqueArray(tag, { maxLength: 3 }),
      description: textOf(60),
      sellingPoints: fc.array(line, { maxLength: 3 }),
      specification: fc.array(row, { maxLength: 3 }),
      partner: textOf(12),
      shipping: textOf(30),
      afterSale: textOf(30),
      giftName: textOf(12),
      giftSpec: textOf(12),
      giftQuantity: textOf(12),
      giftPeriod: textOf(12),
      giftWay: textOf(12),
      status: fc.option(fc.constantFrom(...DRAFT_STATUSES)),
      optionNames: fc.constant(optionNames),
      images: fc.uniqueArray(url, { maxLength: 3 }),
      variants: optionValues(optionNames.length).chain((values) => fc.tuple(...values.map(variantOf))),
    }),
  );

/** Products of one catalogue: no id and no title twice. */
export const draftList: fc.Arbitrary<readonly ProductDraft[]> = fc
  .uniqueArray(draft, { maxLength: 4, selector: ({ title }) => title.toLowerCase() })
  .map((drafts) => {
    const seen = new Set<string>();
    return drafts.map((one) => {
      const isNew = !seen.has(one.externalId);
      seen.add(one.externalId);
      return isNew ? one : { ...one, externalId: '' };
    });
  });

/** Without the rows, which a file gives. */
export const withoutRows = (one: ProductDraft) => ({
  ...one,
  row: 0,
  variants: one.variants.map((variant) => ({ ...variant, row: 0 })),
});
