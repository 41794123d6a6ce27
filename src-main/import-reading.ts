// An uploaded file opened as a person chose, read product by product, and compared with the catalogue.

import { createHash } from 'node:crypto';
import { stopIfCancelled } from './catalogue-files/file-refusal.ts';
import { sourceOfFile } from './catalogue-files/file-source.ts';
import { type Catalogue, type CatalogueChoices, openCatalogue } from './catalogue-files/read-catalogue.ts';
import { Refusal } from './contract/errors.ts';
import { MOST_ROWS_ON_AIR } from './contract/import-limits.ts';
import { foldHeader } from './core/draft-field.ts';
import { createImportDrafts, type ImportDrafts } from './import-plan.ts';
import { type ImportChoices, type ImportSession, type OpenedFile, openedOf } from './import-session.ts';
import type { Store } from './store/store.ts';

export interface ReadingOptions {
  readonly store: Store;
  currency(): string;
  isOnAir(): boolean;
}

export const refuseOnAir = ({ isOnAir }: Pick<ReadingOptions, 'isOnAir'>, rows: number): void => {
  if (!isOnAir() || rows <= MOST_ROWS_ON_AIR) return;
  throw new Refusal('import_on_air', 'Too many rows to import during a show.', { most: MOST_ROWS_ON_AIR });
};

const signatureOf = (headers: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(headers.map(foldHeader)))
    .digest('hex');

/** The world whose ids a file speaks in. */
export const originOf = ({ catalogue, signature }: Pick<OpenedFile, 'catalogue' | 'signature'>): string => {
  if (catalogue.format === 'mapped') return `mapped:${signature.slice(0, 16)}`;
  return catalogue.format === 'shopify_classic' ? 'shopify' : catalogue.format;
};

const toFileChoices = ({ format, encoding, sheet, headerRow, mapping }: ImportChoices): CatalogueChoices => ({
  ...(format === null ? {} : { format }),
  ...(encoding === null ? {} : { encoding }),
  ...(sheet === null ? {} : { sheet }),
  ...(headerRow === null ? {} : { headerRow }),
  ...(mapping === null ? {} : { mapping }),
});

/** `needsMapping`: a person must name the columns first. */
const openFile = async (
  session: ImportSession,
  { store, currency }: ReadingOptions,
  choices: ImportChoices,
  signal: AbortSignal,
): Promise<{ readonly opened: OpenedFile; readonly needsMapping: boolean }> => {
  const { upload } = session;
  session.source ??= { ...(await sourceOfFile(upload.path)), name: upload.name };
  const { source } = session;
  const first = await openCatalogue(source, toFileChoices(choices), signal);
  const signature = signatureOf(first.headers);
  const isAsked = first.format === 'mapped' && choices.mapping === null;
  const remembered = isAsked ? store.importMapping(signature) : null;
  const catalogue =
    remembered === null
      ? first
      : await openCatalogue(source, { ...toFileChoices(choices), format: 'mapped', mapping: remembered }, signal);
  const isMappingRemembered = remembered !== null;
  const opened = { catalogue, choices, signature, currency: choices.currency ?? currency(), isMappingRemembered };
  return { opened, needsMapping: isAsked && !isMappingRemembered };
};

const readInto = async (
  session: ImportSession,
  drafts: ImportDrafts,
  catalogue: Catalogue,
  options: ReadingOptions,
  signal: AbortSignal,
): Promise<void> => {
  session.rows = 0;
  for await (const { products, skippedRows, progress } of catalogue.readProducts(openedOf(session).currency, signal)) {
    for (const read of products) {
      drafts.add(read);
      session.rows += read.rows.length;
    }
    drafts.skipRows(skippedRows.length);
    session.rows += skippedRows.length;
    session.progress = progress;
    refuseOnAir(options, session.rows);
  }
};

export const compareAgain = async (session: ImportSession, store: Store, signal: AbortSignal): Promise<void> => {
  const { drafts } = session;
  if (drafts === null) throw new Error('a file is compared that has not been read');
  session.phase = 'comparing';
  session.progress = 0;
  session.plan = await drafts.plan({
    store,
    origin: originOf(openedOf(session)),
    signal,
    onProgress: (progress) => {
      session.progress = progress;
    },
  });
  stopIfCancelled(signal);
  session.phase = 'ready';
};

/** Leaves the session `mapping` or `ready`; throws FileRefusal, and Refusal `import_on_air`. */
export const readAgain = async (
  session: ImportSession,
  options: ReadingOptions,
  choices: ImportChoices,
  signal: AbortSignal,
): Promise<void> => {
  const { opened, needsMapping } = await openFile(session, options, choices, signal);
  session.opened = opened;
  if (needsMapping) {
    session.phase = 'mapping';
    return;
  }
  session.drafts?.close();
  session.drafts = null;
  const drafts = createImportDrafts(session.upload.beside('drafts'));
  session.drafts = drafts;
  await readInto(session, drafts, opened.catalogue, options, signal);
  await compareAgain(session, options.store, signal);
};
