// Types a source's secrets anew: they go to the engine and are not kept here.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceConfigRow, SourceField } from '../../../src-main/contract/source-documents.ts';
import { newCommandId } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../desk/use-command.ts';
import { type SourceValues, splitValues } from './source-draft.ts';
import { SourceFields } from './source-fields.tsx';
import styles from './source-row.module.css';
import { useOpenedForm } from './use-opened-form.ts';

interface SourceUnlockProps {
  readonly config: SourceConfigRow;
  /** The secret ones of its kind. */
  readonly fields: readonly SourceField[];
  readonly onDone: () => void;
}

export const SourceUnlock = ({ config, fields, onDone }: SourceUnlockProps) => {
  const { t } = useTranslation('sources');
  const run = useCommand();
  const form = useOpenedForm<HTMLFormElement>(onDone);
  const [values, setValues] = useState<SourceValues>({});
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { secrets } = splitValues({ fields }, values);
    const reply = await run('source.unlock', { commandId: newCommandId(), sourceId: config.sourceId, secrets });
    if (reply.ok) onDone();
  };
  return (
    <form ref={form} className={styles.edit} onSubmit={save}>
      <SourceFields
        kind={config.kind}
        fields={fields}
        values={values}
        onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
      />
      <Button kind="primary" type="submit">
        {t('row.save')}
      </Button>
      <Button kind="quiet" onClick={onDone}>
        {t('add.cancel')}
      </Button>
    </form>
  );
};
