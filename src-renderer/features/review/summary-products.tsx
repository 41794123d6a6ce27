// The per-product table: what sold, what came back, how long it was explained, and each segment by itself.

import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentRow, SummaryProduct } from '../../../src-main/contract/documents.ts';
import { formatMoney } from '../../ui/money.ts';
import { formatSpan } from '../../ui/time.ts';
import styles from './summary-screen.module.css';

const SegmentLine = ({ segment }: { readonly segment: SegmentRow }) => {
  const { t, i18n } = useTranslation('review');
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short', hourCycle: 'h23' });
  const count = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 0 });
  return (
    <tr className={styles.segment}>
      <td />
      <td>{t('segment', { from: time.format(segment.startedAt), to: time.format(segment.endedAt) })}</td>
      <td />
      <td>{count.format(segment.units)}</td>
      <td>{formatMoney(segment.gmv, i18n.language)}</td>
      <td />
      <td />
      <td>{formatSpan(segment.endedAt - segment.startedAt)}</td>
      <td>{segment.averageOnline === null ? '—' : count.format(segment.averageOnline)}</td>
    </tr>
  );
};

export const SummaryProducts = ({ products }: { readonly products: readonly SummaryProduct[] }) => {
  const { t, i18n } = useTranslation('review');
  const count = new Intl.NumberFormat(i18n.language);
  if (products.length === 0) return null;
  return (
    <section aria-label={t('products')}>
      <h3>{t('products')}</h3>
      <p className={styles.none}>{t('segmentRule')}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            {(
              [
                'number',
                'product',
                'orders',
                'units',
                'gmv',
                'refunds',
                'stockLeft',
                'explained',
                'averageOnline',
              ] as const
            ).map((name) => (
              <th key={name} scope="col">
                {t(`column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {products.map((product) => (
            <Fragment key={product.variantId}>
              <tr data-testid="summary-product">
                <td>{product.number ?? '—'}</td>
                <td>
                  <bdi>{product.title}</bdi>
                </td>
                <td>{count.format(product.orders)}</td>
                <td>{count.format(product.units)}</td>
                <td className={styles.sales}>{formatMoney(product.gmv, i18n.language)}</td>
                <td>{product.refunds.minor === 0 ? '—' : formatMoney(product.refunds, i18n.language)}</td>
                <td>{product.stockLeft === null ? '—' : count.format(product.stockLeft)}</td>
                <td>
                  {product.segments.length === 0
                    ? t('notExplained')
                    : t('explainedOf', {
                        actual: formatSpan(product.explainedMs),
                        planned: formatSpan(product.plannedMs),
                      })}
                </td>
                <td />
              </tr>
              {product.segments.map((segment) => (
                <SegmentLine key={segment.startedAt} segment={segment} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
};
