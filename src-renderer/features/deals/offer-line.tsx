// What a deal gives, in one line: its price from the list price, or what is drawn, given, asked for.

import { useTranslation } from 'react-i18next';
import type { DealView } from '../../../src-main/contract/topics.ts';
import { formatMoney } from '../../ui/money.ts';
import styles from './armed-deal.module.css';

const detailOf = ({ offer }: DealView, language: string): string => {
  switch (offer.kind) {
    case 'bundle':
      return offer.items.map(({ title, quantity }) => (quantity > 1 ? `${title} ×${quantity}` : title)).join(' + ');
    case 'tiered':
      return offer.tiers.map(({ from, price }) => `${from}+ ${formatMoney(price, language)}`).join(' · ');
    case 'gift':
      return `${offer.gift.name} ${offer.gift.spec} ×${offer.gift.quantity}`;
    case 'coupon':
      return offer.text;
    case 'draw':
      return `${offer.draw.prize} ×${offer.draw.winners}`;
    case 'flash':
    case 'limited':
      return '';
  }
};

export const OfferLine = ({ deal }: { readonly deal: DealView }) => {
  const { t, i18n } = useTranslation('deal');
  const detail = detailOf(deal, i18n.language);
  return (
    <>
      {deal.offer.kind === 'draw' ? (
        <p className={styles.say}>{t('drawSay', { keyword: deal.offer.draw.keyword })}</p>
      ) : (
        <p className={styles.price}>
          {deal.offer.kind === 'bundle' ? null : (
            <span title={t('listPrice')}>{formatMoney(deal.listPrice, i18n.language)} → </span>
          )}
          {formatMoney(deal.price, i18n.language)}
        </p>
      )}
      {detail === '' ? null : (
        <p className={styles.detail} title={detail}>
          <bdi>{detail}</bdi>
        </p>
      )}
    </>
  );
};
