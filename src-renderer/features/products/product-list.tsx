// The run sheet: every product in its order, found by `/`, chosen by arrows or mouse, pinned by Enter or double click.

import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useTopic, useTopicSlice } from '../../state/live-store.ts';
import { pinNumber } from './pin-commands.ts';
import styles from './product-list.module.css';
import { ProductRows } from './product-rows.tsx';
import { searchProducts } from './product-search.ts';
import { SearchField } from './search-field.tsx';

const MINUTE_MS = 60_000;

const Progress = ({ products }: { readonly products: readonly ProductRow[] }) => {
  const { t } = useTranslation('products');
  const behindMs = useTopicSlice('pin.current', (pin) => pin?.behindMs ?? 0);
  const done = products.filter((product) => product.explain !== 'none').length;
  const minutes = Math.round(behindMs / MINUTE_MS);
  return (
    <p className={styles.progress}>
      {t('progress', { done, count: products.length })}
      {minutes === 0 ? null : (
        <b data-late={minutes > 0}>{t(minutes > 0 ? 'late' : 'early', { minutes: Math.abs(minutes) })}</b>
      )}
    </p>
  );
};

/** Goes on to the next cue that is not skipped. */
const NextButton = () => {
  const { t } = useTranslation('products');
  const next = useTopicSlice('pin.current', (pin) => pin?.next ?? null);
  const isOnAir = useTopicSlice('show.current', (show) => show?.phase === 'live' || show?.phase === 'rehearsing');
  if (next === null || !isOnAir) return null;
  const { number, title } = next;
  return (
    <button
      type="button"
      className={styles.next}
      title={t('nextHint', { number, title })}
      data-testid="pin-next"
      data-number={number}
      onClick={() => pinNumber(number)}
    >
      {t('nextButton')} <b>{number}</b>
    </button>
  );
};

const Skeleton = () => (
  <div className={styles.skeleton} aria-hidden="true">
    {[1, 2, 3, 4, 5, 6, 7, 8].map((place) => (
      <span key={place} />
    ))}
  </div>
);

export const ProductList = () => {
  const { t } = useTranslation('products');
  const products = useTopic('product.list');
  const search = useDesk((desk) => desk.search);
  const selected = useDesk((desk) => desk.selected);
  const select = useDesk((desk) => desk.select);
  const openDialog = useDesk((desk) => desk.openDialog);
  const pinned = useTopicSlice('pin.current', (pin) => pin?.pinned?.variantId ?? null);
  const found = useMemo(() => searchProducts(products ?? [], search), [products, search]);
  const onSelect = useCallback((product: ProductRow) => select(product.variantId), [select]);
  // While searching, what Enter would pin is always in sight.
  const shown = search !== '' && !found.some((row) => row.variantId === selected) ? found[0]?.variantId : selected;

  return (
    <>
      <header className={styles.head}>
        <h2>{t('title')}</h2>
        {products === null ? null : <Progress products={products} />}
        <NextButton />
      </header>
      <SearchField found={found} />
      <div id="product-rows" className={styles.rows} role="listbox" aria-label={t('title')}>
        {products === null ? <Skeleton /> : null}
        <ProductRows products={found} selected={shown ?? null} pinned={pinned} onSelect={onSelect} />
        {products !== null && found.length === 0 ? (
          <div className={styles.empty}>
            <p>{products.length === 0 ? t('empty') : t('notFound', { search })}</p>
            {products.length === 0 ? (
              <button type="button" onClick={() => openDialog({ kind: 'shows' })}>
                {t('openShows')}
              </button>
            ) : null}
          </div>
        ) : null}
      </div>
    </>
  );
};
