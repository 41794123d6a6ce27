// A match by hand: the platform orders that are nobody's yet, to pick the one that a room's order is.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso } from 'react-virtuoso';
import type { OrderRow } from '../../../src-main/contract/order-documents.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatMoney } from '../../ui/money.ts';
import { type Decided, matchByHand } from './order-commands.ts';
import styles from './order-picker.module.css';
import { OrderItems, usePlatformName } from './order-side.tsx';
import { useOrderPages } from './use-order-page.ts';

interface OrderPickerProps {
  readonly showId: ShowId;
  readonly room: OrderRow;
  readonly onClose: () => void;
  readonly onDecided: (decided: Decided | null) => void;
}

export const OrderPicker = ({ showId, room, onClose, onDecided }: OrderPickerProps) => {
  const { t, i18n } = useTranslation('orders');
  const nameOf = usePlatformName();
  const [search, setSearch] = useState('');
  const pages = useOrderPages(showId, 'platform', search);
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  const { own } = room;
  return (
    <Dialog title={t('picker.title')} onClose={onClose} size="wide">
      <div className={styles.picker} data-testid="order-picker">
        <p>{t('picker.lead')}</p>
        <div className={styles.room}>
          <bdi>{own.buyer === '' ? t('noBuyer') : own.buyer}</bdi>
          <OrderItems items={own.items} />
          <b>{formatMoney(own.total, i18n.language)}</b>
          <span>{own.at === null ? t('noTime') : moment.format(own.at)}</span>
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
        <div className={styles.list}>
          {pages.page?.total === 0 ? (
            <p className={styles.none}>{t('picker.none')}</p>
          ) : (
            <Virtuoso
              className={styles.scroller}
              totalCount={pages.page?.total ?? 0}
              defaultItemHeight={40}
              rangeChanged={({ startIndex, endIndex }) => pages.see(startIndex, endIndex)}
              itemContent={(index) => {
                const row = pages.row(index);
                if (row === undefined) return <div className={styles.row} />;
                const side = row.own;
                return (
                  <div className={styles.row} data-testid="order-picker-row">
                    <bdi>{side.buyer === '' ? t('noBuyer') : side.buyer}</bdi>
                    <OrderItems items={side.items} />
                    <b>{formatMoney(side.total, i18n.language)}</b>
                    <span>{side.at === null ? t('noTime') : moment.format(side.at)}</span>
                    <bdi className={styles.id}>
                      {side.platform === null ? '' : nameOf(side.platform)} {side.orderId}
                    </bdi>
                    <Button onClick={() => void matchByHand(showId, room, row).then(onDecided)}>
                      {t('picker.choose')}
                    </Button>
                  </div>
                );
              }}
            />
          )}
        </div>
      </div>
    </Dialog>
  );
};
