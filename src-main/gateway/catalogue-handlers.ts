// Requests about the catalogue: lists, one product whole, edits with their way back, and pictures.

import type { EditKind, EditOutcome, SavedProduct } from '../contract/catalogue-documents.ts';
import { Refusal } from '../contract/errors.ts';
import { MOST_ROWS_ON_AIR } from '../contract/import-limits.ts';
import type { RouteParsed } from '../contract/routes.ts';
import { changeProduct, isSameProduct, type ManyChange, undoneProduct } from '../core/catalogue-edit.ts';
import type { CatalogueProduct } from '../core/catalogue-product.ts';
import type { CommandId, Instant, ProductId } from '../core/units.ts';
import type { EditTraces, ProductChange } from '../store/catalogue-store.ts';
import { tellShows } from './catalogue-news.ts';
import type { Caller } from './client-port.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';
import { createImageUploads } from './image-uploads.ts';
import { refuseWhereUsed, toSavedProduct } from './saved-product.ts';

type CatalogueHandlers = Pick<
  Handlers,
  | 'catalogue.list'
  | 'catalogue.facets'
  | 'catalogue.product'
  | 'catalogue.history'
  | 'catalogue.save'
  | 'catalogue.editMany'
  | 'catalogue.archive'
  | 'catalogue.restore'
  | 'catalogue.undo'
  | 'catalogue.addImage'
>;

type Selection = RouteParsed<'catalogue.editMany'>['selection'];

const HISTORY_SHOWN = 500;
/** More in one transaction would hold up what the room says by more than half a second. */
const MOST_ON_AIR = 5_000;

const refuseTooMany = (desk: EngineDesk, count: number, most = MOST_ON_AIR): void => {
  if (count <= most || desk.room().show.phase !== 'live') return;
  throw new Refusal('too_many_on_air', 'So many at once would hold up the show.', { most, count });
};

const productOf = ({ store }: EngineDesk, productId: ProductId): CatalogueProduct => {
  const kept = store.catalogueProduct(productId);
  if (kept === null) throw new Refusal('not_found', 'There is no such product.');
  return kept.product;
};

export const createCatalogueHandlers = (desk: EngineDesk): CatalogueHandlers => {
  const list = desk.catalogue;
  const uploads = createImageUploads();

  const chosen = async (selection: Selection): Promise<readonly ProductId[]> => {
    if (selection.kind === 'some') return [...new Set(selection.productIds)];
    const found = await list.chosen(selection.filter);
    if (found.length === selection.count) return found;
    throw new Refusal('changed_meanwhile', 'Other products pass the filter now than when you chose.');
  };

  /** A show that is not on air shows the catalogue as it is. */
  const turnDraft = (): void => {
    if (desk.room().show.phase === 'draft') desk.turnToSheet();
  };

  const editMany = async (
    input: { readonly commandId: CommandId; readonly selection: Selection; readonly why: string },
    caller: Caller,
    kind: EditKind,
    change: ManyChange,
  ): Promise<EditOutcome> => {
    const { commandId, why } = input;
    const productIds = await chosen(input.selection);
    refuseTooMany(desk, productIds.length);
    const outcome = desk.decide(commandId, (writes, now) => {
      const changes = productIds.flatMap((productId): ProductChange[] => {
        const before = productOf(desk, productId);
        const after = changeProduct(before, change);
        return isSameProduct(before, after) ? [] : [{ before, after }];
      });
      if (changes.length === 0) return { facts: [], value: { editId: null, products: 0 } };
      writes.editCatalogue({ editId: commandId, kind, by: caller.role, why, at: now }, changes);
      const value: EditOutcome = { editId: commandId, products: changes.length };
      return { ...tellShows(desk, writes, commandId, changes, now), value };
    });
    turnDraft();
    return outcome;
  };

  const tracesOf = (editId: CommandId): EditTraces => {
    const traces = desk.store.editTraces(editId);
    if (traces === null) throw new Refusal('changed_meanwhile', 'A later edit has touched the same products.');
    return traces;
  };

  const undoneChanges = (changed: EditTraces['changed']): readonly ProductChange[] =>
    changed.map(({ productId, trace }) => {
      const before = productOf(desk, productId);
      const after = undoneProduct(trace, before);
      const kept = new Set(after.variants.map(({ variantId }) => variantId));
      const removed = before.variants.map(({ variantId }) => variantId).filter((variantId) => !kept.has(variantId));
      refuseWhereUsed(desk, productId, removed);
      return { before, after };
    });

  return {
    'catalogue.list': ({ filter, sort, isDescending, offset, limit }) =>
      list.page(filter, { sort, isDescending }, { offset, limit }),
    'catalogue.facets': () => list.facets(),
    'catalogue.product': ({ productId }) => {
      const kept = desk.store.catalogueProduct(productId);
      if (kept === null) throw new Refusal('not_found', 'There is no such product.');
      const shows = desk.store.openShowsWith(productId).flatMap((showId) => {
        const show = desk.store.show(showId);
        return show === null ? [] : [{ showId, title: show.title }];
      });
      return { product: kept.product, updatedAt: kept.updatedAt, shows };
    },
    'catalogue.history': ({ productId }) => desk.store.variantHistory(productId, HISTORY_SHOWN),

    'catalogue.save': (input, caller) => {
      const { commandId, why } = input;
      const saved = desk.decide(commandId, (writes, now) => {
        const change = toSavedProduct(desk, input);
        const { before, after } = change;
        const { productId } = after;
        if (before !== null && isSameProduct(before, after)) {
          const same: SavedProduct = { productId, version: before.version, editId: null, products: 0 };
          return { facts: [], value: same };
        }
        const kind: EditKind = before === null ? 'create' : 'save';
        writes.editCatalogue({ editId: commandId, kind, by: caller.role, why, at: now }, [change]);
        const version = (before?.version ?? 0) + 1;
        const value: SavedProduct = { productId, version, editId: commandId, products: 1 };
        return { ...tellShows(desk, writes, commandId, [change], now), value };
      });
      turnDraft();
      return saved;
    },
    'catalogue.editMany': (input, caller) => editMany(input, caller, 'many', input.change),
    'catalogue.archive': (input, caller) => editMany(input, caller, 'archive', { kind: 'archive', isArchived: true }),
    'catalogue.restore': (input, caller) => editMany(input, caller, 'restore', { kind: 'archive', isArchived: false }),

    'catalogue.undo': (input, caller) => {
      const { commandId } = input;
      const undone = desk.decide(commandId, (writes, now: Instant) => {
        const edit = input.editId === null ? desk.store.lastCatalogueEdit() : desk.store.catalogueEdit(input.editId);
        if (edit === null || edit.isUndone) throw new Refusal('nothing_to_undo', 'There is no such edit to undo.');
        refuseTooMany(desk, edit.products, edit.kind === 'import' ? MOST_ROWS_ON_AIR : MOST_ON_AIR);
        const { made, changed } = tracesOf(edit.editId);
        const changes = undoneChanges(changed);
        const step = { editId: commandId, kind: 'undo' as const, by: caller.role, why: edit.why, at: now };
        writes.undoCatalogueEdit(edit.editId, step, changes, made);
        const value = { kind: edit.kind, products: changes.length + made.length };
        return { ...tellShows(desk, writes, commandId, changes, now), value };
      });
      turnDraft();
      return undone;
    },

    'catalogue.addImage': ({ uploadId, offset, size, bytes }) => {
      const piece = { uploadId, offset, size, bytes: Buffer.from(bytes, 'base64') };
      const whole = uploads.take(piece, desk.clock());
      return { name: whole === null ? null : desk.media.keep(whole) };
    },
  };
};
