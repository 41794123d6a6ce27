// Keeps a viewer out of claims in this and later shows, with the reason that others will read.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClaimRow } from '../../../src-main/contract/claim-documents.ts';
import { newCommandId } from '../../client/client.ts';
import { showToast } from '../../state/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { runCommand } from '../desk/run-command.ts';
import styles from './claim-form.module.css';

interface BlockDialogProps {
  readonly row: ClaimRow;
  readonly onClose: () => void;
}

export const BlockDialog = ({ row, onClose }: BlockDialogProps) => {
  const { t } = useTranslation('claims');
  const [reason, setReason] = useState('');
  const [commandId, setCommandId] = useState(newCommandId);
  const { viewer, source } = row;
  const name = viewer.name;
  const block = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { viewerId } = viewer;
    const reply = await runCommand('viewer.block', { commandId, source, viewerId, name, reason: reason.trim() });
    if (!reply.ok) return setCommandId(newCommandId());
    showToast('fine', t('block.done', { name }));
    onClose();
  };
  return (
    <Dialog title={t('block.title', { name })} onClose={onClose}>
      <form className={styles.form} data-testid="block-form" onSubmit={(event) => void block(event)}>
        <p className={styles.hint}>{t('block.lead')}</p>
        <label>
          {t('block.reason')}
          <input
            value={reason}
            maxLength={200}
            placeholder={t('block.reasonHint')}
            data-testid="block-reason"
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <div className={styles.actions}>
          <Button kind="live" type="submit" disabled={reason.trim() === ''} data-testid="block-save">
            {t('block.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
