// A show's orders in one list, by what a person has to look for, with what they come to above.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso } from 'react-virtuoso';
import { ORDER_FILTERS, type OrderFilter, type OrderRow } from '../../../src-main/contract/order-documents.ts';
import { SURE_ENOUGH } from '../../../src-main/contract/order-limits.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { showToast } from '../../state/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { acceptSure, type Decided, undoDecided } from './order-commands.ts';
import { OrderLine } from './order-line.tsx';
import styles from './order-list.module.css';
import { OrderPicker } from './order-picker.tsx';
import { OrderRefund } from './order-refund.tsx';
import { Settlement } from './settlement.tsx';
import { useOrderPages } from './use-order-page.ts';

export const OrderList = ({ showId }: { readonly showId: ShowId }) => {
  const { t, i18n } = useTranslation(['orders', 'errors']);
  const [filter, setFilter] = useState<OrderFilter>('all');
  const [search, setSearch] = useState('');
  const [decided, setDecided] = useState<Decided | null>(null);
  const [picking, setPicking] = useState<OrderRow | null>(null);
  const [refunding, setRefunding] = useState<OrderRow | null>(null);
  const pages = useOrderPages(showId, filter, search);
  const { page } = pages;
  const count = new Intl.NumberFormat(i18n.language);

  const undo = async (): Promise<void> => {
    if (decided === null || !(await undoDecided(decided))) return;
    setDecided(null);
    showToast('fine', t('orders:undone'));
  };

  return (
    <>
      {page === null ? null : <Settlement settlement={page.settlement} />}
      <div className={styles.tools}>
        <div className={styles.filters} role="toolbar" aria-label={t('orders:title')}>
          {ORDER_FILTERS.map((each) => (
            <button
              key={each}
              type="button"
              className={styles.filter}
              data-kind={each}
              data-count={page?.counts[each] ?? 0}
              data-testid={`orders-filter-${each}`}
              aria-pressed={each === filter}
              onClick={() => setFilter(each)}
            >
              {t(`orders:filter.${each}`)} <b>{page === null ? '' : count.format(page.counts[each])}</b>
            </button>
          ))}
        </div>
        {(page?.sure ?? 0) > 0 ? (
          <Button
            kind="primary"
            data-testid="orders-accept-sure"
            onClick={() => void acceptSure(showId, SURE_ENOUGH).then(setDecided)}
          >
            {t('orders:acceptSure', { count: page?.sure ?? 0 })}
          </Button>
        ) : null}
        <input
          type="search"
          className={styles.search}
          value={search}
          maxLength={200}
          placeholder={t('orders:search')}
          aria-label={t('orders:search')}
          data-testid="orders-search"
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <div className={styles.head} aria-hidden="true">
        {(['state', 'order', 'buyer', 'items', 'amount', 'match'] as const).map((name) => (
          <span key={name}>{t(`orders:head.${name}`)}</span>
        ))}
      </div>
      <div className={styles.list} data-testid="orders-list" data-total={page?.total ?? ''}>
        {pages.refused === null ? null : (
          <p className={styles.empty} role="alert">
            {t(`errors:${pages.refused.code}`, { ...pages.refused.details })}
          </p>
        )}
        {page?.total === 0 ? (
          <p className={styles.empty}>{t(page.counts.all === 0 ? 'orders:noOrders' : 'orders:empty')}</p>
        ) : (
          <Virtuoso
            className={styles.scroller}
            totalCount={page?.total ?? 0}
            defaultItemHeight={52}
            rangeChanged={({ startIndex, endIndex }) => pages.see(startIndex, endIndex)}
            itemContent={(index) => (
              <OrderLine
                row={pages.row(index)}
                showId={showId}
                onDecided={setDecided}
                onPick={setPicking}
                onRefund={setRefunding}
              />
            )}
          />
        )}
      </div>
      {decided === null ? null : (
        <div className={styles.notice} role="status" data-testid="orders-decided">
          {t('orders:decided', { count: decided.count })}
          <Button data-testid="orders-undo" onClick={() => void undo()}>
            {t('orders:undo')}
          </Button>
        </div>
      )}
      {picking === null ? null : (
        <OrderPicker
          showId={showId}
          room={picking}
          onClose={() => setPicking(null)}
          onDecided={(made) => {
            setPicking(null);
            setDecided(made);
          }}
        />
      )}
      {refunding === null ? null : <OrderRefund showId={showId} row={refunding} onClose={() => setRefunding(null)} />}
    </>
  );
};
