// What the import would do, before it does it: counts, every product with its changes and troubles, and the one button.

import { useCallback, useState } from 'react';
import { Virtuoso } from 'react-virtuoso';
import type { ImportCounts, ImportTopic } from '../../../src-main/contract/import-documents.ts';
import { newCommandId } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import { useImportDesk, useImportWords } from './import-desk.ts';
import { ImportFacts } from './import-facts.tsx';
import { ImportLine } from './import-line.tsx';
import { ImportMapping } from './import-mapping.tsx';
import styles from './import-preview.module.css';
import { RefusedRows } from './refused-rows.tsx';
import { type Show, useImportRows } from './use-import-rows.ts';

const SHOWS: readonly Show[] = ['all', 'create', 'change', 'same', 'refused', 'warned'];

const countOf = (counts: ImportCounts, show: Show): number =>
  show === 'all' ? counts.create + counts.change + counts.same + counts.refused : counts[show];

interface ImportPreviewProps {
  readonly topic: ImportTopic;
  readonly uploadId: string;
}

export const ImportPreview = ({ topic, uploadId }: ImportPreviewProps) => {
  const { t, i18n } = useImportWords();
  const desk = useImportDesk();
  const read = useCallback(() => desk.table(uploadId), [desk, uploadId]);
  const table = useDocument(read);
  const [show, setShow] = useState<Show>('all');
  const [search, setSearch] = useState('');
  const [isMapping, setMapping] = useState(false);
  // One intent is one id: pressing twice imports once.
  const [commandId, setCommandId] = useState(newCommandId);
  const rows = useImportRows(uploadId, show, search);
  const { counts } = topic;
  if (counts === null) return null;
  if (isMapping) return <ImportMapping uploadId={uploadId} onBack={() => setMapping(false)} />;
  const figure = new Intl.NumberFormat(i18n.language);
  const taken = counts.create + counts.change;

  const apply = async (): Promise<void> => {
    const reply = await desk.apply(commandId, uploadId);
    if (!reply.ok) setCommandId(newCommandId());
  };

  return (
    <div className={styles.preview} data-testid="import-preview">
      <DocumentFrame document={table}>
        {(value) => <ImportFacts table={value} uploadId={uploadId} onMap={() => setMapping(true)} />}
      </DocumentFrame>
      <div className={styles.tools}>
        <div className={styles.shows} role="toolbar" aria-label={t('show')}>
          {SHOWS.map((each) => (
            <button
              key={each}
              type="button"
              className={styles.show}
              data-kind={each}
              aria-pressed={each === show}
              data-testid={`import-show-${each}`}
              data-count={countOf(counts, each)}
              onClick={() => setShow(each)}
            >
              {t(`shows.${each}`)} <b>{figure.format(countOf(counts, each))}</b>
            </button>
          ))}
        </div>
        <input
          type="search"
          className={styles.search}
          value={search}
          maxLength={200}
          placeholder={t('search')}
          aria-label={t('search')}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <div className={styles.list} data-testid="import-list">
        {rows.total === 0 ? (
          <p className={styles.empty}>{t('nothing')}</p>
        ) : (
          <Virtuoso
            className={styles.scroller}
            totalCount={rows.total ?? 0}
            defaultItemHeight={46}
            rangeChanged={({ startIndex, endIndex }) => rows.see(startIndex, endIndex)}
            itemContent={(index) => <ImportLine row={rows.row(index)} />}
          />
        )}
      </div>
      <div className={styles.foot}>
        <span className={styles.sum}>
          {t('sum', { rows: figure.format(topic.rows), name: topic.name })}
          {counts.skippedRows > 0 ? ` · ${t('skipped', { count: counts.skippedRows })}` : ''}
        </span>
        {counts.refused > 0 ? <RefusedRows uploadId={uploadId} /> : null}
        <Button onClick={() => void desk.giveUp(uploadId)}>{t('otherFile')}</Button>
        <Button kind="primary" disabled={taken === 0} data-testid="import-apply" onClick={() => void apply()}>
          {taken === 0 ? t('nothingToDo') : t('apply', { count: taken })}
        </Button>
      </div>
    </div>
  );
};
