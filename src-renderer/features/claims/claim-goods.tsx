// What is asked for, found by number, name or code, and how many of it: for claims that a person takes down.

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import { useTopic } from '../../state/live-store.ts';
import { searchProducts } from '../products/product-search.ts';
import styles from './claim-form.module.css';
import { readUnits } from './rules-draft.ts';

const MOST_SHOWN = 6;
const NO_PRODUCTS: readonly ProductRow[] = [];

export interface GoodsDraft {
  readonly search: string;
  /** Null: the first that the search finds. */
  readonly variantId: string | null;
  readonly quantity: string;
}

export const EMPTY_GOODS: GoodsDraft = { search: '', variantId: null, quantity: '1' };

export interface ChosenGoods {
  readonly number: number;
  readonly variantId: ProductRow['variantId'];
  readonly title: string;
  readonly quantity: number;
}

const nameOf = ({ title, variantTitle }: ProductRow): string => `${title} ${variantTitle}`.trim();

/** What the draft means now; null while it means nothing. */
export const useChosenGoods = (
  draft: GoodsDraft,
): { readonly found: readonly ProductRow[]; readonly chosen: ChosenGoods | null } => {
  const products = useTopic('product.list') ?? NO_PRODUCTS;
  const isAsked = draft.search.trim() !== '' || draft.variantId !== null;
  const found = searchProducts(products, draft.search).slice(0, MOST_SHOWN);
  const product = found.find(({ variantId }) => variantId === draft.variantId) ?? (isAsked ? found[0] : undefined);
  const quantity = readUnits(draft.quantity);
  const chosen =
    product === undefined || quantity === null
      ? null
      : { number: product.number, variantId: product.variantId, title: nameOf(product), quantity };
  return { found, chosen };
};

interface ClaimGoodsProps {
  readonly draft: GoodsDraft;
  readonly found: readonly ProductRow[];
  readonly chosen: ChosenGoods | null;
  readonly onChange: (draft: GoodsDraft) => void;
}

export const ClaimGoods = ({ draft, found, chosen, onChange }: ClaimGoodsProps) => {
  const { t } = useTranslation('claims');
  const id = useId();
  const step = (by: 1 | -1): void => {
    const at = found.findIndex(({ variantId }) => variantId === chosen?.variantId);
    const next = found[Math.min(found.length - 1, Math.max(0, at + by))];
    if (next !== undefined) onChange({ ...draft, variantId: next.variantId });
  };
  return (
    <>
      <div className={styles.pair}>
        <label>
          {t('maker.product')}
          <input
            value={draft.search}
            maxLength={100}
            placeholder={t('maker.productHint')}
            role="combobox"
            aria-expanded="true"
            aria-controls={id}
            aria-activedescendant={chosen === null ? undefined : `${id}${chosen.variantId}`}
            data-testid="claim-product"
            onChange={(event) => onChange({ ...draft, search: event.target.value, variantId: null })}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
              event.preventDefault();
              step(event.key === 'ArrowDown' ? 1 : -1);
            }}
          />
        </label>
        <label className={styles.count}>
          {t('maker.quantity')}
          <input
            value={draft.quantity}
            inputMode="numeric"
            aria-invalid={readUnits(draft.quantity) === null}
            data-testid="claim-quantity"
            onChange={(event) => onChange({ ...draft, quantity: event.target.value })}
          />
        </label>
      </div>
      <div id={id} role="listbox" aria-label={t('maker.product')} className={styles.products}>
        {found.length === 0 ? <p className={styles.hint}>{t('maker.noProduct')}</p> : null}
        {found.map((product) => (
          <button
            key={product.variantId}
            id={`${id}${product.variantId}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={product.variantId === chosen?.variantId}
            className={styles.product}
            data-testid="claim-product-option"
            onClick={() => onChange({ ...draft, variantId: product.variantId })}
          >
            <b>{product.number}</b>
            <bdi>{nameOf(product)}</bdi>
            <span data-tone={product.isTracked && product.sellable === 0 ? 'attention' : 'quiet'}>
              {product.isTracked ? t('maker.left', { count: product.sellable }) : t('maker.untracked')}
            </span>
          </button>
        ))}
      </div>
    </>
  );
};
