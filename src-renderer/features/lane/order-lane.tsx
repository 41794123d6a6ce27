// Claims and orders as they come and change, never sampled; what a person must settle stands on top.

import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso } from 'react-virtuoso';
import type { LaneRow } from '../../../src-main/contract/topics.ts';
import type { ClaimId } from '../../../src-main/core/units.ts';
import { deskStore } from '../../state/desk-store.ts';
import { useFeed, useRunsTheShow } from '../../state/live-store.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { formatTidyMoney } from '../../ui/tidy-money.ts';
import { chartFormats } from '../charts/chart-words.ts';
import { ClaimLine } from '../claims/claim-line.tsx';
import { placesOf } from '../claims/claim-places.ts';
import { ClaimsNumbers, ClaimsSwitch, useClaimsAre } from '../claims/claims-head.tsx';
import { UNCLEAR_ID, UnclearStrip } from '../claims/unclear-strip.tsx';
import { ViewerName } from '../viewers/viewer-name.tsx';
import { holdLane, joinLane, needsPerson, orderLane } from './lane-order.ts';
import styles from './order-lane.module.css';

const ROW_PX = 28;

const OrderLine = ({ row }: { readonly row: LaneRow }) => {
  const { t, i18n } = useTranslation(['lane', 'lifecycle']);
  const what = row.number === null ? row.title : t('product', { number: row.number, title: row.title });
  const isOpen = needsPerson(row);
  const word = row.lifecycle === null ? t(`lane:state.${row.state}`) : t(`lifecycle:${row.lifecycle}`);
  return (
    <div className={styles.row} data-testid="order-row" data-state={row.state} data-short={isOpen}>
      <span className={styles.state}>{isOpen && row.short !== null ? t(`short.${row.short}`) : word}</span>
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

const settleOther = (claimId: ClaimId): void => deskStore.getState().openDialog({ kind: 'claim-settle', claimId });
const takeDown = (): void => deskStore.getState().openDialog({ kind: 'claim-new' });
const showAll = (): void => deskStore.getState().openDialog({ kind: 'workspace', tab: 'claims' });

export const OrderLane = () => {
  const { t } = useTranslation('lane');
  const rows = useFeed('lane.rows');
  const claims = useFeed('claim.rows');
  const are = useClaimsAre();
  const runs = useRunsTheShow();
  const ordered = useMemo(() => orderLane(joinLane(rows, claims, are !== 'never')), [rows, claims, are]);
  const places = useMemo(() => placesOf(claims), [claims]);
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
        <ClaimsSwitch />
        {open > 0 ? <span className={styles.open}>{t('open', { count: open })}</span> : null}
        {held > 0 ? (
          <button type="button" className={styles.held} onClick={hold}>
            {t('held', { count: held })}
          </button>
        ) : null}
        <span className={styles.tools}>
          {runs ? (
            <button type="button" className={styles.tool} title={t('takeDownHint')} onClick={takeDown}>
              <Kbd>A</Kbd> {t('takeDown')}
            </button>
          ) : null}
          <button type="button" className={styles.tool} title={t('allHint')} data-testid="claims-all" onClick={showAll}>
            {t('all')}
          </button>
        </span>
      </header>
      <ClaimsNumbers />
      <UnclearStrip id={UNCLEAR_ID} onOther={settleOther} />
      {ordered.length === 0 ? (
        <p className={styles.empty}>{t(are === 'open' ? 'emptyOpen' : 'empty')}</p>
      ) : (
        <div className={styles.rows}>
          <Virtuoso
            data={shown}
            fixedItemHeight={ROW_PX}
            computeItemKey={(_index, row) => row.key}
            itemContent={(_index, item) =>
              item.kind === 'claim' ? (
                <ClaimLine row={item.row} place={places.get(item.row.key) ?? null} />
              ) : (
                <OrderLine row={item.row} />
              )
            }
          />
        </div>
      )}
    </section>
  );
};
