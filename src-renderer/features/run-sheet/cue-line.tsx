// One cue of the run sheet: handle, number, product, deal, script, minutes, who speaks, note, when it is due and what it took.

import { memo, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CueRow } from '../../../src-main/contract/run-sheet-documents.ts';
import { useEngineNow, useTopicSlice } from '../../state/live-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { formatTidyMoney } from '../../ui/tidy-money.ts';
import { formatSpan } from '../../ui/time.ts';
import { ProductImage } from '../products/product-image.tsx';
import { atPace, useHostPace } from '../scripts/use-host-pace.ts';
import { CueField } from './cue-field.tsx';
import styles from './cue-line.module.css';
import { readMinutes, toMinutesText } from './cue-minutes.ts';
import { CueScripts } from './cue-scripts.tsx';
import { DealEditor } from './deal-editor.tsx';
import { changeCue, editSheet, skipCue } from './sheet-edits.ts';

export interface CueLineProps {
  readonly cue: CueRow;
  readonly place: number;
  /** On air or in rehearsal: cues are skipped, not removed, and have times of their own. */
  readonly isOnAir: boolean;
  readonly isFixed: boolean;
  /** When it is due, in words. */
  readonly due: string;
  readonly isDealOpen: boolean;
  readonly onDeal: (variantId: CueRow['variantId'] | null) => void;
  readonly isScriptOpen: boolean;
  readonly onScript: (variantId: CueRow['variantId'] | null) => void;
  readonly onGrab: (event: PointerEvent, variantId: CueRow['variantId']) => void;
}

const Actual = ({ cue }: { readonly cue: CueRow }) => {
  const { t } = useTranslation('run-sheet');
  const isNow = cue.explain === 'explaining';
  const now = useEngineNow(1000);
  const startedAt = useTopicSlice('pin.current', (pin) => (isNow ? (pin?.pinned?.startedAt ?? null) : null));
  const overrun = useTopicSlice('pin.current', (pin) => (isNow ? (pin?.pinned?.overrun ?? 'none') : 'none'));
  if (cue.isSkipped) return <Badge tone="quiet">{t('skipped')}</Badge>;
  if (cue.explain === 'none') return <span className={styles.none}>—</span>;
  const spent = cue.explainedMs + (startedAt === null ? 0 : Math.max(0, now - startedAt));
  const isOver = cue.plannedMs > 0 && spent > cue.plannedMs;
  return (
    <span className={styles.spent} data-over={isOver} title={t('actualHint')}>
      {formatSpan(spent)}
      {overrun === 'none' ? null : <Badge tone="attention">{t(`overrun.${overrun}`)}</Badge>}
    </span>
  );
};

export const CueLine = memo((props: CueLineProps) => {
  const { cue, place, isOnAir, isFixed, due, isDealOpen, onDeal, isScriptOpen, onScript, onGrab } = props;
  const { t, i18n } = useTranslation('run-sheet');
  const { number, deal, script } = cue;
  const spokenMs = atPace(script.spokenMs, useHostPace(cue.speaker));
  const title = cue.variantTitle === '' ? cue.title : `${cue.title} · ${cue.variantTitle}`;
  const isWrong = cue.lacks.includes('deal_too_dear') || cue.lacks.includes('deal_limit');
  return (
    <div
      className={styles.cue}
      data-testid="cue"
      data-variant={cue.variantId}
      data-place={place}
      data-number={number}
      data-explain={cue.explain}
      data-skipped={cue.isSkipped}
    >
      <div className={styles.row}>
        <button
          type="button"
          className={styles.handle}
          disabled={isFixed}
          data-handle={cue.variantId}
          aria-label={t('handle', { number, title })}
          title={t('handleHint')}
          onPointerDown={(event) => onGrab(event, cue.variantId)}
        >
          <svg viewBox="0 0 8 14" aria-hidden="true">
            <path d="M1 2h2M5 2h2M1 7h2M5 7h2M1 12h2M5 12h2" />
          </svg>
        </button>
        <b className={styles.number}>{number}</b>
        <ProductImage image={cue.image} title={cue.title} className={styles.image} />
        <span className={styles.what}>
          <span className={styles.title} title={title}>
            <bdi>{title}</bdi>
          </span>
          <span className={styles.shop} data-out={cue.stock <= 0}>
            {formatTidyMoney(cue.price, i18n.language)} · {t('stock', { count: cue.stock })}
          </span>
        </span>
        <button
          type="button"
          className={styles.deal}
          data-planned={deal !== null}
          data-wrong={isWrong}
          disabled={isFixed}
          aria-expanded={isDealOpen}
          data-testid="cue-deal-chip"
          title={t('deal.edit')}
          onClick={() => onDeal(isDealOpen ? null : cue.variantId)}
        >
          {deal === null
            ? t('deal.none')
            : t('deal.chip', { price: formatTidyMoney(deal.price, i18n.language), quantity: deal.quantity })}
        </button>
        <button
          type="button"
          className={styles.script}
          data-chosen={cue.scriptBlocks.length > 0}
          data-over={cue.plannedMs > 0 && spokenMs > cue.plannedMs}
          disabled={isFixed}
          aria-expanded={isScriptOpen}
          data-testid="cue-script-chip"
          title={t('script.edit')}
          onClick={() => onScript(isScriptOpen ? null : cue.variantId)}
        >
          {script.blocks === 0
            ? t('script.add')
            : t('script.chip', { count: script.blocks, time: formatSpan(spokenMs) })}
        </button>
        <CueField
          value={toMinutesText(cue.plannedMs)}
          label={t('minutesOf', { number })}
          isNumber
          disabled={isFixed}
          testId="cue-minutes"
          isGood={(text) => readMinutes(text) !== null}
          onKeep={(text) => changeCue(cue, { plannedMs: readMinutes(text) ?? cue.plannedMs })}
        />
        <CueField
          value={cue.speaker}
          label={t('speakerOf', { number })}
          placeholder={isFixed ? '' : t('speakerHint')}
          maxLength={50}
          disabled={isFixed}
          testId="cue-speaker"
          onKeep={(speaker) => changeCue(cue, { speaker })}
        />
        <CueField
          value={cue.note}
          label={t('noteOf', { number })}
          placeholder={isFixed ? '' : t('noteHint')}
          maxLength={500}
          disabled={isFixed}
          testId="cue-note"
          onKeep={(note) => changeCue(cue, { note })}
        />
        <time className={styles.due}>{due}</time>
        <span className={styles.actual}>
          {isOnAir || cue.explain !== 'none' || cue.isSkipped ? <Actual cue={cue} /> : null}
        </span>
        {isFixed ? null : isOnAir ? (
          <button
            type="button"
            className={styles.tool}
            data-testid="cue-skip"
            onClick={() => skipCue(cue.variantId, !cue.isSkipped)}
          >
            {t(cue.isSkipped ? 'restore' : 'skip')}
          </button>
        ) : (
          <button
            type="button"
            className={styles.tool}
            aria-label={t('removeCue', { number })}
            title={t('removeHint')}
            data-testid="cue-remove"
            onClick={() => void editSheet('run-sheet.remove', { variantIds: [cue.variantId] })}
          >
            ✕
          </button>
        )}
      </div>
      {isDealOpen && !isFixed ? <DealEditor key={cue.variantId} cue={cue} onClose={() => onDeal(null)} /> : null}
      {isScriptOpen && !isFixed ? <CueScripts key={cue.variantId} cue={cue} onClose={() => onScript(null)} /> : null}
    </div>
  );
});
