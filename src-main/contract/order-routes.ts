// What may be asked of orders: a show's with their matches, decisions about them, orders by hand, and files of them.

import { z } from 'zod';
import { ORDER_FIELDS } from '../core/platform-order-draft.ts';
import { ORDER_VERDICTS } from '../core/reconcile.ts';
import type { CommandId, OrderId, ProductId, ShowId, VariantId } from '../core/units.ts';
import {
  FILE_ENCODINGS,
  IMPORT_KINDS,
  type ImportOutcome,
  type ImportPage,
  type OutgoingFile,
} from './import-documents.ts';
import { FILE_CHUNK_BYTES, LARGEST_FILE_BYTES, MOST_PREVIEW_ROWS } from './import-limits.ts';
import {
  ORDER_FILTERS,
  ORDER_IMPORT_FORMATS,
  type OrderImportRow,
  type OrderImportTable,
  type OrderPage,
} from './order-documents.ts';
import { MOST_DECISIONS, MOST_ORDER_LINES, MOST_ORDER_ROWS } from './order-limits.ts';
import { command, query, RUNS_THE_SHOW } from './route.ts';
import { id, intent, minor } from './route-input.ts';

const MOST_COLUMNS = 1_000;

const showId = id<ShowId>();
const orderId = id<OrderId>();
const uploadId = id<string>();
const platform = z.string().min(1).max(1_000);
const platformOrderId = z.string().min(1).max(1_000);
/** What a decision may be undone by. */
type Decided = { readonly decisionId: CommandId; readonly count: number };

export const orderRoutes = {
  /** Newest first. */
  'order.list': query<OrderPage>()(
    RUNS_THE_SHOW,
    z.strictObject({
      showId,
      filter: z.enum(ORDER_FILTERS),
      search: z.string().max(200),
      offset: z.int().min(0),
      limit: z.int().min(1).max(MOST_ORDER_ROWS),
    }),
  ),
  'order.decide': command<Decided>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      showId,
      decisions: z
        .array(
          z.strictObject({
            platform,
            orderId: platformOrderId,
            verdict: z.enum(ORDER_VERDICTS),
            /** Null for `of_show`, and where the order is rejected for the show as a whole. */
            roomOrderId: orderId.nullable(),
          }),
        )
        .min(1)
        .max(MOST_DECISIONS),
    }),
  ),
  /** Accepts every proposal that is at least so sure and has no rival. */
  'order.acceptProposals': command<Decided>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, showId, atLeast: z.number().min(0.4).max(1) }),
  ),
  'order.undoDecision': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, decisionId: id<CommandId>() })),

  /** In the current show, by the desk; prices as agreed with the buyer, in the show's currency. */
  'order.create': command<{ readonly orderId: OrderId }>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      buyer: z.string().trim().min(1).max(100),
      note: z.string().trim().max(500),
      isPaid: z.boolean(),
      lines: z
        .array(
          z.strictObject({
            productId: id<ProductId>(),
            variantId: id<VariantId>(),
            quantity: z.int().min(1).max(10_000),
            unitMinor: minor.max(1_000_000_000_00),
          }),
        )
        .min(1)
        .max(MOST_ORDER_LINES),
    }),
  ),
  /** Of orders by hand; carts of claims are paid by their claims. */
  'order.pay': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, showId, orderId })),
  'order.cancel': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, showId, orderId })),
  /** At most what is left of the total. */
  'order.refund': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, showId, orderId, amountMinor: minor.min(1) })),
  /** All orders of the show in Kongtai's own columns. */
  'order.export': command<OutgoingFile>()(RUNS_THE_SHOW, z.strictObject({ ...intent, showId })),

  'orderImport.begin': command<{ readonly uploadId: string }>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, name: z.string().min(1).max(255), size: z.int().min(0).max(LARGEST_FILE_BYTES) }),
  ),
  'orderImport.chunk': command()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      uploadId,
      offset: z.int().min(0).max(LARGEST_FILE_BYTES),
      /** Base64. */
      bytes: z
        .string()
        .min(1)
        .max(Math.ceil(FILE_CHUNK_BYTES / 3) * 4),
    }),
  ),
  /** Reads the file and compares it; `order-import.state` tells how far. */
  'orderImport.open': command()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      uploadId,
      choices: z.strictObject({
        format: z.enum([...ORDER_IMPORT_FORMATS, 'mapped']).nullable(),
        encoding: z.enum(FILE_ENCODINGS).nullable(),
        sheet: z.string().max(200).nullable(),
        headerRow: z.int().min(0).max(1_000).nullable(),
        mapping: z.partialRecord(z.enum(ORDER_FIELDS), z.int().min(0).max(MOST_COLUMNS)).nullable(),
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/)
          .nullable(),
        /** IANA, of times that name no zone. */
        zone: z.string().max(100).nullable(),
      }),
    }),
  ),
  'orderImport.table': query<OrderImportTable>()(RUNS_THE_SHOW, z.strictObject({ uploadId })),
  'orderImport.preview': query<ImportPage>()(
    RUNS_THE_SHOW,
    z.strictObject({
      uploadId,
      show: z.enum([...IMPORT_KINDS, 'warned', 'all']),
      search: z.string().max(200),
      offset: z.int().min(0),
      limit: z.int().min(1).max(MOST_PREVIEW_ROWS),
    }),
  ),
  /** All that is not refused, or nothing. `changed_meanwhile` where another import has been faster. */
  'orderImport.apply': command<ImportOutcome>()(RUNS_THE_SHOW, z.strictObject({ ...intent, uploadId })),
  'orderImport.close': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, uploadId })),
  'orderImport.refusedFile': command<OutgoingFile>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, uploadId, container: z.enum(['csv', 'xlsx']), language: z.enum(['zh-CN', 'en']) }),
  ),
  /** Newest first. */
  'orderImport.list': query<readonly OrderImportRow[]>()(RUNS_THE_SHOW, z.strictObject({})),
  /** As a whole; `changed_meanwhile` with `later` where a later file has changed some of its orders. */
  'orderImport.undo': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, importId: id<CommandId>() })),
};
