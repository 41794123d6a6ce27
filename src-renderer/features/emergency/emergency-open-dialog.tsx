// An emergency that was raised: what was frozen and said, who is affected, and how it was settled.

import { type FormEvent, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_CLOSING } from '../../../src-main/contract/emergency-limits.ts';
import type { EmergencyId } from '../../../src-main/core/units.ts';
import { newCommandId, request } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useCommand } from '../desk/use-command.ts';
import { saveOutgoing } from '../import/import-commands.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import { AffectedList } from './affected-list.tsx';
import styles from './emergency-open-dialog.module.css';
import { frozenText } from './frozen-text.ts';

const Opened = ({ emergencyId }: { readonly emergencyId: EmergencyId }) => {
  const { t, i18n } = useTranslation('emergency');
  const closeDialog = useDesk((desk) => desk.closeDialog);
  const run = useCommand();
  const [note, setNote] = useState('');
  const read = useCallback(() => request('emergency.affected', { emergencyId }), [emergencyId]);
  const affected = useDocument(read);
  const close = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (note.trim() === '') return;
    const reply = await run('emergency.close', { commandId: newCommandId(), emergencyId, note: note.trim() });
    if (reply.ok) closeDialog();
  };
  const save = async (): Promise<void> => {
    const reply = await run('emergency.file', { emergencyId, language: i18n.language === 'en' ? 'en' : 'zh-CN' });
    if (reply.ok) await saveOutgoing(reply.value);
  };
  return (
    <DocumentFrame document={affected}>
      {(found) => {
        const { emergency } = found;
        return (
          <div className={styles.opened}>
            {emergency.isDrill ? <p className={styles.drill}>{t('drill')}</p> : null}
            <p className={styles.frozen}>{frozenText(t, emergency)}</p>
            <dl className={styles.said}>
              <dt>{t('say')}</dt>
              <dd>
                <bdi>{emergency.say}</bdi>
              </dd>
              <dt>{t('notice')}</dt>
              <dd>
                <bdi>{emergency.notice === '' || emergency.isDrill ? t('notPosted') : emergency.notice}</bdi>
              </dd>
            </dl>
            <AffectedList affected={found} />
            <div className={styles.tools}>
              <Button data-testid="emergency-again" onClick={affected.again}>
                {t('again')}
              </Button>
              <Button data-testid="emergency-export" onClick={() => void save()}>
                {t('export')}
              </Button>
            </div>
            {emergency.closed === null ? (
              <form className={styles.close} onSubmit={close}>
                <input
                  className={styles.note}
                  aria-label={t('howSettled')}
                  placeholder={t('howSettled')}
                  maxLength={LONGEST_CLOSING}
                  data-testid="emergency-note"
                  value={note}
                  onChange={(event) => setNote(event.target.value)}
                />
                <Button type="submit" kind="primary" disabled={note.trim() === ''} data-testid="emergency-close">
                  {t('close')}
                </Button>
              </form>
            ) : (
              <p className={styles.frozen}>{t('closedWith', { note: emergency.closed.note })}</p>
            )}
            <p className={styles.hint}>{t('stillFrozen')}</p>
          </div>
        );
      }}
    </DocumentFrame>
  );
};

export const EmergencyOpenDialog = () => {
  const { t } = useTranslation('emergency');
  const dialog = useDesk((desk) => desk.dialog);
  const closeDialog = useDesk((desk) => desk.closeDialog);
  if (dialog?.kind !== 'emergency-open') return null;
  return (
    <Dialog title={t('openTitle')} onClose={closeDialog} size="wide">
      <Opened key={dialog.emergencyId} emergencyId={dialog.emergencyId} />
    </Dialog>
  );
};
