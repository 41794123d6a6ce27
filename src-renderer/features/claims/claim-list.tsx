// All claims of the show by what became of them; one is chosen, and its tools stand below with their keys.

import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { ClaimRow } from '../../../src-main/contract/claim-documents.ts';
import type { ClaimId, ViewerId } from '../../../src-main/core/units.ts';
import { useFeed, useRunsTheShow, useTopicSlice } from '../../state/live-store.ts';
import { formatTidyMoney } from '../../ui/tidy-money.ts';
import { chartFormats } from '../charts/chart-words.ts';
import { ViewerCardDialog } from '../viewers/viewer-card.tsx';
import { BlockDialog } from './block-dialog.tsx';
import { ClaimChip, useClaimWhy } from './claim-chip.tsx';
import { answerClaim, changeClaim, endClaim, payClaim, serveClaim } from './claim-commands.ts';
import styles from './claim-list.module.css';
import { placesOf } from './claim-places.ts';
import {
  CLAIM_FILTERS,
  type ClaimFilter,
  countOf,
  isFound,
  isIn,
  isOpen,
  isServable,
  isUnpaid,
} from './claim-state.ts';
import { ClaimTools } from './claim-tools.tsx';
import { ClaimWhat } from './claim-what.tsx';
import { hearListKey } from './list-keys.ts';

interface RowProps {
  readonly row: ClaimRow;
  readonly place: number | null;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

const Row = ({ row, place, isChosen, onChoose }: RowProps) => {
  const { t, i18n } = useTranslation('claims');
  const why = useClaimWhy()(row);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it hears the keys
    // biome-ignore lint/a11y/noStaticElementInteractions: choosing it is what a click adds
    <div
      className={styles.row}
      data-testid="claim-list-row"
      data-state={row.state}
      data-chosen={isChosen}
      onClick={onChoose}
    >
      <ClaimChip row={row} place={place} />
      <time>{chartFormats(i18n.language, 'CNY').time(row.at)}</time>
      <bdi className={styles.name} title={row.viewer.name}>
        {row.viewer.name}
      </bdi>
      <span className={styles.said}>
        <bdi title={row.text}>{row.text === '' ? t('list.byHand') : row.text}</bdi>
      </span>
      <span className={styles.goods}>
        <bdi title={row.title}>
          <ClaimWhat {...row} />
        </bdi>
        <b>×{row.quantity}</b>
      </span>
      <span className={styles.why} title={why}>
        {why}
      </span>
      <b className={styles.total}>{formatTidyMoney(row.total, i18n.language)}</b>
    </div>
  );
};

export const ClaimList = () => {
  const { t, i18n } = useTranslation('claims');
  const rows = useFeed('claim.rows');
  const counts = useTopicSlice('claim.state', (state) => state?.counts ?? null);
  const runs = useRunsTheShow();
  const [filter, setFilter] = useState<ClaimFilter>('all');
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ClaimId | null>(null);
  const [blocking, setBlocking] = useState<ClaimRow | null>(null);
  const [carded, setCarded] = useState<ViewerId | null>(null);
  const list = useRef<VirtuosoHandle>(null);
  const places = useMemo(() => placesOf(rows), [rows]);
  const shown = useMemo(
    () => rows.filter((row) => isIn(filter, row.state) && isFound(row, search)).sort((a, b) => b.place - a.place),
    [rows, filter, search],
  );
  const at = shown.findIndex(({ key }) => key === chosen);
  const row = shown[at] ?? null;
  const count = new Intl.NumberFormat(i18n.language);

  const step = (by: 1 | -1): void => {
    const next = at === -1 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by));
    setChosen(shown[next]?.key ?? null);
    list.current?.scrollIntoView({ index: next });
  };
  const deedsOf = (one: ClaimRow): Readonly<Record<string, () => void>> => ({
    r: () => void answerClaim(one),
    b: () => setBlocking(one),
    v: () => setCarded(one.viewer.viewerId),
    ...(isUnpaid(one) ? { p: () => void payClaim(one) } : {}),
    ...(isServable(one) ? { s: () => void serveClaim(one) } : {}),
    ...(isOpen(one)
      ? {
          delete: () => void endClaim(one),
          '+': () => void changeClaim(one, one.quantity + 1),
          '=': () => void changeClaim(one, one.quantity + 1),
          '-': () => void changeClaim(one, one.quantity - 1),
        }
      : {}),
  });

  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <div className={styles.filters} role="toolbar" aria-label={t('list.title')}>
          {CLAIM_FILTERS.map((each) => (
            <button
              key={each}
              type="button"
              className={styles.filter}
              aria-pressed={each === filter}
              data-testid={`claims-filter-${each}`}
              onClick={() => setFilter(each)}
            >
              {t(`list.filter.${each}`)} <b>{counts === null ? '' : count.format(countOf(counts, each))}</b>
            </button>
          ))}
        </div>
        <input
          type="search"
          className={styles.search}
          value={search}
          maxLength={100}
          placeholder={t('list.search')}
          aria-label={t('list.search')}
          data-testid="claims-search"
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <section
        className={styles.list}
        aria-label={t('list.title')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys work while it has the focus
        tabIndex={0}
        data-testid="claims-list"
        onKeyDown={(event) => hearListKey(event, step, row === null || !runs ? {} : deedsOf(row))}
      >
        {shown.length === 0 ? (
          <p className={styles.none}>{t(rows.length === 0 ? 'list.none' : 'list.notFound')}</p>
        ) : (
          <Virtuoso
            ref={list}
            className={styles.scroller}
            data={shown}
            fixedItemHeight={32}
            computeItemKey={(_index, each) => each.key}
            itemContent={(_index, each) => (
              <Row
                row={each}
                place={places.get(each.key) ?? null}
                isChosen={each.key === chosen}
                onChoose={() => setChosen(each.key)}
              />
            )}
          />
        )}
      </section>
      {runs && shown.length > 0 ? (
        <div className={styles.foot} data-testid="claim-chosen">
          {row === null ? (
            <span>{t('list.choose')}</span>
          ) : (
            <>
              <bdi className={styles.who}>{row.viewer.name}</bdi>
              <ClaimTools row={row} onBlock={() => setBlocking(row)} onCard={() => setCarded(row.viewer.viewerId)} />
            </>
          )}
        </div>
      ) : null}
      {carded === null ? null : <ViewerCardDialog viewerId={carded} onClose={() => setCarded(null)} />}
      {blocking === null ? null : <BlockDialog row={blocking} onClose={() => setBlocking(null)} />}
    </div>
  );
};
