// Finds products by what people have in their hands: the number, part of the name, a SKU, a barcode.

import type { ProductRow } from '../../../src-main/contract/topics.ts';

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** Every word must occur somewhere; a bare number finds its product first, then whatever contains it. */
export const searchProducts = (products: readonly ProductRow[], search: string): readonly ProductRow[] => {
  const words = plain(search)
    .split(' ')
    .filter((word) => word !== '');
  if (words.length === 0) return products;
  const found = products.filter((product) => {
    const text = plain(`${product.number} ${product.title} ${product.variantTitle} ${product.codes}`);
    return words.every((word) => text.includes(word));
  });
  const [only] = words;
  const exact = words.length === 1 ? found.find((product) => String(product.number) === only) : undefined;
  return exact === undefined ? found : [exact, ...found.filter((product) => product !== exact)];
};

/** The neighbour of the selected row: from the top or the end where none is selected. */
export const neighbourOf = (
  products: readonly ProductRow[],
  selected: string | null,
  step: 1 | -1,
): ProductRow | null => {
  const at = products.findIndex((product) => product.variantId === selected);
  if (at === -1) return products.at(step === 1 ? 0 : -1) ?? null;
  return products[Math.min(products.length - 1, Math.max(0, at + step))] ?? null;
};
