// Over: why it ended and what it brought, until the next one is set up.

import { useTranslation } from 'react-i18next';
import type { DealView } from '../../../src-main/contract/topics.ts';
import { Button } from '../../ui/button.tsx';
import { formatMoney } from '../../ui/money.ts';
import styles from './armed-deal.module.css';
import { DrawResult } from './draw-result.tsx';

interface EndedDealProps {
  readonly deal: DealView;
  /** Null where there is no product to arm one for. */
  readonly onAgain: (() => void) | null;
}

export const EndedDeal = ({ deal, onAgain }: EndedDealProps) => {
  const { t, i18n } = useTranslation('deal');
  return (
    <div className={styles.armed} data-testid="deal-ended" data-reason={deal.endReason ?? 'none'}>
      <h2 title={deal.title}>{t('ended', { number: deal.number, reason: t(`reason.${deal.endReason ?? 'none'}`) })}</h2>
      {deal.draw === null ? (
        <>
          <p className={styles.price}>{formatMoney(deal.gmv, i18n.language, 'whole')}</p>
          <p className={styles.terms}>
            {t('result', {
              sold: deal.sold,
              quantity: deal.quantity,
              buyers: deal.buyers,
              price: formatMoney(deal.price, i18n.language),
            })}
          </p>
        </>
      ) : (
        <DrawResult deal={deal} draw={deal.draw} />
      )}
      {onAgain === null ? null : (
        <div className={styles.acts}>
          <Button onClick={onAgain}>{t('again')}</Button>
        </div>
      )}
    </div>
  );
};
