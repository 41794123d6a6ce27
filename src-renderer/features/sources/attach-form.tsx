// Attaches a room by its address; the token goes to the engine and is not kept here.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newCommandId } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../desk/use-command.ts';
import styles from './source-dialog.module.css';

export const AttachForm = () => {
  const { t } = useTranslation('sources');
  const run = useCommand();
  const [url, setUrl] = useState('');
  const [room, setRoom] = useState('');
  const [token, setToken] = useState('');
  const [isSending, setSending] = useState(false);

  const attach = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSending(true);
    const reply = await run('source.attach', { commandId: newCommandId(), url, token, room });
    setSending(false);
    if (reply.ok) setToken('');
  };

  return (
    <section>
      <h3>{t('attach.title')}</h3>
      <form className={styles.form} onSubmit={attach}>
        <label>
          {t('attach.url')}
          <input
            value={url}
            required
            maxLength={2000}
            spellCheck={false}
            placeholder="https://room.example:4455"
            onChange={(event) => setUrl(event.target.value)}
          />
        </label>
        <label>
          {t('attach.room')}
          <input value={room} required maxLength={200} onChange={(event) => setRoom(event.target.value)} />
        </label>
        <label>
          {t('attach.token')}
          <input
            type="password"
            autoComplete="off"
            value={token}
            maxLength={1000}
            onChange={(event) => setToken(event.target.value)}
          />
        </label>
        <Button kind="primary" type="submit" disabled={isSending}>
          {t('attach.do')}
        </Button>
      </form>
    </section>
  );
};
