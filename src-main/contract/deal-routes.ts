// What a screen may ask about deals: prepare, check, arm, fire, call back, stop, settle; platforms and the owner's limits.

import { z } from 'zod';
import { TRIGGER_FIGURES } from '../core/deal-offer.ts';
import type { DealId, Duration, ProductId, TemplateId, VariantId } from '../core/units.ts';
import type {
  DealFinding,
  DealReport,
  DrawDocument,
  PlatformList,
  ShopOutlookRow,
  UndoReach,
} from './deal-documents.ts';
import {
  LEAST_DURATION_MS,
  MOST_COOLDOWN_MS,
  MOST_COUNTDOWN_MS,
  MOST_DURATION_MS,
  MOST_PER_BUYER,
  MOST_QUANTITY,
  MOST_WINNERS,
} from './deal-limits.ts';
import { ANYBODY, command, OWNER, query, RUNS_THE_SHOW } from './route.ts';
import { id, intent, minor, moment, nothing } from './route-input.ts';

const words = (most: number) => z.string().trim().max(most);
const span = (least: number, most: number) => z.int().min(least).max(most) as unknown as z.ZodType<Duration, number>;
const count = (most: number) => z.int().min(1).max(most);

/** Amounts are in the show's currency. What is incomplete is told by findings, not refused here. */
const offer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flash') }),
  z.strictObject({ kind: z.literal('limited') }),
  z.strictObject({
    kind: z.literal('bundle'),
    /** The deal's own variant first. */
    items: z.array(z.strictObject({ variantId: id<VariantId>(), quantity: count(99) })).max(10),
  }),
  z.strictObject({
    kind: z.literal('tiered'),
    tiers: z.array(z.strictObject({ from: z.int().min(2).max(MOST_PER_BUYER), priceMinor: minor })).max(6),
  }),
  z.strictObject({
    kind: z.literal('gift'),
    gift: z.strictObject({
      name: words(60),
      spec: words(60),
      quantity: count(99),
      period: words(60),
      way: words(100),
      variantId: id<VariantId>().nullable(),
    }),
  }),
  z.strictObject({ kind: z.literal('coupon'), text: words(100) }),
  z.strictObject({
    kind: z.literal('draw'),
    draw: z.strictObject({
      rules: words(500),
      keyword: words(20),
      prize: words(60),
      prizeValueMinor: minor,
      winners: count(MOST_WINNERS),
    }),
  }),
]);

/** Left out or null: it is fired by hand. */
const trigger = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('at'), at: moment }),
    z.strictObject({
      kind: z.literal('mark'),
      figure: z.enum(TRIGGER_FIGURES),
      reaches: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
    }),
  ])
  .nullable();

const terms = {
  productId: id<ProductId>(),
  variantId: id<VariantId>(),
  /** Of a draw it does not matter. */
  priceMinor: minor.min(1),
  quantity: count(MOST_QUANTITY),
  perBuyer: count(MOST_PER_BUYER),
  countdownMs: z.int().min(0).max(MOST_COUNTDOWN_MS),
  durationMs: z.int().min(LEAST_DURATION_MS).max(MOST_DURATION_MS),
  /** A flash price where it is left out. */
  offer: offer.optional(),
};

const limit = (most: number) => z.int().min(0).max(most).nullable();

const one = z.strictObject({ ...intent, dealId: id<DealId>() });

export const dealRoutes = {
  /** `dealId`: the draft that it is armed from; its id becomes the deal's. */
  'deal.arm': command<{ dealId: DealId }>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, ...terms, trigger: trigger.optional(), dealId: id<DealId>().optional() }),
  ),
  'deal.disarm': command()(RUNS_THE_SHOW, one),
  'deal.fire': command()(RUNS_THE_SHOW, one),
  /** Right after the shot; refused as `deal_over` or `wrong_phase` later. */
  'deal.undo': command<{ reach: UndoReach }>()(RUNS_THE_SHOW, one),
  'deal.stop': command()(RUNS_THE_SHOW, one),
  /** Its figures are final. */
  'deal.settle': command()(RUNS_THE_SHOW, one),
  'deal.check': query<DealReport>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...terms, trigger: trigger.optional(), dealId: id<DealId>().optional() }),
  ),
  /** Of an armed deal, what the shops that would carry it make of its price; none where no shop carries it. */
  'deal.outlook': query<readonly ShopOutlookRow[]>()(RUNS_THE_SHOW, z.strictObject({ dealId: id<DealId>() })),

  'deal.draft.save': command<{ dealId: DealId; findings: readonly DealFinding[] }>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, ...terms, trigger: trigger.optional(), dealId: id<DealId>().nullable() }),
  ),
  'deal.draft.delete': command()(RUNS_THE_SHOW, one),
  'deal.template.save': command<{ templateId: TemplateId }>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, ...terms, name: words(60).min(1), templateId: id<TemplateId>().nullable() }),
  ),
  'deal.template.delete': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, templateId: id<TemplateId>() })),

  'deal.platform.list': query<PlatformList>()(RUNS_THE_SHOW, nothing),
  /** For the current show. */
  'deal.platform.choose': command()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, platformId: z.string().min(1).max(40) }),
  ),
  /** Anybody but an owner may only make them tighter. */
  'deal.limits.set': command()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      platformId: z.string().min(1).max(40),
      leastPermille: limit(1000),
      leastPriceMinor: limit(Number.MAX_SAFE_INTEGER),
      mostQuantity: limit(MOST_QUANTITY),
      mostDurationMs: span(LEAST_DURATION_MS, MOST_DURATION_MS).nullable(),
    }),
  ),
  'deal.cooldown.set': command()(OWNER, z.strictObject({ ...intent, cooldownMs: span(0, MOST_COOLDOWN_MS) })),
  'deal.draw.read': query<DrawDocument>()(ANYBODY, z.strictObject({ dealId: id<DealId>() })),
};
