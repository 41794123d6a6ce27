// All scripts: the general one, those of the run sheet, and others found by a search.

import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScriptShelfRow } from '../../../src-main/contract/script-documents.ts';
import type { ProductId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { ProductImage } from '../products/product-image.tsx';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './script-shelf.module.css';

interface ScriptShelfProps {
  readonly chosen: ProductId | null;
  readonly onChoose: (productId: ProductId | null) => void;
  /** Of the scripts and of the run sheet: another one is read anew. */
  readonly revision: string;
}

const Row = ({ row, isChosen, onChoose }: { row: ScriptShelfRow; isChosen: boolean; onChoose: () => void }) => {
  const { t } = useTranslation('scripts');
  const title = row.productId === null ? t('general') : row.title;
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-current={isChosen}
        data-testid="script-shelf-row"
        data-number={row.number ?? 'none'}
        onClick={onChoose}
      >
        {row.productId === null ? (
          <span className={styles.general} aria-hidden="true" />
        ) : (
          <ProductImage image={row.image} title={row.title} className={styles.image} />
        )}
        <span className={styles.what}>
          <bdi className={styles.title} title={title}>
            {title}
          </bdi>
          <small>
            {row.number === null ? '' : `${t('number', { number: row.number })} · `}
            {row.blocks === 0 ? t('noBlocks') : t('blockCount', { count: row.blocks })}
            {row.drafts === 0 ? null : <b> · {t('draftCount', { count: row.drafts })}</b>}
          </small>
        </span>
      </button>
    </li>
  );
};

export const ScriptShelf = ({ chosen, onChoose, revision }: ScriptShelfProps) => {
  const { t } = useTranslation('scripts');
  const [search, setSearch] = useState('');
  const read = useCallback(() => request('script.shelf', { search }), [search]);
  const document = useDocument(read);
  const { again } = document;
  // biome-ignore lint/correctness/useExhaustiveDependencies: counts and numbers are others in another revision
  useEffect(again, [again, revision]);
  return (
    <aside className={styles.shelf} aria-label={t('shelf')}>
      <input
        className={styles.search}
        type="search"
        value={search}
        placeholder={t('search')}
        aria-label={t('search')}
        maxLength={100}
        autoComplete="off"
        data-testid="script-search"
        onChange={(event) => setSearch(event.target.value)}
      />
      <DocumentFrame document={document}>
        {(rows) => (
          <ul className={styles.rows}>
            {rows.map((row) => (
              <Row
                key={row.productId ?? ''}
                row={row}
                isChosen={row.productId === chosen}
                onChoose={() => onChoose(row.productId)}
              />
            ))}
            {rows.length === 0 ? <li className={styles.none}>{t('notFound', { search })}</li> : null}
          </ul>
        )}
      </DocumentFrame>
    </aside>
  );
};
