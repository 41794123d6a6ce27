// The webhook receiver over real sockets: what it believes, what it answers, and what it does not count twice.

import { createHash, createHmac } from 'node:crypto';
import { connect, createServer } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../../../src-main/contract/errors.ts';
import { instant, type SourceId } from '../../../src-main/core/units.ts';
import { catchUpFrom } from '../../../src-main/ingest/shop/catch-up.ts';
import type { SourceSettings } from '../../../src-main/ingest/source-kind.ts';
import { createRateLimit } from '../../../src-main/ingest/webhook/rate-limit.ts';
import {
  createWebhookSource,
  type WebhookLimits,
  type WebhookSource,
  webhookKind,
} from '../../../src-main/ingest/webhook/webhook-source.ts';
import { createMemorySink, type MemorySink } from '../support/memory-sink.ts';
import { brokenText, spoiled } from '../support/mutate.ts';
import { douyinOrder, shopifyOrder, tikTokShopChange, whatnotOrder, wooOrder } from '../support/shop-orders.ts';

const NOW = Date.parse('2026-11-20T14:00:30Z');
const SECRET = 'shpss_secret';
const STANDARD_SECRET = `whsec_${Buffer.from('standard-secret-of-32-bytes-1234').toString('base64')}`;
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Receiver {
  readonly source: WebhookSource;
  readonly sink: MemorySink;
  now: number;
  post(body: string, headers?: Record<string, string>): Promise<Response>;
}

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 8000, interval: 5 });

const receive = async (
  platform: string,
  { settings = {}, limits = {} }: { settings?: SourceSettings; limits?: Partial<WebhookLimits> } = {},
): Promise<Receiver> => {
  const sink = createMemorySink();
  const clock = { now: NOW };
  const source = createWebhookSource(
    {
      sourceId: 'hook' as SourceId,
      name: '中继',
      settings: { platform, port: '0', secret: SECRET, appKey: 'app1', ...settings },
      clock: () => instant(clock.now),
    },
    limits,
  );
  closers.push(() => source.stop());
  source.start(sink);
  await until(() => expect(source.port()).not.toBeNull());
  return {
    source,
    sink,
    get now() {
      return clock.now;
    },
    set now(at) {
      clock.now = at;
    },
    post: (body, headers = {}) =>
      fetch(`http://127.0.0.1:${source.port()}/`, { method: 'POST', body, headers: { ...headers } }),
  };
};

const bodyHmac = (body: string): string => createHmac('sha256', SECRET).update(body).digest('base64');

const byShopify = (body: string, rest: Record<string, string> = {}): Record<string, string> => ({
  'x-shopify-topic': 'orders/paid',
  'x-shopify-hmac-sha256': bodyHmac(body),
  ...rest,
});

const byStandard = (body: string, id: string, at: number, secret = STANDARD_SECRET): Record<string, string> => {
  const seconds = String(Math.floor(at / 1000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const made = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${'A'.repeat(43)}= v1,${made}` };
};

const SIGNED: readonly {
  readonly platform: string;
  readonly settings?: SourceSettings;
  readonly raw: Record<string, unknown>;
  readonly sign: (body: string, id?: string) => Record<string, string>;
  readonly ids: readonly string[];
}[] = [
  {
    platform: 'shopify',
    raw: shopifyOrder(),
    sign: (body) => byShopify(body),
    ids: ['820982911946154#created', '820982911946154#paid'],
  },
  {
    platform: 'woocommerce',
    raw: wooOrder(),
    sign: (body) => ({ 'x-wc-webhook-signature': bodyHmac(body), 'x-wc-webhook-topic': 'order.updated' }),
    ids: ['727#created', '727#paid'],
  },
  {
    platform: 'standard-webhooks',
    settings: { secret: STANDARD_SECRET },
    raw: whatnotOrder(),
    sign: (body, id = 'msg_1') => byStandard(body, id, NOW),
    ids: ['T3JkZXJOb2RlOjE=#created', 'T3JkZXJOb2RlOjE=#paid'],
  },
  {
    platform: 'tiktok-shop',
    raw: tikTokShopChange(),
    sign: (body) => ({ authorization: createHmac('sha256', SECRET).update(`app1${body}`).digest('hex') }),
    ids: ['576461413038785752#AWAITING_SHIPMENT'],
  },
  {
    platform: 'douyin',
    raw: douyinOrder(),
    sign: (body, id = 'm1') => ({
      'x-douyin-signature': createHash('sha1')
        .update(SECRET + body)
        .digest('hex'),
      'msg-id': id,
    }),
    ids: ['1087539181296419999#created', '1087539181296419999#paid'],
  },
];

describe.each(SIGNED)('of $platform', ({ platform, settings = {}, raw, sign, ids }) => {
  it('believes what is signed over the bytes that came, whatever their spacing', async () => {
    const { sink, post } = await receive(platform, { settings });
    const body = JSON.stringify(raw, null, 3);
    expect((await post(body, sign(body))).status).toBe(200);
    expect(sink.events.map(({ id }) => id)).toEqual(ids);
    expect(sink.rejects).toEqual([]);
  });

  it('refuses one changed byte, another secret, a cut signature and none, keeps each aside and counts nothing', async () => {
    const { sink, post } = await receive(platform, { settings });
    const body = JSON.stringify(raw);
    const headers = sign(body);
    const cut = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.slice(0, -2)]));
    const answers = [
      await post(`${body} `, headers),
      await post(body, sign(`${body}x`)),
      await post(body, cut),
      await post(body),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    expect(sink.events).toEqual([]);
    expect(sink.rejects.map(({ reason }) => reason.split(':')[0])).toEqual(Array(4).fill('signature'));
  });

  it('a delivery sent twice is answered twice and kept once', async () => {
    const { sink, post } = await receive(platform, { settings });
    const body = JSON.stringify(raw);
    for (let left = 2; left > 0; left -= 1) expect((await post(body, sign(body))).status).toBe(200);
    expect(sink.events.map(({ id }) => id)).toEqual(ids);
  });

  it('signed nonsense never throws and never vanishes', async () => {
    const { source, sink } = await receive(platform, { settings, limits: { burst: 100_000 } });
    const post = (body: string, id: string): Promise<Response> =>
      fetch(`http://127.0.0.1:${source.port()}/`, { method: 'POST', body: Buffer.from(body), headers: sign(body, id) });
    const bodies = fc.sample(
      fc.oneof(
        spoiled(raw).map((bad) => JSON.stringify(bad)),
        brokenText(JSON.stringify(raw)),
      ),
      { numRuns: 150, seed: 7 },
    );
    for (const [index, body] of bodies.entries()) expect((await post(body, `n${index}`)).status).toBe(200);
    for (const { body } of sink.events) {
      if (body.type === 'order.paid') expect(body.order.total.minor).toBeGreaterThanOrEqual(0);
    }
    expect(sink.rejects.length).toBeGreaterThan(10);
  });
});

describe('Standard Webhooks', () => {
  const settings = { secret: STANDARD_SECRET };

  it('refuses a genuine delivery that is played again after its five minutes', async () => {
    const receiver = await receive('standard-webhooks', { settings });
    const body = JSON.stringify(whatnotOrder());
    const headers = byStandard(body, 'msg_1', NOW);
    receiver.now = NOW + 5 * 60_000 + 31_000;
    const answer = await receiver.post(body, headers);
    expect([answer.status, await answer.json()]).toEqual([401, { error: 'too_old' }]);
    expect(receiver.sink.events).toEqual([]);
  });

  it('takes the orders of the show that it was told, and of no other', async () => {
    const { sink, post } = await receive('standard-webhooks', { settings: { ...settings, showId: 'show-1' } });
    const ours = JSON.stringify(whatnotOrder({ id: 'o1' }));
    const others = JSON.stringify(whatnotOrder({ id: 'o2', show_id: 'show-2' }));
    const started = JSON.stringify({
      type: 'shows.started',
      timestamp: '2026-11-20T14:00:02Z',
      data: { id: 'show-1' },
    });
    await post(ours, byStandard(ours, 'm1', NOW));
    await post(others, byStandard(others, 'm2', NOW));
    await post(started, byStandard(started, 'm3', NOW));
    expect(sink.events.map(({ id }) => id)).toEqual(['o1#created', 'o1#paid', 'show-m3']);
  });

  it('does not count what is given away as a sale of nothing', async () => {
    const { sink, post } = await receive('standard-webhooks', { settings });
    const amounts = { total: { amount: '0', currency: 'USD' } };
    const body = JSON.stringify(whatnotOrder({ transaction_type: 'giveaway', amounts }));
    await post(body, byStandard(body, 'm1', NOW));
    expect(sink.events.map(({ body: { type } }) => type)).toEqual(['order.created']);
  });
});

describe('a platform that tries the address', () => {
  it('of WooCommerce is answered though its form is unsigned', async () => {
    const { sink, post } = await receive('woocommerce');
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post('webhook_id=12', type)).status).toBe(200);
    expect((await post('webhook_id=12&x=1', type)).status).toBe(401);
    expect(sink.events).toEqual([]);
  });

  it('of Douyin hears its number back', async () => {
    const { post } = await receive('douyin');
    const ask = (challenge: unknown): Promise<Response> =>
      post(JSON.stringify({ event: 'verify_webhook', client_key: '', content: { challenge } }));
    expect(await (await ask(12_345)).json()).toEqual({ challenge: 12_345 });
    expect((await ask('<script>')).status).toBe(401);
  });
});

describe('the door', () => {
  it('says so when the store did not keep it, and takes it when it is sent again', async () => {
    const { sink, post } = await receive('shopify');
    const body = JSON.stringify(shopifyOrder());
    sink.isFull = true;
    expect((await post(body, byShopify(body, { 'x-shopify-event-id': 'e1' }))).status).toBe(503);
    expect(sink.last()).toMatchObject({ status: 'down', problem: { code: 'store_full' } });
    sink.isFull = false;
    expect((await post(body, byShopify(body, { 'x-shopify-event-id': 'e1' }))).status).toBe(200);
    expect([sink.events.length, sink.last()?.status]).toEqual([2, 'live']);
  });

  it('reads no body over its size, announced or not', async () => {
    const { source, sink, post } = await receive('shopify', { limits: { maxBytes: 2000 } });
    expect((await post('x'.repeat(2001))).status).toBe(413);
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('y'.repeat(512))),
    });
    const endless = { method: 'POST', body: stream, duplex: 'half' };
    const answer = await fetch(`http://127.0.0.1:${source.port()}/`, endless).then(
      ({ status }) => status,
      () => 'cut',
    );
    expect([413, 'cut']).toContain(answer);
    expect(sink.events).toEqual([]);
  });

  it('lets in so many and then so many a second, and says when to come again', async () => {
    const { post } = await receive('shopify', { limits: { burst: 3, perSecond: 1 } });
    const answers: Response[] = [];
    for (let left = 4; left > 0; left -= 1) answers.push(await post('{}'));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 429]);
    expect(answers[3]?.headers.get('retry-after')).toBe('1');
  });

  it('opens again after a pause, and when the clock is set back', () => {
    const rate = createRateLimit(2, 1);
    expect([rate.admits(1e6), rate.admits(1e6), rate.admits(1e6)]).toEqual([true, true, false]);
    expect(rate.admits(1e6 + 1000)).toBe(true);
    expect([rate.admits(0), rate.admits(1000)]).toEqual([false, true]);
  });

  it('answers nothing but POST, and opens to this machine alone', async () => {
    const { source } = await receive('shopify');
    expect((await fetch(`http://127.0.0.1:${source.port()}/`)).status).toBe(405);
    const refused = await new Promise((resolve) => {
      const socket = connect(source.port() ?? 0, '127.0.0.2');
      socket.once('connect', () => resolve(false)).once('error', () => resolve(true));
      closers.push(async () => socket.destroy());
    });
    expect(refused).toBe(true);
  });

  it('that is taken is a problem with its port, and opens once it is free', async () => {
    const holder = createServer();
    const port = await new Promise<number>((resolve) => {
      holder.listen(0, '127.0.0.1', () => resolve((holder.address() as { port: number }).port));
    });
    const sink = createMemorySink();
    const source = createWebhookSource(
      {
        sourceId: 'hook' as SourceId,
        name: '中继',
        settings: { platform: 'shopify', port: String(port), secret: SECRET },
        clock: () => instant(Date.now()),
      },
      { retryMinMs: 20, retryMaxMs: 40 },
    );
    closers.push(() => source.stop());
    source.start(sink);
    await until(() => expect(sink.last()?.problem).toMatchObject({ code: 'port_taken', details: { port } }));
    holder.close();
    await until(() => expect(sink.last()?.status).toBe('live'));
  });

  it('does not count last week when an old order is told of', async () => {
    const receiver = await receive('shopify');
    const old = JSON.stringify(
      shopifyOrder({ created_at: '2026-11-13T14:00:00Z', processed_at: '2026-11-13T14:00:00Z' }),
    );
    expect((await receiver.post(old, byShopify(old))).status).toBe(200);
    expect(receiver.sink.events).toEqual([]);
  });
});

describe('a break', () => {
  it.each([
    ['of ten minutes is caught up on', NOW - 600_000, NOW - 600_000],
    ['of a night is not: those orders are of no show', NOW - 8 * 3_600_000, NOW - 3000],
    ['that never was begins now', 0, NOW - 3000],
    ['by a clock that stood in the future begins now', NOW + 600_000, NOW - 3000],
  ])('%s', (_name, cursor, from) => {
    expect(catchUpFrom(cursor, instant(NOW))).toBe(from);
  });
});

describe('settings', () => {
  it.each([
    [{ platform: 'ebay' }, 'platform'],
    [{ port: '99999' }, 'port'],
    [{ port: '8o80' }, 'port'],
    [{ secret: '' }, 'secret'],
    [{ platform: 'tiktok-shop', appKey: '' }, 'appKey'],
  ])('%j are refused by the name of the field', (wrong, field) => {
    const settings = { platform: 'shopify', port: '8790', secret: 's', ...wrong };
    const make = (): unknown =>
      webhookKind.make({ sourceId: 'h' as SourceId, name: 'h', settings, clock: () => instant(0) });
    expect(make).toThrow(Refusal);
    expect(make).toThrow(expect.objectContaining({ code: 'bad_source', details: { field } }));
  });
});
