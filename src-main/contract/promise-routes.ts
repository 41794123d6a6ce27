// What a screen may ask about promises: make, keep, drop, open again; the list of every show's, and a file of it.

import { z } from 'zod';
import { PRICE_VOWS, PROMISE_KINDS, PROMISE_STATES } from '../core/promise.ts';
import type {
  DealId,
  OrderId,
  ProductId,
  PromiseId,
  ScriptBlockId,
  ShowId,
  VariantId,
  ViewerId,
} from '../core/units.ts';
import type { OutgoingFile } from './import-documents.ts';
import type { PromiseListDocument } from './promise-documents.ts';
import { LONGEST_PROMISE, LONGEST_PROMISE_REASON } from './promise-limits.ts';
import { command, query, RUNS_THE_SHOW } from './route.ts';
import { id, intent, minor, moment } from './route-input.ts';

const promiseId = id<PromiseId>();
const note = z.string().trim().max(LONGEST_PROMISE_REASON);

/** Numbers and names are the engine's to add. */
const subject = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('show') }),
  z.strictObject({ on: z.literal('product'), productId: id<ProductId>(), variantId: id<VariantId>().nullable() }),
  z.strictObject({ on: z.literal('deal'), dealId: id<DealId>() }),
  z.strictObject({ on: z.literal('order'), orderId: id<OrderId>() }),
  z.strictObject({ on: z.literal('viewer'), viewerId: id<ViewerId>() }),
]);

const due = z.discriminatedUnion('when', [
  z.strictObject({ when: z.enum(['explained', 'after_show']) }),
  z.strictObject({ when: z.literal('at'), at: moment }),
]);

const origin = z.discriminatedUnion('from', [
  z.strictObject({ from: z.enum(['desk', 'cue']) }),
  z.strictObject({ from: z.literal('script'), blockId: id<ScriptBlockId>() }),
]);

const asked = { showId: id<ShowId>().nullable(), state: z.enum(PROMISE_STATES).nullable() };

export const promiseRoutes = {
  'promise.make': command<{ promiseId: PromiseId }>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      kind: z.enum(PROMISE_KINDS),
      text: z.string().trim().min(1).max(LONGEST_PROMISE),
      subject,
      due,
      /** In the show's currency; for a price that is promised, on a product or a deal. */
      price: z.strictObject({ vow: z.enum(PRICE_VOWS), minor, until: moment.nullable() }).nullable(),
      origin,
    }),
  ),
  'promise.keep': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, promiseId, reason: note })),
  'promise.drop': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, promiseId, reason: note.min(1) })),
  /** It was settled by mistake. */
  'promise.reopen': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, promiseId })),
  'promise.list': query<PromiseListDocument>()(RUNS_THE_SHOW, z.strictObject(asked)),
  /** A CSV of what the list shows, without its limit. */
  'promise.file': query<OutgoingFile>()(RUNS_THE_SHOW, z.strictObject({ ...asked, language: z.enum(['zh-CN', 'en']) })),
} as const;
