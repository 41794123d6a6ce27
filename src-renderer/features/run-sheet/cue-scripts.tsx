// The script blocks of a cue: which are read and in what order, what they say now, and their time against the plan.

import { type KeyboardEvent, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CueRow } from '../../../src-main/contract/run-sheet-documents.ts';
import { blocksForCue } from '../../../src-main/core/live-script.ts';
import { inOrder, type ScriptBlock } from '../../../src-main/core/script.ts';
import type { ScriptBlockId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatSpan } from '../../ui/time.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import { saidMs, saidText } from '../scripts/said-text.ts';
import { useHostPace } from '../scripts/use-host-pace.ts';
import { useScriptValues } from '../scripts/use-script-values.ts';
import styles from './cue-scripts.module.css';
import { changeCue } from './sheet-edits.ts';

interface CueScriptsProps {
  readonly cue: CueRow;
  readonly onClose: () => void;
}

interface ChoiceProps extends CueScriptsProps {
  /** The product's own blocks, then the general ones. */
  readonly blocks: readonly ScriptBlock[];
}

const Kind = ({ block }: { readonly block: ScriptBlock }) => {
  const { t } = useTranslation('prompter');
  return (
    <span className={styles.kind} data-kind={block.kind}>
      {t(`kind.${block.kind}`)}
    </span>
  );
};

const nameOf = ({ title, text }: ScriptBlock): string => (title === '' ? text.slice(0, 40) : title);

const moved = <T,>(list: readonly T[], from: number, to: number): readonly T[] => {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return list;
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
};

const Choice = ({ cue, blocks, onClose }: ChoiceProps) => {
  const { t } = useTranslation(['run-sheet', 'scripts']);
  const values = useScriptValues(cue.productId);
  const pace = useHostPace(cue.speaker);
  const [chosen, setChosen] = useState(cue.scriptBlocks);
  const [shown, setShown] = useState<ScriptBlockId | null>(null);

  const choose = (next: readonly ScriptBlockId[]): void => {
    setChosen(next);
    changeCue(cue, { scriptBlocks: [...next] });
  };
  const known = (blockId: ScriptBlockId): ScriptBlock | undefined => blocks.find((block) => block.blockId === blockId);

  const read = blocksForCue(blocks, { productId: cue.productId, scriptBlocks: chosen });
  const isDefault = chosen.length === 0;
  // Answers are read when they are asked for.
  const total = read.reduce((sum, block) => (block.kind === 'faq' ? sum : sum + saidMs(block, values, pace)), 0);
  const preview = shown === null ? (read[0] ?? null) : (known(shown) ?? null);

  const hear = (event: KeyboardEvent, place: number): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (event.altKey && step !== 0) choose(moved(chosen, place, place + step));
    else if (event.key === 'Delete') choose(chosen.filter((_, index) => index !== place));
    else return;
    event.preventDefault();
  };

  const time = (block: ScriptBlock) => <span className={styles.time}>{formatSpan(saidMs(block, values, pace))}</span>;

  return (
    <>
      <div className={styles.side}>
        <h4>
          {t(isDefault ? 'run-sheet:script.byDefault' : 'run-sheet:script.chosen', { count: read.length })}
          <b data-over={cue.plannedMs > 0 && total > cue.plannedMs} data-testid="cue-script-total">
            {t('run-sheet:script.total', { time: formatSpan(total), planned: formatSpan(cue.plannedMs) })}
          </b>
        </h4>
        {isDefault ? (
          <ul className={styles.rows}>
            {read.map((block) => (
              <li key={block.blockId} className={styles.quiet} data-testid="cue-script-default">
                <Kind block={block} />
                <bdi>{nameOf(block)}</bdi>
                {time(block)}
              </li>
            ))}
            {read.length === 0 ? <li className={styles.none}>{t('run-sheet:script.none')}</li> : null}
          </ul>
        ) : (
          <ol className={styles.rows} data-testid="cue-script-chosen">
            {chosen.map((blockId, place) => {
              const block = known(blockId);
              return (
                <li key={blockId}>
                  <button
                    type="button"
                    className={styles.pick}
                    title={t('run-sheet:script.moveHint')}
                    data-testid="cue-script-block"
                    data-block={blockId}
                    onClick={() => setShown(blockId)}
                    onKeyDown={(event) => hear(event, place)}
                  >
                    {block === undefined ? (
                      <span className={styles.gone}>{t('run-sheet:script.gone')}</span>
                    ) : (
                      <>
                        <Kind block={block} />
                        <bdi>{nameOf(block)}</bdi>
                        {block.isDraftedByAi ? <Badge tone="attention">{t('scripts:byAi')}</Badge> : null}
                        {time(block)}
                      </>
                    )}
                  </button>
                  <button
                    type="button"
                    className={styles.tool}
                    aria-label={t('run-sheet:script.up')}
                    disabled={place === 0}
                    data-testid="cue-script-up"
                    onClick={() => choose(moved(chosen, place, place - 1))}
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    className={styles.tool}
                    aria-label={t('run-sheet:script.down')}
                    disabled={place === chosen.length - 1}
                    onClick={() => choose(moved(chosen, place, place + 1))}
                  >
                    ↓
                  </button>
                  <button
                    type="button"
                    className={styles.tool}
                    aria-label={t('run-sheet:script.leaveOut')}
                    data-testid="cue-script-remove"
                    onClick={() => choose(chosen.filter((each) => each !== blockId))}
                  >
                    ✕
                  </button>
                </li>
              );
            })}
          </ol>
        )}
        <p className={styles.acts}>
          {isDefault ? (
            <Button
              disabled={read.length === 0}
              data-testid="cue-script-take"
              onClick={() => choose(read.map(({ blockId }) => blockId))}
            >
              {t('run-sheet:script.take')}
            </Button>
          ) : (
            <Button kind="quiet" data-testid="cue-script-reset" onClick={() => choose([])}>
              {t('run-sheet:script.reset')}
            </Button>
          )}
          <Button kind="quiet" data-testid="cue-script-done" onClick={onClose}>
            {t('run-sheet:script.done')}
          </Button>
        </p>
      </div>
      <div className={styles.side}>
        <h4>{t('run-sheet:script.more')}</h4>
        <ul className={styles.rows}>
          {blocks
            .filter(({ blockId }) => !chosen.includes(blockId))
            .map((block) => (
              <li key={block.blockId}>
                <button
                  type="button"
                  className={styles.pick}
                  data-testid="cue-script-add"
                  onMouseEnter={() => setShown(block.blockId)}
                  onFocus={() => setShown(block.blockId)}
                  onClick={() => choose([...chosen, block.blockId])}
                >
                  <span aria-hidden="true">+</span>
                  <Kind block={block} />
                  <bdi>{nameOf(block)}</bdi>
                  <small>{block.productId === null ? t('scripts:general') : ''}</small>
                  {time(block)}
                </button>
              </li>
            ))}
          {blocks.length === 0 ? <li className={styles.none}>{t('run-sheet:script.write')}</li> : null}
        </ul>
      </div>
      <div className={styles.preview} data-testid="cue-script-preview">
        <h4>{preview === null ? t('run-sheet:script.preview') : nameOf(preview)}</h4>
        {preview === null ? null : <p>{saidText(preview.text, values)}</p>}
      </div>
    </>
  );
};

export const CueScripts = ({ cue, onClose }: CueScriptsProps) => {
  const { t } = useTranslation('run-sheet');
  const { productId } = cue;
  const read = useCallback(async () => {
    const [own, general] = await Promise.all([
      request('script.list', { productId }),
      request('script.list', { productId: null }),
    ]);
    if (!own.ok) return own;
    if (!general.ok) return general;
    return { ok: true, value: [...inOrder(own.value.blocks), ...inOrder(general.value.blocks)] } as const;
  }, [productId]);
  const document = useDocument<readonly ScriptBlock[]>(read);
  return (
    <section
      className={styles.editor}
      aria-label={t('script.edit')}
      data-editor
      data-testid="cue-scripts"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <DocumentFrame document={document}>
        {(blocks) => <Choice cue={cue} blocks={blocks} onClose={onClose} />}
      </DocumentFrame>
    </section>
  );
};
