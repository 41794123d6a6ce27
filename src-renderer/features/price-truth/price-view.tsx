// Every compare price on sale with its ground: what was paid, what is permitted, and the verdict; one product's ledger beside it.

import { useCallback, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TableVirtuoso } from 'react-virtuoso';
import type { PriceList, PriceRow } from '../../../src-main/contract/price-documents.ts';
import type { VariantId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatMoney } from '../../ui/money.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import { PriceLedgerPanel } from './price-ledger-panel.tsx';
import { PriceReckoning } from './price-reckoning.tsx';
import styles from './price-view.module.css';
import { useMoment } from './use-moment.ts';
import { VerdictBadge } from './verdict-badge.tsx';

const COLUMNS = ['goods', 'list', 'price', 'compare', 'lowest', 'last', 'permitted', 'verdict'] as const;
/** The shop's: days of the regulation are days there. */
const ZONE = 'Asia/Shanghai';
const ASK_AFTER_MS = 150;

interface CellsProps {
  readonly row: PriceRow;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

const Cells = ({ row, isChosen, onChoose }: CellsProps) => {
  const { t, i18n } = useTranslation('price-truth');
  const moment = useMoment(ZONE);
  const { comparePrice, lowest, last, permitted } = row;
  return (
    <>
      <td>
        <button
          type="button"
          className={styles.goods}
          aria-pressed={isChosen}
          onClick={onChoose}
          data-testid="price-row"
          data-verdict={row.verdict}
        >
          <bdi>{row.title}</bdi>
          {row.variantTitle === '' ? null : (
            <small>
              <bdi>{row.variantTitle}</bdi>
            </small>
          )}
        </button>
      </td>
      <td className={styles.amount}>{formatMoney(row.listPrice, i18n.language)}</td>
      <td className={styles.amount}>{formatMoney(row.price, i18n.language)}</td>
      <td className={styles.amount}>
        {comparePrice === null ? (
          '—'
        ) : (
          <>
            <s>{formatMoney(comparePrice.price, i18n.language)}</s>
            <small>{t(`basis.${comparePrice.basis}`)}</small>
          </>
        )}
      </td>
      <td className={styles.amount}>
        {lowest === null ? (
          '—'
        ) : (
          <>
            {formatMoney(lowest, i18n.language)}
            <small>{t('paidLines', { count: row.counted })}</small>
          </>
        )}
      </td>
      <td className={styles.amount}>
        {last === null ? (
          '—'
        ) : (
          <>
            {formatMoney(last.price, i18n.language)}
            <small>{moment(last.at)}</small>
          </>
        )}
      </td>
      <td className={styles.amount}>{permitted === null ? '—' : formatMoney(permitted.price, i18n.language)}</td>
      <td>
        <VerdictBadge verdict={row.verdict} />
      </td>
    </>
  );
};

interface TableProps {
  readonly list: PriceList;
  readonly search: string;
  readonly isUntrueOnly: boolean;
  readonly chosen: VariantId | null;
  readonly onChoose: (variantId: VariantId) => void;
}

const PriceTable = ({ list, search, isUntrueOnly, chosen, onChoose }: TableProps) => {
  const { t } = useTranslation('price-truth');
  const { rows, count, untrue } = list;
  return (
    <div className={styles.list}>
      <p className={styles.state} data-testid="price-counts" data-untrue={untrue} data-count={count}>
        {untrue === 0 ? (
          <Badge tone="fine">✓ {t('allTrue')}</Badge>
        ) : (
          <Badge tone="live">■ {t('countUntrue', { count: untrue })}</Badge>
        )}
        {isUntrueOnly ? null : <span>{t('counts', { count })}</span>}
        {count > rows.length ? <span>{t('shown', { count: rows.length })}</span> : null}
      </p>
      {rows.length === 0 ? (
        <p className={styles.empty}>
          {search !== '' ? t('notFound', { search }) : isUntrueOnly ? t('allTrue') : t('empty')}
        </p>
      ) : (
        <TableVirtuoso
          className={styles.table}
          data={rows}
          computeItemKey={(_index, row) => row.variantId}
          fixedHeaderContent={() => (
            <tr>
              {COLUMNS.map((name) => (
                <th
                  key={name}
                  scope="col"
                  className={name === 'goods' || name === 'verdict' ? undefined : styles.amount}
                >
                  {t(`column.${name}`)}
                </th>
              ))}
            </tr>
          )}
          itemContent={(_index, row) => (
            <Cells row={row} isChosen={row.variantId === chosen} onChoose={() => onChoose(row.variantId)} />
          )}
        />
      )}
    </div>
  );
};

export const PriceView = () => {
  const { t } = useTranslation('price-truth');
  const id = useId();
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const [isUntrueOnly, setUntrueOnly] = useState(false);
  const [chosen, setChosen] = useState<VariantId | null>(null);
  const read = useCallback(() => request('price.list', { search, isUntrueOnly }), [search, isUntrueOnly]);
  const document = useDocument(read);
  const { again } = document;
  useEffect(() => {
    const timer = window.setTimeout(() => setSearch(typed), ASK_AFTER_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  return (
    <div className={styles.view} data-testid="price-view">
      <form className={styles.filter} onSubmit={(event) => event.preventDefault()}>
        <input
          type="search"
          aria-label={t('searchLabel')}
          placeholder={t('search')}
          value={typed}
          maxLength={200}
          data-testid="price-search"
          onChange={(event) => setTyped(event.target.value)}
        />
        <label htmlFor={`${id}only`}>
          <input
            id={`${id}only`}
            type="checkbox"
            checked={isUntrueOnly}
            data-testid="price-untrue-only"
            onChange={(event) => setUntrueOnly(event.target.checked)}
          />
          {t('only')}
        </label>
        <PriceReckoning />
        <Button onClick={again}>{t('again')}</Button>
      </form>
      <div className={styles.body}>
        <DocumentFrame document={document}>
          {(list) => (
            <PriceTable list={list} search={search} isUntrueOnly={isUntrueOnly} chosen={chosen} onChoose={setChosen} />
          )}
        </DocumentFrame>
        <aside className={styles.ledger} aria-label={t('ledger')}>
          {chosen === null ? (
            <p className={styles.empty}>{t('pick')}</p>
          ) : (
            <PriceLedgerPanel key={chosen} variantId={chosen} onDone={again} />
          )}
        </aside>
      </div>
    </div>
  );
};
