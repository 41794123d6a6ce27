// What an order file format is to this program: how it is known, what its columns mean, and where its amounts stand.

import { foldHeader } from '../core/draft-field.ts';
import type { OrderField } from '../core/platform-order-draft.ts';

export const ORDER_FORMATS = [
  'kongtai',
  'shopify',
  'woocommerce',
  'tiktok_shop',
  'doudian',
  'taobao',
  'taobao_lines',
] as const;
export type OrderFormat = (typeof ORDER_FORMATS)[number];
/** `mapped`: any other table, its columns named by hand. */
export type ReadOrderFormat = OrderFormat | 'mapped';

export interface OrderLayout {
  readonly format: ReadOrderFormat;
  /** The world that its order numbers are of; '' where that is the table itself. */
  readonly platform: string;
  /** Folded headers of each field, most telling first. */
  readonly headers: Readonly<Partial<Record<OrderField, readonly string[]>>>;
  /** One header of each group must be there for the format to be meant. */
  readonly signature: readonly (readonly string[])[];
  /** More headers that its files have and this program does not need; they only make it surer. */
  readonly others: readonly string[];
  readonly hasDashForNothing: boolean;
  /** Whether shipping is told row by row and adds up, or once for the order. */
  readonly shippingPer: 'row' | 'order';
  /** False: one row is the whole order, with a title for all its lines. */
  readonly hasOwnLines: boolean;
  /** IANA, of its times; null where the file cannot tell. */
  readonly zone: string | null;
}

/** Headers parted by a bar, folded as they are compared. */
export const headersOf = (text: string): readonly string[] => text.split('|').map(foldHeader);

export const knownHeaders = ({ headers, others }: OrderLayout): ReadonlySet<string> =>
  new Set([...Object.values(headers).flat(), ...others]);
