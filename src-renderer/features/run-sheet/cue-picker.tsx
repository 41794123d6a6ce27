// What may be put on the sheet: found by name, SKU or barcode, added by click or Enter.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickRow } from '../../../src-main/contract/run-sheet-documents.ts';
import { MINUTE, type VariantId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { formatTidyMoney } from '../../ui/tidy-money.ts';
import { ProductImage } from '../products/product-image.tsx';
import styles from './cue-picker.module.css';
import { editSheet } from './sheet-edits.ts';

const ASK_AFTER_MS = 120;
const USUAL_MINUTES = 5;

/** The rows that a search finds, asked anew when the sheet has changed; null until the first answer. */
const usePicks = (search: string, version: number): readonly PickRow[] | null => {
  const [rows, setRows] = useState<readonly PickRow[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sheet has other variants left
  useEffect(() => {
    let isWanted = true;
    const timer = window.setTimeout(async () => {
      const reply = await request('run-sheet.pick', { search });
      if (isWanted && reply.ok) setRows(reply.value);
    }, ASK_AFTER_MS);
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, [search, version]);
  return rows;
};

interface CuePickerProps {
  readonly version: number;
  /** Behind which cue; null for the end. */
  readonly after: VariantId | null;
  readonly onAdded?: () => void;
  readonly isFocused?: boolean;
}

export const CuePicker = ({ version, after, onAdded, isFocused = false }: CuePickerProps) => {
  const { t, i18n } = useTranslation('run-sheet');
  const [search, setSearch] = useState('');
  const rows = usePicks(search, version);
  const [at, setAt] = useState(0);
  const chosen = rows?.[at] ?? null;

  const add = async (row: PickRow): Promise<void> => {
    if (row.isOnSheet) return;
    const plan = { plannedMs: USUAL_MINUTES * MINUTE, deal: null, note: '', speaker: '', scriptBlocks: [] };
    const reply = await editSheet('run-sheet.insert', { cues: [{ variantId: row.variantId, ...plan }], after });
    if (reply.ok) onAdded?.();
  };

  return (
    <div className={styles.picker} data-testid="cue-picker">
      <input
        className={styles.search}
        type="search"
        value={search}
        placeholder={t('pick.search')}
        aria-label={t('pick.search')}
        maxLength={100}
        autoComplete="off"
        data-testid="cue-search"
        // biome-ignore lint/a11y/noAutofocus: a dialog that was opened to type this
        autoFocus={isFocused}
        onChange={(event) => {
          setSearch(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || rows === null) return;
          if (event.key === 'ArrowDown') setAt(Math.min(rows.length - 1, at + 1));
          else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
          else if (event.key === 'Enter' && chosen !== null) void add(chosen);
          else return;
          event.preventDefault();
        }}
      />
      <ul className={styles.rows}>
        {(rows ?? []).map((row, index) => (
          <li key={row.variantId}>
            <button
              type="button"
              className={styles.row}
              data-chosen={index === at}
              disabled={row.isOnSheet}
              data-testid="cue-pick"
              onClick={() => void add(row)}
            >
              <ProductImage image={row.image} title={row.title} className={styles.image} />
              <span className={styles.what}>
                <bdi>{row.variantTitle === '' ? row.title : `${row.title} · ${row.variantTitle}`}</bdi>
                <small>
                  {formatTidyMoney(row.price, i18n.language)} · {t('stock', { count: row.stock })}
                </small>
              </span>
              <span className={styles.add}>{row.isOnSheet ? t('pick.there') : t('pick.add')}</span>
            </button>
          </li>
        ))}
      </ul>
      {rows !== null && rows.length === 0 ? (
        <p className={styles.none}>{search === '' ? t('pick.empty') : t('pick.notFound', { search })}</p>
      ) : null}
    </div>
  );
};
