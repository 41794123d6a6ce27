// What belongs to this screen alone: the selected product, typed digits, the open dialog, the language.

import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { DealId, ShowId, VariantId, ViewerId } from '../../src-main/core/units.ts';
import { type Language, readLanguage, saveLanguage } from '../i18n/language.ts';

/** What is prepared before a show. */
export type WorkspaceName = 'products' | 'scripts' | 'run-sheet' | 'compliance';

type DeskDialog =
  | { readonly kind: 'keys' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'shows' }
  | { readonly kind: 'rejects' }
  | { readonly kind: 'source' }
  | { readonly kind: 'workspace'; readonly tab: WorkspaceName }
  | { readonly kind: 'cue-insert'; readonly after: VariantId }
  | { readonly kind: 'show-new'; readonly copyOf?: ShowId }
  | { readonly kind: 'summary'; readonly showId: ShowId }
  | { readonly kind: 'viewer'; readonly viewerId: ViewerId };

export interface DeskState {
  readonly selected: VariantId | null;
  readonly search: string;
  /** Digits typed towards «number + Enter». */
  readonly typed: string;
  readonly isFeedFrozen: boolean;
  readonly isComposing: boolean;
  /** Whether F is down and has not yet done its one deed. */
  readonly isDealKeyDown: boolean;
  /** The open deal that the panel shows; null follows the pinned product. */
  readonly shownDeal: DealId | null;
  readonly dialog: DeskDialog | null;
  /** False: the server does not know this page's token. */
  readonly isAdmitted: boolean;
  readonly language: Language;
  select(variantId: VariantId | null): void;
  setSearch(search: string): void;
  setTyped(typed: string): void;
  setFeedFrozen(isFrozen: boolean): void;
  setComposing(isComposing: boolean): void;
  setDealKeyDown(isDown: boolean): void;
  showDeal(dealId: DealId | null): void;
  openDialog(dialog: DeskDialog): void;
  closeDialog(): void;
  setAdmitted(isAdmitted: boolean): void;
  setLanguage(language: Language): void;
}

export const deskStore = createStore<DeskState>((set) => ({
  selected: null,
  search: '',
  typed: '',
  isFeedFrozen: false,
  isComposing: false,
  isDealKeyDown: false,
  shownDeal: null,
  dialog: null,
  isAdmitted: true,
  language: readLanguage(),
  select: (selected) => set({ selected }),
  setSearch: (search) => set({ search }),
  setTyped: (typed) => set({ typed }),
  setFeedFrozen: (isFeedFrozen) => set({ isFeedFrozen }),
  setComposing: (isComposing) => set({ isComposing }),
  setDealKeyDown: (isDealKeyDown) => set({ isDealKeyDown }),
  showDeal: (shownDeal) => set({ shownDeal }),
  // A dialog takes the keys: nothing may stay half typed or held behind it.
  openDialog: (dialog) => set({ dialog, typed: '', isDealKeyDown: false }),
  closeDialog: () => set({ dialog: null }),
  setAdmitted: (isAdmitted) => set({ isAdmitted }),
  setLanguage: (language) => {
    saveLanguage(language);
    set({ language });
  },
}));

export const useDesk = <Part>(select: (desk: DeskState) => Part): Part => useStore(deskStore, select);
