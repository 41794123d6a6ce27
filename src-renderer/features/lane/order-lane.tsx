// Claims and orders as they come and change, never sampled; what a person must settle stands on top.

import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso } from 'react-virtuoso';
import type { LaneRow } from '../../../src-main/contract/topics.ts';
import { useFeed } from '../../state/live-store.ts';
import { formatTidyMoney } from '../../ui/tidy-money.ts';
import { chartFormats } from '../charts/chart-words.ts';
import { ViewerName } from '../viewers/viewer-name.tsx';
import { holdLane, needsPerson, orderLane } from './lane-order.ts';
import styles from './order-lane.module.css';

const ROW_PX = 28;

const OrderLine = ({ row }: { readonly row: LaneRow }) => {
  const { t, i18n } = useTranslation('lane');
  const what = row.number === null ? row.title : t('product', { number: row.number, title: row.title });
  const isOpen = needsPerson(row);
  return (
    <div className={styles.row} data-testid="order-row" data-state={row.state} data-short={isOpen}>
      <span className={styles.state}>
        {isOpen && row.short !== null ? t(`short.${row.short}`) : t(`state.${row.state}`)}
      </span>
      {row.viewer === null ? null : <ViewerName viewer={row.viewer} isQuiet />}
      <bdi className={styles.what} title={isOpen && row.short !== null ? t(`shortWhy.${row.short}`) : what}>
        {row.isDeal ? <b className={styles.deal}>{t('deal')}</b> : null} {what}
      </bdi>
      <span className={styles.quantity}>×{row.quantity}</span>
      <span className={styles.end}>
        {row.total === null ? null : <b className={styles.total}>{formatTidyMoney(row.total, i18n.language)}</b>}
        <time>{chartFormats(i18n.language, 'CNY').time(row.at)}</time>
      </span>
    </div>
  );
};

export const OrderLane = () => {
  const { t } = useTranslation('lane');
  const rows = useFeed('lane.rows');
  const ordered = useMemo(() => orderLane(rows), [rows]);
  const [heldKeys, setHeldKeys] = useState<readonly string[] | null>(null);
  const { rows: shown, held } = useMemo(
    () => (heldKeys === null ? { rows: ordered, held: 0 } : holdLane(ordered, heldKeys)),
    [ordered, heldKeys],
  );
  const open = rows.filter(needsPerson).length;

  const hold = (): void => setHeldKeys(ordered.map((row) => row.key));
  const release = (): void => setHeldKeys(null);

  return (
    <section
      className={styles.lane}
      aria-label={t('title')}
      data-testid="order-lane"
      onPointerEnter={hold}
      onPointerLeave={release}
    >
      <header className={styles.head}>
        <h3>{t('title')}</h3>
        {open > 0 ? <span className={styles.open}>{t('open', { count: open })}</span> : null}
        {held > 0 ? (
          <button type="button" className={styles.held} onClick={hold}>
            {t('held', { count: held })}
          </button>
        ) : null}
      </header>
      {rows.length === 0 ? (
        <p className={styles.empty}>{t('empty')}</p>
      ) : (
        <div className={styles.rows}>
          <Virtuoso
            data={shown}
            fixedItemHeight={ROW_PX}
            computeItemKey={(_index, row) => row.key}
            itemContent={(_index, row) => <OrderLine row={row} />}
          />
        </div>
      )}
    </section>
  );
};
