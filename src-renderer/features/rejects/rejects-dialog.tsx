// What the room sent that breaks its own rules: kept, counted, shown as text, with the reason.

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RejectRow } from '../../../src-main/contract/topics.ts';
import { request } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './rejects-dialog.module.css';

const RejectLine = ({ row }: { readonly row: RejectRow }) => {
  const { t, i18n } = useTranslation('rejects');
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium', hourCycle: 'h23' });
  const bytes = new Intl.NumberFormat(i18n.language, { notation: 'compact', maximumFractionDigits: 1 });
  return (
    <li className={styles.row}>
      <p className={styles.reason}>
        <time>{time.format(row.at)}</time>
        <bdi>{row.reason}</bdi>
        <span>{t('bytes', { size: bytes.format(row.bytes) })}</span>
      </p>
      <pre className={styles.excerpt}>
        <bdi>{row.excerpt}</bdi>
      </pre>
    </li>
  );
};

const RejectList = () => {
  const { t } = useTranslation('rejects');
  const total = useTopicSlice('reject.list', (rejects) => rejects?.count ?? 0);
  const read = useCallback(() => request('reject.list', {}), []);
  const list = useDocument(read);
  return (
    <div className={styles.list}>
      <p className={styles.explain}>{t('explain', { count: total })}</p>
      <DocumentFrame document={list}>
        {(rows) =>
          rows.length === 0 ? (
            <p className={styles.explain}>{t('empty')}</p>
          ) : (
            <ol className={styles.rows}>
              {rows.map((row) => (
                <RejectLine key={row.key} row={row} />
              ))}
            </ol>
          )
        }
      </DocumentFrame>
      <Button onClick={list.again}>{t('refresh')}</Button>
    </div>
  );
};

export const RejectsDialog = () => {
  const { t } = useTranslation('rejects');
  const dialog = useDesk((desk) => desk.dialog);
  const closeDialog = useDesk((desk) => desk.closeDialog);
  if (dialog?.kind !== 'rejects') return null;
  return (
    <Dialog title={t('title')} onClose={closeDialog} size="wide">
      <RejectList />
    </Dialog>
  );
};
