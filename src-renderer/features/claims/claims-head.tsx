// Whether claims are taken, always in sight, with how they stand; a press opens the rules.

import { useTranslation } from 'react-i18next';
import { deskStore } from '../../state/desk-store.ts';
import { useRunsTheShow, useTopicSlice } from '../../state/live-store.ts';
import { formatMoney } from '../../ui/money.ts';
import styles from './claims-head.module.css';

/** `never` until claims were opened in this show. */
export const useClaimsAre = (): 'never' | 'open' | 'closed' =>
  useTopicSlice('claim.state', (state) => {
    if (state === null || state.window === null) return 'never';
    return state.window.closedAt === null ? 'open' : 'closed';
  });

export const ClaimsSwitch = () => {
  const { t } = useTranslation('claims');
  const are = useClaimsAre();
  const runs = useRunsTheShow();
  const isOn = are === 'open';
  const text = (
    <>
      <span className={styles.mark} aria-hidden="true" />
      {t(isOn ? 'switch.on' : 'switch.off')}
    </>
  );
  if (!runs) {
    return (
      <span className={styles.switch} data-on={isOn} data-testid="claims-switch">
        {text}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={styles.switch}
      data-on={isOn}
      data-testid="claims-switch"
      title={t('switch.hint')}
      onClick={() => deskStore.getState().openDialog({ kind: 'claim-rules' })}
    >
      {text}
    </button>
  );
};

export const ClaimsNumbers = () => {
  const { t, i18n } = useTranslation('claims');
  const are = useClaimsAre();
  const numbers = useTopicSlice('claim.state', (state) => ({
    kept: (state?.counts.reserved ?? 0) + (state?.counts.claimed ?? 0),
    waiting: state?.counts.waiting ?? 0,
    unclear: state?.unclearCount ?? 0,
    minor: state?.unpaid.total.minor ?? 0,
    currency: state?.unpaid.total.currency ?? 'CNY',
  }));
  if (are === 'never') return null;
  const { kept, waiting, unclear, minor, currency } = numbers;
  return (
    <p className={styles.numbers} data-testid="claims-numbers">
      <span>{t('numbers.kept', { count: kept })}</span>
      <span data-tone={waiting > 0 ? 'attention' : 'quiet'}>{t('numbers.waiting', { count: waiting })}</span>
      <span data-tone={unclear > 0 ? 'attention' : 'quiet'}>{t('numbers.unclear', { count: unclear })}</span>
      <span data-tone="sales">
        {t('numbers.unpaid', { amount: formatMoney({ minor, currency }, i18n.language, 'whole') })}
      </span>
    </p>
  );
};
