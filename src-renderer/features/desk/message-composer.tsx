// One line to the host, typed in the footer while the desk stays in sight: Enter sends, Esc puts it away.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newCommandId } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { showToast } from '../../state/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './message-composer.module.css';
import { useCommand } from './use-command.ts';

const LONGEST = 200;

export const MessageComposer = () => {
  const { t } = useTranslation('desk');
  const setComposing = useDesk((desk) => desk.setComposing);
  const run = useCommand();
  const [text, setText] = useState('');
  const close = (): void => setComposing(false);

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() === '') return close();
    const reply = await run('message.send', { commandId: newCommandId(), text });
    if (!reply.ok) return;
    showToast('fine', t('message.sent'));
    close();
  };

  return (
    <form className={styles.composer} onSubmit={send}>
      <input
        className={styles.field}
        value={text}
        maxLength={LONGEST}
        placeholder={t('message.hint')}
        aria-label={t('message.label')}
        data-testid="message-field"
        // biome-ignore lint/a11y/noAutofocus: the composer was opened to type in it
        autoFocus
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
        }}
      />
      <Button type="submit" kind="primary">
        {t('message.send')}
      </Button>
      <Button kind="quiet" onClick={close}>
        {t('message.cancel')}
      </Button>
    </form>
  );
};
