// One event read out of untrusted data: every good one whole, every broken one refused with its place, nothing ever thrown.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIVE_EVENT_TYPES } from '../../src-main/core/live-event.ts';
import { parseLiveEvent } from '../../src-main/core/parse-event.ts';
import { isSoundBody } from './support/body-shape.ts';
import { goodEvent, goodEvents, spoil } from './support/good-event.ts';

const reasonOf = (raw: unknown): string => {
  const parsed = parseLiveEvent(raw);
  return parsed.ok ? 'accepted' : parsed.reason;
};

const NOT_TEXT: readonly unknown[] = [undefined, null, 7, true, {}, ['x']];
const NOT_ID: readonly unknown[] = [undefined, null, 7, '', {}, ['x'], 'x'.repeat(201)];
const NOT_COUNT: readonly unknown[] = [
  undefined,
  null,
  '9',
  -1,
  1.5,
  Number.NaN,
  Infinity,
  2 ** 53,
  1e300,
  {},
  [9],
  true,
];
const NOT_MONEY: readonly (readonly [suffix: string, value: unknown])[] = [
  ['', undefined],
  ['', null],
  ['', 5900],
  ['', '59.00'],
  ['', [5900, 'CNY']],
  ['.minor', -1],
  ['.minor', 59.5],
  ['.minor', '5900'],
  ['.minor', Number.NaN],
  ['.minor', 2 ** 53],
  ['.minor', undefined],
  ['.currency', 'cny'],
  ['.currency', '元'],
  ['.currency', 'CNYX'],
  ['.currency', 156],
  ['.currency', undefined],
];
/** Optional fields may be missing or null, and nothing else that is wrong. */
const given = (values: readonly unknown[]): readonly unknown[] => values.filter((v) => v !== undefined && v !== null);

const broken: readonly (readonly [type: string, path: string, values: readonly unknown[], place?: string])[] = [
  ['chat', 'id', NOT_ID],
  ['chat', 'seq', NOT_COUNT],
  ['chat', 'at', [...NOT_COUNT, 0, Date.UTC(1999, 0, 1), Date.UTC(2200, 0, 1), '2026-11-24']],
  ['chat', 'type', [undefined, null, 7, ['chat'], 'CHAT', '__proto__', 'constructor', 'toString', 'room.exploded']],
  ['chat', 'text', [...NOT_TEXT, 'x'.repeat(10_001)]],
  ['chat', 'replyTo', given(NOT_ID)],
  ['chat', 'viewer', given(NOT_TEXT).filter((v) => typeof v !== 'object' || Array.isArray(v))],
  ['chat', 'viewer.id', NOT_ID],
  ['chat', 'viewer.name', [...NOT_TEXT, 'x'.repeat(501)]],
  ['chat', 'viewer.avatar', given(NOT_TEXT)],
  ['chat', 'viewer.level', given(NOT_COUNT)],
  ['chat', 'viewer.isFollower', [0, 'true', {}]],
  ['chat', 'viewer.isMember', [1, 'false', []]],
  ['gift', 'gift', [undefined, null, 'rose', ['rose']]],
  ['gift', 'gift.id', NOT_ID],
  ['gift', 'gift.name', NOT_TEXT],
  ['gift', 'count', [...NOT_COUNT, 0, 1e10]],
  ['gift', 'streakId', given(NOT_ID)],
  ['gift', 'streakEnd', ['true', 1]],
  ['like', 'count', [...NOT_COUNT, 0]],
  ...['online', 'views', 'unique', 'likes', 'followers', 'popularity'].map(
    (total) => ['audience', total, given(NOT_COUNT)] as const,
  ),
  ['audience', 'isRounded', ['true', 1]],
  ['audience', 'session', given(NOT_ID)],
  ...['product.shown', 'product.clicked'].flatMap((type) => [
    [type, 'productId', NOT_ID] as const,
    [type, 'variantId', given(NOT_ID)] as const,
    [type, 'people', NOT_COUNT] as const,
  ]),
  ...['order.created', 'order.paid', 'order.cancelled', 'order.refunded'].flatMap((type) => [
    [type, 'order', [undefined, null, 'o-1', []]] as const,
    [type, 'order.id', NOT_ID] as const,
    [type, 'order.lines', [undefined, null, [], {}, 'none', Array.from({ length: 201 }, () => ({}))]] as const,
    [type, 'order.lines.1', [null, 7, 'line', []], 'order.lines[1]'] as const,
    [type, 'order.lines.0.productId', NOT_ID, 'order.lines[0].productId'] as const,
    [type, 'order.lines.0.variantId', NOT_ID, 'order.lines[0].variantId'] as const,
    [type, 'order.lines.1.title', NOT_TEXT, 'order.lines[1].title'] as const,
    [type, 'order.lines.0.quantity', [...NOT_COUNT, 0, 1e7], 'order.lines[0].quantity'] as const,
    [type, 'order.lines.0.dealId', given(NOT_ID), 'order.lines[0].dealId'] as const,
    [type, 'order.buyer', [undefined, null, 'me']] as const,
    [type, 'order.buyer.id', NOT_ID] as const,
    [type, 'order.note', given(NOT_TEXT)] as const,
  ]),
  ...['started', 'ended', 'paused', 'resumed'].map((word) => [`stream.${word}`, 'reason', given(NOT_TEXT)] as const),
  ['notice', 'level', [undefined, null, 'panic', 'INFO', 2, '__proto__']],
  ['notice', 'text', NOT_TEXT],
];

const monies: readonly (readonly [type: string, path: string, place: string])[] = [
  ['order.created', 'order.total', 'order.total'],
  ['order.paid', 'order.lines.1.unitPrice', 'order.lines[1].unitPrice'],
  ['order.refunded', 'amount', 'amount'],
];

describe('a good event', () => {
  it.each(goodEvents().map((event) => [String(event.type), event] as const))(
    '%s loses none of its fields',
    (_, raw) => {
      const { id, seq, at, ...body } = raw;
      expect(parseLiveEvent(raw)).toEqual({ ok: true, event: { id, seq, at, body } });
    },
  );

  it('exists here for every type of the protocol, so that none goes untested', () => {
    expect(goodEvents().map(({ type }) => type)).toEqual(LIVE_EVENT_TYPES);
  });

  it('may leave out what is optional, or say null for it', () => {
    for (const [type, path] of [
      ['chat', 'replyTo'],
      ['chat', 'viewer'],
      ['gift', 'gift.unitValue'],
      ['audience', 'online'],
      ['audience', 'views'],
      ['audience', 'likes'],
      ['product.shown', 'variantId'],
      ['order.paid', 'order.note'],
      ['order.paid', 'order.buyer.level'],
      ['stream.ended', 'reason'],
    ] as const) {
      for (const nothing of [undefined, null]) {
        const parsed = parseLiveEvent(spoil(goodEvent(type), path, nothing));
        expect(parsed.ok && isSoundBody(parsed.event.body), `${type} ${path}`).toBe(true);
        expect(JSON.stringify(parsed)).not.toContain(`"${path.split('.').at(-1)}":`);
      }
    }
  });

  it('keeps a 20-digit id and an id with leading zeros as they are, which a number would lose', () => {
    for (const id of ['12345678901234567890', '007', '1e3']) {
      const parsed = parseLiveEvent(spoil(goodEvent('order.paid'), 'order.id', id));
      expect(parsed.ok && parsed.event.body.type === 'order.paid' && parsed.event.body.order.id).toBe(id);
    }
  });

  it('takes the largest exact amount, and shows minus zero without its sign', () => {
    const minorOf = (minor: number): unknown => {
      const parsed = parseLiveEvent(spoil(goodEvent('order.paid'), 'order.total.minor', minor));
      return parsed.ok && parsed.event.body.type === 'order.paid' && parsed.event.body.order.total.minor;
    };
    expect(minorOf(Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
    expect(Object.is(minorOf(JSON.parse('-0')), 0)).toBe(true);
  });

  it('drops fields that the protocol does not know', () => {
    const parsed = parseLiveEvent({ ...goodEvent('like'), isHost: true, constructor: 'x' });
    expect(parsed.ok && Object.keys(parsed.event.body).sort()).toEqual(['count', 'type', 'viewer']);
  });
});

describe('a broken event', () => {
  it('is one of an audience that tells nothing of it', () => {
    const { online, views, unique, likes, followers, popularity, ...rest } = goodEvent('audience');
    expect([online, views, unique, likes, followers, popularity].every(Number.isInteger)).toBe(true);
    expect(parseLiveEvent(rest)).toMatchObject({ ok: false });
    expect(parseLiveEvent({ ...rest, likes })).toMatchObject({ ok: true });
  });

  it.each(broken.map((row) => [row[0], row[1], row] as const))(
    '%s with a wrong %s is refused at that place',
    (_type, _path, row) => {
      const [type, path, values, place = path] = row;
      for (const value of values) {
        const reason = reasonOf(spoil(goodEvent(type), path, value));
        expect(reason.startsWith(`${place}: expected `), `${JSON.stringify(value)?.slice(0, 60)} → ${reason}`).toBe(
          true,
        );
        expect(reason.length).toBeLessThan(200);
      }
    },
  );

  it.each(monies)('%s with wrong money in %s is refused at that place', (type, path, place) => {
    for (const [suffix, value] of NOT_MONEY) {
      const reason = reasonOf(spoil(goodEvent(type), path + suffix, value));
      expect(reason.startsWith(`${place}${suffix}: expected `), `${String(value)} → ${reason}`).toBe(true);
    }
  });

  it('that mixes currencies is refused, where a sum over it would be nonsense', () => {
    expect(reasonOf(spoil(goodEvent('order.paid'), 'order.lines.1.unitPrice.currency', 'USD'))).toBe(
      'order.lines[1].unitPrice.currency: expected CNY, got "USD"',
    );
    expect(reasonOf(spoil(goodEvent('order.refunded'), 'amount.currency', 'USD'))).toMatch(/^amount\.currency: /);
  });

  it('is known by its id where it has a readable one, so that the same reject is not a new one', () => {
    expect(parseLiveEvent(spoil(goodEvent('chat'), 'text', 5))).toMatchObject({ ok: false, eventId: 'e-1' });
    for (const id of [null, 7, '', 'x'.repeat(201)])
      expect(parseLiveEvent({ id, type: 'chat' })).toMatchObject({ ok: false, eventId: null });
  });

  it.each([[null], [undefined], [42], ['chat'], [[]], [[goodEvent('chat')]], [true], [Buffer.from('chat')]])(
    'that is no object at all (%s) is refused, not thrown',
    (raw) => {
      expect(parseLiveEvent(raw)).toMatchObject({ ok: false, eventId: null });
    },
  );
});

describe('a hostile event', () => {
  it('with __proto__ keys neither pollutes anything nor passes them on', () => {
    const text = JSON.stringify(goodEvent('order.paid'));
    const evil = '"__proto__":{"isHost":true,"type":"chat","text":"x"},"constructor":{"prototype":{"isHost":true}},';
    const parsed = parseLiveEvent(JSON.parse(text.replaceAll('{', `{${evil}`)));
    expect(parsed.ok).toBe(true);
    expect(JSON.stringify(parsed)).not.toContain('isHost');
    expect(({} as { isHost?: boolean }).isHost).toBeUndefined();
    expect(parsed.ok && Object.getPrototypeOf(parsed.event.body)).toBe(Object.prototype);
  });

  it('cannot lend itself fields through its prototype', () => {
    const inherited = JSON.parse('{"__proto__":{"id":"e","seq":1,"at":1700000000000,"type":"enter"}}');
    expect(parseLiveEvent(inherited).ok).toBe(false);
    const made: unknown = Object.create(goodEvent('chat'));
    expect(reasonOf(made)).toMatch(/^type: /);
  });

  it('of 10 MB is refused quickly, and its text is not repeated in the reason', () => {
    const huge = 'A'.repeat(10 * 1024 * 1024);
    for (const path of ['text', 'id', 'type', 'viewer.name', 'replyTo']) {
      const reason = reasonOf(spoil(goodEvent('chat'), path, huge));
      expect(reason).toContain('a text of 10485760 characters');
    }
  });

  it('nested 100 000 deep where a text belongs is refused', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(reasonOf(spoil(goodEvent('chat'), 'text', deep))).toMatch(/^text: .* got a list$/);
  });
});

describe('whatever comes', () => {
  it('never throws on any JSON, and says a place and a reason', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (raw) => {
        const parsed = parseLiveEvent(raw);
        expect(parsed.ok ? isSoundBody(parsed.event.body) : parsed.reason.includes(': expected ')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('never lets a body through whose fields are not what their types promise', () => {
    const paths = (value: unknown, prefix: string): string[] =>
      typeof value !== 'object' || value === null
        ? []
        : Object.entries(value).flatMap(([key, inner]) => [prefix + key, ...paths(inner, `${prefix}${key}.`)]);
    const places = goodEvents().flatMap((event) => paths(event, '').map((path) => [String(event.type), path] as const));
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.double(),
      fc.bigInt(),
      fc.constantFrom(undefined, -0, 2 ** 53, -1, '', 'CNY', '__proto__', Number.NaN, Symbol('x'), () => 1),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), value, ([type, path], change) => {
        const parsed = parseLiveEvent(spoil(goodEvent(type), path, change));
        expect(parsed.ok ? isSoundBody(parsed.event.body) : parsed.reason.length > 0).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('reads what it has read again as the same, so that a recording is as good as the room', () => {
    for (const raw of goodEvents()) {
      const parsed = parseLiveEvent(raw);
      if (!parsed.ok) throw new Error(parsed.reason);
      const { id, seq, at, body } = parsed.event;
      expect(parseLiveEvent(JSON.parse(JSON.stringify({ id, seq, at, ...body })))).toEqual(parsed);
    }
  });
});
