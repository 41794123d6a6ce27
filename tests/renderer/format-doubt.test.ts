// Of which sources a person is told that their format may be another one: once, and again only if it goes on.

import { expect, test } from 'vitest';
import type { SourceId } from '../../src-main/core/units.ts';
import { type Dismissal, doubtful } from '../../src-renderer/features/sources/format-doubt.ts';

const MINUTE = 60_000;
const row = (rejects: number, doubt: number | null = 0.5, id = 'a') => ({ sourceId: id as SourceId, doubt, rejects });
const shown = (rows: readonly ReturnType<typeof row>[], dismissed: Readonly<Record<string, Dismissal>>, now: number) =>
  doubtful(rows, new Map(Object.entries(dismissed)), now).map(({ sourceId }) => sourceId);

test('a source without doubt is told of, or the worst is not the first', () => {
  expect(shown([row(9, null), row(9, 0.3, 'b'), row(9, 0.9, 'c')], {}, 0)).toEqual(['c', 'b']);
});

test.each([
  ['stays quiet right after', 50, 1 * MINUTE, []],
  ['comes again at once though the same goes on', 5000, 9 * MINUTE, []],
  ['never comes again though it goes on', 5000, 10 * MINUTE, ['a']],
  ['comes again for what came before', 50, 60 * MINUTE, []],
  ['comes again for a few single ones', 54, 60 * MINUTE, []],
  ['stays away for a source that was attached anew', 6, 1 * MINUTE, ['a']],
] as const)('a dismissed notice %s', (_bug, rejects, now, expected) => {
  expect(shown([row(rejects)], { a: { at: 0, rejects: 50 } }, now)).toEqual(expected);
});

test('one that is dismissed takes another along', () => {
  expect(shown([row(50), row(50, 0.2, 'b')], { a: { at: 0, rejects: 50 } }, 1)).toEqual(['b']);
});
