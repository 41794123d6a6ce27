// The deal of a cue: what F will arm when its turn comes; kept with Enter, taken off with one button.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CueRow } from '../../../src-main/contract/run-sheet-documents.ts';
import { Button } from '../../ui/button.tsx';
import { type DealDraft, DRAFT_FIELDS, draftFor, readDraft } from '../deals/deal-draft.ts';
import { GateFindings } from '../price-truth/gate-findings.tsx';
import styles from './deal-editor.module.css';
import { changeCue } from './sheet-edits.ts';

interface DealEditorProps {
  readonly cue: CueRow;
  readonly onClose: () => void;
}

export const DealEditor = ({ cue, onClose }: DealEditorProps) => {
  const { t } = useTranslation(['run-sheet', 'deal']);
  const [draft, setDraft] = useState<DealDraft>(() => draftFor({ ...cue, dealPlan: cue.deal }));
  const read = readDraft(draft, cue.price.currency);
  const bad = read.ok ? [] : read.bad;

  const keep = (event: FormEvent): void => {
    event.preventDefault();
    if (!read.ok) return;
    changeCue(cue, { deal: read.terms });
    onClose();
  };

  return (
    <form className={styles.form} onSubmit={keep} noValidate data-testid="cue-deal">
      {DRAFT_FIELDS.map((field) => (
        <label key={field} className={styles.field}>
          <span>{t(`deal:field.${field}`)}</span>
          <input
            value={draft[field]}
            inputMode={field === 'price' || field === 'duration' ? 'decimal' : 'numeric'}
            autoComplete="off"
            aria-invalid={bad.includes(field) && draft[field] !== ''}
            data-testid={`cue-deal-${field}`}
            // biome-ignore lint/a11y/noAutofocus: the editor was opened to type this
            autoFocus={field === 'price'}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setDraft({ ...draft, [field]: event.target.value })}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              onClose();
            }}
          />
          <small>{t(`deal:unit.${field}`, '')}</small>
        </label>
      ))}
      <Button type="submit" kind="deal" disabled={!read.ok} data-testid="cue-deal-keep">
        {t('run-sheet:deal.keep')}
      </Button>
      {cue.deal === null ? null : (
        <Button
          kind="quiet"
          onClick={() => {
            changeCue(cue, { deal: null });
            onClose();
          }}
        >
          {t('run-sheet:deal.takeOff')}
        </Button>
      )}
      <Button kind="quiet" onClick={onClose}>
        {t('run-sheet:cancel')}
      </Button>
      <div className={styles.gate}>
        <GateFindings variantId={cue.variantId} priceMinor={read.ok ? read.terms.priceMinor : null} />
      </div>
    </form>
  );
};
