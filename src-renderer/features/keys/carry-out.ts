// Does on the desk what a key asked for.

import { deskStore } from '../../state/desk-store.ts';
import { liveStore } from '../../state/live-store.ts';
import { UNCLEAR_ID } from '../claims/unclear-strip.tsx';
import { chooseDeal } from '../deals/deal-choice.ts';
import { disarmDeal } from '../deals/deal-commands.ts';
import { pinNumber, pinProduct, unpinProduct } from '../products/pin-commands.ts';
import { neighbourOf, searchProducts } from '../products/product-search.ts';
import { SEARCH_ID } from '../products/search-field.tsx';
import { pinNextCue, skipNextCue } from '../run-sheet/next-cue.ts';
import type { DeskIntent } from './key-grammar.ts';

const shownProducts = () =>
  searchProducts(liveStore.getState().topics['product.list'] ?? [], deskStore.getState().search);

const selectNumber = (digits: string): void => {
  const product = liveStore.getState().topics['product.list']?.find((row) => String(row.number) === digits);
  if (product !== undefined) deskStore.getState().select(product.variantId);
};

const select = (step: 1 | -1): void => {
  const { selected, select: choose } = deskStore.getState();
  choose(neighbourOf(shownProducts(), selected, step)?.variantId ?? null);
};

const pinSelected = (): void => {
  const product = shownProducts().find((row) => row.variantId === deskStore.getState().selected);
  if (product !== undefined) pinProduct(product);
};

/** The nearest thing that can be taken back: a hold, then an armed deal, then the selection. */
const cancel = (): void => {
  const desk = deskStore.getState();
  if (desk.isDealKeyDown) {
    desk.setDealKeyDown(false);
    return;
  }
  const { topics } = liveStore.getState();
  const { shown } = chooseDeal(topics['deal.list'] ?? [], topics['product.list'] ?? [], {
    pinned: topics['pin.current']?.pinned?.variantId ?? null,
    selected: desk.selected,
    asked: desk.shownDeal,
  });
  if (shown?.phase === 'armed') {
    disarmDeal(shown.dealId);
    return;
  }
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  desk.select(null);
};

/** To what must be settled; where nothing must, to all claims. */
const settleClaims = (): void => {
  const strip = document.getElementById(UNCLEAR_ID);
  if (strip === null) deskStore.getState().openDialog({ kind: 'workspace', tab: 'claims' });
  else strip.focus();
};

type Deeds = { readonly [What in DeskIntent['do']]: (intent: Extract<DeskIntent, { do: What }>) => void };

const DEEDS: Deeds = {
  type: ({ digits }) => selectNumber(digits),
  'pin-number': ({ number }) => pinNumber(number),
  'pin-selected': pinSelected,
  unpin: unpinProduct,
  'next-cue': pinNextCue,
  'skip-cue': skipNextCue,
  'deal-down': () => deskStore.getState().setDealKeyDown(true),
  'deal-up': () => deskStore.getState().setDealKeyDown(false),
  cancel,
  search: () => document.getElementById(SEARCH_ID)?.focus(),
  freeze: () => deskStore.getState().setFeedFrozen(!deskStore.getState().isFeedFrozen),
  claims: settleClaims,
  'claim-new': () => deskStore.getState().openDialog({ kind: 'claim-new' }),
  message: () => deskStore.getState().setComposing(true),
  promise: () => deskStore.getState().openDialog({ kind: 'promise' }),
  emergency: ({ card }) => deskStore.getState().openDialog({ kind: 'emergency', card }),
  keys: () => deskStore.getState().openDialog({ kind: 'keys' }),
  palette: () => deskStore.getState().openDialog({ kind: 'palette' }),
  select: ({ step }) => select(step),
};

export const carryOut = (intent: DeskIntent): void => {
  // Each deed takes its own intent; the table's type says so, a lookup by name cannot.
  const deed = DEEDS[intent.do] as (intent: DeskIntent) => void;
  deed(intent);
};
