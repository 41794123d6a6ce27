// What the columns of an unknown table mean, named by hand beside its first rows; the engine remembers it by the headers.

import { useCallback, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import { type ImportFacts, type Mapping, NO_CHOICES, useImportDesk, useImportWords } from './import-desk.ts';
import styles from './import-mapping.module.css';

const fieldOf = (mapping: Mapping, column: number): string =>
  Object.keys(mapping).find((field) => mapping[field] === column) ?? '';

/** A field is filled by one column, a column fills one field. */
const withColumn = (mapping: Mapping, column: number, field: string | undefined): Mapping => {
  const kept = Object.entries(mapping).filter(([name, at]) => at !== column && name !== field);
  return Object.fromEntries(field === undefined ? kept : [...kept, [field, column]]);
};

interface MappingFormProps {
  readonly table: ImportFacts;
  readonly uploadId: string;
  /** Back to the preview; null where there is none yet. */
  readonly onBack: (() => void) | null;
}

const MappingForm = ({ table, uploadId, onBack }: MappingFormProps) => {
  const { t } = useImportWords();
  const desk = useImportDesk();
  const [mapping, setMapping] = useState<Mapping>(table.mapping);
  const [isSending, setSending] = useState(false);
  const isEnough = desk.isEnough(mapping);

  const send = async (): Promise<void> => {
    setSending(true);
    const { encoding, sheet, headerRow, currency, zone = null } = table;
    await desk.open(uploadId, { ...NO_CHOICES, format: 'mapped', encoding, sheet, headerRow, currency, zone, mapping });
    setSending(false);
    onBack?.();
  };

  return (
    <div className={styles.mapping} data-testid="import-mapping">
      <p className={styles.lead}>{t(onBack === null ? 'mapping.lead' : 'mapping.other')}</p>
      <div className={styles.frame}>
        <table className={styles.table}>
          <thead>
            <tr>
              {table.headers.map((header, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <th key={column} scope="col">
                  <bdi>{header === '' ? t('mapping.column', { number: column + 1 }) : header}</bdi>
                  <select
                    value={fieldOf(mapping, column)}
                    aria-label={t('mapping.means', { header })}
                    data-testid={`import-column-${column}`}
                    data-set={fieldOf(mapping, column) !== ''}
                    onChange={(event) => {
                      const field = desk.fields.find((known) => known === event.target.value);
                      setMapping(withColumn(mapping, column, field));
                    }}
                  >
                    <option value="">{t('mapping.none')}</option>
                    {desk.fields.map((field) => (
                      <option key={field} value={field}>
                        {t(`field.${field}`)}
                      </option>
                    ))}
                  </select>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.sample.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <tr key={row}>
                {cells.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <td key={column}>
                    <bdi>{cell}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.foot}>
        <span className={styles.hint}>{t(isEnough ? 'mapping.remembered' : 'mapping.needs')}</span>
        {onBack === null ? (
          <Button onClick={() => void desk.giveUp(uploadId)}>{t('otherFile')}</Button>
        ) : (
          <Button onClick={onBack}>{t('mapping.back')}</Button>
        )}
        <Button
          kind="primary"
          disabled={!isEnough || isSending}
          data-testid="import-mapped"
          onClick={() => void send()}
        >
          {t('mapping.go')}
        </Button>
      </div>
    </div>
  );
};

interface ImportMappingProps {
  readonly uploadId: string;
  readonly onBack: (() => void) | null;
}

export const ImportMapping = ({ uploadId, onBack }: ImportMappingProps) => {
  const { table: readTable } = useImportDesk();
  const read = useCallback(() => readTable(uploadId), [readTable, uploadId]);
  const table = useDocument(read);
  return (
    <DocumentFrame document={table}>
      {(value) => <MappingForm table={value} uploadId={uploadId} onBack={onBack} />}
    </DocumentFrame>
  );
};
