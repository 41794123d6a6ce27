// Finds a variant of the shop by name, SKU or barcode, for a bundle or as a gift.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickRow } from '../../../src-main/contract/run-sheet-documents.ts';
import type { VariantId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { formatMoney } from '../../ui/money.ts';
import styles from './deal-editor.module.css';

const ASK_AFTER_MS = 150;
const SHOWN = 6;

interface ItemPickerProps {
  readonly label?: string;
  readonly taken: readonly VariantId[];
  readonly onPick: (row: PickRow) => void;
}

export const ItemPicker = ({ label, taken, onPick }: ItemPickerProps) => {
  const { t, i18n } = useTranslation('deal-desk');
  const [search, setSearch] = useState('');
  const [rows, setRows] = useState<readonly PickRow[]>([]);

  useEffect(() => {
    if (search.trim() === '') {
      setRows([]);
      return;
    }
    let isWanted = true;
    const timer = window.setTimeout(async () => {
      const reply = await request('run-sheet.pick', { search });
      if (isWanted && reply.ok) setRows(reply.value);
    }, ASK_AFTER_MS);
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, [search]);

  return (
    <div className={styles.picker}>
      <input
        type="search"
        value={search}
        placeholder={label ?? t('addItem')}
        aria-label={label ?? t('addItem')}
        maxLength={100}
        autoComplete="off"
        data-testid="deal-form-item-search"
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul>
        {rows
          .filter(({ variantId }) => !taken.includes(variantId))
          .slice(0, SHOWN)
          .map((row) => (
            <li key={row.variantId}>
              <button
                type="button"
                data-testid="deal-form-item"
                onClick={() => {
                  onPick(row);
                  setSearch('');
                }}
              >
                <bdi>{row.variantTitle === '' ? row.title : `${row.title} · ${row.variantTitle}`}</bdi>
                <span>
                  {formatMoney(row.price, i18n.language)} · {t('pieces', { count: row.stock })}
                </span>
              </button>
            </li>
          ))}
      </ul>
    </div>
  );
};
