// Asks once before the passphrase is forgotten, and with it what it keeps; the way back has the focus.

import { useTranslation } from 'react-i18next';
import { newCommandId } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../desk/use-command.ts';
import styles from './secret-keeping.module.css';
import { useOpenedForm } from './use-opened-form.ts';

interface PassphraseForgetProps {
  /** It was not typed since the start. */
  readonly isLocked: boolean;
  readonly onDone: () => void;
}

export const PassphraseForget = ({ isLocked, onDone }: PassphraseForgetProps) => {
  const { t } = useTranslation('sources');
  const run = useCommand();
  const form = useOpenedForm<HTMLDivElement>(onDone);
  const forget = async (): Promise<void> => {
    const reply = await run('passphrase.forget', { commandId: newCommandId() });
    if (reply.ok) onDone();
  };
  return (
    <div ref={form} className={styles.ask}>
      <p>{t(isLocked ? 'passphrase.forgetLocked' : 'passphrase.forgetAsk')}</p>
      <Button kind="live" data-testid="passphrase-forget-do" onClick={forget}>
        {t('passphrase.forget')}
      </Button>
      <Button kind="quiet" data-first onClick={onDone}>
        {t('add.cancel')}
      </Button>
    </div>
  );
};
