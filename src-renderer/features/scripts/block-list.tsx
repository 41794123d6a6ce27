// The blocks of one script in the order of saying: dragged by hand, or moved with Alt+↑/↓.

import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SCRIPT_KINDS, type ScriptBlock, type ScriptKind } from '../../../src-main/core/script.ts';
import type { ScriptBlockId } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatSpan } from '../../ui/time.ts';
import { useCommand } from '../desk/use-command.ts';
import styles from './block-list.module.css';
import { saidMs } from './said-text.ts';
import { draftKey, typedDraft } from './script-drafts.ts';
import { useHostPace } from './use-host-pace.ts';
import type { ScriptValuesNow } from './use-script-values.ts';

interface BlockListProps {
  readonly blocks: readonly ScriptBlock[];
  readonly archived: readonly ScriptBlock[];
  readonly values: ScriptValuesNow;
  /** Null for the new block that is being written. */
  readonly chosen: ScriptBlockId | null;
  readonly onChoose: (blockId: ScriptBlockId) => void;
  readonly onNew: (kind: ScriptKind) => void;
}

/** The place that the dragged block has afterwards. */
const placeOver = (event: DragEvent<HTMLElement>, place: number, from: number): number => {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  const gap = event.clientY > top + height / 2 ? place + 1 : place;
  return gap > from ? gap - 1 : gap;
};

const States = ({ block }: { readonly block: ScriptBlock }) => {
  const { t } = useTranslation('scripts');
  if (block.isDraftedByAi) return <Badge tone="attention">{t('byAi')}</Badge>;
  if (block.approvedBy !== null) return <Badge tone="fine">{t('approved')}</Badge>;
  return block.kind === 'faq' ? <Badge tone="quiet">{t('notApproved')}</Badge> : null;
};

const Archived = ({ blocks }: { readonly blocks: readonly ScriptBlock[] }) => {
  const { t } = useTranslation(['scripts', 'prompter']);
  const run = useCommand();
  if (blocks.length === 0) return null;
  return (
    <details className={styles.archived}>
      <summary>{t('scripts:archivedCount', { count: blocks.length })}</summary>
      <ul>
        {blocks.map((block) => (
          <li key={block.blockId}>
            <bdi>{block.title === '' ? block.text.slice(0, 60) : block.title}</bdi>
            <Button
              kind="quiet"
              onClick={() =>
                void run('script.archive', {
                  commandId: newCommandId(),
                  blockId: block.blockId,
                  isArchived: false,
                })
              }
            >
              {t('scripts:unarchive')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
};

export const BlockList = ({ blocks, archived, values, chosen, onChoose, onNew }: BlockListProps) => {
  const { t } = useTranslation(['scripts', 'prompter']);
  const run = useCommand();
  const pace = useHostPace();
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const wanted = useRef<ScriptBlockId | null>(null);

  const move = (blockId: ScriptBlockId, to: number): void => {
    if (to < 0 || to >= blocks.length) return;
    void run('script.move', { commandId: newCommandId(), blockId, to });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a block that moves takes the focus with it
  useEffect(() => {
    if (wanted.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-block="${CSS.escape(wanted.current)}"]`)?.focus();
    wanted.current = null;
  }, [blocks]);

  const hear = (event: KeyboardEvent, place: number): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    const block = blocks[place];
    if (step === 0 || block === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.altKey) {
      wanted.current = block.blockId;
      move(block.blockId, place + step);
      return;
    }
    const next = blocks[place + step];
    if (next !== undefined) {
      onChoose(next.blockId);
      list.current?.querySelector<HTMLElement>(`[data-block="${CSS.escape(next.blockId)}"]`)?.focus();
    }
  };

  const total = blocks.reduce((sum, block) => (block.kind === 'faq' ? sum : sum + saidMs(block, values, pace)), 0);
  return (
    <section className={styles.list} aria-label={t('scripts:blocks')}>
      <header className={styles.head}>
        <h3 className={styles.name}>{t('scripts:blockCount', { count: blocks.length })}</h3>
        <span className={styles.total} title={t('scripts:totalHint')} data-testid="script-total">
          {t('scripts:total', { time: formatSpan(total) })}
        </span>
      </header>
      {blocks.length === 0 ? (
        <p className={styles.empty}>{t('scripts:emptyScript')}</p>
      ) : (
        <ol ref={list} className={styles.rows}>
          {blocks.map((block, place) => (
            <li
              key={block.blockId}
              className={styles.item}
              draggable
              data-held={drag?.from === place}
              data-drop={drag === null || drag.to !== place ? 'none' : drag.to > drag.from ? 'after' : 'before'}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', block.blockId);
                setDrag({ from: place, to: place });
              }}
              onDragOver={(event) => {
                if (drag === null) return;
                event.preventDefault();
                const to = placeOver(event, place, drag.from);
                if (to !== drag.to) setDrag({ ...drag, to });
              }}
              onDragEnd={() => setDrag(null)}
              onDrop={(event) => {
                event.preventDefault();
                const held = drag === null ? undefined : blocks[drag.from];
                if (drag !== null && held !== undefined && drag.to !== drag.from) move(held.blockId, drag.to);
                setDrag(null);
              }}
            >
              <button
                type="button"
                className={styles.row}
                aria-current={block.blockId === chosen}
                title={t('scripts:moveHint')}
                data-block={block.blockId}
                data-testid="script-block"
                onClick={() => onChoose(block.blockId)}
                onKeyDown={(event) => hear(event, place)}
              >
                <span className={styles.kind} data-kind={block.kind}>
                  {t(`prompter:kind.${block.kind}`)}
                </span>
                <span className={styles.what}>
                  <bdi className={styles.title}>{block.title === '' ? t('scripts:untitled') : block.title}</bdi>
                  <bdi className={styles.text}>{block.text.slice(0, 120)}</bdi>
                </span>
                <span className={styles.end}>
                  <span>{formatSpan(saidMs(block, values, pace))}</span>
                  {typedDraft(draftKey(block.blockId, block.productId)) === null ? (
                    <States block={block} />
                  ) : (
                    <Badge tone="people">{t('scripts:unsaved')}</Badge>
                  )}
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
      <Archived blocks={archived} />
      <footer className={styles.foot} role="toolbar" aria-label={t('scripts:add')}>
        <span>{t('scripts:add')}</span>
        {SCRIPT_KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            className={styles.kind}
            data-kind={kind}
            data-testid={`script-new-${kind}`}
            onClick={() => onNew(kind)}
          >
            + {t(`prompter:kind.${kind}`)}
          </button>
        ))}
      </footer>
    </section>
  );
};
