// What may be asked while a show's orders are packed and shipped: lists, slips, marks, the shipping file, tracking numbers in.

import { z } from 'zod';
import { LONGEST_CARRIER, LONGEST_TRACKING_NUMBER, TRACKING_FIELDS } from '../core/fulfilment-tracking.ts';
import type { CommandId, OrderId, ShowId } from '../core/units.ts';
import {
  type PickListDocument,
  type ScanAnswer,
  SLIP_FILTERS,
  type SlipPage,
  type TrackingPreview,
} from './fulfilment-documents.ts';
import { LARGEST_TRACKING_BYTES, MOST_MARKED, MOST_SLIPS } from './fulfilment-limits.ts';
import type { OutgoingFile } from './import-documents.ts';
import { FILE_CHUNK_BYTES } from './import-limits.ts';
import { command, query, RUNS_THE_SHOW } from './route.ts';
import { id, intent } from './route-input.ts';

const MOST_COLUMNS = 1_000;

const showId = id<ShowId>();
const uploadId = id<string>();
/** Of a platform's order the key is its platform and number as one text. */
const orderKey = z.string().min(1).max(2_100) as unknown as z.ZodType<OrderId, OrderId>;
const marks = { ...intent, showId, orderKeys: z.array(orderKey).min(1).max(MOST_MARKED).readonly() };
const mapping = z.partialRecord(z.enum(TRACKING_FIELDS), z.int().min(0).max(MOST_COLUMNS)).nullable();
const language = z.enum(['zh-CN', 'en']);

/** The orders that a mark has changed: what it is taken back with. */
type Marked = { readonly orderKeys: readonly OrderId[] };

export const fulfilmentRoutes = {
  'fulfilment.pickList': query<PickListDocument>()(RUNS_THE_SHOW, z.strictObject({ showId })),
  /** By the buyers' first payments. */
  'fulfilment.slips': query<SlipPage>()(
    RUNS_THE_SHOW,
    z.strictObject({
      showId,
      filter: z.enum(SLIP_FILTERS),
      search: z.string().max(200),
      offset: z.int().min(0),
      limit: z.int().min(1).max(MOST_SLIPS),
    }),
  ),
  'fulfilment.scan': query<ScanAnswer>()(RUNS_THE_SHOW, z.strictObject({ showId, code: z.string().min(1).max(200) })),
  /** Those that are refunded or cancelled meanwhile refuse all of them with `changed_meanwhile`. */
  'fulfilment.pack': command<Marked>()(RUNS_THE_SHOW, z.strictObject(marks)),
  'fulfilment.unpack': command<Marked>()(RUNS_THE_SHOW, z.strictObject(marks)),
  'fulfilment.ship': command<Marked>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...marks,
      carrier: z.string().trim().max(LONGEST_CARRIER),
      trackingNumber: z.string().trim().min(1).max(LONGEST_TRACKING_NUMBER),
    }),
  ),
  'fulfilment.unship': command<Marked>()(RUNS_THE_SHOW, z.strictObject(marks)),
  /** One row a slip that has not been shipped, in columns that tracking numbers can be filled into. */
  'fulfilment.shippingFile': command<OutgoingFile>()(RUNS_THE_SHOW, z.strictObject({ ...intent, showId, language })),

  'tracking.begin': command<{ readonly uploadId: string }>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, name: z.string().min(1).max(255), size: z.int().min(1).max(LARGEST_TRACKING_BYTES) }),
  ),
  'tracking.chunk': command()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      uploadId,
      offset: z.int().min(0).max(LARGEST_TRACKING_BYTES),
      /** Base64. */
      bytes: z
        .string()
        .min(1)
        .max(Math.ceil(FILE_CHUNK_BYTES / 3) * 4),
    }),
  ),
  /** `mapping` null: as the headers, or the cells themselves, suggest. */
  'tracking.preview': query<TrackingPreview>()(RUNS_THE_SHOW, z.strictObject({ uploadId, showId, mapping })),
  /** All rows that are not refused, or nothing; compared once more with the orders as they are now. */
  'tracking.apply': command<{ readonly importId: CommandId | null; readonly orders: number }>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, uploadId, showId, mapping }),
  ),
  'tracking.refusedFile': command<OutgoingFile>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, uploadId, showId, mapping, language }),
  ),
  'tracking.close': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, uploadId })),
  /** As a whole; what was said by hand or by other files stands. */
  'tracking.undo': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, showId, importId: id<CommandId>() })),
};
