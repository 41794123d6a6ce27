// Where an order comes from, in words: the shop, the source by its name, the desk, or a platform's file.

import type { TFunction } from 'i18next';
import type { OrderRow } from '../../../src-main/contract/order-documents.ts';
import type { SourceTopicRow } from '../../../src-main/contract/topics.ts';
import { kindText } from '../sources/kind-words.ts';

const SHOP = /^(shopify|woocommerce|vendure):(.+)$/;

export const originText = (
  t: TFunction,
  { origin, from }: Pick<OrderRow, 'origin' | 'from'>,
  sources: readonly SourceTopicRow[],
): string => {
  const [, kind, address] = SHOP.exec(origin ?? '') ?? [];
  if (kind !== undefined) return `${kindText(t, kind)} ${address}`;
  const source = sources.find(({ sourceId }) => sourceId === origin);
  return source === undefined || source.kind === 'demo' ? t(`orders:from.${from}`) : source.name;
};
