// What each price and stock of a product was: who changed it, when, from what to what, and why.

import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueProduct, VariantHistoryRow } from '../../../src-main/contract/catalogue-documents.ts';
import { money } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { formatMoney } from '../../ui/money.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './history-list.module.css';

const HistoryLine = ({ row, currency }: { readonly row: VariantHistoryRow; readonly currency: string }) => {
  const { t, i18n } = useTranslation('catalogue');
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const pieces = new Intl.NumberFormat(i18n.language);
  const say = (value: number | null): string => {
    if (value === null) return '—';
    return row.field === 'stock' ? pieces.format(value) : formatMoney(money(value, currency), i18n.language);
  };
  return (
    <tr data-testid="history-row">
      <td>
        <time>{moment.format(row.at)}</time>
      </td>
      <td>
        <bdi>{row.variantTitle}</bdi>
      </td>
      <td>{t(`field.${row.field}`)}</td>
      <td className={styles.step}>
        {say(row.from)} → <b>{say(row.to)}</b>
      </td>
      <td>{t(`role.${row.by}`, row.by)}</td>
      <td>
        {t(`edit.${row.kind}`)}
        {row.why === '' ? null : (
          <>
            {' · '}
            <bdi>{row.why}</bdi>
          </>
        )}
      </td>
    </tr>
  );
};

export const HistoryList = ({ product }: { readonly product: CatalogueProduct }) => {
  const { t } = useTranslation('catalogue');
  const { productId, version, variants } = product;
  const read = useCallback(() => request('catalogue.history', { productId }), [productId]);
  const history = useDocument(read);
  const { again } = history;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version has another history
  useEffect(() => again(), [version, again]);
  const currency = variants[0]?.listPrice.currency ?? 'CNY';
  return (
    <DocumentFrame document={history}>
      {(rows) =>
        rows.length === 0 ? (
          <p className={styles.empty}>{t('noHistory')}</p>
        ) : (
          <table className={styles.history}>
            <thead>
              <tr>
                {(['when', 'variant', 'what', 'step', 'who', 'why'] as const).map((head) => (
                  <th key={head} scope="col">
                    {t(`history.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is read as a whole, newest first
                <HistoryLine key={index} row={row} currency={currency} />
              ))}
            </tbody>
          </table>
        )
      }
    </DocumentFrame>
  );
};
