// The funnel: people at each step, and the share that came from the step before.

import { useTranslation } from 'react-i18next';
import type { FunnelStep } from '../../../src-main/contract/topics.ts';
import styles from './funnel.module.css';

export const Funnel = ({ steps }: { readonly steps: readonly FunnelStep[] }) => {
  const { t, i18n } = useTranslation('charts');
  const count = new Intl.NumberFormat(i18n.language);
  const share = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 });
  const widest = Math.max(1, ...steps.map((step) => step.people ?? 0));
  return (
    <ol className={styles.funnel}>
      {steps.map((step, index) => {
        const before = steps[index - 1]?.name;
        return (
          <li key={step.name} className={styles.step} data-step={step.name}>
            <span className={styles.name}>{t(`funnel.${step.name}`)}</span>
            <span className={styles.track}>
              {/* The root of the share: a step of 1 % of the people is still to be seen. */}
              <span
                className={styles.bar}
                style={{ width: `${Math.sqrt((step.people ?? 0) / widest) * 100}%` }}
                data-empty={step.people === null}
              />
            </span>
            <span className={styles.people}>{step.people === null ? '—' : count.format(step.people)}</span>
            <span
              className={styles.rate}
              title={before === undefined ? undefined : t('funnel.rateOf', { step: t(`funnel.${before}`) })}
            >
              {step.rate === null ? '' : share.format(step.rate)}
            </span>
          </li>
        );
      })}
    </ol>
  );
};
