// The import from file to report: what it shows follows the engine, so that another screen sees the same.

import { type ReactNode, useCallback } from 'react';
import type { ImportTopic } from '../../../src-main/contract/import-documents.ts';
import { useTopic } from '../../state/live-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useImportDesk, useImportWords } from './import-desk.ts';
import { ImportMapping } from './import-mapping.tsx';
import { ImportPreview } from './import-preview.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportRefused } from './import-refused.tsx';
import { ImportReport } from './import-report.tsx';
import { ImportSource } from './import-source.tsx';

const stepOf = (topic: ImportTopic | null, close: () => void): ReactNode => {
  if (topic === null || topic.uploadId === null) return <ImportSource />;
  const { uploadId, phase, round } = topic;
  switch (phase) {
    case 'none':
      return <ImportSource />;
    case 'receiving':
    case 'reading':
    case 'comparing':
    case 'applying':
      return <ImportProgress topic={topic} />;
    case 'refused':
      return <ImportRefused topic={topic} />;
    case 'mapping':
      return <ImportMapping key={`${uploadId}:${round}`} uploadId={uploadId} onBack={null} />;
    case 'ready':
      return <ImportPreview key={`${uploadId}:${round}`} topic={topic} uploadId={uploadId} />;
    case 'applied':
      return <ImportReport topic={topic} uploadId={uploadId} onClose={close} />;
  }
};

export const ImportDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useImportWords();
  const desk = useImportDesk();
  const topic = useTopic(desk.topic);
  const phase = topic?.phase ?? 'none';
  const uploadId = topic?.uploadId ?? null;

  const close = useCallback((): void => {
    // What is being applied goes on; all else is given up with its file.
    if (uploadId !== null && phase !== 'applying') void desk.giveUp(uploadId);
    onClose();
  }, [desk, uploadId, phase, onClose]);

  const isWide = phase === 'ready' || phase === 'mapping';
  return (
    <Dialog title={t('title')} onClose={close} size={isWide ? 'full' : 'wide'}>
      {stepOf(topic, close)}
    </Dialog>
  );
};
