// The search of the run sheet: `/` comes here, arrows choose, Enter pins the first or chosen one, Esc leaves.

import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import { useDesk } from '../../state/desk-store.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { pinProduct } from './pin-commands.ts';
import styles from './product-list.module.css';
import { neighbourOf } from './product-search.ts';

export const SEARCH_ID = 'product-search';

interface SearchFieldProps {
  readonly found: readonly ProductRow[];
}

export const SearchField = ({ found }: SearchFieldProps) => {
  const { t } = useTranslation('products');
  const search = useDesk((desk) => desk.search);
  const selected = useDesk((desk) => desk.selected);
  const setSearch = useDesk((desk) => desk.setSearch);
  const select = useDesk((desk) => desk.select);
  const field = useRef<HTMLInputElement>(null);

  const leave = (): void => {
    setSearch('');
    field.current?.blur();
  };
  const step = (by: 1 | -1): void => select(neighbourOf(found, selected, by)?.variantId ?? null);
  const pin = (): void => {
    const product = found.find((row) => row.variantId === selected) ?? found[0];
    if (product === undefined) return;
    select(product.variantId);
    pinProduct(product);
    leave();
  };

  return (
    <div className={styles.search}>
      <input
        ref={field}
        id={SEARCH_ID}
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="product-rows"
        aria-activedescendant={selected === null ? undefined : `product-${selected}`}
        autoComplete="off"
        spellCheck={false}
        value={search}
        placeholder={t('search')}
        aria-label={t('search')}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') leave();
          else if (event.key === 'Enter') pin();
          else if (event.key === 'ArrowDown') step(1);
          else if (event.key === 'ArrowUp') step(-1);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <Kbd>/</Kbd>
    </div>
  );
};
