// What an import would do, as a person leafs through it: by kind and by what is searched for, a few rows at a time.

import { setImmediate } from 'node:timers/promises';
import type { ImportPage } from './contract/import-documents.ts';
import type { RouteParsed } from './contract/routes.ts';
import type { PlannedProduct } from './import-draft.ts';
import type { ImportPlan } from './import-plan.ts';
import { toImportRow } from './projection/import-row.ts';

type Ask = RouteParsed<'import.preview'>;

const STEP = 500;

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

const says = ({ outcome: { draft } }: PlannedProduct, wanted: string): boolean =>
  [draft.title, draft.externalId, ...draft.variants.map(({ sku }) => sku)].some((text) => fold(text).includes(wanted));

const isShown = ({ kinds, isWarned }: ImportPlan, place: number, show: Ask['show']): boolean =>
  show === 'all' || (show === 'warned' ? isWarned(place) : kinds[place] === show);

const placesOf = async (plan: ImportPlan, { show, search }: Ask): Promise<readonly number[]> => {
  const shown = [...plan.kinds.keys()].filter((place) => isShown(plan, place, show));
  const wanted = fold(search).trim();
  if (wanted === '') return shown;
  const found: number[] = [];
  for (const [done, place] of shown.entries()) {
    if (says(plan.product(place), wanted)) found.push(place);
    if (done % STEP === STEP - 1) await setImmediate();
  }
  return found;
};

export interface ImportPreview {
  page(plan: ImportPlan, ask: Ask): Promise<ImportPage>;
}

export const createImportPreview = (): ImportPreview => {
  /** What was asked for last: a person scrolls through one list. */
  let last: { readonly plan: ImportPlan; readonly key: string; readonly places: Promise<readonly number[]> } | null =
    null;
  return {
    page: async (plan, ask) => {
      const { show, search, offset, limit } = ask;
      const key = JSON.stringify([show, search]);
      if (last?.plan !== plan || last.key !== key) last = { plan, key, places: placesOf(plan, ask) };
      const places = await last.places;
      const rows = places.slice(offset, offset + limit).map((place) => toImportRow(plan.product(place), place));
      return { total: places.length, offset, rows };
    },
  };
};
