// The refused rows as a file, in their own columns with the reason behind each: to be mended and imported again.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newCommandId } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { runCommand } from '../desk/run-command.ts';
import { saveOutgoing } from './import-commands.ts';

export const RefusedRows = ({ uploadId }: { readonly uploadId: string }) => {
  const { t, i18n } = useTranslation('import');
  const [isSaving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    setSaving(true);
    const language = i18n.language === 'en' ? 'en' : 'zh-CN';
    const reply = await runCommand('import.refusedFile', {
      commandId: newCommandId(),
      uploadId,
      container: 'xlsx',
      language,
    });
    if (reply.ok) await saveOutgoing(reply.value);
    setSaving(false);
  };
  return (
    <Button disabled={isSaving} data-testid="import-refused-file" onClick={() => void save()}>
      {t('refusedFile')}
    </Button>
  );
};
