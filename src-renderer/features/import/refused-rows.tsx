// The refused rows as a file, in their own columns with the reason behind each: to be mended and imported again.

import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { saveOutgoing } from './import-commands.ts';
import { useImportDesk, useImportWords } from './import-desk.ts';

export const RefusedRows = ({ uploadId }: { readonly uploadId: string }) => {
  const { t, i18n } = useImportWords();
  const desk = useImportDesk();
  const [isSaving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    setSaving(true);
    const language = i18n.language === 'en' ? 'en' : 'zh-CN';
    const reply = await desk.refusedFile(uploadId, language);
    if (reply.ok) await saveOutgoing(reply.value);
    setSaving(false);
  };
  return (
    <Button disabled={isSaving} data-testid="import-refused-file" onClick={() => void save()}>
      {t('refusedFile')}
    </Button>
  );
};
