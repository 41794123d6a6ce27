// Who an emergency concerns: those who paid first, each with their orders and claims since it went wrong.

import { useTranslation } from 'react-i18next';
import type { AffectedDocument } from '../../../src-main/contract/emergency-documents.ts';
import { formatMoney } from '../../ui/money.ts';
import styles from './affected-list.module.css';

export const AffectedList = ({ affected }: { readonly affected: AffectedDocument }) => {
  const { t, i18n } = useTranslation('emergency');
  const { buyers, people, orders, units } = affected;
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium', hourCycle: 'h23' });
  return (
    <section aria-label={t('affected')} data-testid="emergency-affected" data-people={people}>
      <h3 className={styles.head}>{t('affectedCount', { people, orders, units })}</h3>
      {buyers.length === 0 ? <p className={styles.none}>{t('nobody')}</p> : null}
      <ul className={styles.rows}>
        {buyers.map(({ viewer, orders: own, claims }) => (
          <li key={viewer.viewerId} className={styles.row} data-testid="affected-row">
            <bdi className={styles.name}>{viewer.name}</bdi>
            <ul className={styles.what}>
              {own.map((order) => (
                <li key={order.orderId}>
                  <time>{time.format(order.at)}</time>
                  <span data-state={order.state}>{t(`order.${order.state}`)}</span>
                  <bdi>{order.orderId}</bdi>
                  <span>{t('units', { count: order.quantity })}</span>
                  <span>{formatMoney(order.total, i18n.language)}</span>
                </li>
              ))}
              {claims.map((claim) => (
                <li key={`${claim.at}:${claim.title}`}>
                  <time>{time.format(claim.at)}</time>
                  <span>{t('claim')}</span>
                  <bdi>{claim.title}</bdi>
                  <span>{t('units', { count: claim.quantity })}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {people > buyers.length ? <p className={styles.none}>{t('cut', { shown: buyers.length, people })}</p> : null}
    </section>
  );
};
