// The goal bar: of which figure, and how far it is to go.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HIGHEST_GOAL, OVERLAY_GOALS, type OverlayGoal } from '../../../src-main/contract/overlay-documents.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { parseAmount, toAmountText } from '../../ui/money.ts';
import styles from './overlay-settings-view.module.css';
import type { OverlaySetting } from './use-overlay-settings.ts';

const FIRST_TARGETS: Readonly<Record<OverlayGoal, number>> = { gmv: 10_000_00, orders: 100, units: 100 };

const readTarget = (figure: OverlayGoal, text: string, currency: string): number | null => {
  const plain = text.replaceAll(/[,，\s]/gu, '');
  const target = figure === 'gmv' ? parseAmount(plain, currency) : /^\d{1,12}$/.test(plain) ? Number(plain) : null;
  return target === null || target < 1 || target > HIGHEST_GOAL ? null : target;
};

export const OverlayGoalField = ({ settings, change }: OverlaySetting) => {
  const { t } = useTranslation('overlay');
  const { goal } = settings;
  const currency = useTopicSlice('show.current', (show) => show?.currency ?? 'CNY');
  const [typed, setTyped] = useState<string | null>(null);
  const kept =
    goal === null ? '' : goal.figure === 'gmv' ? toAmountText({ minor: goal.target, currency }) : String(goal.target);
  const target = goal === null || typed === null ? null : readTarget(goal.figure, typed, currency);
  const isBad = typed !== null && target === null;

  const choose = (figure: OverlayGoal | undefined): void => {
    setTyped(null);
    change({ goal: figure === undefined ? null : { figure, target: FIRST_TARGETS[figure] } });
  };
  const commit = (): void => {
    if (goal !== null && target !== null) change({ goal: { ...goal, target } });
    if (!isBad) setTyped(null);
  };

  return (
    <section className={styles.part}>
      <h2>{t('goalField.title')}</h2>
      <div className={styles.row}>
        <select
          value={goal?.figure ?? ''}
          aria-label={t('goalField.title')}
          data-testid="overlay-goal-figure"
          onChange={(event) => choose(OVERLAY_GOALS.find((figure) => figure === event.target.value))}
        >
          <option value="">{t('goalField.none')}</option>
          {OVERLAY_GOALS.map((figure) => (
            <option key={figure} value={figure}>
              {t(`goalField.${figure}`)}
            </option>
          ))}
        </select>
        {goal === null ? null : (
          <input
            className={styles.grow}
            value={typed ?? kept}
            inputMode="decimal"
            aria-label={t('goalField.target')}
            aria-invalid={isBad}
            data-testid="overlay-goal-target"
            onChange={(event) => setTyped(event.target.value)}
            onBlur={commit}
            onKeyDown={(event) => {
              if (event.key === 'Enter') commit();
            }}
          />
        )}
      </div>
      {isBad ? <p className={styles.problem}>{t('goalField.bad')}</p> : null}
    </section>
  );
};
