// Armed: everything is set, nobody has been told; held for one second it fires, Esc puts it away.

import { useTranslation } from 'react-i18next';
import type { DealView } from '../../../src-main/contract/topics.ts';
import { Button } from '../../ui/button.tsx';
import { HoldButton } from '../../ui/hold-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { formatSpan } from '../../ui/time.ts';
import styles from './armed-deal.module.css';
import { disarmDeal, fireDeal } from './deal-commands.ts';
import { OfferLine } from './offer-line.tsx';
import { ShopOutlook } from './shop-outlook.tsx';
import { TriggerLine } from './trigger-line.tsx';

interface ArmedDealProps {
  readonly deal: DealView;
  readonly isKeyDown: boolean;
  /** The held key has done its deed. */
  readonly onSpent: () => void;
}

export const ArmedDeal = ({ deal, isKeyDown, onSpent }: ArmedDealProps) => {
  const { t } = useTranslation('deal');
  const fire = (): void => {
    onSpent();
    fireDeal(deal.dealId);
  };
  return (
    <div className={styles.armed}>
      <h2 className={styles.title} title={deal.title}>
        {t('armed', { number: deal.number, kind: t(`kind.${deal.offer.kind}`) })}
      </h2>
      <OfferLine deal={deal} />
      <p className={styles.terms}>
        {deal.offer.kind === 'draw'
          ? null
          : t('terms', {
              quantity: deal.quantity,
              perBuyer: deal.perBuyer,
              countdown: Math.round(deal.countdownMs / 1000),
              duration: formatSpan(deal.durationMs),
            })}
      </p>
      <TriggerLine deal={deal} />
      <ShopOutlook deal={deal} />
      <div className={styles.acts}>
        <HoldButton testId="deal-fire" isKeyDown={isKeyDown} title={t('fireHint')} onHeld={fire}>
          {t('fire')} <Kbd>F</Kbd>
        </HoldButton>
        <Button kind="quiet" data-testid="deal-disarm" onClick={() => disarmDeal(deal.dealId)}>
          {t('disarm')} <Kbd>Esc</Kbd>
        </Button>
      </div>
    </div>
  );
};
