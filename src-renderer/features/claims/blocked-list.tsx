// Who is kept out of claims, why and since when; the owner lets them in again.

import { useTranslation } from 'react-i18next';
import type { BlockedViewer } from '../../../src-main/contract/claim-documents.ts';
import { newCommandId, request } from '../../client/client.ts';
import { useIsOwner } from '../../state/live-store.ts';
import { showToast } from '../../state/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { runCommand } from '../desk/run-command.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './blocked-list.module.css';

const readBlocked = () => request('viewer.blocked', {});

interface BlockedProps {
  readonly viewers: readonly BlockedViewer[];
  readonly onChanged: () => void;
}

const Blocked = ({ viewers, onChanged }: BlockedProps) => {
  const { t, i18n } = useTranslation('claims');
  const isOwner = useIsOwner();
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' });
  if (viewers.length === 0) return <p className={styles.none}>{t('block.none')}</p>;
  const letIn = async ({ source, viewerId, name }: BlockedViewer): Promise<void> => {
    const { ok } = await runCommand('viewer.unblock', { commandId: newCommandId(), source, viewerId });
    if (!ok) return;
    showToast('fine', t('block.undone', { name }));
    onChanged();
  };
  return (
    <ul className={styles.list}>
      {viewers.map((viewer) => (
        <li key={`${viewer.source} ${viewer.viewerId}`} className={styles.row} data-testid="blocked-row">
          <bdi className={styles.name}>{viewer.name}</bdi>
          <bdi className={styles.reason}>{viewer.reason}</bdi>
          <time>{day.format(viewer.at)}</time>
          {isOwner ? (
            <Button kind="quiet" data-testid="unblock" onClick={() => void letIn(viewer)}>
              {t('block.undo')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
};

export const BlockedDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation('claims');
  const blocked = useDocument(readBlocked);
  return (
    <Dialog title={t('block.listTitle')} onClose={onClose}>
      <DocumentFrame document={blocked}>
        {(viewers) => <Blocked viewers={viewers} onChanged={blocked.again} />}
      </DocumentFrame>
    </Dialog>
  );
};
