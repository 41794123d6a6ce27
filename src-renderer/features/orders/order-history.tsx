// The order files that were imported, newest first; each can be undone as a whole.

import { useTranslation } from 'react-i18next';
import type { OrderImportRow } from '../../../src-main/contract/order-documents.ts';
import { newCommandId, request } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { runCommand } from '../desk/run-command.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './order-history.module.css';
import { usePlatformName } from './order-side.tsx';

const readImports = () => request('orderImport.list', {});

interface HistoryLineProps {
  readonly row: OrderImportRow;
  readonly onUndone: () => void;
}

const HistoryLine = ({ row, onUndone }: HistoryLineProps) => {
  const { t, i18n } = useTranslation('orders');
  const nameOf = usePlatformName();
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const { importId, name, platform, at, created, changed, undoneAt } = row;
  const undo = async (): Promise<void> => {
    const reply = await runCommand('orderImport.undo', { commandId: newCommandId(), importId });
    if (reply.ok) onUndone();
  };
  return (
    <li className={styles.row} data-testid="order-import-row" data-undone={undoneAt !== null}>
      <div>
        <p>
          <bdi>{name}</bdi>
        </p>
        <p className={styles.small}>
          {nameOf(platform)} · {moment.format(at)} · {t('history.line', { created, changed })}
        </p>
      </div>
      {undoneAt === null ? (
        <Button data-testid="order-import-undo" onClick={() => void undo()}>
          {t('history.undo')}
        </Button>
      ) : (
        <span className={styles.small}>{t('history.undoneAt', { at: moment.format(undoneAt) })}</span>
      )}
    </li>
  );
};

export const OrderHistory = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation('orders');
  const imports = useDocument(readImports);
  return (
    <Dialog title={t('history.title')} onClose={onClose} size="wide">
      <DocumentFrame document={imports}>
        {(rows) =>
          rows.length === 0 ? (
            <p className={styles.small}>{t('history.empty')}</p>
          ) : (
            <ol className={styles.rows}>
              {rows.map((row) => (
                <HistoryLine key={row.importId} row={row} onUndone={imports.again} />
              ))}
            </ol>
          )
        }
      </DocumentFrame>
    </Dialog>
  );
};
