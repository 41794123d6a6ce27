// By what a file knows its products, so that of a long file only those are compared that may mean one of the catalogue.

import type { ProductLink } from './core/catalogue-draft.ts';
import type { CatalogueProduct } from './core/catalogue-product.ts';
import { createDraftRows, type DraftRows, type ExistingProduct } from './core/draft-diff.ts';
import type { ProductDraft } from './core/product-draft.ts';

/** Files of our own name products by the catalogue's ids. */
const OWN = 'kongtai';

export interface ImportKeys {
  readonly rows: Pick<DraftRows, 'skuRows' | 'titleRows'>;
  /** `place` counts the file's products. */
  note(place: number, draft: ProductDraft): void;
  /** A link as the ids of a file of this origin read it. */
  readLink(origin: string, product: CatalogueProduct, link: ProductLink): ProductLink;
  mayMean(existing: ExistingProduct): boolean;
  saysId(externalId: string): boolean;
  /** The places whose products share something with one of these, or with another of the file. */
  meeting(existing: readonly ExistingProduct[]): ReadonlySet<number>;
}

/** Mostly one. */
type Places = number | number[];

const listOf = (places: Places | undefined): readonly number[] =>
  places === undefined ? [] : typeof places === 'number' ? [places] : places;

/** Returns the first place of the key where there is one before this. */
const keep = <Key>(known: Map<Key, Places>, key: Key, place: number): number | undefined => {
  const before = known.get(key);
  if (typeof before === 'object') before.push(place);
  else known.set(key, before === undefined ? place : [before, place]);
  return listOf(before)[0];
};

/** From here on V8 keeps a string as a view of the text that it was cut from, and that text with it. */
const VIEW_LENGTH = 13;

const ownText = (text: string): string =>
  text.length < VIEW_LENGTH ? text : Buffer.from(text, 'utf16le').toString('utf16le');

/** The draft with SKUs that may be kept without keeping the file. */
const withOwnSkus = (draft: ProductDraft): ProductDraft => {
  if (draft.variants.every(({ sku }) => sku.length < VIEW_LENGTH)) return draft;
  return { ...draft, variants: draft.variants.map((variant) => ({ ...variant, sku: ownText(variant.sku) })) };
};

/** FNV-1a of a folded title. Two titles of one mark are looked at once more than they need be, and no harm done. */
const markOf = (title: string): number => {
  let mark = 0x811c9dc5;
  for (let at = 0; at < title.length; at += 1) mark = Math.imul(mark ^ title.charCodeAt(at), 0x01000193);
  return mark;
};

/** As titles are compared. */
export const foldTitle = (title: string): string => title.normalize('NFKC').toLowerCase();

export const createImportKeys = (): ImportKeys => {
  const rows = createDraftRows();
  const ids = new Map<string, Places>();
  const titles = new Map<number, Places>();
  const titleMark = (title: string): number => markOf(foldTitle(title));
  const variantIds = new Set<string>();
  const placeOfRow: number[] = [];
  const clashing = new Set<number>();

  const placesOfRows = (some: readonly number[] | undefined): readonly number[] =>
    (some ?? []).flatMap((row) => placeOfRow[row] ?? []);

  const noteClashes = (place: number, draft: ProductDraft): void => {
    for (const { sku } of draft.variants) {
      const said = rows.skuRows.get(sku);
      if (said === undefined || said.length < 2) continue;
      for (const other of [place, ...placesOfRows(said)]) clashing.add(other);
    }
  };

  const named = (known: { has(id: string): boolean }, own: string, other: string): string =>
    known.has(own) ? own : known.has(other) ? other : '';

  return {
    rows,
    note: (place, draft) => {
      rows.note(withOwnSkus(draft));
      for (const { row, externalId } of draft.variants) {
        placeOfRow[row] = place;
        if (externalId !== '') variantIds.add(ownText(externalId));
      }
      if (draft.externalId !== '') keep(ids, ownText(draft.externalId), place);
      const first = draft.title === '' ? undefined : keep(titles, titleMark(draft.title), place);
      // Two products of one title clash where neither has more than that.
      const isNameless = draft.externalId === '' && draft.variants.every(({ sku }) => sku === '');
      if (first !== undefined && isNameless) for (const other of [first, place]) clashing.add(other);
      noteClashes(place, draft);
    },
    readLink: (origin, { productId, variants }, link) => {
      if (origin !== OWN) return link;
      // The catalogue's own id counts, or the one that another catalogue's file has brought.
      const ofVariants = variants.map(({ variantId }) => {
        const other = link.variantIds.get(variantId) ?? '';
        return [variantId, named(variantIds, variantId, other)] as const;
      });
      return { ...link, externalId: named(ids, productId, link.externalId), variantIds: new Map(ofVariants) };
    },
    mayMean: ({ externalId, title, variants }) =>
      ids.has(externalId) || titles.has(titleMark(title)) || variants.some(({ sku }) => rows.skuRows.has(sku)),
    saysId: (externalId) => ids.has(externalId),
    meeting: (existing) => {
      const places = new Set(clashing);
      for (const { externalId, title, variants } of existing) {
        const shared = [ids.get(externalId), titles.get(titleMark(title))].flatMap(listOf);
        const sold = variants.flatMap(({ sku }) => placesOfRows(rows.skuRows.get(sku)));
        for (const place of [...shared, ...sold]) places.add(place);
      }
      return places;
    },
  };
};
