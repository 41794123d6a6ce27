// Gives a source another name.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceConfigRow } from '../../../src-main/contract/source-documents.ts';
import { LONGEST_SOURCE_NAME } from '../../../src-main/contract/source-limits.ts';
import { newCommandId } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../desk/use-command.ts';
import styles from './source-row.module.css';
import { useOpenedForm } from './use-opened-form.ts';

interface SourceRenameProps {
  readonly config: SourceConfigRow;
  readonly onDone: () => void;
}

export const SourceRename = ({ config, onDone }: SourceRenameProps) => {
  const { t } = useTranslation('sources');
  const run = useCommand();
  const form = useOpenedForm<HTMLFormElement>(onDone);
  const [name, setName] = useState(config.name);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const reply = await run('source.rename', { commandId: newCommandId(), sourceId: config.sourceId, name });
    if (reply.ok) onDone();
  };
  return (
    <form ref={form} className={styles.edit} onSubmit={save}>
      <input
        value={name}
        required
        maxLength={LONGEST_SOURCE_NAME}
        aria-label={t('add.name')}
        onChange={(event) => setName(event.target.value)}
      />
      <Button kind="primary" type="submit" disabled={name.trim() === ''}>
        {t('row.save')}
      </Button>
      <Button kind="quiet" onClick={onDone}>
        {t('add.cancel')}
      </Button>
    </form>
  );
};
