// The verdict on a compare price beside the terms that it is shown with: what was found, by which law, and the ways out.

import { useTranslation } from 'react-i18next';
import type { VariantId } from '../../../src-main/core/units.ts';
import { formatMoney } from '../../ui/money.ts';
import { statedDetail } from '../products/stated-detail.ts';
import { CheckFindings } from './check-findings.tsx';
import styles from './gate-findings.module.css';
import { usePriceCheck } from './use-price-check.ts';
import { VerdictBadge } from './verdict-badge.tsx';

interface GateFindingsProps {
  readonly variantId: VariantId;
  /** The deal's price; null while none is typed: then what is asked for the variant. */
  readonly priceMinor: number | null;
}

/** Nothing where nothing is struck through. */
export const GateFindings = ({ variantId, priceMinor }: GateFindingsProps) => {
  const { t, i18n } = useTranslation('price-truth');
  const { check, again } = usePriceCheck(variantId, priceMinor);
  if (check === null || check.comparePrice === null) return null;
  const { price, basis } = check.comparePrice;
  return (
    <section className={styles.gate} aria-label={t('title')} data-testid="price-gate" data-verdict={check.verdict}>
      <p className={styles.head}>
        <VerdictBadge verdict={check.verdict} />
        {check.verdict === 'untrue' ? null : (
          <span>
            <s>{formatMoney(price, i18n.language)}</s>{' '}
            <bdi>{statedDetail(check.comparePrice) ?? t(`basis.${basis}`)}</bdi>
          </span>
        )}
      </p>
      <CheckFindings check={check} onDone={again} />
    </section>
  );
};
