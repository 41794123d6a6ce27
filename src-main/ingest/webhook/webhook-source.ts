// Receives a platform's webhooks from a relay that the user runs: believes only what is signed, and answers 200 only for what is stored.

import { Refusal } from '../../contract/errors.ts';
import type { Problem } from '../../contract/topics.ts';
import { forgetOldest } from '../../core/bounded-memory.ts';
import { type Instant, instant } from '../../core/units.ts';
import { createBackOff } from '../back-off.ts';
import type { EventSource, SourceSink } from '../event-source.ts';
import { problemOf } from '../problem-of.ts';
import { keepReject } from '../reject.ts';
import { sayStatus } from '../say-status.ts';
import { catchUpFrom } from '../shop/catch-up.ts';
import type { ShopContext } from '../shop/paid-moment.ts';
import { type ShopReading, sinceFloor } from '../shop/shop-order.ts';
import { createSleeper } from '../sleeper.ts';
import type { SourceKind, SourceMaking } from '../source-kind.ts';
import { douyinWebhook } from './douyin-webhook.ts';
import type { Delivery, WebhookKeys, WebhookPlatform } from './platform.ts';
import { createRateLimit } from './rate-limit.ts';
import { shopifyWebhook } from './shopify-webhook.ts';
import { standardWebhook } from './standard-webhook.ts';
import { tikTokShopWebhook } from './tiktok-shop-webhook.ts';
import { type DoorAnswer, openWebhookDoor, type WebhookDoor } from './webhook-door.ts';
import { wooCommerceWebhook } from './woocommerce-webhook.ts';

const PLATFORMS: Readonly<Record<string, WebhookPlatform>> = {
  shopify: shopifyWebhook,
  woocommerce: wooCommerceWebhook,
  'standard-webhooks': standardWebhook,
  'tiktok-shop': tikTokShopWebhook,
  douyin: douyinWebhook,
};

export interface WebhookLimits {
  /** Of one body. */
  readonly maxBytes: number;
  readonly burst: number;
  readonly perSecond: number;
  readonly retryMinMs: number;
  readonly retryMaxMs: number;
}

const LIMITS: WebhookLimits = {
  maxBytes: 1024 * 1024,
  burst: 200,
  perSecond: 50,
  retryMinMs: 500,
  retryMaxMs: 10_000,
};

/** Headers that say what a delivery is. */
const TOLD = /^(?:x-[\w-]*(?:topic|id|source|domain|event|resource)|webhook-(?:id|timestamp)|msg-id)$/;

/** Deliveries that are remembered to be answered without being read again. */
const REMEMBERED = 10_000;
/** How much earlier than the beginning an order may say it was: a platform's clock and ours differ. */
const CLOCK_SLACK = 60_000;

const badSource = (field: string): Refusal =>
  new Refusal('bad_source', `the webhook receiver needs another ${field}`, { field });

const readJson = (body: Buffer): { readonly json: unknown } | null => {
  try {
    return { json: JSON.parse(body.toString('utf8')) };
  } catch {
    // The caller keeps it as a reject.
    return null;
  }
};

const readPort = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535) throw badSource('port');
  return port;
};

export interface WebhookSource extends EventSource {
  /** Where it listens now; null while it does not. */
  port(): number | null;
}

/** Throws Refusal `bad_source` naming the field. Port 0 takes any that is free. */
export const createWebhookSource = (making: SourceMaking, given: Partial<WebhookLimits> = {}): WebhookSource => {
  const { sourceId, name, settings, clock, catalogue } = making;
  const limits: WebhookLimits = { ...LIMITS, ...given };
  const platform = PLATFORMS[settings.platform ?? ''];
  if (platform === undefined) throw badSource('platform');
  const port = readPort(settings.port ?? '');
  const keys: WebhookKeys = {
    secret: settings.secret ?? '',
    appKey: settings.appKey ?? '',
    showId: settings.showId ?? '',
  };
  if (keys.secret === '') throw badSource('secret');
  if (settings.platform === 'tiktok-shop' && keys.appKey === '') throw badSource('appKey');

  const context: ShopContext = { catalogue, unpaid: new Set() };
  const backOff = createBackOff({ minMs: limits.retryMinMs, maxMs: limits.retryMaxMs });
  const sleeper = createSleeper();
  const rate = createRateLimit(limits.burst, limits.perSecond);
  const seen = new Set<string>();
  let floor: Instant = clock();
  let door: WebhookDoor | null = null;
  let isStopped = false;
  let isTroubled = false;
  let finished: Promise<void> = Promise.resolve();

  const remember = (id: string | null): void => {
    if (id === null) return;
    seen.add(id);
    forgetOldest(seen, REMEMBERED);
  };

  const readingOf = (delivery: Delivery): ShopReading => {
    const decoded = readJson(delivery.body);
    if (decoded === null) {
      return { events: [], rejects: [keepReject(delivery.body.toString('utf8'), null, 'body: expected JSON')] };
    }
    const reading = platform.read(decoded.json, delivery, keys, context);
    return sinceFloor(reading, floor - CLOCK_SLACK);
  };

  const keep = async (sink: SourceSink, { events, rejects }: ShopReading): Promise<boolean> => {
    if (events.length === 0 && rejects.length === 0) return true;
    try {
      await sink.take({ events, rejects, cursor: clock() });
      if (isTroubled) sayStatus(sink, { status: 'live', retryAt: null, problem: null });
      isTroubled = false;
      return true;
    } catch (error) {
      isTroubled = true;
      sayStatus(sink, { status: 'down', retryAt: null, problem: problemOf(error) });
      return false;
    }
  };

  /** Headers tell what a delivery is of; its signature proves who sent it, and is nobody else's business. */
  const tellFrame = (sink: SourceSink, { headers, body }: Delivery, reading: ShopReading): void => {
    if (sink.frame === undefined) return;
    const told = Object.entries(headers).filter(([header]) => TOLD.test(header));
    sink.frame({ way: 'in', data: [Object.fromEntries(told), body.toString('utf8')] });
    sink.read?.({ ...reading, skipped: 0 });
  };

  const take = async (sink: SourceSink, delivery: Delivery): Promise<DoorAnswer> => {
    if (isStopped) return { status: 503, retryAfterSeconds: 10 };
    const trial = platform.trial?.(delivery) ?? null;
    if (trial !== null) return { status: 200, body: trial };
    const doubt = platform.doubt(delivery, keys, clock());
    if (doubt !== null) {
      const reject = keepReject(delivery.body.toString('utf8'), null, `signature: ${doubt}`);
      await keep(sink, { events: [], rejects: [reject] });
      return { status: 401, body: { error: doubt } };
    }
    const id = platform.deliveryId(delivery);
    if (id !== null && seen.has(id)) return { status: 200 };
    const reading = readingOf(delivery);
    tellFrame(sink, delivery, reading);
    if (!(await keep(sink, reading))) return { status: 503, retryAfterSeconds: 10 };
    remember(id);
    return { status: 200 };
  };

  const open = async (sink: SourceSink): Promise<Problem | null> => {
    try {
      door = await openWebhookDoor({
        port,
        maxBytes: limits.maxBytes,
        admit: () => (rate.admits(clock()) ? null : { status: 429, retryAfterSeconds: 1 }),
        take: (delivery) => take(sink, delivery),
      });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { code: 'port_taken', details: { port, why } };
    }
    try {
      sink.connected({ name, clockOffsetMs: 0, capabilities: [], startedAt: null });
      return null;
    } catch (error) {
      await door.close();
      door = null;
      return problemOf(error);
    }
  };

  const run = async (sink: SourceSink): Promise<void> => {
    while (!isStopped) {
      const problem = await open(sink);
      if (problem === null || isStopped) return;
      const waitMs = backOff.next();
      sayStatus(sink, { status: 'down', retryAt: instant(clock() + waitMs), problem });
      await sleeper.sleep(waitMs);
    }
  };

  return {
    sourceId,
    name,
    kind: webhookKind.kind,
    port: () => door?.port ?? null,
    start: (sink) => {
      floor = catchUpFrom(sink.cursor(), clock());
      sink.status({ status: 'connecting', retryAt: null, problem: null });
      finished = run(sink);
    },
    stop: async () => {
      isStopped = true;
      sleeper.wake();
      await finished;
      await door?.close();
      door = null;
    },
  };
};

export const webhookKind: SourceKind = {
  kind: 'webhook',
  fields: [
    { name: 'platform', kind: 'choice', isRequired: true, choices: Object.keys(PLATFORMS), usual: 'shopify' },
    { name: 'port', kind: 'number', isRequired: true, isWay: true, usual: '8790' },
    { name: 'secret', kind: 'secret', isRequired: true },
    { name: 'appKey', kind: 'text', isRequired: false, isWay: true },
    { name: 'showId', kind: 'text', isRequired: false },
  ],
  reads: [
    'order.created',
    'order.paid',
    'order.cancelled',
    'order.refunded',
    'stream.started',
    'stream.ended',
    'notice',
  ],
  carries: [],
  isInbound: true,
  stalledAfterMs: null,
  make: (making) => createWebhookSource(making),
};
