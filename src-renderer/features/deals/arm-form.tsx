// The terms of a deal, filled in from the cue's plan; arming tells nobody yet and can be undone.

import type { FormEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { GateFindings } from '../price-truth/gate-findings.tsx';
import styles from './arm-form.module.css';
import { DealDeskButton } from './deal-desk-button.tsx';
import { type DealDraft, DRAFT_FIELDS, type DraftField, readDraft } from './deal-draft.ts';

interface ArmFormProps {
  readonly product: ProductRow;
  readonly draft: DealDraft;
  readonly onDraft: (draft: DealDraft) => void;
  readonly onArm: () => void;
  readonly priceField: RefObject<HTMLInputElement | null>;
}

export const ArmForm = ({ product, draft, onDraft, onArm, priceField }: ArmFormProps) => {
  const { t } = useTranslation('deal');
  const read = readDraft(draft, product.price.currency);
  const bad: readonly DraftField[] = read.ok ? [] : read.bad;

  const arm = (event: FormEvent): void => {
    event.preventDefault();
    onArm();
  };

  return (
    <form className={styles.form} onSubmit={arm} noValidate>
      <h2 className={styles.title}>
        {t('armFor', { number: product.number })}
        {product.dealPlan === null ? <small>{t('unplanned')}</small> : <small>{t('planned')}</small>}
      </h2>
      {DRAFT_FIELDS.map((field) => (
        <label key={field} className={styles.field} data-field={field}>
          <span>{t(`field.${field}`)}</span>
          <input
            ref={field === 'price' ? priceField : undefined}
            value={draft[field]}
            inputMode={field === 'price' || field === 'duration' ? 'decimal' : 'numeric'}
            autoComplete="off"
            aria-invalid={bad.includes(field) && draft[field] !== ''}
            data-testid={`deal-${field}`}
            onFocus={(event) => event.target.select()}
            onChange={(event) => onDraft({ ...draft, [field]: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
          />
          <small>{t(`unit.${field}`, '')}</small>
        </label>
      ))}
      <Button
        type="submit"
        kind="deal"
        className={styles.arm}
        data-testid="deal-arm"
        disabled={!read.ok}
        title={read.ok ? t('armHint') : t(draft.price === '' ? 'needsPrice' : 'badField')}
      >
        {t('arm')} <Kbd>F</Kbd>
      </Button>
      <DealDeskButton />
      <div className={styles.gate}>
        <GateFindings variantId={product.variantId} priceMinor={read.ok ? read.terms.priceMinor : null} />
      </div>
    </form>
  );
};
