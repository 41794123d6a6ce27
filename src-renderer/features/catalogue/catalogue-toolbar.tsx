// What the list shows: search, category, tag, low stock, archive; and the way to a new product.

import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueFacets } from '../../../src-main/contract/catalogue-documents.ts';
import { request } from '../../client/client.ts';
import { NO_FILTER, useCatalogue } from '../../state/catalogue-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { CatalogueFiles } from '../import/catalogue-files.tsx';
import styles from './catalogue-toolbar.module.css';

/** Of a variant, what a show may sell: from here down it is worth a look. */
const LOW_STOCK = 10;
const ANY = '*';

const useFacets = (): CatalogueFacets | null => {
  const revision = useTopicSlice('catalogue.state', (state) => state?.revision ?? 0);
  const [facets, setFacets] = useState<CatalogueFacets | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision asks again
  useEffect(() => {
    let isWanted = true;
    void request('catalogue.facets', {}).then((reply) => {
      if (isWanted && reply.ok) setFacets(reply.value);
    });
    return () => {
      isWanted = false;
    };
  }, [revision]);
  return facets;
};

export const CatalogueToolbar = ({ search }: { readonly search: RefObject<HTMLInputElement | null> }) => {
  const { t } = useTranslation('catalogue');
  const filter = useCatalogue((state) => state.filter);
  const setFilter = useCatalogue((state) => state.setFilter);
  const openProduct = useCatalogue((state) => state.openProduct);
  const facets = useFacets();
  const toName = (value: string): string | null => (value === ANY ? null : value);

  const leaveSearch = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    if (filter.search === '') event.currentTarget.blur();
    else setFilter({ search: '' });
    event.stopPropagation();
  };

  return (
    <search className={styles.bar}>
      <div className={styles.search}>
        <input
          ref={search}
          type="text"
          value={filter.search}
          placeholder={t('search')}
          aria-label={t('search')}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          data-testid="catalogue-search"
          onChange={(event) => setFilter({ search: event.target.value })}
          onKeyDown={leaveSearch}
        />
        <Kbd>/</Kbd>
      </div>
      <select
        className={styles.select}
        value={filter.category ?? ANY}
        aria-label={t('category')}
        data-testid="catalogue-category"
        onChange={(event) => setFilter({ category: toName(event.target.value) })}
      >
        <option value={ANY}>{t('anyCategory')}</option>
        {facets?.categories.map(({ name, count }) => (
          <option key={name} value={name}>
            {name === '' ? t('noCategory') : name} ({count})
          </option>
        ))}
      </select>
      <select
        className={styles.select}
        value={filter.tag ?? ANY}
        aria-label={t('tags')}
        data-testid="catalogue-tag"
        onChange={(event) => setFilter({ tag: toName(event.target.value) })}
      >
        <option value={ANY}>{t('anyTag')}</option>
        {facets?.tags.map(({ name, count }) => (
          <option key={name} value={name}>
            {name} ({count})
          </option>
        ))}
      </select>
      <button
        type="button"
        className={styles.toggle}
        aria-pressed={filter.stockAtMost !== null}
        data-testid="catalogue-low"
        title={t('lowHint', { count: LOW_STOCK })}
        onClick={() => setFilter({ stockAtMost: filter.stockAtMost === null ? LOW_STOCK : null })}
      >
        {t('low')}
      </button>
      <button
        type="button"
        className={styles.toggle}
        aria-pressed={filter.state === 'archived'}
        data-testid="catalogue-archived"
        onClick={() => setFilter({ ...NO_FILTER, state: filter.state === 'archived' ? 'active' : 'archived' })}
      >
        {t('archivedCount', { count: facets?.archived ?? 0 })}
      </button>
      <CatalogueFiles />
      <Button kind="primary" className={styles.make} data-testid="catalogue-new" onClick={() => openProduct('new')}>
        {t('new')}
      </Button>
    </search>
  );
};
