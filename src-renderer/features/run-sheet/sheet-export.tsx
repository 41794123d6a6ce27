// The sheet as text to take along: a table for spreadsheets or one to be read, copied or saved as a file.

import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { showToast } from '../../state/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './sheet-export.module.css';

type Format = 'csv' | 'markdown';
const FORMATS: readonly Format[] = ['csv', 'markdown'];
const MIME: Readonly<Record<Format, string>> = {
  csv: 'text/csv;charset=utf-8',
  markdown: 'text/markdown;charset=utf-8',
};

export const SheetExport = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation('run-sheet');
  const language = useDesk((desk) => desk.language);
  const [format, setFormat] = useState<Format>('csv');
  const read = useCallback(() => request('run-sheet.export', { format, language }), [format, language]);
  const document = useDocument(read);
  const area = useRef<HTMLTextAreaElement>(null);

  // The clipboard is closed to pages; what a person selects themselves may always be copied.
  const copy = (): void => {
    area.current?.select();
    const isCopied = window.document.execCommand('copy');
    showToast(isCopied ? 'fine' : 'attention', t(isCopied ? 'export.copied' : 'export.notCopied'));
  };

  return (
    <Dialog title={t('export.title')} onClose={onClose} size="wide">
      <div className={styles.export} data-testid="sheet-export-dialog">
        <div className={styles.formats}>
          {FORMATS.map((each) => (
            <Button
              key={each}
              kind={each === format ? 'primary' : 'plain'}
              aria-pressed={each === format}
              data-testid={`export-${each}`}
              onClick={() => setFormat(each)}
            >
              {t(`export.${each}`)}
            </Button>
          ))}
        </div>
        <DocumentFrame document={document}>
          {({ name, text }) => (
            <>
              <textarea
                ref={area}
                className={styles.text}
                readOnly
                value={text.replace('\uFEFF', '')}
                aria-label={t('export.title')}
                data-testid="export-text"
              />
              <div className={styles.actions}>
                <Button onClick={copy}>{t('export.copy')}</Button>
                <Button
                  kind="primary"
                  data-testid="export-save"
                  onClick={() => saveFile(name, new Blob([text], { type: MIME[format] }))}
                >
                  {t('export.save')}
                </Button>
              </div>
            </>
          )}
        </DocumentFrame>
      </div>
    </Dialog>
  );
};
