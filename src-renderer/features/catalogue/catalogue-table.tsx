// The list as a table: a hundred thousand rows of which only those in sight are there, by mouse and by keyboard.

import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { CatalogueRow, CatalogueSort } from '../../../src-main/contract/catalogue-documents.ts';
import { catalogueStore, NO_FILTER, NOTHING_CHOSEN, useCatalogue } from '../../state/catalogue-store.ts';
import { Button } from '../../ui/button.tsx';
import { CatalogueLine, LINE_PX } from './catalogue-line.tsx';
import styles from './catalogue-table.module.css';
import { isChosen, toggled, withStretch } from './choice.ts';
import type { CatalogueRows } from './use-catalogue-rows.ts';

const HEADS: readonly { readonly column: string; readonly sort: CatalogueSort | null }[] = [
  { column: 'product', sort: 'title' },
  { column: 'category', sort: 'category' },
  { column: 'tags', sort: null },
  { column: 'price', sort: 'price' },
  { column: 'stock', sort: 'stock' },
  { column: 'updated', sort: 'updated' },
];

const Heads = ({ total }: { readonly total: number }) => {
  const { t } = useTranslation('catalogue');
  const sort = useCatalogue((state) => state.sort);
  const isDescending = useCatalogue((state) => state.isDescending);
  const sortBy = useCatalogue((state) => state.sortBy);
  const choice = useCatalogue((state) => state.choice);
  const choose = useCatalogue((state) => state.choose);
  const isAll = choice.kind === 'all';
  return (
    <div className={styles.heads}>
      <span>
        <button
          type="button"
          className={styles.box}
          data-chosen={isAll}
          aria-pressed={isAll}
          disabled={total === 0}
          aria-label={t('chooseAll')}
          title={t('chooseAll')}
          data-testid="catalogue-choose-all"
          onClick={() => choose(isAll ? NOTHING_CHOSEN : { kind: 'all' })}
        >
          {isAll ? '✓' : ''}
        </button>
      </span>
      {HEADS.map(({ column, sort: by }) => (
        <span key={column} data-column={column}>
          {by === null ? (
            t(`column.${column}`)
          ) : (
            <button
              type="button"
              className={styles.head}
              aria-pressed={by === sort}
              onClick={() => sortBy(by)}
              data-testid={`catalogue-sort-${by}`}
            >
              {t(`column.${column}`)}
              <span aria-hidden="true">{by !== sort ? '' : isDescending ? ' ↓' : ' ↑'}</span>
            </button>
          )}
        </span>
      ))}
    </div>
  );
};

const Empty = ({ isFiltered }: { readonly isFiltered: boolean }) => {
  const { t } = useTranslation('catalogue');
  const setFilter = useCatalogue((state) => state.setFilter);
  const openProduct = useCatalogue((state) => state.openProduct);
  return (
    <div className={styles.empty} data-testid="catalogue-empty">
      <p>{t(isFiltered ? 'nothingFound' : 'empty')}</p>
      {isFiltered ? (
        <Button onClick={() => setFilter(NO_FILTER)}>{t('clearFilter')}</Button>
      ) : (
        <Button kind="primary" onClick={() => openProduct('new')}>
          {t('new')}
        </Button>
      )}
    </div>
  );
};

export const CatalogueTable = ({ rows }: { readonly rows: CatalogueRows }) => {
  const { t } = useTranslation(['catalogue', 'errors']);
  const choice = useCatalogue((state) => state.choice);
  const filter = useCatalogue((state) => state.filter);
  const open = useCatalogue((state) => state.open);
  const forms = useCatalogue((state) => state.forms);
  const choose = useCatalogue((state) => state.choose);
  const openProduct = useCatalogue((state) => state.openProduct);
  const list = useRef<VirtuosoHandle>(null);
  const [active, setActive] = useState(0);
  /** Where a stretch begins. */
  const anchor = useRef(0);
  const total = rows.total ?? 0;
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(NO_FILTER);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter begins at the top
  useEffect(() => {
    setActive(0);
    anchor.current = 0;
    list.current?.scrollToIndex({ index: 0 });
  }, [filter]);

  const stretchTo = async (index: number): Promise<void> => {
    const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
    const stretch = await rows.read(from, to);
    choose(
      withStretch(
        catalogueStore.getState().choice,
        stretch.map(({ productId }) => productId),
      ),
    );
  };

  const press = (event: MouseEvent, index: number, row: CatalogueRow, isBox: boolean): void => {
    setActive(index);
    if (event.shiftKey) {
      void stretchTo(index);
      return;
    }
    anchor.current = index;
    if (isBox || event.ctrlKey || event.metaKey) choose(toggled(choice, row.productId));
    else openProduct(row.productId);
  };

  const step = (event: KeyboardEvent, by: number): void => {
    const next = Math.min(Math.max(0, active + by), Math.max(0, total - 1));
    setActive(next);
    list.current?.scrollIntoView({ index: next });
    if (event.shiftKey) void stretchTo(next);
    else anchor.current = next;
  };

  const STEPS: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: 12,
    PageUp: -12,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };

  const hearKey = (event: KeyboardEvent): void => {
    const row = rows.row(active);
    const by = STEPS[event.key];
    const hasCommand = event.ctrlKey || event.metaKey;
    if (by !== undefined) step(event, by);
    else if (hasCommand && event.key.toLowerCase() === 'a') choose({ kind: 'all' });
    else if (event.key === ' ' && row !== undefined) choose(toggled(choice, row.productId));
    else if (event.key === 'Enter' && row !== undefined) openProduct(row.productId);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  if (rows.refused !== null && rows.total === null) {
    return (
      <div className={styles.empty} role="alert">
        <p>{t(`errors:${rows.refused.code}`, { ...rows.refused.details })}</p>
        <Button onClick={rows.again}>{t('catalogue:again')}</Button>
      </div>
    );
  }
  return (
    <div className={styles.table}>
      <Heads total={total} />
      {rows.total === null ? (
        <div className={styles.skeleton} role="status" aria-label={t('catalogue:loading')}>
          {Array.from({ length: 12 }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bars that stand for rows
            <span key={index} />
          ))}
        </div>
      ) : total === 0 ? (
        <Empty isFiltered={isFiltered} />
      ) : (
        <div
          className={styles.body}
          role="listbox"
          tabIndex={0}
          aria-label={t('catalogue:title')}
          aria-multiselectable="true"
          aria-activedescendant={`catalogue-${active}`}
          data-testid="catalogue-rows"
          data-total={total}
          onKeyDown={hearKey}
        >
          <Virtuoso
            ref={list}
            className={styles.scroller}
            tabIndex={-1}
            totalCount={total}
            fixedItemHeight={LINE_PX}
            increaseViewportBy={4 * LINE_PX}
            rangeChanged={({ startIndex, endIndex }) => rows.see(startIndex, endIndex)}
            itemContent={(index) => {
              const row = rows.row(index);
              return (
                <CatalogueLine
                  row={row}
                  index={index}
                  isActive={index === active}
                  isChosen={row !== undefined && isChosen(choice, row.productId)}
                  isOpen={row !== undefined && row.productId === open}
                  isUnsaved={row !== undefined && forms.has(row.productId)}
                  onPress={press}
                />
              );
            }}
          />
        </div>
      )}
    </div>
  );
};
