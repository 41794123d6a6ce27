// What belongs to this screen alone: the selected product, typed digits, the open dialog, the language.

import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { EmergencyKind } from '../../src-main/contract/emergency-documents.ts';
import type {
  ClaimId,
  DealId,
  EmergencyId,
  OrderId,
  ShowId,
  SourceId,
  VariantId,
  ViewerId,
} from '../../src-main/core/units.ts';
import { type Language, readLanguage, saveLanguage } from '../i18n/language.ts';

/** What is prepared before a show. */
export type WorkspaceName =
  | 'products'
  | 'scripts'
  | 'run-sheet'
  | 'claims'
  | 'orders'
  | 'fulfilment'
  | 'promises'
  | 'compliance'
  | 'overlay';

/** Whom a promise is given to, as a list offers them. */
export type PromiseTarget =
  | { readonly on: 'show' }
  | { readonly on: 'product'; readonly variantId: VariantId }
  | { readonly on: 'deal'; readonly dealId: DealId }
  | { readonly on: 'order'; readonly orderId: OrderId; readonly title: string }
  | { readonly on: 'viewer'; readonly viewerId: ViewerId; readonly title: string };

type DeskDialog =
  | { readonly kind: 'keys' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'shows' }
  | { readonly kind: 'rejects'; readonly sourceId?: SourceId }
  | { readonly kind: 'promise'; readonly target?: PromiseTarget }
  | { readonly kind: 'emergency'; readonly card: EmergencyKind }
  | { readonly kind: 'emergency-open'; readonly emergencyId: EmergencyId }
  | { readonly kind: 'deals' }
  | { readonly kind: 'claim-rules' }
  | { readonly kind: 'claim-new' }
  | { readonly kind: 'claim-settle'; readonly claimId: ClaimId }
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
