// What is said of claims: to the person at the desk in passing, and to the viewer as an answer.

import type { TFunction } from 'i18next';
import type { ClaimCart, ClaimRow } from '../../../src-main/contract/claim-documents.ts';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import type { ClaimFate } from '../../../src-main/core/claim-book.ts';
import type { Instant } from '../../../src-main/core/units.ts';
import { formatTidyMoney } from '../../ui/tidy-money.ts';

interface Goods {
  readonly number: number | null;
  readonly title: string;
  readonly quantity: number;
}

export interface ClaimScene {
  readonly t: TFunction;
  readonly language: string;
  readonly products: readonly ProductRow[];
  readonly now: number;
}

/** What of a title is the variant, where the product of that number is called `productTitle`; '' where nothing is. */
export const variantOf = (title: string, productTitle: string): string =>
  productTitle !== '' && title.startsWith(`${productTitle} `) ? title.slice(productTitle.length + 1).trim() : '';

/** As viewers call it: its number, with the variant where the number alone is not enough. */
export const goodsText = ({ t, products }: ClaimScene, { number, title, quantity }: Goods): string => {
  if (number === null) return t('claims:goods.named', { title, quantity });
  const variant = variantOf(title, products.find((product) => product.number === number)?.title ?? '');
  return t(variant === '' ? 'claims:goods.numbered' : 'claims:goods.variant', { number, variant, quantity });
};

const minutesTo = (now: number, expiresAt: Instant | null): number =>
  expiresAt === null ? 0 : Math.max(1, Math.round((expiresAt - now) / 60_000));

/** What is written to the viewer. `place`: where they stand in line, from 1 on. */
export const replyText = (scene: ClaimScene, row: ClaimRow, place: number | null): string => {
  const { t, language, now } = scene;
  const words = {
    name: row.viewer.name,
    goods: goodsText(scene, row),
    total: formatTidyMoney(row.total, language),
    minutes: minutesTo(now, row.expiresAt),
    place: place ?? '',
  };
  const because = row.why === null ? '' : `.${row.why}`;
  const text = t(`claims:reply.${row.state}${because}`, words);
  return row.short === null ? text : `${text}${t(`claims:reply.short`, { asked: row.short.asked })}`;
};

export const cartReplyText = (scene: ClaimScene, cart: ClaimCart): string => {
  const { t, language, now } = scene;
  const words = {
    name: cart.viewer.name,
    goods: cart.claims.map((row) => goodsText(scene, row)).join(t('claims:goods.and')),
    total: formatTidyMoney(cart.total, language),
    minutes: minutesTo(now, cart.expiresAt),
  };
  if (cart.isPaid) return t('claims:reply.paid', words);
  return t(cart.expiresAt === null ? 'claims:reply.claimed' : 'claims:reply.cart', words);
};

/** What became of a claim that a person has made, settled, corrected or tried again. */
export const fateText = (scene: ClaimScene, who: string, goods: Goods, fate: ClaimFate): string => {
  const { t, now } = scene;
  const words = { name: who, goods: goodsText(scene, goods) };
  switch (fate.state) {
    case 'reserved': {
      if (fate.short !== undefined) {
        const why = t(`claims:why.${fate.short.why}`);
        return t('claims:fate.short', { ...words, asked: fate.short.asked, why });
      }
      return t('claims:fate.reserved', { ...words, minutes: minutesTo(now, fate.expiresAt) });
    }
    case 'claimed':
      return t('claims:fate.claimed', words);
    case 'waiting':
    case 'refused':
      return t(`claims:fate.${fate.state}`, { ...words, why: t(`claims:why.${fate.why}`) });
  }
};
