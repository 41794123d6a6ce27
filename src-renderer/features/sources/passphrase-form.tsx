// Types the passphrase: a new one twice, the one there is once; it goes to the engine and is not kept here.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_PASSPHRASE, SHORTEST_PASSPHRASE } from '../../../src-main/contract/source-limits.ts';
import { newCommandId, request } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { problemText } from '../desk/problem-text.ts';
import styles from './secret-keeping.module.css';
import { useOpenedForm } from './use-opened-form.ts';

type PassphraseStep = 'set' | 'unlock' | 'change';

interface PassphraseFormProps {
  readonly step: PassphraseStep;
  readonly onDone: () => void;
  readonly onCancel?: () => void;
}

interface PassphraseInputProps {
  readonly name: 'before' | 'passphrase' | 'again';
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const PassphraseInput = ({ name, label, value, onChange }: PassphraseInputProps) => (
  <label className={styles.field}>
    <span>{label}</span>
    <input
      type="password"
      name={name}
      data-testid={`passphrase-${name}`}
      autoComplete="off"
      required
      maxLength={LONGEST_PASSPHRASE}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  </label>
);

/** What keeps a new one from being taken; null: nothing. */
const lackOf = (step: PassphraseStep, passphrase: string, again: string): 'short' | 'unlike' | null => {
  if (step === 'unlock' || passphrase === '') return null;
  if (passphrase.length < SHORTEST_PASSPHRASE) return 'short';
  return again !== '' && again !== passphrase ? 'unlike' : null;
};

export const PassphraseForm = ({ step, onDone, onCancel }: PassphraseFormProps) => {
  const { t } = useTranslation(['sources', 'errors']);
  const [before, setBefore] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useOpenedForm<HTMLFormElement>(onCancel);
  const isNew = step !== 'unlock';
  const lack = lackOf(step, passphrase, again);

  const send = () => {
    const commandId = newCommandId();
    if (step === 'change') return request('passphrase.change', { commandId, before, after: passphrase });
    return request(step === 'set' ? 'passphrase.set' : 'passphrase.unlock', { commandId, passphrase });
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const reply = await send();
    setBusy(false);
    if (reply.ok) onDone();
    else setRefusal(problemText(t, { code: reply.code, details: reply.details ?? {} }));
  };
  const typing = (set: (value: string) => void) => (value: string) => {
    set(value);
    setRefusal(null);
  };

  return (
    <form ref={form} className={styles.form} data-testid="passphrase-form" onSubmit={submit}>
      {step === 'change' ? (
        <PassphraseInput
          name="before"
          label={t('sources:passphrase.before')}
          value={before}
          onChange={typing(setBefore)}
        />
      ) : null}
      <PassphraseInput
        name="passphrase"
        label={t(step === 'change' ? 'sources:passphrase.after' : 'sources:passphrase.one')}
        value={passphrase}
        onChange={typing(setPassphrase)}
      />
      {isNew ? (
        <PassphraseInput name="again" label={t('sources:passphrase.again')} value={again} onChange={typing(setAgain)} />
      ) : null}
      <Button
        kind="primary"
        type="submit"
        data-testid="passphrase-do"
        disabled={isBusy || lack !== null || passphrase === '' || (isNew && again === '')}
      >
        {t(isBusy ? 'sources:passphrase.busy' : `sources:passphrase.do.${step}`)}
      </Button>
      {onCancel === undefined ? null : (
        <Button kind="quiet" onClick={onCancel}>
          {t('sources:add.cancel')}
        </Button>
      )}
      {isNew ? <p className={styles.hint}>{t('sources:passphrase.hint', { least: SHORTEST_PASSPHRASE })}</p> : null}
      {lack === null ? null : (
        <p className={styles.problem}>{t(`sources:passphrase.${lack}`, { least: SHORTEST_PASSPHRASE })}</p>
      )}
      {refusal === null ? null : (
        <p className={styles.problem} role="alert" data-testid="passphrase-refusal">
          {refusal}
        </p>
      )}
    </form>
  );
};
