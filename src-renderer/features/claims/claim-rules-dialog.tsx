// Claims on or off, and the rules they are taken by: who may, how much, for how long, and what becomes of late ones.

import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  CLAIM_ALLOCATIONS,
  CLAIM_AUDIENCES,
  DEFAULT_CLAIM_RULES,
  LATE_CLAIMS,
} from '../../../src-main/core/claim-rules.ts';
import { newCommandId } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { closeClaims, openClaims } from './claim-commands.ts';
import styles from './claim-rules-dialog.module.css';
import { useClaimsAre } from './claims-head.tsx';
import { draftOfRules, isLimit, type RulesDraft, readMinutes, rulesOfDraft } from './rules-draft.ts';

interface ChoiceProps<Name extends string> {
  readonly field: string;
  readonly names: readonly Name[];
  readonly value: Name;
  readonly onChange: (name: Name) => void;
}

const Choice = <Name extends string>({ field, names, value, onChange }: ChoiceProps<Name>) => {
  const { t } = useTranslation('claims');
  const id = useId();
  return (
    <fieldset className={styles.choice} aria-labelledby={id}>
      <span id={id} className={styles.label}>
        {t(`rules.${field}`)}
      </span>
      <div className={styles.options}>
        {names.map((name) => (
          <label key={name} className={styles.option} data-on={name === value}>
            <input
              type="radio"
              name={`${id}${field}`}
              checked={name === value}
              data-testid={`claim-rule-${field}-${name}`}
              onChange={() => onChange(name)}
            />
            {t(`rules.${field}Is.${name}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
};

export const ClaimRulesForm = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation('claims');
  const rules = useTopicSlice('claim.state', (state) => state?.window?.rules ?? DEFAULT_CLAIM_RULES);
  const isOpen = useClaimsAre() === 'open';
  const [draft, setDraft] = useState<RulesDraft>(() => draftOfRules(rules));
  const [commandId, setCommandId] = useState(newCommandId);
  const wanted = rulesOfDraft(draft);
  const change = (part: Partial<RulesDraft>): void => setDraft({ ...draft, ...part });
  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (wanted === null) return;
    if (await openClaims(commandId, wanted)) onClose();
    else setCommandId(newCommandId());
  };
  return (
    <form className={styles.form} data-testid="claim-rules" onSubmit={(event) => void open(event)}>
      <p className={styles.lead}>{t(isOpen ? 'rules.leadOn' : 'rules.leadOff')}</p>
      <Choice
        field="audience"
        names={CLAIM_AUDIENCES}
        value={draft.audience}
        onChange={(audience) => change({ audience })}
      />
      <Choice
        field="allocation"
        names={CLAIM_ALLOCATIONS}
        value={draft.allocation}
        onChange={(allocation) => change({ allocation })}
      />
      <div className={styles.fields}>
        <label>
          {t('rules.holdMinutes')}
          <input
            value={draft.holdMinutes}
            inputMode="numeric"
            disabled={draft.allocation === 'first_paid'}
            aria-invalid={readMinutes(draft.holdMinutes) === null}
            data-testid="claim-rule-minutes"
            onChange={(event) => change({ holdMinutes: event.target.value })}
          />
        </label>
        <label>
          {t('rules.perBuyer')}
          <input
            value={draft.perBuyer}
            inputMode="numeric"
            placeholder={t('rules.noLimit')}
            disabled={draft.isOnePerPerson}
            aria-invalid={!isLimit(draft.perBuyer)}
            data-testid="claim-rule-per-buyer"
            onChange={(event) => change({ perBuyer: event.target.value })}
          />
        </label>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={draft.isOnePerPerson}
            data-testid="claim-rule-one"
            onChange={(event) => change({ isOnePerPerson: event.target.checked })}
          />
          {t('rules.onePerPerson')}
        </label>
      </div>
      <Choice
        field="afterClose"
        names={LATE_CLAIMS}
        value={draft.afterClose}
        onChange={(afterClose) => change({ afterClose })}
      />
      <div className={styles.actions}>
        {isOpen ? (
          <Button
            kind="live"
            data-testid="claims-close"
            onClick={() => void closeClaims().then((isDone) => (isDone ? onClose() : undefined))}
          >
            {t('rules.close')}
          </Button>
        ) : null}
        <Button kind="primary" type="submit" disabled={wanted === null} data-testid="claims-open">
          {t(isOpen ? 'rules.goOn' : 'rules.open')}
        </Button>
      </div>
    </form>
  );
};

export const ClaimRulesDialog = () => {
  const { t } = useTranslation('claims');
  const dialog = useDesk((desk) => desk.dialog);
  const closeDialog = useDesk((desk) => desk.closeDialog);
  if (dialog?.kind !== 'claim-rules') return null;
  return (
    <Dialog title={t('rules.title')} onClose={closeDialog}>
      <ClaimRulesForm onClose={closeDialog} />
    </Dialog>
  );
};
