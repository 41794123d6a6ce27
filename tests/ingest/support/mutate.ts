// Spoils data as a changed or hostile producer would: one field anywhere in it is made into something else, or a text is cut and broken.

import fc from 'fast-check';

type Path = readonly (string | number)[];

const pathsOf = (value: unknown, path: Path = []): Path[] => {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((each, index) => pathsOf(each, [...path, index]))
    : Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]));
  return [path, ...inner];
};

const replaceAt = (value: unknown, path: Path, next: unknown): unknown => {
  const [head, ...rest] = path;
  if (head === undefined) return next;
  if (Array.isArray(value)) return value.map((each, index) => (index === head ? replaceAt(each, rest, next) : each));
  return Object.fromEntries(
    Object.entries(value as object).map(([key, each]) => [key, key === head ? replaceAt(each, rest, next) : each]),
  );
};

const STRANGE = fc.oneof(
  fc.constantFrom(
    null,
    '',
    0,
    -1,
    -0,
    1.5,
    1e21,
    2 ** 53 + 2,
    true,
    [],
    {},
    [null],
    '9'.repeat(400),
    '-5.00',
    '1e3',
    '12.345',
    'NaN',
    '\u0000',
    '\u202e',
    'constructor',
    '__proto__',
    '2026-13-45T99:99:99Z',
    '1969-01-01T00:00:00Z',
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** `value` with one place of it replaced by something strange. */
export const spoiled = (value: unknown): fc.Arbitrary<unknown> =>
  fc.tuple(fc.constantFrom(...pathsOf(value)), STRANGE).map(([path, next]) => replaceAt(value, path, next));

/** `text` cut short, with a piece of it doubled, or with bytes in between. */
export const brokenText = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(text.length), fc.nat(text.length), fc.string({ maxLength: 8 }))
    .map(([from, to, between]) => text.slice(0, from) + between + text.slice(to));
