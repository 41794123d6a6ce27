// One block: what it is for, its words with faults and findings as they are typed, how it is read now, and its versions.

import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NO_CONTEXT } from '../../../src-main/core/compliance/finding.ts';
import {
  LONGEST_TEXT,
  LONGEST_TITLE,
  objectToDraft,
  SCRIPT_KINDS,
  type ScriptBlock,
  type ScriptDraft,
  type ScriptKind,
  tidyDraft,
} from '../../../src-main/core/script.ts';
import type { ProductId, ScriptBlockId } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ComplianceField } from '../compliance/compliance-field.tsx';
import { useCommand } from '../desk/use-command.ts';
import styles from './block-editor.module.css';
import { BlockPreview } from './block-preview.tsx';
import { BlockVersions } from './block-versions.tsx';
import { draftKey, draftOf, dropTyped, isSameDraft, keepTyped, typedDraft } from './script-drafts.ts';
import type { ScriptValuesNow } from './use-script-values.ts';
import { VariableMenu } from './variable-menu.tsx';

interface BlockEditorProps {
  /** Null for a new one of `kind`. */
  readonly block: ScriptBlock | null;
  readonly kind: ScriptKind;
  readonly productId: ProductId | null;
  readonly category: string;
  readonly values: ScriptValuesNow;
  readonly onSaved: (blockId: ScriptBlockId) => void;
  readonly onTyped: () => void;
}

const emptyDraft = (kind: ScriptKind, productId: ProductId | null): ScriptDraft => ({
  kind,
  productId,
  title: '',
  text: '',
  tags: [],
  isDraftedByAi: false,
});

/** What the rules need to know of the goods, as the run sheet has them. */
const useGoods = (productId: ProductId | null) => {
  const price = useTopicSlice(
    'product.list',
    (rows) => rows?.find((row) => row.productId === productId)?.price ?? null,
  );
  const compare = useTopicSlice(
    'product.list',
    (rows) => rows?.find((row) => row.productId === productId)?.comparePrice ?? null,
  );
  if (productId === null) return NO_CONTEXT;
  return { ...NO_CONTEXT, productId, price, comparePrice: compare === null ? null : { ...compare, proof: '' } };
};

export const BlockEditor = (props: BlockEditorProps) => {
  const { block, kind, productId, category, values, onSaved, onTyped } = props;
  const { t } = useTranslation(['scripts', 'prompter']);
  const run = useCommand();
  const key = draftKey(block?.blockId ?? null, productId);
  const kept = block === null ? emptyDraft(kind, productId) : draftOf(block);
  const typed = typedDraft(key);
  const draft = typed?.draft ?? kept;
  const version = typed?.version ?? block?.version ?? null;
  const [isShowingVersions, setShowingVersions] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const context = useGoods(productId);

  const isChanged = !isSameDraft(draft, kept);
  const isStale = isChanged && block !== null && version !== block.version;
  const objection = objectToDraft(tidyDraft(draft));

  const change = (part: Partial<ScriptDraft>): void => {
    const next = { ...draft, ...part };
    if (isSameDraft(next, kept)) dropTyped(key);
    else keepTyped(key, { draft: next, version });
    onTyped();
  };

  const textArea = (): HTMLTextAreaElement | null => field.current?.querySelector('textarea') ?? null;

  const insert = (words: string): void => {
    const area = textArea();
    const from = area?.selectionStart ?? draft.text.length;
    const to = area?.selectionEnd ?? from;
    change({ text: `${draft.text.slice(0, from)}${words}${draft.text.slice(to)}` });
    // After the new words have been drawn.
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(from + words.length, from + words.length);
    });
  };

  const save = async (): Promise<void> => {
    if (!isChanged || objection !== null || isStale) return;
    const blockId = block?.blockId ?? null;
    const input = { ...draft, tags: [...draft.tags] };
    const reply = await run('script.save', { commandId: newCommandId(), blockId, version, draft: input });
    if (!reply.ok) return;
    // What was typed on while the answer was on its way stays typed, on the version that was just made.
    const now = typedDraft(key);
    if (now !== null && !isSameDraft(now.draft, draft) && blockId !== null) {
      keepTyped(key, { draft: now.draft, version: reply.value.version });
    } else dropTyped(key);
    onTyped();
    onSaved(reply.value.blockId);
  };

  const discard = (): void => {
    dropTyped(key);
    onTyped();
  };

  const hear = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    void save();
  };

  return (
    <section
      className={styles.editor}
      aria-label={t('scripts:editor')}
      data-testid="script-editor"
      data-changed={isChanged}
      onKeyDown={hear}
    >
      <header className={styles.head}>
        <select
          className={styles.kind}
          value={draft.kind}
          aria-label={t('scripts:kind')}
          onChange={(event) => {
            const chosen = SCRIPT_KINDS.find((each) => each === event.target.value);
            if (chosen !== undefined) change({ kind: chosen });
          }}
        >
          {SCRIPT_KINDS.map((each) => (
            <option key={each} value={each}>
              {t(`prompter:kind.${each}`)}
            </option>
          ))}
        </select>
        <input
          className={styles.title}
          value={draft.title}
          placeholder={t(draft.kind === 'faq' ? 'scripts:questionHint' : 'scripts:titleHint')}
          aria-label={t(draft.kind === 'faq' ? 'scripts:question' : 'scripts:title')}
          maxLength={LONGEST_TITLE}
          data-testid="script-title"
          onChange={(event) => change({ title: event.target.value })}
        />
        {block === null || isChanged ? null : block.isDraftedByAi ? (
          <Badge tone="attention">{t('scripts:byAi')}</Badge>
        ) : block.approvedBy !== null ? (
          <Badge tone="fine">{t('scripts:approved')}</Badge>
        ) : (
          <Badge tone="quiet">{t('scripts:notApproved')}</Badge>
        )}
      </header>
      {isStale ? (
        <p className={styles.stale} role="alert">
          {t('scripts:stale')}
          <Button onClick={discard}>{t('scripts:takeTheirs')}</Button>
          <Button
            onClick={() => {
              keepTyped(key, { draft, version: block.version });
              onTyped();
            }}
          >
            {t('scripts:keepMine')}
          </Button>
        </p>
      ) : null}
      <div className={styles.body}>
        <div ref={field}>
          <ComplianceField
            label={t('scripts:text')}
            isLabelHidden
            value={draft.text}
            onChange={(text) => change({ text })}
            category={category}
            context={context}
            rows={10}
            maxLength={LONGEST_TEXT}
            placeholder={t('scripts:textHint')}
            testId="script-text"
          />
        </div>
        <div className={styles.row}>
          <VariableMenu values={values} text={draft.text} onInsert={insert} />
          <label className={styles.ai}>
            <input
              type="checkbox"
              checked={draft.isDraftedByAi}
              disabled={block?.isDraftedByAi === true}
              title={t('scripts:aiHint')}
              onChange={(event) => change({ isDraftedByAi: event.target.checked })}
            />
            {t('scripts:byAi')}
          </label>
          <input
            key={key}
            className={styles.tags}
            defaultValue={draft.tags.join(' ')}
            placeholder={t('scripts:tags')}
            aria-label={t('scripts:tags')}
            maxLength={300}
            onBlur={(event) =>
              change({ tags: event.target.value.split(/[\s,，、;；|#]+/).filter((tag) => tag !== '') })
            }
          />
        </div>
        <BlockPreview
          text={draft.text}
          values={values}
          onShow={({ start, end }) => {
            textArea()?.focus();
            textArea()?.setSelectionRange(start, end);
          }}
        />
      </div>
      <footer className={styles.foot}>
        <Button
          kind="primary"
          disabled={!isChanged || objection !== null || isStale}
          data-testid="script-save"
          onClick={() => void save()}
        >
          {t('scripts:save')} <Kbd>Ctrl S</Kbd>
        </Button>
        <Button kind="quiet" disabled={!isChanged} onClick={discard}>
          {t('scripts:discard')}
        </Button>
        {objection !== null && isChanged ? (
          <span className={styles.objection}>{t(`scripts:objection.${objection.reason}`)}</span>
        ) : null}
        {block === null ? null : (
          <span className={styles.tools}>
            {block.approvedBy === null ? (
              <Button
                disabled={isChanged}
                title={t('scripts:approveHint')}
                data-testid="script-approve"
                onClick={() =>
                  void run('script.approve', {
                    commandId: newCommandId(),
                    blockId: block.blockId,
                    version: block.version,
                  })
                }
              >
                {t('scripts:approve')}
              </Button>
            ) : null}
            <Button data-testid="script-versions" onClick={() => setShowingVersions(true)}>
              {t('scripts:versions', { count: block.version })}
            </Button>
            <Button
              kind="quiet"
              data-testid="script-archive"
              onClick={() =>
                void run('script.archive', { commandId: newCommandId(), blockId: block.blockId, isArchived: true })
              }
            >
              {t('scripts:archive')}
            </Button>
          </span>
        )}
      </footer>
      {isShowingVersions && block !== null ? (
        <BlockVersions block={block} onClose={() => setShowingVersions(false)} />
      ) : null}
    </section>
  );
};
