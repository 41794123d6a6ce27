// How far the file has come, and the way to stop it.

import type { ImportTopic } from '../../../src-main/contract/import-documents.ts';
import { Button } from '../../ui/button.tsx';
import { useImportDesk, useImportWords } from './import-desk.ts';
import styles from './import-progress.module.css';

const shareOf = ({ phase, bytes, received, progress }: ImportTopic): number => {
  if (phase !== 'receiving') return progress;
  return bytes === 0 ? 1 : received / bytes;
};

export const ImportProgress = ({ topic }: { readonly topic: ImportTopic }) => {
  const { t, i18n } = useImportWords();
  const desk = useImportDesk();
  const { phase, name, rows, uploadId } = topic;
  const percent = Math.floor(100 * Math.min(1, shareOf(topic)));
  const count = new Intl.NumberFormat(i18n.language).format(rows);
  return (
    <div className={styles.progress} data-testid="import-progress" data-phase={phase}>
      <p className={styles.what} role="status">
        {t(`phase.${phase}`)} <bdi>{name}</bdi>
      </p>
      {phase === 'applying' ? null : (
        <progress className={styles.bar} max={100} value={percent} aria-label={t(`phase.${phase}`)} />
      )}
      <p className={styles.rows}>{rows > 0 ? t('rowsRead', { count, percent }) : t('percent', { percent })}</p>
      {phase === 'applying' || uploadId === null ? null : (
        <Button data-testid="import-cancel" onClick={() => void desk.giveUp(uploadId)}>
          {t('cancel')}
        </Button>
      )}
    </div>
  );
};
