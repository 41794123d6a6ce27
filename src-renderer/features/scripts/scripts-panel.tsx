// Scripts: which product, its blocks in order, and one of them to be written.

import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScriptDocument } from '../../../src-main/contract/script-documents.ts';
import type { ScriptKind } from '../../../src-main/core/script.ts';
import type { ProductId, ScriptBlockId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { liveStore, useTopicSlice } from '../../state/live-store.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import { BlockEditor } from './block-editor.tsx';
import { BlockList } from './block-list.tsx';
import { ScriptShelf } from './script-shelf.tsx';
import { ScriptTools } from './script-tools.tsx';
import styles from './scripts-panel.module.css';
import { useScriptValues } from './use-script-values.ts';

/** What is being written: a block, or a new one of a kind. */
type Chosen = { readonly blockId: ScriptBlockId } | { readonly kind: ScriptKind } | null;

const Script = ({ script }: { readonly script: ScriptDocument }) => {
  const { t } = useTranslation('scripts');
  const { productId, blocks, archived, category } = script;
  const [chosen, setChosen] = useState<Chosen>(null);
  const [, setTyped] = useState(0);
  const values = useScriptValues(productId);
  const redraw = useCallback(() => setTyped((count) => count + 1), []);

  const wanted =
    chosen !== null && 'blockId' in chosen ? blocks.find(({ blockId }) => blockId === chosen.blockId) : undefined;
  const isNew = chosen !== null && 'kind' in chosen;
  // A block that is gone leaves the first in its place.
  const block = isNew ? null : (wanted ?? blocks[0] ?? null);
  return (
    <>
      <BlockList
        blocks={blocks}
        archived={archived}
        values={values}
        chosen={block?.blockId ?? null}
        onChoose={(blockId) => setChosen({ blockId })}
        onNew={(kind) => setChosen({ kind })}
      />
      {block === null && !isNew ? (
        <p className={styles.empty}>{t('emptyEditor')}</p>
      ) : (
        <BlockEditor
          key={block?.blockId ?? (isNew ? chosen.kind : '')}
          block={block}
          kind={isNew ? chosen.kind : 'custom'}
          productId={productId}
          category={category}
          values={values}
          onSaved={(blockId) => setChosen({ blockId })}
          onTyped={redraw}
        />
      )}
    </>
  );
};

/** Where one comes from the desk, what is being explained is what one means. */
const firstChoice = (): ProductId | null => {
  const { topics } = liveStore.getState();
  return topics['pin.current']?.pinned?.productId ?? topics['product.list']?.[0]?.productId ?? null;
};

export const ScriptsPanel = () => {
  const { t } = useTranslation('scripts');
  const [productId, setProductId] = useState(firstChoice);
  const revision = useTopicSlice('script.current', (script) => script?.revision ?? 0);
  const sheet = useTopicSlice('run-sheet.current', (topic) => topic?.version ?? 0);
  const read = useCallback(() => request('script.list', { productId }), [productId]);
  const document = useDocument(read);
  const { again } = document;
  // biome-ignore lint/correctness/useExhaustiveDependencies: blocks are others in another revision
  useEffect(again, [again, revision]);
  const nameOf = (script: ScriptDocument): string => (script.productId === null ? t('general') : script.title);
  return (
    <section className={styles.panel} aria-label={t('panel')} data-testid="scripts-panel">
      <ScriptShelf chosen={productId} onChoose={setProductId} revision={`${revision} ${sheet}`} />
      <div className={styles.main}>
        <DocumentFrame document={document}>
          {(script) => (
            <>
              <ScriptTools productId={script.productId} title={nameOf(script)} />
              <div className={styles.body}>
                <Script key={script.productId ?? ''} script={script} />
              </div>
            </>
          )}
        </DocumentFrame>
      </div>
    </section>
  );
};
