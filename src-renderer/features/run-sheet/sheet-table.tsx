// The cues in order: dragged by their handle, or moved with Alt+↑/↓; all of them drawn while they are few.

import { type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { CueRow, RunSheetTopic } from '../../../src-main/contract/run-sheet-documents.ts';
import type { VariantId } from '../../../src-main/core/units.ts';
import { CueLine } from './cue-line.tsx';
import { dueText } from './due-text.ts';
import { editSheet, skipCue } from './sheet-edits.ts';
import styles from './sheet-table.module.css';
import { useCueDrag } from './use-cue-drag.ts';
import { useCueOrder } from './use-cue-order.ts';

/** More rows than this cost a long task when they come and go at once. */
const MOST_AT_ONCE = 60;
const COLUMNS = ['number', 'product', 'deal', 'script', 'minutes', 'speaker', 'note', 'due', 'actual'] as const;

const handleOf = (list: HTMLElement | null, variantId: VariantId | undefined): HTMLElement | null =>
  variantId === undefined
    ? null
    : (list?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(variantId)}"]`) ?? null);

interface KeyDeeds {
  readonly cues: readonly CueRow[];
  readonly isOnAir: boolean;
  readonly isFixed: boolean;
  readonly move: (variantId: VariantId, to: number) => void;
}

/** Alt+↑/↓ anywhere in a row; arrows, Delete and Enter on its handle. Returns nothing where the key is not the table's. */
const readTableKey = (event: KeyboardEvent, deeds: KeyDeeds): { readonly focus: VariantId | undefined } | null => {
  const { cues, move, isOnAir, isFixed } = deeds;
  const target = event.target instanceof Element ? event.target : null;
  const row = target?.closest('[data-place]');
  if (!(row instanceof HTMLElement) || target?.closest('[data-editor]') != null) return null;
  const place = cues.findIndex(({ variantId }) => variantId === row.dataset.variant);
  const cue = cues[place];
  if (cue === undefined) return null;
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
  if (step !== 0 && event.altKey) {
    if (!isFixed) move(cue.variantId, place + step);
    return { focus: cue.variantId };
  }
  if (target?.closest('[data-handle]') == null) return null;
  if (step !== 0) return { focus: cues[place + step]?.variantId };
  if (event.key !== 'Delete' || isFixed) return null;
  if (isOnAir) {
    skipCue(cue.variantId, !cue.isSkipped);
    return { focus: cue.variantId };
  }
  void editSheet('run-sheet.remove', { variantIds: [cue.variantId] });
  return { focus: (cues[place + 1] ?? cues[place - 1])?.variantId };
};

interface SheetTableProps {
  readonly sheet: RunSheetTopic;
  /** A cue that somebody looks for; another object is another search, also for the same cue. */
  readonly sought: Pick<CueRow, 'variantId'> | null;
}

export const SheetTable = ({ sheet, sought }: SheetTableProps) => {
  const { t, i18n } = useTranslation('run-sheet');
  const list = useRef<HTMLDivElement>(null);
  const { cues, move } = useCueOrder(sheet);
  const [dealOf, setDealOf] = useState<VariantId | null>(null);
  const [scriptOf, setScriptOf] = useState<VariantId | null>(null);
  const openDeal = useCallback((variantId: VariantId | null) => {
    setDealOf(variantId);
    setScriptOf(null);
  }, []);
  const openScript = useCallback((variantId: VariantId | null) => {
    setScriptOf(variantId);
    setDealOf(null);
  }, []);
  const isOnAir = sheet.phase === 'live' || sheet.phase === 'rehearsing';
  const isFixed = sheet.phase === 'ended';
  const grab = useCueDrag(list, move);
  const onGrab = (event: PointerEvent, variantId: VariantId): void => {
    if (!isFixed) grab(event, variantId);
  };
  const grabbed = useRef(onGrab);
  grabbed.current = onGrab;
  const stableGrab = useRef((event: PointerEvent, variantId: VariantId) => grabbed.current(event, variantId));

  const deeds = useRef<KeyDeeds>({ cues, isOnAir, isFixed, move });
  deeds.current = { cues, isOnAir, isFixed, move };
  /** A row that moves takes the focus with it. */
  const wanted = useRef<VariantId | null>(null);

  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const hear = (event: KeyboardEvent): void => {
      const said = readTableKey(event, deeds.current);
      if (said === null) return;
      event.preventDefault();
      event.stopPropagation();
      wanted.current = event.altKey || event.key === 'Delete' ? (said.focus ?? null) : null;
      handleOf(element, said.focus)?.focus();
    };
    element.addEventListener('keydown', hear);
    return () => element.removeEventListener('keydown', hear);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows a row whenever the order is another one
  useEffect(() => {
    if (wanted.current === null) return;
    handleOf(list.current, wanted.current)?.focus();
    wanted.current = null;
  }, [cues]);

  const many = useRef<VirtuosoHandle>(null);
  useEffect(() => {
    if (sought === null) return;
    const { variantId } = sought;
    const focus = (): void => {
      const handle = handleOf(list.current, variantId);
      handle?.scrollIntoView({ block: 'center' });
      handle?.focus({ preventScroll: true });
    };
    if (many.current === null) return focus();
    const index = deeds.current.cues.findIndex((cue) => cue.variantId === variantId);
    many.current.scrollIntoView({ index, align: 'center', done: focus });
  }, [sought]);

  const due = useMemo(() => dueText(sheet, i18n.language), [sheet, i18n.language]);
  const toLine = (cue: CueRow, place: number) => (
    <CueLine
      key={cue.variantId}
      cue={cue}
      place={place}
      isOnAir={isOnAir}
      isFixed={isFixed}
      due={due(cue)}
      isDealOpen={dealOf === cue.variantId}
      onDeal={openDeal}
      isScriptOpen={scriptOf === cue.variantId}
      onScript={openScript}
      onGrab={stableGrab.current}
    />
  );

  return (
    <div ref={list} className={styles.table} data-phase={sheet.phase} data-testid="sheet-table">
      <div className={styles.head} aria-hidden="true">
        <span />
        {COLUMNS.map((column) => (
          <span key={column} data-column={column}>
            {column === 'actual' && !isOnAir && !isFixed ? '' : t(`column.${column}`)}
          </span>
        ))}
        <span />
      </div>
      {cues.length > MOST_AT_ONCE ? (
        <Virtuoso
          ref={many}
          className={styles.rows ?? ''}
          data={cues}
          increaseViewportBy={300}
          computeItemKey={(_index, cue) => cue.variantId}
          itemContent={(index, cue) => toLine(cue, index)}
        />
      ) : (
        <div className={styles.rows}>{cues.map(toLine)}</div>
      )}
    </div>
  );
};
