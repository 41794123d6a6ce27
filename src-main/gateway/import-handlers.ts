// Requests about imports and exports: pieces of a file, its preview, its taking over in one transaction, files to fetch.

import { exportCatalogue } from '../catalogue-export.ts';
import { WRITABLE_FORMATS } from '../catalogue-files/write-catalogue.ts';
import type { ReadyImport } from '../catalogue-import.ts';
import { Refusal } from '../contract/errors.ts';
import type { ImportOutcome } from '../contract/import-documents.ts';
import { FILE_CHUNK_BYTES } from '../contract/import-limits.ts';
import type { RouteParsed } from '../contract/routes.ts';
import type { ProductLink } from '../core/catalogue-draft.ts';
import { MOST_IMAGES } from '../core/catalogue-product.ts';
import type { CommandId, Instant, ProductId } from '../core/units.ts';
import { createCatalogueList } from '../projection/catalogue-list.ts';
import type { ProductChange } from '../store/catalogue-store.ts';
import type { Writes } from '../store/store.ts';
import { tellShows } from './catalogue-news.ts';
import type { Caller } from './client-port.ts';
import type { Handlers } from './dispatch.ts';
import type { Decision, EngineDesk } from './engine-desk.ts';

type ImportHandlers = Pick<
  Handlers,
  | 'import.begin'
  | 'import.chunk'
  | 'import.open'
  | 'import.table'
  | 'import.preview'
  | 'import.apply'
  | 'import.close'
  | 'import.refusedFile'
  | 'export.write'
  | 'export.formats'
  | 'file.read'
>;

/** As many as a product may have; a variant's own behind the product's. */
const pictureUrls = ({ images, variantImages }: ProductLink): readonly string[] =>
  [...new Set([...images, ...variantImages.values()])].slice(0, MOST_IMAGES);

const takeOver = (
  desk: EngineDesk,
  writes: Writes,
  { origin, mapping, changesNow }: ReadyImport,
  edit: { readonly commandId: CommandId; readonly by: string; readonly name: string; readonly at: Instant },
): Decision<ImportOutcome> => {
  const { commandId: editId, by, name, at } = edit;
  if (mapping !== null) writes.keepImportMapping(mapping.signature, mapping.columns, at);
  const changes = changesNow();
  if (changes === null) throw new Refusal('changed_meanwhile', 'The catalogue has been edited since it was compared.');
  const { created, changed } = changes;
  if (created + changed === 0) return { facts: [], value: { editId: null, created: 0, changed: 0 } };
  const told: ProductChange[] = [];
  const isToldOf = desk.store.shows().some(({ phase }) => phase === 'live' || phase === 'rehearsing');
  const written = function* (): Generator<ProductChange> {
    for (const { before, after, link, isMade } of changes.read()) {
      yield { before, after };
      // Here the product stands in its table.
      if (link !== null) {
        writes.linkProduct(origin, after.productId, link);
        writes.queuePictures(after.productId, pictureUrls(link), at);
      }
      if (isMade && before !== null) writes.noteMade(after.productId, editId);
      if (isToldOf && before !== null) told.push({ before, after });
    }
  };
  writes.streamCatalogue({ editId, kind: 'import', by, why: name, at }, written());
  writes.noteAllMade(editId);
  return { ...tellShows(desk, writes, editId, told, at), value: { editId, created, changed } };
};

export const createImportHandlers = (desk: EngineDesk): ImportHandlers => {
  const { imports, outgoing } = desk;

  const apply = ({ commandId, uploadId }: RouteParsed<'import.apply'>, caller: Caller): ImportOutcome => {
    const isRepeat = desk.store.replyTo(commandId) !== null;
    const ready = isRepeat ? null : imports.prepare(uploadId);
    const { name } = imports.topic();
    try {
      const outcome = desk.decide(commandId, (writes, at) => {
        if (ready === null) throw new Refusal('not_found', 'This import has been given up.');
        return takeOver(desk, writes, ready, { commandId, by: caller.role, name, at });
      });
      imports.applied(outcome);
      desk.pictures.wake();
      if (desk.room().show.phase === 'draft') desk.turnToSheet();
      return outcome;
    } catch (fault) {
      imports.notApplied(fault instanceof Refusal && fault.code === 'changed_meanwhile');
      throw fault;
    }
  };

  const chosen = async (selection: RouteParsed<'export.write'>['selection']): Promise<readonly ProductId[] | null> => {
    if (selection.kind === 'everything') return null;
    if (selection.kind === 'some') return selection.productIds;
    // Read for this once: a second list of the whole catalogue is not kept.
    return createCatalogueList(desk.store).chosen(selection.filter);
  };

  return {
    'import.begin': async ({ name, size }) => ({ uploadId: await imports.begin(name, size) }),
    'import.chunk': async ({ uploadId, offset, bytes }) => {
      await imports.take(uploadId, offset, Buffer.from(bytes, 'base64'));
      return null;
    },
    'import.open': async ({ uploadId, choices }) => {
      await imports.open(uploadId, choices);
      return null;
    },
    'import.table': ({ uploadId }) => imports.table(uploadId),
    'import.preview': (input) => imports.preview(input),
    'import.apply': apply,
    'import.close': async ({ uploadId }) => {
      await imports.close(uploadId);
      return null;
    },
    'import.refusedFile': (input) => imports.refusedFile(input),

    'export.write': async ({ format, container, selection }) =>
      exportCatalogue(desk.store, outgoing, {
        format,
        container,
        productIds: await chosen(selection),
        currency: desk.room().show.currency,
        name: `kongtai-${format}-${new Date(desk.clock()).toISOString().slice(0, 10)}.${container}`,
      }),
    'export.formats': () => WRITABLE_FORMATS,
    'file.read': async ({ fileId, offset }) => ({
      bytes: Buffer.from(await outgoing.read(fileId, offset, FILE_CHUNK_BYTES)).toString('base64'),
    }),
  };
};
