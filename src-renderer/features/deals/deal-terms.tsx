// A deal's terms as a short list, beside its ring.

import { useTranslation } from 'react-i18next';
import type { DealView } from '../../../src-main/contract/topics.ts';
import { formatMoney } from '../../ui/money.ts';
import styles from './deal-terms.module.css';

interface DealTermsProps {
  readonly deal: DealView;
  readonly rows: readonly { readonly name: string; readonly value: string; readonly isLow?: boolean }[];
}

export const DealTerms = ({ deal, rows }: DealTermsProps) => {
  const { t, i18n } = useTranslation('deal');
  return (
    <dl className={styles.terms}>
      {deal.offer.kind === 'draw' ? (
        <div>
          <dt>{t('keyword')}</dt>
          <dd className={styles.price}>
            <bdi>{deal.offer.draw.keyword}</bdi>
          </dd>
        </div>
      ) : (
        <div>
          <dt>{t('price')}</dt>
          <dd className={styles.price}>{formatMoney(deal.price, i18n.language)}</dd>
        </div>
      )}
      {rows.map((row) => (
        <div key={row.name}>
          <dt>{row.name}</dt>
          <dd data-low={row.isLow ?? false}>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
};
