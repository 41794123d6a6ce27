// Where secrets lie, by its name: the system's keyring, a passphrase that is set, asked for, changed and forgotten here, or nowhere.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceShelfTopic } from '../../../src-main/contract/source-documents.ts';
import { useTopic } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { keyringText } from './kind-words.ts';
import { PassphraseForget } from './passphrase-forget.tsx';
import { PassphraseForm } from './passphrase-form.tsx';
import styles from './secret-keeping.module.css';

type Step = 'set' | 'change' | 'forget';

/** As `keyring`, `open`, `locked` or `run`. */
const placeOf = ({ keyring, passphrase }: SourceShelfTopic): 'keyring' | 'open' | 'locked' | 'run' => {
  if (passphrase === 'locked') return 'locked';
  if (keyring !== null) return 'keyring';
  return passphrase === 'open' ? 'open' : 'run';
};

export const SecretKeeping = () => {
  const { t } = useTranslation('sources');
  const shelf = useTopic('source.shelf');
  const [step, setStep] = useState<Step | null>(null);
  if (shelf === null) return null;
  const place = placeOf(shelf);
  const close = (): void => setStep(null);
  const opener = (next: Step) => ({
    'aria-expanded': step === next,
    onClick: () => setStep(step === next ? null : next),
  });
  return (
    <section className={styles.keeping} data-testid="secret-keeping" data-place={place}>
      <p className={styles.place}>
        <b>{t('keeping.title')}</b>
        <span>{t(`keeping.${place}`, { keyring: keyringText(t, shelf.keyring ?? '') })}</span>
      </p>
      {place === 'locked' && step === null ? <PassphraseForm step="unlock" onDone={close} /> : null}
      <p className={styles.buttons}>
        {place === 'run' ? (
          <Button data-testid="passphrase-set" {...opener('set')}>
            {t('passphrase.set')}
          </Button>
        ) : null}
        {place === 'open' ? (
          <Button kind="quiet" data-testid="passphrase-change" {...opener('change')}>
            {t('passphrase.change')}
          </Button>
        ) : null}
        {shelf.passphrase === 'none' ? null : (
          <Button kind="quiet" data-testid="passphrase-forget" {...opener('forget')}>
            {t('passphrase.forget')}
          </Button>
        )}
      </p>
      {step === 'set' || step === 'change' ? (
        <PassphraseForm key={step} step={step} onDone={close} onCancel={close} />
      ) : null}
      {step === 'forget' ? <PassphraseForget isLocked={place === 'locked'} onDone={close} /> : null}
    </section>
  );
};
