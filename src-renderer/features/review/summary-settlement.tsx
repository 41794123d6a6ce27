// The settled figures of a show beside the provisional ones, whole and by product.

import { useTranslation } from 'react-i18next';
import type { SettlementView } from '../../../src-main/contract/order-documents.ts';
import { formatMoney } from '../../ui/money.ts';
import { Settlement } from '../orders/settlement.tsx';
import styles from './summary-screen.module.css';

const COLUMNS = ['product', 'provisional', 'settled', 'refunds', 'units'] as const;

export const SummarySettlement = ({ settlement }: { readonly settlement: SettlementView }) => {
  const { t, i18n } = useTranslation('orders');
  const { currency, products } = settlement;
  const count = new Intl.NumberFormat(i18n.language);
  const write = (minor: number): string => formatMoney({ minor, currency }, i18n.language);
  const changed = products.filter(({ netDifferenceMinor }) => netDifferenceMinor !== 0);
  return (
    <section aria-label={t('settled.title')}>
      <h3>{t('settled.title')}</h3>
      <Settlement settlement={settlement} />
      {changed.length === 0 ? null : (
        <table className={styles.table} aria-label={t('settled.byProduct')}>
          <thead>
            <tr>
              {COLUMNS.map((name) => (
                <th key={name} scope="col">
                  {t(`settled.column.${name}`)}
                </th>
              ))}
              <th scope="col">{t('settled.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map((product) => (
              <tr key={product.variantId ?? ''} data-testid="settlement-product">
                <td>
                  {product.number === null ? '' : `${product.number} `}
                  <bdi>{product.variantId === null ? t('settled.other') : product.title}</bdi>
                </td>
                <td>{write(product.provisionalGmv.minor - product.provisionalRefunds.minor)}</td>
                <td className={styles.sales}>{write(product.gmv.minor - product.refunds.minor)}</td>
                <td>{product.refunds.minor === 0 ? '—' : formatMoney(product.refunds, i18n.language)}</td>
                <td>{count.format(product.units)}</td>
                <td>{`${product.netDifferenceMinor > 0 ? '+' : ''}${write(product.netDifferenceMinor)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
