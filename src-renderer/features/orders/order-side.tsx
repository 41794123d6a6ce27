// What stands of an order on one side: its number and where it is from, its buyer, its items.

import { useTranslation } from 'react-i18next';
import type { OrderSide } from '../../../src-main/contract/order-documents.ts';
import styles from './order-line.module.css';

const NAMED = new Set(['kongtai', 'shopify', 'woocommerce', 'tiktok_shop', 'doudian', 'taobao']);

/** A table of one's own is known by its headers, which say nothing to a person. */
export const usePlatformName = (): ((platform: string) => string) => {
  const { t } = useTranslation('orders');
  return (platform) => {
    if (NAMED.has(platform)) return t(`platform.${platform}`);
    return platform.startsWith('mapped:') ? t('platform.mapped') : platform;
  };
};

export const OrderItems = ({ items }: Pick<OrderSide, 'items'>) => (
  <span className={styles.items}>
    {items.map(({ number, title, quantity }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the items of an order never move
      <span key={index}>
        {number === null ? null : <b className={styles.number}>{number}</b>} <bdi>{title}</bdi> ×{quantity}
      </span>
    ))}
  </span>
);
