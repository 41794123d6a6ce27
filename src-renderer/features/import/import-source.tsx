// The first step: a file by button or by drop, or cells pasted from a spreadsheet.

import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { beginImport } from './import-commands.ts';
import { useImportDesk, useImportWords } from './import-desk.ts';
import styles from './import-source.module.css';

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,.xlsm,text/csv';

export const ImportSource = () => {
  const { t } = useImportWords();
  const desk = useImportDesk();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [isSending, setSending] = useState(false);

  const begin = async (name: string, content: Blob): Promise<void> => {
    setSending(true);
    await beginImport(desk, name, content);
    setSending(false);
  };
  const take = (files: FileList | null): void => {
    const [file] = files ?? [];
    if (file !== undefined) void begin(file.name, file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain');
    event.preventDefault();
    if (event.clipboardData.files.length > 0) take(event.clipboardData.files);
    else if (text.trim() !== '') void begin(`${t('pasted')}.tsv`, new Blob([text]));
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way beside the button
    <div
      className={styles.source}
      data-over={isOver}
      data-testid="import-source"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className={styles.lead}>{t('lead')}</p>
      <Button kind="primary" disabled={isSending} data-testid="import-choose" onClick={() => input.current?.click()}>
        {t('choose')}
      </Button>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        className={styles.file}
        tabIndex={-1}
        aria-label={t('choose')}
        data-testid="import-file"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      <textarea
        className={styles.paste}
        value=""
        readOnly={false}
        rows={2}
        placeholder={t('pasteHere')}
        aria-label={t('pasteHere')}
        data-testid="import-paste"
        onChange={() => undefined}
        onPaste={paste}
      />
      <p className={styles.formats}>{t('formats')}</p>
      <p className={styles.formats}>{t('promise')}</p>
    </div>
  );
};
