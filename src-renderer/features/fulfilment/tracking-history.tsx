// The tables of tracking numbers that were taken over, newest first; each can be undone as a whole.

import { useTranslation } from 'react-i18next';
import type { TrackingImportView } from '../../../src-main/contract/fulfilment-documents.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { runCommand } from '../desk/run-command.ts';
import styles from './ship-view.module.css';

interface TrackingHistoryProps {
  readonly showId: ShowId;
  readonly imports: readonly TrackingImportView[];
  readonly onClose: () => void;
  readonly onUndone: () => void;
}

export const TrackingHistory = ({ showId, imports, onClose, onUndone }: TrackingHistoryProps) => {
  const { t, i18n } = useTranslation('fulfilment');
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const undo = async (importId: TrackingImportView['importId']): Promise<void> => {
    const reply = await runCommand('tracking.undo', { commandId: newCommandId(), showId, importId });
    if (reply.ok) onUndone();
  };
  return (
    <Dialog title={t('tracking.history')} onClose={onClose} size="wide">
      {imports.length === 0 ? <p className={styles.small}>{t('tracking.none')}</p> : null}
      <ol>
        {imports.map(({ importId, name, at, orders, undoneAt }) => (
          <li
            key={importId}
            className={styles.import}
            data-testid="tracking-import-row"
            data-undone={undoneAt !== null}
          >
            <div>
              <p>
                <bdi>{name}</bdi>
              </p>
              <p className={styles.small}>{t('tracking.line', { count: orders, at: moment.format(at) })}</p>
            </div>
            {undoneAt === null ? (
              <Button data-testid="tracking-undo" onClick={() => void undo(importId)}>
                {t('tracking.undoAll')}
              </Button>
            ) : (
              <span className={styles.small}>{t('tracking.undoneAt', { at: moment.format(undoneAt) })}</span>
            )}
          </li>
        ))}
      </ol>
    </Dialog>
  );
};
