// What the file was taken for, each of it to be decided otherwise: format, encoding, sheet, headers, currency, columns.

import { FILE_ENCODINGS } from '../../../src-main/contract/import-documents.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { type Choices, type ImportFacts as Facts, NO_CHOICES, useImportDesk, useImportWords } from './import-desk.ts';
import styles from './import-facts.module.css';

const CURRENCIES = ['CNY', 'USD', 'EUR', 'GBP', 'HKD', 'TWD', 'JPY', 'KRW', 'SGD', 'MYR', 'THB', 'VND', 'IDR', 'PHP'];
/** 0: there are none. */
const HEADER_ROWS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
/** Where the platforms' own clocks stand. */
const ZONES = [
  'Asia/Shanghai',
  'UTC',
  'America/Los_Angeles',
  'America/New_York',
  'Europe/London',
  'Europe/Berlin',
  'Asia/Jakarta',
  'Asia/Singapore',
  'Asia/Bangkok',
  'Asia/Manila',
  'Asia/Tokyo',
];

interface ImportFactsProps {
  readonly table: Facts;
  readonly uploadId: string;
  readonly onMap: () => void;
}

export const ImportFacts = ({ table, uploadId, onMap }: ImportFactsProps) => {
  const { t } = useImportWords();
  const desk = useImportDesk();
  const { format, encoding, sheet, sheets, headerRow, currency, mapping, kind, notices, isMappingRemembered, zone } =
    table;
  const choose = (choice: Partial<Choices>): void => {
    // A mapping holds for the table that it was made for.
    const own = format === 'mapped' && choice.headerRow === undefined && choice.sheet === undefined ? mapping : null;
    const now: Choices = {
      ...NO_CHOICES,
      format,
      encoding,
      sheet,
      headerRow,
      mapping: own,
      currency,
      zone: zone ?? null,
    };
    void desk.open(uploadId, { ...now, ...choice });
  };
  const headerRows = [...new Set([...HEADER_ROWS, headerRow])].sort((a, b) => a - b);
  const currencies = CURRENCIES.includes(currency) ? CURRENCIES : [currency, ...CURRENCIES];
  return (
    <div className={styles.facts}>
      <label>
        {t('format.label')}
        <select
          value={format}
          data-testid="import-format"
          onChange={(event) => {
            // Each format has a clock of its own.
            choose({ format: event.target.value, mapping: null, zone: null });
          }}
        >
          {desk.formats.map((known) => (
            <option key={known} value={known}>
              {t(`format.${known}`)}
            </option>
          ))}
        </select>
      </label>
      {kind === 'text' ? (
        <label>
          {t('encoding')}
          <select
            value={encoding ?? ''}
            data-testid="import-encoding"
            onChange={(event) =>
              choose({ encoding: FILE_ENCODINGS.find((known) => known === event.target.value) ?? null })
            }
          >
            {FILE_ENCODINGS.map((known) => (
              <option key={known} value={known}>
                {known.toUpperCase()}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {sheets.length > 1 ? (
        <label>
          {t('sheet')}
          <select
            value={sheet ?? ''}
            onChange={(event) => choose({ sheet: event.target.value, headerRow: null, format: null })}
          >
            {sheets.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label>
        {t('currency')}
        <select
          value={currency}
          data-testid="import-currency"
          onChange={(event) => choose({ currency: event.target.value })}
        >
          {currencies.map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </select>
      </label>
      {zone === undefined ? null : (
        <label>
          {t('zone')}
          <select value={zone} data-testid="import-zone" onChange={(event) => choose({ zone: event.target.value })}>
            {(ZONES.includes(zone) ? ZONES : [zone, ...ZONES]).map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {t('headers')}
        <select
          value={headerRow}
          data-testid="import-header-row"
          onChange={(event) => choose({ headerRow: Number(event.target.value), format: null })}
        >
          {headerRows.map((row) => (
            <option key={row} value={row}>
              {row === 0 ? t('noHeaders') : t('headerRow', { row })}
            </option>
          ))}
        </select>
      </label>
      <Button kind="quiet" data-testid="import-map" onClick={onMap}>
        {t('mapColumns')}
      </Button>
      {isMappingRemembered ? <Badge tone="quiet">{t('mappingKnown')}</Badge> : null}
      {notices.map((notice) => (
        <Badge key={notice} tone="attention">
          {t(`notice.${notice}`, notice)}
        </Badge>
      ))}
    </div>
  );
};
