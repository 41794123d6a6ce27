// Fired: the ring counts down to the opening and then to the end, in the engine's time; a held button stops it.

import { useTranslation } from 'react-i18next';
import type { DealView } from '../../../src-main/contract/topics.ts';
import { useEngineNow } from '../../state/live-store.ts';
import { HoldButton } from '../../ui/hold-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Ring } from '../../ui/ring.tsx';
import { formatSpan } from '../../ui/time.ts';
import { stopDeal } from './deal-commands.ts';
import { DealTerms } from './deal-terms.tsx';
import styles from './running-deal.module.css';
import { UndoButton } from './undo-button.tsx';

interface RunningDealProps {
  readonly deal: DealView;
  /** Where it is the only open one, nothing else names it. */
  readonly isNamed: boolean;
  readonly isKeyDown: boolean;
  readonly onSpent: () => void;
}

const Countdown = ({ deal }: { readonly deal: DealView }) => {
  const { t } = useTranslation('deal');
  const now = useEngineNow(200);
  const isCounting = deal.phase === 'countdown';
  const deadline = isCounting ? deal.opensAt : deal.closesAt;
  const whole = isCounting ? deal.countdownMs : deal.durationMs;
  const left = deadline === null ? 0 : Math.max(0, deadline - now);
  return (
    <div className={styles.clock}>
      <Ring share={whole > 0 ? left / whole : 0} tone={isCounting ? 'attention' : 'deal'} className={styles.ring} />
      <div className={styles.face}>
        <b data-testid="deal-countdown" data-left-ms={Math.round(left)}>
          {formatSpan(left, 'up')}
        </b>
        <span>{t(isCounting ? 'opensIn' : 'running')}</span>
      </div>
    </div>
  );
};

export const RunningDeal = ({ deal, isNamed, isKeyDown, onSpent }: RunningDealProps) => {
  const { t } = useTranslation('deal');
  const stop = (): void => {
    onSpent();
    stopDeal(deal.dealId);
  };
  return (
    <div className={styles.running}>
      <Countdown deal={deal} />
      <div className={styles.side}>
        {isNamed ? (
          <h2 className={styles.title} title={deal.title}>
            {t('numbered', { number: deal.number })} <span>{deal.title}</span>
          </h2>
        ) : null}
        <DealTerms
          deal={deal}
          rows={
            deal.draw !== null
              ? [{ name: t('entrants'), value: String(deal.draw.entrants) }]
              : [
                  { name: t('left'), value: `${deal.left} / ${deal.quantity}`, isLow: deal.left <= deal.quantity / 5 },
                  { name: t('perBuyer'), value: String(deal.perBuyer) },
                  { name: t('buyers'), value: String(deal.buyers) },
                ]
          }
        />
        <UndoButton deal={deal} />
        <HoldButton tone="quiet" testId="deal-stop" isKeyDown={isKeyDown} title={t('stopHint')} onHeld={stop}>
          <span className={styles.stop}>{t('stop')}</span> <Kbd>F</Kbd>
        </HoldButton>
      </div>
    </div>
  );
};
