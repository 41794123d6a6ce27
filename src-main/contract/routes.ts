// The one typed surface: everything a screen may ask. Example: `client.request('product.pin', { productId, variantId })`.

import { z } from 'zod';
import type { CommandId, ProductId, ShowId, VariantId } from '../core/units.ts';
import { catalogueRoutes } from './catalogue-routes.ts';
import { claimRoutes } from './claim-routes.ts';
import { complianceRoutes } from './compliance-routes.ts';
import { dealRoutes } from './deal-routes.ts';
import type { ShowRow, ShowSummary } from './documents.ts';
import { emergencyRoutes } from './emergency-routes.ts';
import { fulfilmentRoutes } from './fulfilment-routes.ts';
import { importRoutes } from './import-routes.ts';
import { messageRoutes } from './message-routes.ts';
import { obsRoutes } from './obs-routes.ts';
import { orderRoutes } from './order-routes.ts';
import { overlayRoutes } from './overlay-routes.ts';
import { paceRoutes } from './pace-routes.ts';
import { pictureRoutes } from './picture-routes.ts';
import { priceRoutes } from './price-routes.ts';
import { promiseRoutes } from './promise-routes.ts';
import { recordingRoutes } from './recording-routes.ts';
import { ANYBODY, command, query, type Route, RUNS_THE_SHOW } from './route.ts';
import { id, intent, nothing } from './route-input.ts';
import { runSheetRoutes } from './run-sheet-routes.ts';
import { scriptRoutes } from './script-routes.ts';
import { sourceRoutes } from './source-routes.ts';
import { totalRoutes } from './total-routes.ts';
import { viewerRoutes } from './viewer-routes.ts';

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

  'question.settle': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, questionKey: z.string().min(1).max(300) })),

  'outbox.retry': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, outboxId: id<CommandId>() })),
  'outbox.dismiss': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, outboxId: id<CommandId>() })),

  ...claimRoutes,
  ...catalogueRoutes,
  ...importRoutes,
  ...pictureRoutes,
  ...orderRoutes,
  ...fulfilmentRoutes,
  ...messageRoutes,
  ...paceRoutes,
  ...complianceRoutes,
  ...priceRoutes,
  ...dealRoutes,
  ...runSheetRoutes,
  ...scriptRoutes,
  ...overlayRoutes,
  ...promiseRoutes,
  ...recordingRoutes,
  ...emergencyRoutes,
  ...obsRoutes,
  ...sourceRoutes,
  ...totalRoutes,
  ...viewerRoutes,
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
