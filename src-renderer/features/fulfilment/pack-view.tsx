// Packing: the slips on the left, the parcel on the table on the right, and an input that takes every scan.

import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import { SLIP_FILTERS, type SlipFilter, type SlipView } from '../../../src-main/contract/fulfilment-documents.ts';
import type { ShowId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { showToast } from '../../state/toast-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { type Mark, packSlip, takeBack, unpackSlip } from './fulfilment-commands.ts';
import styles from './pack-view.module.css';
import { NO_TICKS, type Ticks, tickLine, tickPiece } from './packing-ticks.ts';
import { SlipCard } from './slip-card.tsx';
import { fetchSlips, PAPER_SIZES, type PaperJob, type PaperSize } from './slip-print.ts';
import { useSlips } from './use-slips.ts';

interface PackViewProps {
  readonly showId: ShowId;
  readonly onPrint: (job: PaperJob) => void;
  readonly onMarked: () => void;
}

const TONES = { open: 'attention', packed: 'people', shipped: 'fine' } as const;

const SlipRow = ({ slip, isChosen, onChoose }: { slip: SlipView; isChosen: boolean; onChoose: () => void }) => {
  const { t } = useTranslation('fulfilment');
  const units = slip.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <button
      type="button"
      className={styles.row}
      aria-current={isChosen}
      data-testid="slip-row"
      data-state={slip.state}
      onClick={onChoose}
    >
      <b className={styles.number}>{slip.number}</b>
      <bdi className={styles.buyer}>{slip.buyer === '' ? t('slip.noBuyer') : slip.buyer}</bdi>
      <span className={styles.units}>{t('slip.count', { orders: slip.orders.length, units })}</span>
      <Badge tone={TONES[slip.state]}>{t(`state.${slip.state}`)}</Badge>
    </button>
  );
};

/** What is on the table: the slip as it was chosen, where it stood, and which of its goods were checked. */
interface Table {
  readonly slip: SlipView;
  readonly place: number;
  readonly ticks: Ticks;
}

export const PackView = ({ showId, onPrint, onMarked }: PackViewProps) => {
  const { t } = useTranslation(['fulfilment', 'errors']);
  const [filter, setFilter] = useState<SlipFilter>('open');
  const [search, setSearch] = useState('');
  const [size, setSize] = useState<PaperSize>('a6');
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [table, setTable] = useState<Table | null>(null);
  const [last, setLast] = useState<Mark | null>(null);
  const slips = useSlips(showId, filter, search);
  const scanner = useRef<HTMLInputElement>(null);
  const list = useRef<VirtuosoHandle>(null);
  const { page } = slips;

  const known = table === null ? -1 : slips.place(table.slip.key);
  const first = slips.slip(0);
  const chosen: Table | null =
    table !== null
      ? { ...table, slip: slips.slip(known) ?? table.slip, place: known < 0 ? table.place : known }
      : first === undefined
        ? null
        : { slip: first, place: 0, ticks: NO_TICKS };

  useEffect(() => scanner.current?.focus(), []);

  const choose = (slip: SlipView | undefined, place: number, ticks: Ticks = NO_TICKS): void => {
    setWrong(null);
    if (slip !== undefined) setTable({ slip, place, ticks });
    scanner.current?.focus();
  };
  const move = (by: 1 | -1): void => {
    const place = Math.max(0, Math.min((page?.total ?? 1) - 1, (chosen?.place ?? 0) + by));
    choose(slips.slip(place), place);
    list.current?.scrollIntoView({ index: place });
  };

  const pack = async ({ slip, place }: Table): Promise<void> => {
    const mark = await packSlip(showId, slip);
    scanner.current?.focus();
    if (mark === null) return;
    setLast(mark);
    // With only open ones listed the next takes this one's place; it is chosen once the list has come again.
    const next = filter === 'open' ? (slips.slip(place + 1) ?? slips.slip(place - 1)) : slips.slip(place + 1);
    if (next === undefined) setTable(null);
    else choose(next, place);
    slips.again();
    onMarked();
  };
  const undo = async (): Promise<void> => {
    if (last === null || !(await takeBack(showId, last))) return;
    setLast(null);
    showToast('fine', t('undone'));
    slips.again();
    onMarked();
    scanner.current?.focus();
  };
  const unpack = async ({ slip }: Table): Promise<void> => {
    if (!(await unpackSlip(showId, slip))) return;
    setTable({ slip, place: chosen?.place ?? 0, ticks: NO_TICKS });
    slips.again();
    onMarked();
    scanner.current?.focus();
  };

  const tick = (on: Table, variantId: Parameters<typeof tickPiece>[2], said: string): void => {
    const outcome = tickPiece(on.slip, on.ticks, variantId);
    if (outcome.kind !== 'ticked') {
      setWrong(outcome.kind === 'enough' ? t('scan.enough') : t('scan.notHere', { code: said }));
      return;
    }
    const after = { ...on, ticks: outcome.ticks };
    setTable(after);
    if (outcome.isDone && on.slip.state === 'open') void pack(after);
  };
  const scan = async (said: string): Promise<void> => {
    const reply = await request('fulfilment.scan', { showId, code: said });
    setCode('');
    setWrong(null);
    if (!reply.ok) return showToast('attention', t(`errors:${reply.code}`, { ...reply.details }));
    const answer = reply.value;
    if (answer.kind === 'unknown') setWrong(t('scan.unknown', { code: said }));
    else if (answer.kind === 'off') setWrong(t('scan.off', { code: said }));
    else if (answer.kind === 'many') setWrong(t('scan.many', { code: said }));
    else if (answer.kind === 'order') {
      const isSecond = table !== null && table.slip.key === answer.slip.key && answer.slip.state === 'open';
      // The same code once more: it is in the box.
      if (isSecond) await pack({ ...table, slip: answer.slip });
      else choose(answer.slip, Math.max(0, slips.place(answer.slip.key)));
    } else if (chosen?.slip.lines.some(({ variantId }) => variantId === answer.variantId)) {
      tick(chosen, answer.variantId, said);
    } else if (answer.slip === null) setWrong(t('scan.noOpen', { code: said }));
    else if (chosen !== null && chosen.ticks.size > 0) setWrong(t('scan.notHere', { code: said }));
    else {
      const on = { slip: answer.slip, place: Math.max(0, slips.place(answer.slip.key)), ticks: NO_TICKS };
      tick(on, answer.variantId, said);
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // Enter ends a composition of Chinese before it says anything else.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (code.trim() !== '') void scan(code.trim());
      else if (chosen !== null && chosen.slip.state === 'open') void pack(chosen);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape' && code !== '') {
      event.stopPropagation();
      setCode('');
    } else if (event.key === 'z' && (event.ctrlKey || event.metaKey) && code === '') {
      event.preventDefault();
      void undo();
    }
  };

  const print = async (which: SlipFilter): Promise<void> => {
    const all = await fetchSlips(showId, which);
    if (all !== null && all.length > 0) onPrint({ kind: 'slips', size, slips: all });
  };

  return (
    <div className={styles.view}>
      <div className={styles.side}>
        <div className={styles.filters} role="toolbar" aria-label={t('view.pack')}>
          {SLIP_FILTERS.map((each) => (
            <button
              key={each}
              type="button"
              className={styles.filter}
              aria-pressed={each === filter}
              data-testid={`slips-${each}`}
              onClick={() => {
                setFilter(each);
                setTable(null);
                scanner.current?.focus();
              }}
            >
              {t(`filter.${each}`)} <b>{page === null ? '' : page.progress[each]}</b>
            </button>
          ))}
        </div>
        <input
          type="search"
          className={styles.search}
          value={search}
          maxLength={200}
          placeholder={t('search')}
          aria-label={t('search')}
          data-testid="slips-search"
          onChange={(event) => {
            setSearch(event.target.value);
            setTable(null);
            setWrong(null);
          }}
        />
        <div className={styles.list} data-testid="slips" data-total={page?.total ?? ''}>
          {page?.total === 0 ? (
            <p className={styles.empty}>{t(filter === 'open' && search === '' ? 'allPacked' : 'none')}</p>
          ) : (
            <Virtuoso
              ref={list}
              className={styles.scroller}
              totalCount={page?.total ?? 0}
              defaultItemHeight={40}
              rangeChanged={({ startIndex, endIndex }) => slips.see(startIndex, endIndex)}
              itemContent={(index) => {
                const slip = slips.slip(index);
                return slip === undefined ? (
                  <div className={styles.row} />
                ) : (
                  <SlipRow slip={slip} isChosen={slip.key === chosen?.slip.key} onChoose={() => choose(slip, index)} />
                );
              }}
            />
          )}
        </div>
        <div className={styles.print}>
          <select
            value={size}
            aria-label={t('print.paper')}
            data-testid="slips-paper"
            onChange={(event) => setSize(PAPER_SIZES.find((each) => each === event.target.value) ?? 'a6')}
          >
            {PAPER_SIZES.map((each) => (
              <option key={each} value={each}>
                {t(`print.${each}`)}
              </option>
            ))}
          </select>
          <Button
            data-testid="slips-print"
            disabled={page === null || page.progress[filter] === 0}
            onClick={() => void print(filter)}
          >
            {t('print.slips')} · {t(`filter.${filter}`)}
          </Button>
        </div>
      </div>

      <div className={styles.main}>
        <input
          ref={scanner}
          className={styles.scan}
          value={code}
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
          placeholder={t('scan.label')}
          aria-label={t('scan.label')}
          aria-invalid={wrong !== null}
          data-testid="scan"
          onChange={(event) => {
            setCode(event.target.value);
            setWrong(null);
          }}
          onKeyDown={onKeyDown}
        />
        <p className={wrong === null ? styles.hint : styles.wrong} role={wrong === null ? undefined : 'alert'}>
          {wrong ?? t('scan.hint')}
        </p>
        {last === null ? null : (
          <div className={styles.last} role="status" data-testid="packed-notice">
            {t('packed', { number: last.number })}
            <Button data-testid="pack-undo" onClick={() => void undo()}>
              {t('undo')}
            </Button>
          </div>
        )}
        {chosen === null ? (
          <p className={styles.empty}>{t(page?.progress.open === 0 ? 'allPacked' : 'choose')}</p>
        ) : (
          <SlipCard
            slip={chosen.slip}
            ticks={chosen.ticks}
            onTick={(line) => {
              setTable({ ...chosen, ticks: tickLine(chosen.ticks, line) });
              scanner.current?.focus();
            }}
            onPack={() => void pack(chosen)}
            onUnpack={() => void unpack(chosen)}
            onPrint={() => onPrint({ kind: 'slips', size, slips: [chosen.slip] })}
          />
        )}
      </div>
    </div>
  );
};
