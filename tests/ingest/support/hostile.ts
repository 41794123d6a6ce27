// Mutations of a producer's message, one field or some bytes at a time, and what must hold of any reading whatever came.

import fc from 'fast-check';
import { expect } from 'vitest';
import type { LiveEvent } from '../../../src-main/core/live-event.ts';
import { parseLiveEvent } from '../../../src-main/core/parse-event.ts';
import type { FeedReading } from '../../../src-main/ingest/feed-reading.ts';

type Path = readonly (string | number)[];

/** Every place in a JSON value, the value itself included. */
export const placesIn = (value: unknown, at: Path = []): readonly Path[] => {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, key]))];
};

export const GONE = Symbol('gone');

/** A copy with another value at one place, or without it. */
export const swapAt = (value: unknown, place: Path, next: unknown): unknown => {
  const [key, ...rest] = place;
  if (key === undefined) return next;
  if (Array.isArray(value))
    return value.map((inner, index) => (index === Number(key) ? swapAt(inner, rest, next) : inner));
  const entries = Object.entries(Object(value));
  return Object.fromEntries(
    entries
      .filter(([name]) => !(name === String(key) && rest.length === 0 && next === GONE))
      .map(([name, inner]) => [name, name === String(key) ? swapAt(inner, rest, next) : inner]),
  );
};

/** What no producer should send and some day one does. */
export const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    GONE,
    null,
    '',
    '0',
    0,
    -1,
    -0,
    1.5,
    1e21,
    2 ** 53,
    '9007199254740993',
    '1500+',
    '4.4万',
    '1e3',
    '0x10',
    '１２',
    ' 7 ',
    true,
    [],
    {},
    [[[]]],
    'constructor',
    '__proto__',
    '<img src=x onerror=alert(1)>',
    '\u0000\u202e',
    'x'.repeat(20_000),
  ),
  fc.integer(),
  fc.double(),
  fc.string(),
  fc.jsonValue(),
);

const figuresOf = ({ body }: LiveEvent): readonly number[] => {
  switch (body.type) {
    case 'gift':
    case 'like':
      return [body.count];
    case 'audience':
      return [body.online, body.views, body.unique, body.likes, body.followers, body.popularity].filter(
        (figure) => figure !== undefined,
      );
    default:
      return [];
  }
};

export const figures = (reading: FeedReading): readonly number[] => reading.events.flatMap(figuresOf);

/** Every event is one that a room could have sent, and nothing that came went uncounted. */
export const expectCounted = (reading: FeedReading): void => {
  expect(reading.events.length + reading.rejects.length + reading.skipped).toBeGreaterThan(0);
  for (const { id, seq, at, body } of reading.events) {
    const parsed = parseLiveEvent({ id, seq, at, ...body });
    expect(parsed).toEqual({ ok: true, event: { id, seq, at, body } });
  }
  for (const { reason } of reading.rejects) expect(reason).not.toBe('');
};

/** One place of one message is strange: whatever figure comes out stood there, or stood in the message before. */
export const expectNoWrongFigure = (before: FeedReading, after: FeedReading, put: unknown): void => {
  const given = typeof put === 'string' || typeof put === 'number' ? [Number(put)] : [];
  const allowed = new Set([...figures(before), ...given]);
  for (const figure of figures(after)) expect(allowed).toContain(figure);
};

/** A text with some of it cut out, doubled or overwritten. */
export const garbled = (text: string): fc.Arbitrary<string> =>
  fc
    .record({
      from: fc.nat({ max: text.length }),
      length: fc.nat({ max: 40 }),
      put: fc.oneof(fc.constant(''), fc.string({ maxLength: 10 }), fc.constantFrom('"', '{', '}', ']', '\\', '\u0000')),
    })
    .map(({ from, length, put }) => text.slice(0, from) + put + text.slice(from + length));
