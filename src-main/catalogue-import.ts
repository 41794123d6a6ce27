// One import at a time, from the first byte of a file to the products that it made: what it is doing, and what it would do.

import { FileRefusal } from './catalogue-files/file-refusal.ts';
import type { Catalogue } from './catalogue-files/read-catalogue.ts';
import { writeRefusedRows } from './catalogue-files/refused-rows.ts';
import { Refusal } from './contract/errors.ts';
import type { ImportOutcome, ImportPage, ImportTable, ImportTopic, OutgoingFile } from './contract/import-documents.ts';
import type { RouteParsed } from './contract/routes.ts';
import { changesOf, type PlannedChanges } from './import-changes.ts';
import { createImportPreview } from './import-preview.ts';
import { compareAgain, type ReadingOptions, readAgain, refuseOnAir } from './import-reading.ts';
import { refusedReasons } from './import-refused.ts';
import { failRun, startRun } from './import-run.ts';
import {
  beginSession,
  endSession,
  type ImportChoices,
  type ImportSession,
  openedOf,
  planOf,
  refuseInPhase,
  toImportTopic,
} from './import-session.ts';
import { beginUpload } from './import-upload.ts';
import type { OutgoingFiles } from './outgoing-files.ts';

/** What a transaction needs to take an import over. */
export interface ReadyImport {
  readonly origin: string;
  /** Of a table whose columns were named by hand. */
  readonly mapping: { readonly signature: string; readonly columns: Catalogue['mapping'] } | null;
  /** To be called in the transaction. Null: somebody has edited since the comparison. */
  changesNow(): PlannedChanges | null;
}

export interface CatalogueImport {
  topic(): ImportTopic;
  /** Throws Refusal `busy` while one is being applied. */
  begin(name: string, size: number): Promise<string>;
  take(uploadId: string, offset: number, bytes: Uint8Array): Promise<void>;
  open(uploadId: string, choices: ImportChoices): Promise<void>;
  table(uploadId: string): ImportTable;
  preview(ask: RouteParsed<'import.preview'>): Promise<ImportPage>;
  /** To be taken over, or given back as not applied, before anything else happens. Throws Refusal `import_on_air`, `wrong_phase`. */
  prepare(uploadId: string): ReadyImport;
  applied(outcome: ImportOutcome): void;
  /** It was not taken over; `isStale` compares it again with the catalogue as it is now. */
  notApplied(isStale: boolean): void;
  refusedFile(
    ask: Pick<RouteParsed<'import.refusedFile'>, 'uploadId' | 'container' | 'language'>,
  ): Promise<OutgoingFile>;
  close(uploadId: string): Promise<void>;
  stop(): Promise<void>;
}

export interface CatalogueImportOptions extends ReadingOptions {
  /** Emptied by whoever made it. */
  readonly dir: string;
  readonly outgoing: OutgoingFiles;
  /** Hears of faults that are ours. */
  onFault(fault: unknown): void;
}

const SAMPLE_ROWS = 5;
const SAMPLE_LETTERS = 60;

/** A file that could not be written, as the refusal of the request that asked for it. */
export const toRefusal = (fault: unknown): unknown =>
  fault instanceof FileRefusal ? new Refusal('bad_catalogue_file', fault.message, { why: fault.message }) : fault;

export const createCatalogueImport = (options: CatalogueImportOptions): CatalogueImport => {
  const { store, dir, outgoing, onFault } = options;
  const previews = createImportPreview();
  let current: ImportSession | null = null;

  const sessionOf = (uploadId: string): ImportSession => {
    if (current?.upload.uploadId === uploadId) return current;
    throw new Refusal('not_found', 'This import has been given up.');
  };

  return {
    topic: () => toImportTopic(current),

    begin: async (name, size) => {
      if (current?.phase === 'applying') throw new Refusal('busy', 'Another import is being applied.');
      const before = current;
      const upload = beginUpload(dir, name, size);
      current = beginSession(upload);
      if (before !== null) await endSession(before);
      return upload.uploadId;
    },

    take: async (uploadId, offset, bytes) => {
      const session = sessionOf(uploadId);
      refuseInPhase(session, ['receiving']);
      await session.upload.take(offset, bytes);
    },

    open: async (uploadId, choices) => {
      const session = sessionOf(uploadId);
      refuseInPhase(session, ['receiving', 'reading', 'mapping', 'comparing', 'ready', 'refused']);
      if (session.upload.received() < session.upload.size) {
        throw new Refusal('bad_input', 'The file has not arrived as a whole.');
      }
      if (session.upload.size === 0) {
        const { name } = session.upload;
        return failRun(session, new FileRefusal('file_empty', `${name} is empty`, { name }), onFault);
      }
      await startRun(session, 'reading', (signal) => readAgain(session, options, choices, signal), onFault);
    },

    table: (uploadId) => {
      const { catalogue, currency: chosen, isMappingRemembered } = openedOf(sessionOf(uploadId));
      const { table, headers } = catalogue;
      return {
        kind: table.kind,
        encoding: table.encoding?.encoding ?? null,
        encodingWhy: table.encoding?.why ?? null,
        sheet: table.sheet,
        sheets: table.sheets,
        headerRow: catalogue.headerRow,
        headers,
        format: catalogue.format,
        guess: catalogue.guess.format,
        mapping: catalogue.mapping,
        isMappingRemembered,
        sample: catalogue.sample
          .slice(0, SAMPLE_ROWS)
          .map(({ cells }) => headers.map((_, at) => (cells[at] ?? '').trim().slice(0, SAMPLE_LETTERS))),
        notices: table.notices,
        currency: chosen,
      };
    },

    preview: (ask) => previews.page(planOf(sessionOf(ask.uploadId)), ask),

    prepare: (uploadId) => {
      const session = sessionOf(uploadId);
      refuseInPhase(session, ['ready']);
      refuseOnAir(options, session.rows);
      const { catalogue, signature } = openedOf(session);
      const plan = planOf(session);
      session.phase = 'applying';
      return {
        origin: plan.origin,
        mapping: catalogue.format === 'mapped' ? { signature, columns: catalogue.mapping } : null,
        changesNow: () => changesOf(plan, store),
      };
    },

    applied: (outcome) => {
      if (current === null || current.phase !== 'applying') return;
      Object.assign(current, { phase: 'applied', outcome });
    },

    notApplied: (isStale) => {
      const session = current;
      if (session === null || session.phase !== 'applying') return;
      session.phase = 'ready';
      if (!isStale) return;
      session.phase = 'comparing';
      session.plan = null;
      void startRun(session, 'comparing', (signal) => compareAgain(session, store, signal), onFault);
    },

    refusedFile: async ({ uploadId, container, language }) => {
      const session = sessionOf(uploadId);
      refuseInPhase(session, ['ready', 'applied']);
      const { catalogue } = openedOf(session);
      const reasons = refusedReasons(planOf(session), language);
      const stem = session.upload.name.replace(/\.[^.]*$/, '');
      const file = outgoing.make(`${stem}-${language === 'en' ? 'refused' : '未导入'}.${container}`);
      try {
        await writeRefusedRows(file.path, catalogue, reasons, container);
        return await outgoing.publish(file);
      } catch (fault) {
        throw toRefusal(fault);
      }
    },

    close: async (uploadId) => {
      const session = sessionOf(uploadId);
      if (session.phase === 'applying') throw new Refusal('busy', 'The import is being applied.');
      current = null;
      await endSession(session);
    },

    stop: async () => {
      if (current === null) return;
      const session = current;
      current = null;
      await endSession(session);
    },
  };
};
