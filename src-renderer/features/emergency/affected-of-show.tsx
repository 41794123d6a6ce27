// Under an emergency of a show that may be over: whom it concerns by now, to read and to take along as a table.

import { useCallback, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmergencyId, ShowId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { useRunsTheShow } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../desk/use-command.ts';
import { saveOutgoing } from '../import/import-commands.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import { AffectedList } from './affected-list.tsx';
import styles from './affected-of-show.module.css';

interface AffectedOfShowProps {
  readonly showId: ShowId;
  readonly emergencyId: EmergencyId;
}

const Affected = ({ showId, emergencyId }: AffectedOfShowProps) => {
  const { t, i18n } = useTranslation('emergency');
  const run = useCommand();
  const read = useCallback(() => request('emergency.affected', { showId, emergencyId }), [showId, emergencyId]);
  const affected = useDocument(read);
  const save = async (): Promise<void> => {
    const language = i18n.language === 'en' ? 'en' : 'zh-CN';
    const reply = await run('emergency.file', { showId, emergencyId, language });
    if (reply.ok) await saveOutgoing(reply.value);
  };
  return (
    <DocumentFrame document={affected}>
      {(found) => (
        <>
          <AffectedList affected={found} />
          {found.people === 0 ? null : (
            <Button className={styles.export} data-testid="summary-affected-export" onClick={() => void save()}>
              {t('export')}
            </Button>
          )}
        </>
      )}
    </DocumentFrame>
  );
};

export const AffectedOfShow = (asked: AffectedOfShowProps) => {
  const { t } = useTranslation('emergency');
  const runs = useRunsTheShow();
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  // Buyers and what they paid are for those who run shows.
  if (!runs) return null;
  return (
    <>
      {' '}
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={isOpen}
        aria-controls={listId}
        data-testid="summary-affected"
        onClick={() => setOpen(!isOpen)}
      >
        {t('affected')} <span aria-hidden="true">{isOpen ? '▴' : '▾'}</span>
      </button>
      <div id={listId} className={styles.list} hidden={!isOpen}>
        {isOpen ? <Affected {...asked} /> : null}
      </div>
    </>
  );
};
