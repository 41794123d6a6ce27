// What a person must settle before it is a claim, one at a time: a number picks what was meant, 0 says it is none.

import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClaimCandidate, UnclearRow } from '../../../src-main/contract/claim-documents.ts';
import type { ClaimId } from '../../../src-main/core/units.ts';
import { useRunsTheShow, useTopicSlice } from '../../state/live-store.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { ViewerName } from '../viewers/viewer-name.tsx';
import { settleUnclear } from './claim-commands.ts';
import { readUnclearKey } from './unclear-keys.ts';
import styles from './unclear-strip.module.css';

export const UNCLEAR_ID = 'unclear-claims';

interface UnclearStripProps {
  readonly id?: string;
  /** It is something that nobody guessed: to be found by hand. */
  readonly onOther: (claimId: ClaimId) => void;
}

/** A row that somebody else has settled makes room for another: a key that was meant for it must not hit that one. */
const SETTLES_AFTER_MS = 400;
const NONE: readonly UnclearRow[] = [];

interface CandidatesProps {
  readonly row: UnclearRow;
  readonly onPick: (candidate: ClaimCandidate) => void;
  readonly onNone: () => void;
  readonly onOther: () => void;
}

const Candidates = ({ row, onPick, onNone, onOther }: CandidatesProps) => {
  const { t } = useTranslation('claims');
  return (
    <div className={styles.candidates}>
      {row.candidates.map((candidate, at) => {
        const { number, title, variantId, quantity } = candidate;
        const what = number === null ? title : t('product', { number, title });
        return (
          <button
            key={`${variantId} ${quantity}`}
            type="button"
            className={styles.candidate}
            data-testid="unclear-candidate"
            title={what}
            onClick={() => onPick(candidate)}
          >
            {at < 9 ? <Kbd>{at + 1}</Kbd> : null}
            <bdi className={styles.what}>{what}</bdi>
            <span>×{quantity}</span>
          </button>
        );
      })}
      <div className={styles.more}>
        <button type="button" className={styles.none} data-testid="unclear-none" onClick={onNone}>
          <Kbd>0</Kbd> {t('unclear.none')}
        </button>
        <button type="button" className={styles.none} data-testid="unclear-other" onClick={onOther}>
          <Kbd>↵</Kbd> {t('unclear.other')}
        </button>
      </div>
    </div>
  );
};

export const UnclearStrip = ({ id, onOther }: UnclearStripProps) => {
  const { t } = useTranslation('claims');
  const unclear = useTopicSlice('claim.state', (state) => state?.unclear ?? NONE);
  const total = useTopicSlice('claim.state', (state) => state?.unclearCount ?? 0);
  const runs = useRunsTheShow();
  const [chosen, setChosen] = useState<ClaimId | null>(null);
  const [settling, setSettling] = useState<ReadonlySet<ClaimId>>(new Set());
  /** The row that keys go to, and since when it has been in sight. */
  const aim = useRef<{ claimId: ClaimId; since: number; isOwn: boolean } | null>(null);
  const rows = unclear.filter(({ claimId }) => !settling.has(claimId));
  const at = Math.max(
    0,
    rows.findIndex(({ claimId }) => claimId === chosen),
  );
  const row = rows[at];
  const shown = row?.claimId ?? null;

  useEffect(() => {
    if (shown === null) aim.current = null;
    else if (aim.current?.claimId !== shown) aim.current = { claimId: shown, since: performance.now(), isOwn: false };
  }, [shown]);

  if (row === undefined) return null;

  const show = (next: UnclearRow | undefined): void => {
    if (next === undefined) return;
    aim.current = { claimId: next.claimId, since: 0, isOwn: true };
    setChosen(next.claimId);
  };
  const settle = (candidate: ClaimCandidate | null): void => {
    const { claimId } = row;
    setSettling((ids) => new Set(ids).add(claimId));
    show(rows[at + 1] ?? rows[at - 1]);
    void settleUnclear(row, candidate).then((isSettled) => {
      if (isSettled) return;
      setSettling((ids) => {
        const rest = new Set(ids);
        rest.delete(claimId);
        return rest;
      });
    });
  };
  const settleOther = (): void => onOther(row.claimId);

  const hear = (event: KeyboardEvent<HTMLElement>): void => {
    const deed = readUnclearKey(event, row.candidates.length);
    if (deed === null) return;
    // The desk's own keys are numbers and arrows too: none of these may reach it.
    event.preventDefault();
    event.stopPropagation();
    if (deed.do === 'leave') event.currentTarget.blur();
    if (deed.do === 'show') show(rows[at + deed.step]);
    const aimed = aim.current;
    if (event.repeat || aimed === null || performance.now() - aimed.since < SETTLES_AFTER_MS) return;
    if (deed.do === 'pick') settle(row.candidates[deed.at] ?? null);
    else if (deed.do === 'none') settle(null);
    else if (deed.do === 'other') settleOther();
  };

  const card = (
    <>
      <header className={styles.head}>
        <b className={styles.title}>{t('unclear.title')}</b>
        <span>{t('unclear.count', { at: at + 1, count: total })}</span>
        <span className={styles.why}>{t(`unclear.why.${row.why}`)}</span>
        {runs ? (
          <span className={styles.keys}>
            {id === undefined ? null : <Kbd>J</Kbd>} <Kbd>↑</Kbd> <Kbd>↓</Kbd>
          </span>
        ) : null}
      </header>
      <p className={styles.said} title={row.text}>
        <ViewerName viewer={row.viewer} isReachable={false} /> <bdi>{row.text}</bdi>
      </p>
    </>
  );
  if (!runs) {
    return (
      <section className={styles.strip} aria-label={t('unclear.title')} data-testid="unclear-row">
        {card}
      </section>
    );
  }
  return (
    <section
      id={id}
      className={styles.strip}
      aria-label={t('unclear.label', { name: row.viewer.name, text: row.text })}
      data-testid="unclear-row"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys work while it has the focus
      tabIndex={0}
      onKeyDown={hear}
    >
      {card}
      <Candidates row={row} onPick={settle} onNone={() => settle(null)} onOther={settleOther} />
    </section>
  );
};
