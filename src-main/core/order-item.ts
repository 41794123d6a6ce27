// Which of the shop's variants a platform's order line means: by SKU, by the catalogue's own id, else by its title.

import type { PlatformLine } from './platform-order.ts';
import type { ShowVariant } from './show-orders.ts';
import type { VariantId } from './units.ts';

/** As two texts that mean the same thing are compared. */
export const foldWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '');

/** 「颜色分类:枫叶红;尺码:L」: what the options are called is no part of what they are. */
const valuesOf = (variantTitle: string): string =>
  variantTitle.replace(/(?:^|(?<=[;；,，]))[^;；,，:：]{1,20}[:：]/gu, '');

export type ItemFinder = (line: PlatformLine) => VariantId | null;

const onlyOnes = (pairs: Iterable<readonly [string, VariantId]>): ReadonlyMap<string, VariantId> => {
  const found = new Map<string, VariantId | null>();
  for (const [key, variantId] of pairs) {
    if (key === '') continue;
    const known = found.get(key);
    found.set(key, known === undefined || known === variantId ? variantId : null);
  }
  return new Map([...found].flatMap(([key, variantId]) => (variantId === null ? [] : [[key, variantId] as const])));
};

/** What two variants share names neither of them. */
export const createItemFinder = (variants: readonly ShowVariant[]): ItemFinder => {
  const bySku = onlyOnes(variants.map(({ sku, variantId }) => [sku.trim().toLowerCase(), variantId] as const));
  const byId = onlyOnes([
    ...variants.map(({ variantId }) => [variantId, variantId] as const),
    ...variants.map(({ productId, variantId }) => [productId, variantId] as const),
  ]);
  const byTitle = onlyOnes([
    ...variants.map(({ title, variantTitle, variantId }) => [foldWords(`${title}${variantTitle}`), variantId] as const),
    ...variants.map(({ title, variantId }) => [foldWords(title), variantId] as const),
  ]);
  return ({ sku, itemId, title, variantTitle }) =>
    bySku.get(sku.trim().toLowerCase()) ??
    byId.get(itemId) ??
    byTitle.get(foldWords(`${title}${valuesOf(variantTitle)}`)) ??
    (variantTitle === '' ? byTitle.get(foldWords(title)) : undefined) ??
    null;
};
