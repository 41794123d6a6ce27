// A new show: its name, who hosts, how long, and whose run sheet it starts from.

import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShowRow } from '../../../src-main/contract/documents.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { newCommandId, request } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useCommand } from '../desk/use-command.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './show-new-dialog.module.css';

const readShows = () => request('show.list', {});
const LONGEST_MINUTES = 24 * 60;

interface NewShowFormProps {
  readonly shows: readonly ShowRow[];
  readonly copyOf: ShowId | null;
  readonly onMade: () => void;
}

const NewShowForm = ({ shows, copyOf, onMade }: NewShowFormProps) => {
  const { t } = useTranslation('shows');
  const id = useId();
  const run = useCommand();
  const source = shows.find((show) => show.showId === copyOf) ?? shows[0];
  // One intent is one id: pressing twice makes one show.
  const [commandId] = useState(newCommandId);
  const [title, setTitle] = useState('');
  const [host, setHost] = useState(source?.host ?? '');
  const [minutes, setMinutes] = useState('120');
  const [from, setFrom] = useState<string>(copyOf ?? '');
  const [isSending, setSending] = useState(false);

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSending(true);
    const reply = await run('show.create', {
      commandId,
      title,
      host,
      plannedMinutes: Number(minutes),
      copyOf: shows.find((show) => show.showId === from)?.showId ?? null,
    });
    if (!reply.ok) return setSending(false);
    await run('show.open', { commandId: newCommandId(), showId: reply.value.showId });
    onMade();
  };

  return (
    <form className={styles.form} onSubmit={send} data-testid="show-new">
      <label htmlFor={`${id}title`}>{t('field.title')}</label>
      <input
        id={`${id}title`}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        placeholder={t('field.titleHint')}
        maxLength={100}
        required
        pattern=".*\S.*"
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type this
        autoFocus
      />
      <label htmlFor={`${id}host`}>{t('field.host')}</label>
      <input id={`${id}host`} value={host} onChange={(event) => setHost(event.target.value)} maxLength={50} />
      <label htmlFor={`${id}minutes`}>{t('field.minutes')}</label>
      <input
        id={`${id}minutes`}
        type="number"
        inputMode="numeric"
        value={minutes}
        onChange={(event) => setMinutes(event.target.value)}
        min={1}
        max={LONGEST_MINUTES}
        step={1}
        required
      />
      <label htmlFor={`${id}from`}>{t('field.runSheet')}</label>
      <select id={`${id}from`} value={from} onChange={(event) => setFrom(event.target.value)}>
        <option value="">{t('field.demoSheet')}</option>
        {shows.map((show) => (
          <option key={show.showId} value={show.showId}>
            {show.title}
          </option>
        ))}
      </select>
      <div className={styles.actions}>
        <Button kind="primary" type="submit" disabled={isSending}>
          {t('make')}
        </Button>
      </div>
    </form>
  );
};

const NewShow = ({ copyOf, onMade }: Omit<NewShowFormProps, 'shows'>) => {
  const shows = useDocument(readShows);
  return (
    <DocumentFrame document={shows}>
      {(rows) => <NewShowForm shows={rows} copyOf={copyOf} onMade={onMade} />}
    </DocumentFrame>
  );
};

export const ShowNewDialog = () => {
  const { t } = useTranslation('shows');
  const dialog = useDesk((desk) => desk.dialog);
  const closeDialog = useDesk((desk) => desk.closeDialog);
  if (dialog?.kind !== 'show-new') return null;
  return (
    <Dialog title={t('newTitle')} onClose={closeDialog}>
      <NewShow copyOf={dialog.copyOf ?? null} onMade={closeDialog} />
    </Dialog>
  );
};
