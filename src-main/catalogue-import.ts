// One import at a time, from the first byte of a file to the products that it made: what it is doing, and what it would do.

import { createHash } from 'node:crypto';
import type { ReadProduct } from './catalogue-files/draft-builder.ts';
import { FileRefusal, stopIfCancelled } from './catalogue-files/file-refusal.ts';
import { type FileSource, sourceOfFile } from './catalogue-files/file-source.ts';
import { sayProblem, sayRefusal } from './catalogue-files/problem-words.ts';
import { type Catalogue, type CatalogueChoices, openCatalogue } from './catalogue-files/read-catalogue.ts';
import { writeRefusedRows } from './catalogue-files/refused-rows.ts';
import { Refusal } from './contract/errors.ts';
import type {
  ImportOutcome,
  ImportPage,
  ImportPhase,
  ImportRefusal,
  ImportTable,
  ImportTopic,
  OutgoingFile,
} from './contract/import-documents.ts';
import { MOST_ROWS_ON_AIR } from './contract/import-limits.ts';
import type { RouteParsed } from './contract/routes.ts';
import { NO_LINK } from './core/catalogue-draft.ts';
import { foldHeader } from './core/draft-field.ts';
import type { CommandId } from './core/units.ts';
import { type ImportPlan, type PlannedProduct, type PreparedImport, planImport, prepareImport } from './import-plan.ts';
import { beginUpload, type ImportUpload } from './import-upload.ts';
import type { OutgoingFiles } from './outgoing-files.ts';
import { toImportRow } from './projection/import-row.ts';
import type { Store } from './store/store.ts';

type Choices = RouteParsed<'import.open'>['choices'];
type Preview = RouteParsed<'import.preview'>;

/** What a transaction needs to take an import over. */
export interface ReadyImport extends PreparedImport {
  readonly origin: string;
  /** Of a table whose columns were named by hand. */
  readonly mapping: { readonly signature: string; readonly columns: Catalogue['mapping'] } | null;
}

export interface CatalogueImport {
  topic(): ImportTopic;
  /** Throws Refusal `busy` while one is being applied. */
  begin(name: string, size: number): Promise<string>;
  take(uploadId: string, offset: number, bytes: Uint8Array): Promise<void>;
  open(uploadId: string, choices: Choices): Promise<void>;
  table(uploadId: string): ImportTable;
  preview(ask: Preview): ImportPage;
  /** Asked twice for one command it prepares once. Throws Refusal `import_on_air`, `wrong_phase`. */
  prepare(commandId: CommandId, uploadId: string): Promise<ReadyImport>;
  applied(outcome: ImportOutcome): void;
  /** It was not taken over; `isStale` compares it again with the catalogue as it is now. */
  notApplied(isStale: boolean): void;
  refusedFile(
    ask: Pick<RouteParsed<'import.refusedFile'>, 'uploadId' | 'container' | 'language'>,
  ): Promise<OutgoingFile>;
  close(uploadId: string): Promise<void>;
  stop(): Promise<void>;
}

export interface CatalogueImportOptions {
  readonly store: Store;
  /** Emptied by whoever made it. */
  readonly dir: string;
  readonly outgoing: OutgoingFiles;
  currency(): string;
  isOnAir(): boolean;
  /** Hears of faults that are ours. */
  onFault(fault: unknown): void;
}

interface Opened {
  readonly catalogue: Catalogue;
  readonly choices: Choices;
  readonly signature: string;
  readonly currency: string;
  readonly isMappingRemembered: boolean;
}

interface Session {
  readonly upload: ImportUpload;
  source: FileSource | null;
  abort: AbortController;
  run: Promise<void>;
  phase: ImportPhase;
  round: number;
  progress: number;
  rows: number;
  refusal: ImportRefusal | null;
  opened: Opened | null;
  reads: readonly ReadProduct[];
  skippedRows: number;
  plan: ImportPlan | null;
  preparing: { readonly commandId: CommandId; readonly ready: Promise<ReadyImport> } | null;
  outcome: ImportOutcome | null;
}

const NOTHING: ImportTopic = {
  phase: 'none',
  uploadId: null,
  round: 0,
  name: '',
  bytes: 0,
  received: 0,
  progress: 0,
  rows: 0,
  refusal: null,
  counts: null,
  outcome: null,
};

const SAMPLE_ROWS = 5;
const SAMPLE_LETTERS = 60;

const signatureOf = (headers: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(headers.map(foldHeader)))
    .digest('hex');

/** The world whose ids a file speaks in. */
const originOf = ({ catalogue, signature }: Opened): string => {
  if (catalogue.format === 'mapped') return `mapped:${signature.slice(0, 16)}`;
  return catalogue.format === 'shopify_classic' ? 'shopify' : catalogue.format;
};

const toFileChoices = ({ format, encoding, sheet, headerRow, mapping }: Choices): CatalogueChoices => ({
  ...(format === null ? {} : { format }),
  ...(encoding === null ? {} : { encoding }),
  ...(sheet === null ? {} : { sheet }),
  ...(headerRow === null ? {} : { headerRow }),
  ...(mapping === null ? {} : { mapping }),
});

const bySearch = (search: string): ((product: PlannedProduct) => boolean) => {
  const wanted = search.normalize('NFKC').trim().toLowerCase();
  if (wanted === '') return () => true;
  return ({ outcome: { draft } }) =>
    [draft.title, draft.externalId, ...draft.variants.map(({ sku }) => sku)].some((text) =>
      text.normalize('NFKC').toLowerCase().includes(wanted),
    );
};

const isShown = ({ outcome, problems }: PlannedProduct, show: Preview['show']): boolean => {
  if (show === 'all') return true;
  if (show === 'warned') return outcome.kind !== 'refused' && problems.length > 0;
  return outcome.kind === show;
};

const saidBy = (refusal: FileRefusal) => ({
  'zh-CN': sayRefusal(refusal, 'zh-CN'),
  en: sayRefusal(refusal, 'en'),
});

/** A file that could not be written, as the refusal of the request that asked for it. */
export const toRefusal = (fault: unknown): unknown =>
  fault instanceof FileRefusal ? new Refusal('bad_catalogue_file', fault.message, { why: fault.message }) : fault;

export const createCatalogueImport = (options: CatalogueImportOptions): CatalogueImport => {
  const { store, dir, outgoing, currency, isOnAir, onFault } = options;
  let current: Session | null = null;

  const sessionOf = (uploadId: string): Session => {
    if (current?.upload.uploadId === uploadId) return current;
    throw new Refusal('not_found', 'This import has been given up.');
  };

  const refuseInPhase = (session: Session, phases: readonly ImportPhase[]): void => {
    if (!phases.includes(session.phase)) throw new Refusal('wrong_phase', `The import is ${session.phase}.`);
  };

  const refuseOnAir = (rows: number): void => {
    if (!isOnAir() || rows <= MOST_ROWS_ON_AIR) return;
    throw new Refusal('import_on_air', 'Too many rows to import during a show.', { most: MOST_ROWS_ON_AIR });
  };

  const end = async (session: Session): Promise<void> => {
    session.abort.abort();
    await session.run;
    await session.source?.close();
    session.source = null;
    await session.upload.remove();
  };

  // ---- reading and comparing, behind the requests ----

  const openSource = async ({ upload }: Session): Promise<FileSource> => ({
    ...(await sourceOfFile(upload.path)),
    name: upload.name,
  });

  const readAgain = async (session: Session, choices: Choices, signal: AbortSignal): Promise<void> => {
    session.source ??= await openSource(session);
    const { source } = session;
    const first = await openCatalogue(source, toFileChoices(choices), signal);
    const signature = signatureOf(first.headers);
    const isAsked = first.format === 'mapped' && choices.mapping === null;
    const remembered = isAsked ? store.importMapping(signature) : null;
    const catalogue =
      remembered === null
        ? first
        : await openCatalogue(source, { ...toFileChoices(choices), format: 'mapped', mapping: remembered }, signal);
    const opened: Opened = {
      catalogue,
      choices,
      signature,
      currency: choices.currency ?? currency(),
      isMappingRemembered: remembered !== null,
    };
    session.opened = opened;
    if (isAsked && remembered === null) {
      session.phase = 'mapping';
      return;
    }
    const reads: ReadProduct[] = [];
    session.rows = 0;
    session.skippedRows = 0;
    for await (const portion of catalogue.readProducts(opened.currency, signal)) {
      reads.push(...portion.products);
      session.skippedRows += portion.skippedRows.length;
      session.rows += portion.products.reduce((sum, { rows }) => sum + rows.length, portion.skippedRows.length);
      session.progress = portion.progress;
      refuseOnAir(session.rows);
    }
    session.reads = reads;
    await compareAgain(session, opened, signal);
  };

  const compareAgain = async (session: Session, opened: Opened, signal: AbortSignal): Promise<void> => {
    session.phase = 'comparing';
    session.progress = 0;
    session.plan = await planImport({
      store,
      origin: originOf(opened),
      reads: session.reads,
      skippedRows: session.skippedRows,
      signal,
      onProgress: (progress) => {
        session.progress = progress;
      },
    });
    stopIfCancelled(signal);
    session.phase = 'ready';
  };

  const fail = (session: Session, fault: unknown): void => {
    session.phase = 'refused';
    if (fault instanceof FileRefusal) session.refusal = { kind: 'file', said: saidBy(fault) };
    else if (fault instanceof Refusal) {
      session.refusal = { kind: 'error', code: fault.code, details: fault.details };
    } else {
      session.refusal = { kind: 'error', code: 'internal', details: {} };
      onFault(fault);
    }
  };

  /** Whatever the session did before is ended first; the request that asks does not wait for the work. */
  const start = async (session: Session, phase: ImportPhase, work: (signal: AbortSignal) => Promise<void>) => {
    session.abort.abort();
    await session.run;
    const abort = new AbortController();
    session.round += 1;
    Object.assign(session, { abort, phase, progress: 0, refusal: null, plan: null, preparing: null, outcome: null });
    session.run = work(abort.signal).catch((fault: unknown) => {
      if (!abort.signal.aborted) fail(session, fault);
    });
  };

  // ---- what is asked ----

  const openedOf = (session: Session): Opened => {
    if (session.opened === null) throw new Refusal('wrong_phase', 'The file has not been opened yet.');
    return session.opened;
  };

  const planOf = (session: Session): ImportPlan => {
    if (session.plan === null) throw new Refusal('wrong_phase', 'The file has not been compared yet.');
    return session.plan;
  };

  const makeReady = async (session: Session): Promise<ReadyImport> => {
    const opened = openedOf(session);
    const plan = planOf(session);
    const { changesNow } = await prepareImport(plan, store, NO_LINK).catch((fault: unknown) => {
      session.phase = 'ready';
      throw fault;
    });
    const isMapped = opened.catalogue.format === 'mapped';
    return {
      changesNow,
      origin: plan.origin,
      mapping: isMapped ? { signature: opened.signature, columns: opened.catalogue.mapping } : null,
    };
  };

  return {
    topic: () => {
      if (current === null) return NOTHING;
      const { upload, phase, round, progress, rows, refusal, plan, outcome } = current;
      return {
        phase,
        uploadId: upload.uploadId,
        round,
        name: upload.name,
        bytes: upload.size,
        received: upload.received(),
        progress,
        rows,
        refusal,
        counts: plan?.counts ?? null,
        outcome,
      };
    },

    begin: async (name, size) => {
      if (current?.phase === 'applying') throw new Refusal('busy', 'Another import is being applied.');
      const before = current;
      const upload = beginUpload(dir, name, size);
      current = {
        upload,
        source: null,
        abort: new AbortController(),
        run: Promise.resolve(),
        phase: 'receiving',
        round: 0,
        progress: 0,
        rows: 0,
        refusal: null,
        opened: null,
        reads: [],
        skippedRows: 0,
        plan: null,
        preparing: null,
        outcome: null,
      };
      if (before !== null) await end(before);
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
        return fail(session, new FileRefusal('file_empty', `${name} is empty`, { name }));
      }
      await start(session, 'reading', (signal) => readAgain(session, choices, signal));
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

    preview: ({ uploadId, show, search, offset, limit }) => {
      const { products } = planOf(sessionOf(uploadId));
      const isFound = bySearch(search);
      const places: number[] = [];
      for (const [place, product] of products.entries()) {
        if (isShown(product, show) && isFound(product)) places.push(place);
      }
      const rows = places.slice(offset, offset + limit).flatMap((place) => {
        const product = products[place];
        return product === undefined ? [] : [toImportRow(product, place)];
      });
      return { total: places.length, offset, rows };
    },

    prepare: (commandId, uploadId) => {
      const session = sessionOf(uploadId);
      if (session.preparing?.commandId === commandId) return session.preparing.ready;
      refuseInPhase(session, ['ready']);
      refuseOnAir(session.rows);
      session.phase = 'applying';
      const ready = makeReady(session);
      session.preparing = { commandId, ready };
      return ready;
    },

    applied: (outcome) => {
      if (current === null || current.phase !== 'applying') return;
      Object.assign(current, { phase: 'applied', preparing: null, outcome });
    },

    notApplied: (isStale) => {
      const session = current;
      if (session === null || session.phase !== 'applying') return;
      const { opened } = session;
      session.preparing = null;
      session.phase = 'ready';
      if (isStale && opened !== null) {
        session.phase = 'comparing';
        session.plan = null;
        void start(session, 'comparing', (signal) => compareAgain(session, opened, signal));
      }
    },

    refusedFile: async ({ uploadId, container, language }) => {
      const session = sessionOf(uploadId);
      refuseInPhase(session, ['ready', 'applied']);
      const { catalogue } = openedOf(session);
      const reasons = new Map<number, string>();
      for (const { outcome, problems, rows } of planOf(session).products) {
        if (outcome.kind !== 'refused') continue;
        const errors = problems.filter(({ severity }) => severity === 'error');
        for (const row of rows) {
          const own = errors.filter((problem) => problem.row === row);
          // Rows of one product are mended together, whichever of them is wrong.
          const said = (own.length > 0 ? own : errors.slice(0, 1)).map((problem) => sayProblem(problem, language));
          reasons.set(row, said.join(language === 'en' ? '; ' : '；'));
        }
      }
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
      await end(session);
    },

    stop: async () => {
      if (current === null) return;
      const session = current;
      current = null;
      await end(session);
    },
  };
};
