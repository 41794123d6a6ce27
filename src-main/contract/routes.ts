// The one typed surface: everything a screen may ask. Example: `client.request('product.pin', { productId, variantId })`.

import { z } from 'zod';
import type { CommandId, DealId, MessageId, ProductId, ShowId, SourceId, VariantId, ViewerId } from '../core/units.ts';
import { catalogueRoutes } from './catalogue-routes.ts';
import { complianceRoutes } from './compliance-routes.ts';
import type { RecordingRow, ShowRow, ShowSummary, ViewerCard } from './documents.ts';
import { importRoutes } from './import-routes.ts';
import { ANYBODY, command, ON_THE_SHOW, OWNER, query, type Route, RUNS_THE_SHOW } from './route.ts';
import { id, intent, minor, nothing } from './route-input.ts';
import { runSheetRoutes } from './run-sheet-routes.ts';
import { scriptRoutes } from './script-routes.ts';
import type { RejectRow } from './topics.ts';

/** The room to attach to; `url` is http(s) or ws(s), the token stays in the engine. */
const roomAddress = z.strictObject({
  url: z.string().min(1).max(2000),
  token: z.string().max(1000),
  room: z.string().min(1).max(200),
});

export const routes = {
  'show.create': command<{ showId: ShowId }>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      title: z.string().trim().min(1).max(100),
      host: z.string().trim().max(50),
      plannedMinutes: z
        .int()
        .min(1)
        .max(24 * 60),
      /** Whose run sheet to copy; the demo run sheet where null. */
      copyOf: id<ShowId>().nullable(),
    }),
  ),
  'show.list': query<readonly ShowRow[]>()(ANYBODY, nothing),
  'show.open': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, showId: id<ShowId>() })),
  'show.rehearse': command()(RUNS_THE_SHOW, z.strictObject(intent)),
  /** Ends a rehearsal without going live. */
  'show.reset': command()(RUNS_THE_SHOW, z.strictObject(intent)),
  'show.start': command()(RUNS_THE_SHOW, z.strictObject(intent)),
  'show.pause': command()(RUNS_THE_SHOW, z.strictObject(intent)),
  'show.resume': command()(RUNS_THE_SHOW, z.strictObject(intent)),
  'show.end': command()(RUNS_THE_SHOW, z.strictObject(intent)),
  'review.summary': query<ShowSummary>()(RUNS_THE_SHOW, z.strictObject({ showId: id<ShowId>() })),

  'product.pin': command()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, productId: id<ProductId>(), variantId: id<VariantId>() }),
  ),
  'product.unpin': command()(RUNS_THE_SHOW, z.strictObject(intent)),

  'deal.arm': command<{ dealId: DealId }>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      productId: id<ProductId>(),
      variantId: id<VariantId>(),
      priceMinor: minor.min(1),
      quantity: z.int().min(1).max(1_000_000),
      perBuyer: z.int().min(1).max(1_000),
      countdownMs: z.int().min(0).max(300_000),
      durationMs: z
        .int()
        .min(10_000)
        .max(24 * 3_600_000),
    }),
  ),
  'deal.disarm': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, dealId: id<DealId>() })),
  'deal.fire': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, dealId: id<DealId>() })),
  'deal.stop': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, dealId: id<DealId>() })),

  'question.settle': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, questionKey: z.string().min(1).max(300) })),

  'message.send': command<{ messageId: MessageId }>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, text: z.string().trim().min(1).max(200) }),
  ),
  'message.seen': command()(ON_THE_SHOW, z.strictObject({ ...intent, messageId: id<MessageId>() })),
  'message.acknowledge': command()(ON_THE_SHOW, z.strictObject({ ...intent, messageId: id<MessageId>() })),

  'viewer.card': query<ViewerCard>()(ON_THE_SHOW, z.strictObject({ viewerId: id<ViewerId>() })),

  'source.attach': command<{ sourceId: SourceId }>()(OWNER, roomAddress.extend(intent)),
  'source.detach': command()(OWNER, z.strictObject({ ...intent, sourceId: id<SourceId>() })),
  'reject.list': query<readonly RejectRow[]>()(RUNS_THE_SHOW, nothing),

  'outbox.retry': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, outboxId: id<CommandId>() })),
  'outbox.dismiss': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, outboxId: id<CommandId>() })),

  'recording.start': command<{ name: string }>()(OWNER, z.strictObject(intent)),
  'recording.stop': command()(OWNER, z.strictObject(intent)),
  'recording.list': query<readonly RecordingRow[]>()(RUNS_THE_SHOW, nothing),
  /** Plays a recording into a rehearsal. */
  'replay.start': command()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, name: z.string().min(1).max(200), speed: z.number().min(0.1).max(1000) }),
  ),
  'replay.stop': command()(RUNS_THE_SHOW, z.strictObject(intent)),

  ...catalogueRoutes,
  ...importRoutes,
  ...complianceRoutes,
  ...runSheetRoutes,
  ...scriptRoutes,
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
/** What a screen sends. */
export type RouteInput<Name extends RouteName> = z.input<Routes[Name]['input']>;
/** What a handler gets, checked. */
export type RouteParsed<Name extends RouteName> = z.output<Routes[Name]['input']>;
export type RouteOutput<Name extends RouteName> =
  | NonNullable<Routes[Name]['output']>
  | Extract<Routes[Name]['output'], null>;
