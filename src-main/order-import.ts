// One import of orders at a time, from the first byte of a file to its taking over: what it is doing, and what it would do.

import { createHash } from 'node:crypto';
import { FileRefusal, stopIfCancelled } from './catalogue-files/file-refusal.ts';
import { type FileSource, sourceOfFile } from './catalogue-files/file-source.ts';
import { sayProblem } from './catalogue-files/problem-words.ts';
import { writeRefusedRows } from './catalogue-files/refused-rows.ts';
import { toRefusal } from './catalogue-import.ts';
import { Refusal } from './contract/errors.ts';
import type { ImportOutcome, ImportPage, ImportTopic, OutgoingFile } from './contract/import-documents.ts';
import type { OrderImportTable } from './contract/order-documents.ts';
import type { RouteParsed } from './contract/routes.ts';
import { foldHeader } from './core/draft-field.ts';
import { isZone } from './core/order-time.ts';
import type { OrderMapping } from './core/platform-order-draft.ts';
import { refuseOnAir } from './import-reading.ts';
import { failRun, type ImportRun, startRun } from './import-run.ts';
import { openedOf, planOf, refuseInPhase, toImportTopic } from './import-session.ts';
import { beginUpload, type ImportUpload } from './import-upload.ts';
import type { ReadOrder } from './order-files/order-builder.ts';
import { type OrderChoices, type OrderTable, openOrders } from './order-files/read-orders.ts';
import { type OrderPlan, type PlannedOrder, planOrders } from './order-import-plan.ts';
import type { OutgoingFiles } from './outgoing-files.ts';
import { toOrderImportRow } from './projection/order-import-row.ts';
import type { Store } from './store/store.ts';

type Choices = RouteParsed<'orderImport.open'>['choices'];
type Preview = RouteParsed<'orderImport.preview'>;

/** What a transaction needs to take an import over. */
export interface ReadyOrders {
  readonly name: string;
  readonly plan: OrderPlan;
  /** Of a table whose columns were named by hand. */
  readonly mapping: { readonly signature: string; readonly columns: OrderMapping } | null;
}

export interface OrderImportDesk {
  topic(): ImportTopic;
  /** Throws Refusal `busy` while one is being applied. */
  begin(name: string, size: number): Promise<string>;
  take(uploadId: string, offset: number, bytes: Uint8Array): Promise<void>;
  open(uploadId: string, choices: Choices): Promise<void>;
  table(uploadId: string): OrderImportTable;
  preview(ask: Preview): ImportPage;
  /** Throws Refusal `import_on_air`, `wrong_phase`. */
  prepare(uploadId: string): ReadyOrders;
  applied(outcome: ImportOutcome): void;
  /** It was not taken over; `isStale` compares it again with the orders as they are now. */
  notApplied(isStale: boolean): void;
  refusedFile(
    ask: Pick<RouteParsed<'orderImport.refusedFile'>, 'uploadId' | 'container' | 'language'>,
  ): Promise<OutgoingFile>;
  close(uploadId: string): Promise<void>;
  stop(): Promise<void>;
}

export interface OrderImportOptions {
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
  readonly orders: OrderTable;
  readonly signature: string;
  readonly platform: string;
  readonly currency: string;
  readonly zone: string | null;
  readonly isMappingRemembered: boolean;
}

interface Session extends ImportRun {
  readonly upload: ImportUpload;
  source: FileSource | null;
  progress: number;
  rows: number;
  opened: Opened | null;
  reads: readonly ReadOrder[];
  skippedRows: number;
  plan: OrderPlan | null;
  outcome: ImportOutcome | null;
}

const SAMPLE_ROWS = 5;
const SAMPLE_LETTERS = 60;
const SHOP_ZONE = 'Asia/Shanghai';

/** Never the signature of a catalogue's table with the same headers: the fields are others. */
const signatureOf = (headers: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(['orders', ...headers.map(foldHeader)]))
    .digest('hex');

const toFileChoices = ({ format, encoding, sheet, headerRow, mapping }: Choices): OrderChoices => ({
  ...(format === null ? {} : { format }),
  ...(encoding === null ? {} : { encoding }),
  ...(sheet === null ? {} : { sheet }),
  ...(headerRow === null ? {} : { headerRow }),
  ...(mapping === null ? {} : { mapping }),
});

const bySearch = (search: string): ((planned: PlannedOrder) => boolean) => {
  const wanted = search.normalize('NFKC').trim().toLowerCase();
  if (wanted === '') return () => true;
  return ({ after }) =>
    [after.orderId, after.buyerName, ...after.lines.flatMap(({ title, sku }) => [title, sku])].some((text) =>
      text.normalize('NFKC').toLowerCase().includes(wanted),
    );
};

const isShown = ({ kind, problems }: PlannedOrder, show: Preview['show']): boolean => {
  if (show === 'all') return true;
  return show === 'warned' ? kind !== 'refused' && problems.length > 0 : kind === show;
};

export const createOrderImport = (options: OrderImportOptions): OrderImportDesk => {
  const { store, dir, outgoing, currency, onFault } = options;
  let current: Session | null = null;

  const sessionOf = (uploadId: string): Session => {
    if (current?.upload.uploadId === uploadId) return current;
    throw new Refusal('not_found', 'This import has been given up.');
  };

  const end = async (session: Session): Promise<void> => {
    session.abort.abort();
    await session.run;
    await session.source?.close();
    session.source = null;
    await session.upload.remove();
  };

  // ---- reading and comparing, behind the requests ----

  const openTable = async (session: Session, choices: Choices, signal: AbortSignal): Promise<Opened> => {
    session.source ??= { ...(await sourceOfFile(session.upload.path)), name: session.upload.name };
    const { source } = session;
    const first = await openOrders(source, toFileChoices(choices), signal);
    const signature = signatureOf(first.headers);
    const remembered = first.format === 'mapped' && choices.mapping === null ? store.orderMapping(signature) : null;
    const orders =
      remembered === null
        ? first
        : await openOrders(source, { ...toFileChoices(choices), format: 'mapped', mapping: remembered }, signal);
    return {
      orders,
      signature,
      platform: orders.platform === '' ? `mapped:${signature.slice(0, 16)}` : orders.platform,
      currency: choices.currency ?? currency(),
      zone: choices.zone,
      isMappingRemembered: remembered !== null,
    };
  };

  const compare = async (session: Session, opened: Opened, signal: AbortSignal): Promise<void> => {
    session.phase = 'comparing';
    session.progress = 0;
    const { reads, skippedRows } = session;
    const onProgress = (progress: number): void => {
      session.progress = progress;
    };
    session.plan = await planOrders({ store, platform: opened.platform, reads, skippedRows, signal, onProgress });
    stopIfCancelled(signal);
    session.phase = 'ready';
  };

  const read = async (session: Session, choices: Choices, signal: AbortSignal): Promise<void> => {
    const opened = await openTable(session, choices, signal);
    session.opened = opened;
    if (opened.orders.format === 'mapped' && choices.mapping === null && !opened.isMappingRemembered) {
      session.phase = 'mapping';
      return;
    }
    const found = await opened.orders.readOrders(opened, signal, (progress, rows) => {
      session.progress = progress;
      session.rows = rows;
      refuseOnAir(options, rows);
    });
    session.reads = found.orders;
    session.skippedRows = found.skippedRows;
    await compare(session, opened, signal);
  };

  return {
    topic: () => toImportTopic(current),

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
      if (choices.zone !== null && !isZone(choices.zone)) {
        throw new Refusal('bad_input', 'There is no such time zone.');
      }
      const { upload } = session;
      if (upload.received() < upload.size) throw new Refusal('bad_input', 'The file has not arrived as a whole.');
      if (upload.size === 0) {
        return failRun(
          session,
          new FileRefusal('file_empty', `${upload.name} is empty`, { name: upload.name }),
          onFault,
        );
      }
      await startRun(session, 'reading', (signal) => read(session, choices, signal), onFault);
    },

    table: (uploadId) => {
      const { orders, currency: chosen, zone, isMappingRemembered } = openedOf(sessionOf(uploadId));
      const { table, headers } = orders;
      return {
        kind: table.kind,
        encoding: table.encoding?.encoding ?? null,
        encodingWhy: table.encoding?.why ?? null,
        sheet: table.sheet,
        sheets: table.sheets,
        headerRow: orders.headerRow,
        headers,
        format: orders.format,
        guess: orders.guess,
        mapping: orders.mapping,
        isMappingRemembered,
        sample: orders.sample
          .slice(0, SAMPLE_ROWS)
          .map(({ cells }) => headers.map((_, at) => (cells[at] ?? '').trim().slice(0, SAMPLE_LETTERS))),
        notices: table.notices,
        currency: chosen,
        zone: zone ?? orders.zone ?? SHOP_ZONE,
      };
    },

    preview: ({ uploadId, show, search, offset, limit }) => {
      const { orders } = planOf(sessionOf(uploadId));
      const isFound = bySearch(search);
      const found = orders
        .map((planned, place) => ({ planned, place }))
        .filter(({ planned }) => isShown(planned, show) && isFound(planned));
      const rows = found.slice(offset, offset + limit).map(({ planned, place }) => toOrderImportRow(planned, place));
      return { total: found.length, offset, rows };
    },

    prepare: (uploadId) => {
      const session = sessionOf(uploadId);
      refuseInPhase(session, ['ready']);
      refuseOnAir(options, session.rows);
      const { orders, signature } = openedOf(session);
      const plan = planOf(session);
      session.phase = 'applying';
      const mapping = orders.format === 'mapped' ? { signature, columns: orders.mapping } : null;
      return { name: session.upload.name, plan, mapping };
    },

    applied: (outcome) => {
      if (current === null || current.phase !== 'applying') return;
      Object.assign(current, { phase: 'applied', outcome });
    },

    notApplied: (isStale) => {
      const session = current;
      if (session === null || session.phase !== 'applying') return;
      session.phase = 'ready';
      const { opened } = session;
      if (isStale && opened !== null)
        void startRun(session, 'comparing', (signal) => compare(session, opened, signal), onFault);
    },

    refusedFile: async ({ uploadId, container, language }) => {
      const session = sessionOf(uploadId);
      refuseInPhase(session, ['ready', 'applied']);
      const reasons = new Map<number, string>();
      for (const { kind, problems, rows } of planOf(session).orders) {
        if (kind !== 'refused') continue;
        const errors = problems.filter(({ severity }) => severity === 'error');
        for (const row of rows) {
          const own = errors.filter((problem) => problem.row === row);
          // Rows of one order are mended together, whichever of them is wrong.
          const said = (own.length > 0 ? own : errors.slice(0, 1)).map((problem) => sayProblem(problem, language));
          reasons.set(row, said.join(language === 'en' ? '; ' : '；'));
        }
      }
      const stem = session.upload.name.replace(/\.[^.]*$/, '');
      const file = outgoing.make(`${stem}-${language === 'en' ? 'refused' : '未导入'}.${container}`);
      try {
        await writeRefusedRows(file.path, openedOf(session).orders, reasons, container);
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
