// When an armed deal fires by itself, and whether rooms hear of it.

import { useTranslation } from 'react-i18next';
import type { DealView } from '../../../src-main/contract/topics.ts';
import { money } from '../../../src-main/core/units.ts';
import { useEngineNow } from '../../state/live-store.ts';
import { formatMoney } from '../../ui/money.ts';
import { formatSpan } from '../../ui/time.ts';
import styles from './armed-deal.module.css';

export const TriggerLine = ({ deal }: { readonly deal: DealView }) => {
  const { t, i18n } = useTranslation('deal');
  const now = useEngineNow(500);
  const { trigger } = deal;
  if (trigger === null) {
    return deal.reachesRoom ? null : <p className={styles.note}>{t('roomCannot')}</p>;
  }
  if (trigger.kind === 'at') {
    return (
      <p className={styles.note} data-testid="deal-trigger-line">
        {t('firesIn', { left: formatSpan(trigger.at - now, 'up') })}
      </p>
    );
  }
  const reaches =
    trigger.figure === 'gmv'
      ? formatMoney(money(trigger.reaches, deal.price.currency), i18n.language, 'whole')
      : new Intl.NumberFormat(i18n.language).format(trigger.reaches);
  return (
    <p className={styles.note} data-testid="deal-trigger-line">
      {t('firesAt', { figure: t(`figure.${trigger.figure}`), reaches })}
    </p>
  );
};
