// What a product is called on screens: by the run sheet where it is on it, in the room's words (made safe) where it is not.

import { toDisplayText } from '../core/display-text.ts';
import type { OrderLine } from '../core/live-event.ts';
import type { Room } from '../core/room.ts';
import type { ProductId, VariantId } from '../core/units.ts';

const TITLE_GRAPHEMES = 80;

/** 「丝绒哑光口红 枫叶红」; null where the shop does not know it. */
export const titleOf = (room: Room, productId: ProductId, variantId: VariantId): string | null => {
  const product = room.products.get(productId);
  if (product === undefined) return null;
  const variant = room.variants.get(variantId)?.title ?? '';
  return variant === '' ? product.title : `${product.title} ${variant}`;
};

/** An order's first line, and how many others it has. */
export const titleOfLines = (room: Room, lines: readonly OrderLine[]): string => {
  const [first] = lines;
  if (first === undefined) return '';
  const title = titleOf(room, first.productId, first.variantId) ?? toDisplayText(first.title, TITLE_GRAPHEMES);
  return lines.length === 1 ? title : `${title} +${lines.length - 1}`;
};
