// The shows there are: open one, read its summary, or make a new one from its run sheet.

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShowRow } from '../../../src-main/contract/documents.ts';
import { newCommandId, request } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useCommand } from '../desk/use-command.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './shows-dialog.module.css';

const readShows = () => request('show.list', {});

const ShowLine = ({ show, onOpen }: { readonly show: ShowRow; readonly onOpen: (show: ShowRow) => void }) => {
  const { t, i18n } = useTranslation('shows');
  const openDialog = useDesk((desk) => desk.openDialog);
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const minutes =
    show.startedAt !== null && show.endedAt !== null ? Math.round((show.endedAt - show.startedAt) / 60_000) : null;
  return (
    <li className={styles.row} data-testid="show-row" aria-current={show.isCurrent}>
      <div className={styles.what}>
        <p className={styles.title}>
          <span className={styles.phase} data-phase={show.phase}>
            {t(`phase.${show.phase}`)}
          </span>
          <bdi>{show.title}</bdi>
          {show.isCurrent ? <span className={styles.current}>{t('current')}</span> : null}
        </p>
        <p className={styles.when}>
          {[
            show.host,
            show.startedAt === null
              ? t('made', { at: moment.format(show.createdAt) })
              : t('began', { at: moment.format(show.startedAt) }),
            minutes === null ? '' : t('lasted', { count: minutes }),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </p>
      </div>
      <div className={styles.actions}>
        {show.isCurrent ? null : <Button onClick={() => onOpen(show)}>{t('open')}</Button>}
        {show.startedAt === null ? null : (
          <Button onClick={() => openDialog({ kind: 'summary', showId: show.showId })}>{t('summary')}</Button>
        )}
        <Button onClick={() => openDialog({ kind: 'show-new', copyOf: show.showId })}>{t('copy')}</Button>
      </div>
    </li>
  );
};

const ShowList = () => {
  const { t } = useTranslation('shows');
  const shows = useDocument(readShows);
  const openDialog = useDesk((desk) => desk.openDialog);
  const closeDialog = useDesk((desk) => desk.closeDialog);
  const run = useCommand();
  const open = useCallback(
    async (show: ShowRow) => {
      const reply = await run('show.open', { commandId: newCommandId(), showId: show.showId });
      if (reply.ok) closeDialog();
    },
    [run, closeDialog],
  );
  return (
    <div className={styles.list}>
      <DocumentFrame document={shows}>
        {(rows) =>
          rows.length === 0 ? (
            <p className={styles.when}>{t('empty')}</p>
          ) : (
            <ol className={styles.rows}>
              {rows.map((show) => (
                <ShowLine key={show.showId} show={show} onOpen={open} />
              ))}
            </ol>
          )
        }
      </DocumentFrame>
      <Button kind="primary" onClick={() => openDialog({ kind: 'show-new' })}>
        {t('new')}
      </Button>
    </div>
  );
};

export const ShowsDialog = () => {
  const { t } = useTranslation('shows');
  const dialog = useDesk((desk) => desk.dialog);
  const closeDialog = useDesk((desk) => desk.closeDialog);
  if (dialog?.kind !== 'shows') return null;
  return (
    <Dialog title={t('title')} onClose={closeDialog} size="wide">
      <ShowList />
    </Dialog>
  );
};
