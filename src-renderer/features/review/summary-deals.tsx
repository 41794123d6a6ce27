// The deals of a show: what was offered, what went, and how each ended.

import { useTranslation } from 'react-i18next';
import type { SummaryDeal } from '../../../src-main/contract/documents.ts';
import { formatMoney } from '../../ui/money.ts';
import { formatSpan } from '../../ui/time.ts';
import styles from './summary-screen.module.css';

export const SummaryDeals = ({ deals }: { readonly deals: readonly SummaryDeal[] }) => {
  const { t, i18n } = useTranslation('review');
  const count = new Intl.NumberFormat(i18n.language);
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium', hourCycle: 'h23' });
  return (
    <section aria-label={t('deals')}>
      <h3>{t('deals')}</h3>
      {deals.length === 0 ? (
        <p className={styles.none}>{t('noDeals')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              {(['number', 'product', 'price', 'sold', 'buyers', 'gmv', 'opened', 'lasted', 'ended'] as const).map(
                (name) => (
                  <th key={name} scope="col">
                    {t(`column.${name}`)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {deals.map((deal) => (
              <tr key={deal.dealId} data-testid="summary-deal">
                <td>{deal.number ?? '—'}</td>
                <td>
                  <bdi>{deal.title}</bdi>
                </td>
                <td>{formatMoney(deal.price, i18n.language)}</td>
                <td>{t('soldOf', { sold: count.format(deal.sold), quantity: count.format(deal.quantity) })}</td>
                <td>{count.format(deal.buyers)}</td>
                <td className={styles.sales}>{formatMoney(deal.gmv, i18n.language)}</td>
                <td>{deal.openedAt === null ? '—' : time.format(deal.openedAt)}</td>
                <td>
                  {deal.openedAt === null || deal.endedAt === null ? '—' : formatSpan(deal.endedAt - deal.openedAt)}
                </td>
                <td>{deal.endReason === null ? t('dealOpen') : t(`dealEnd.${deal.endReason}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
