// What this screen holds of the catalogue: the filter, the order, what is chosen and open, and texts not saved yet.

import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { CatalogueFilter, CatalogueProduct, CatalogueSort } from '../../src-main/contract/catalogue-documents.ts';
import type { Gift } from '../../src-main/core/gift.ts';
import type { CompareBasis } from '../../src-main/core/product.ts';
import type { CommandId, ProductId, VariantId } from '../../src-main/core/units.ts';

/** As typed: amounts and counts are texts until they are saved. */
export interface VariantForm {
  readonly key: string;
  /** Null: a new one. */
  readonly variantId: VariantId | null;
  readonly options: readonly string[];
  readonly sku: string;
  readonly barcode: string;
  readonly list: string;
  readonly live: string;
  readonly compare: string;
  readonly basis: CompareBasis;
  readonly proof: string;
  readonly cost: string;
  readonly stock: string;
  readonly buffer: string;
  readonly isTracked: boolean;
}

export interface ProductForm {
  /** As it was when it was opened; null for a new one. */
  readonly opened: CatalogueProduct | null;
  readonly currency: string;
  readonly title: string;
  readonly category: string;
  readonly brand: string;
  readonly partner: string;
  readonly description: string;
  /** Separated by commas. */
  readonly tags: string;
  /** One a line. */
  readonly sellingPoints: string;
  /** One a line, name and value with a colon between. */
  readonly specification: string;
  readonly shipping: string;
  readonly afterSale: string;
  readonly gift: Gift;
  readonly images: readonly string[];
  readonly optionNames: readonly string[];
  readonly variants: readonly VariantForm[];
  readonly why: string;
}

/** What the editor shows: a product, or a new one. */
export type OpenProduct = ProductId | 'new';

export type Choice =
  | { readonly kind: 'some'; readonly productIds: ReadonlySet<ProductId> }
  /** All that pass the filter. */
  | { readonly kind: 'all' };

/** The last edit of this screen, offered to be undone. */
export interface EditNotice {
  readonly editId: CommandId;
  readonly what: 'create' | 'save' | 'many' | 'archive' | 'restore';
  readonly products: number;
}

export interface CatalogueState {
  readonly filter: CatalogueFilter;
  readonly sort: CatalogueSort;
  readonly isDescending: boolean;
  readonly choice: Choice;
  readonly open: OpenProduct | null;
  readonly forms: ReadonlyMap<OpenProduct, ProductForm>;
  readonly notice: EditNotice | null;
  setFilter(change: Partial<CatalogueFilter>): void;
  /** The same column again turns the order round. */
  sortBy(sort: CatalogueSort): void;
  choose(choice: Choice): void;
  openProduct(open: OpenProduct | null): void;
  /** Null throws the text away. */
  setForm(open: OpenProduct, form: ProductForm | null): void;
  setNotice(notice: EditNotice | null): void;
}

export const NO_FILTER: CatalogueFilter = { search: '', category: null, tag: null, state: 'active', stockAtMost: null };
export const NOTHING_CHOSEN: Choice = { kind: 'some', productIds: new Set() };

const FIRST_DOWN: readonly CatalogueSort[] = ['updated'];

export const catalogueStore = createStore<CatalogueState>((set) => ({
  filter: NO_FILTER,
  sort: 'updated',
  isDescending: true,
  choice: NOTHING_CHOSEN,
  open: null,
  forms: new Map(),
  notice: null,
  // What is chosen must stay in sight: another filter chooses anew.
  setFilter: (change) => set(({ filter }) => ({ filter: { ...filter, ...change }, choice: NOTHING_CHOSEN })),
  sortBy: (sort) =>
    set((state) => ({
      sort,
      isDescending: state.sort === sort ? !state.isDescending : FIRST_DOWN.includes(sort),
    })),
  choose: (choice) => set({ choice }),
  openProduct: (open) => set({ open }),
  setForm: (open, form) =>
    set(({ forms }) => {
      const next = new Map(forms);
      if (form === null) next.delete(open);
      else next.set(open, form);
      return { forms: next };
    }),
  setNotice: (notice) => set({ notice }),
}));

export const useCatalogue = <Part>(select: (state: CatalogueState) => Part): Part => useStore(catalogueStore, select);
