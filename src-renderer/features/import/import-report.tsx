// What the import has done, the way back as a whole, and what is left to be mended.

import { useState } from 'react';
import type { ImportTopic } from '../../../src-main/contract/import-documents.ts';
import { newCommandId } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { useImportDesk, useImportWords } from './import-desk.ts';
import styles from './import-report.module.css';
import { RefusedRows } from './refused-rows.tsx';

interface ImportReportProps {
  readonly topic: ImportTopic;
  readonly uploadId: string;
  readonly onClose: () => void;
}

export const ImportReport = ({ topic, uploadId, onClose }: ImportReportProps) => {
  const { t, i18n } = useImportWords();
  const desk = useImportDesk();
  const [commandId] = useState(newCommandId);
  const [isUndone, setUndone] = useState(false);
  const { outcome, counts } = topic;
  if (outcome === null || counts === null) return null;
  const { editId, created, changed } = outcome;
  const figure = new Intl.NumberFormat(i18n.language);
  const figures = [
    ['create', created],
    ['change', changed],
    ['same', counts.same],
    ['refused', counts.refused],
  ] as const;

  const undo = async (): Promise<void> => {
    if (editId === null) return;
    const reply = await desk.undo(commandId, editId);
    if (reply.ok) setUndone(true);
  };

  return (
    <div className={styles.report} data-testid="import-report" data-undone={isUndone}>
      <p className={styles.lead} role="status">
        {t(isUndone ? 'undone' : 'done')} <bdi>{topic.name}</bdi>
      </p>
      <dl className={styles.figures}>
        {figures.map(([kind, count]) => (
          <div key={kind} data-kind={kind}>
            <dt>{t(`did.${kind}`)}</dt>
            <dd>{figure.format(count)}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.ways}>
        {editId === null || isUndone ? null : (
          <Button data-testid="import-undo" onClick={() => void undo()}>
            {t('undoAll')}
          </Button>
        )}
        {counts.refused > 0 ? <RefusedRows uploadId={uploadId} /> : null}
        <Button onClick={() => void desk.giveUp(uploadId)}>{t('otherFile')}</Button>
        <Button kind="primary" data-testid="import-close" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
    </div>
  );
};
