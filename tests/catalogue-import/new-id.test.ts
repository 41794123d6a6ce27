// Ids made in a hurry: each another, each after the one before it, and all of them UUIDs of version 7.

import { expect, it } from 'vitest';
import { newId } from '../../src-main/new-id.ts';

it('of many ids in one millisecond two are the same, or a later one sorts before an earlier one', () => {
  const ids = Array.from({ length: 20_000 }, () => newId<string>());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
