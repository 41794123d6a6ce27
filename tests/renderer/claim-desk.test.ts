// The claims desk's pure parts: what a key settles, what typed rules mean, who stands where in line, what is found.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClaimRow } from '../../src-main/contract/claim-documents.ts';
import type { ClaimState } from '../../src-main/core/claim-book.ts';
import { DEFAULT_CLAIM_RULES } from '../../src-main/core/claim-rules.ts';
import {
  type ClaimId,
  duration,
  instant,
  money,
  type SourceId,
  type VariantId,
  type ViewerId,
} from '../../src-main/core/units.ts';
import { linesOf, placesOf } from '../../src-renderer/features/claims/claim-places.ts';
import {
  CLAIM_FILTERS,
  countOf,
  isFound,
  isIn,
  isOpen,
  isServable,
} from '../../src-renderer/features/claims/claim-state.ts';
import { variantOf } from '../../src-renderer/features/claims/claim-words.ts';
import { draftOfRules, rulesOfDraft } from '../../src-renderer/features/claims/rules-draft.ts';
import { readUnclearKey } from '../../src-renderer/features/claims/unclear-keys.ts';

const row = (place: number, state: ClaimState, of = 1): ClaimRow => ({
  key: `c${place}` as ClaimId,
  at: instant(place),
  viewer: { viewerId: 'v' as ViewerId, name: `买家${place}`, level: null, isFollower: false, isMember: false },
  source: 'room' as SourceId,
  text: '2号 +1',
  isComment: true,
  number: of,
  variantId: `v${of}` as VariantId,
  title: '氨基酸洁面乳',
  quantity: 1,
  total: money(0, 'CNY'),
  isDeal: false,
  state,
  why: null,
  short: null,
  orderId: null,
  expiresAt: null,
  place,
});

describe('a key on an unclear claim', () => {
  const press = (key: string, more: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {}) =>
    readUnclearKey({ key, ctrlKey: false, altKey: false, metaKey: false, ...more }, 3);

  it.each([
    ['1', { do: 'pick', at: 0 }],
    ['3', { do: 'pick', at: 2 }],
    ['３', { do: 'pick', at: 2 }],
    ['4', { do: 'other' }],
    ['0', { do: 'none' }],
    ['Delete', { do: 'none' }],
    ['Enter', { do: 'other' }],
    ['ArrowDown', { do: 'show', step: 1 }],
    ['ArrowUp', { do: 'show', step: -1 }],
    ['Escape', { do: 'leave' }],
    ['u', null],
    ['Process', null],
  ] as const)('%s would do another thing than the strip says', (key, deed) => {
    expect(press(key)).toEqual(deed);
  });

  it.each(['ctrlKey', 'altKey', 'metaKey'] as const)(
    'a digit with %s would settle what it was not meant for',
    (mod) => {
      expect(press('1', { [mod]: true })).toBeNull();
    },
  );
});

describe('rules as they are typed', () => {
  it('would change by being opened and saved', () => {
    const rules = fc.record({
      audience: fc.constantFrom('everyone' as const, 'followers' as const, 'members' as const),
      perBuyer: fc.option(fc.integer({ min: 1, max: 999 })),
      isOnePerPerson: fc.boolean(),
      allocation: fc.constantFrom('reserve' as const, 'first_paid' as const),
      holdMs: fc.integer({ min: 1, max: 10_080 }).map((minutes) => duration(minutes * 60_000)),
      afterClose: fc.constantFrom('waitlist' as const, 'refuse' as const),
    });
    fc.assert(
      fc.property(rules, (each) => {
        expect(rulesOfDraft(draftOfRules(each))).toEqual(each);
      }),
    );
  });

  it.each([
    ['0', '', false],
    ['10081', '', false],
    ['10', '0', false],
    ['10', '1000', false],
    ['ten', '', false],
    ['', '', false],
    ['１０', '２', true],
    ['10', ' ', true],
  ])('%s minutes and a limit of %s would be taken wrongly', (holdMinutes, perBuyer, isGood) => {
    const draft = { ...draftOfRules(DEFAULT_CLAIM_RULES), holdMinutes, perBuyer };
    expect(rulesOfDraft(draft) !== null).toBe(isGood);
  });
});

describe('the line', () => {
  it('would be told in the order in which rows came, not in which they were made', () => {
    const rows = [row(7, 'waiting'), row(2, 'waiting'), row(3, 'reserved'), row(4, 'waiting', 2), row(5, 'waiting')];
    expect([...placesOf(rows)]).toEqual([
      ['c2', 1],
      ['c5', 2],
      ['c7', 3],
      ['c4', 1],
    ]);
    expect(linesOf(rows).get('v2' as VariantId)).toHaveLength(1);
  });
});

describe('a state', () => {
  const STATES: readonly ClaimState[] = [
    'reserved',
    'claimed',
    'waiting',
    'refused',
    'paid',
    'expired',
    'taken_back',
    'cancelled',
  ];
  const counts = {
    reserved: 1,
    claimed: 2,
    waiting: 4,
    refused: 8,
    paid: 16,
    expired: 32,
    taken_back: 64,
    cancelled: 128,
  };

  it.each(STATES)('%s would be found under no filter, or under two', (state) => {
    expect(CLAIM_FILTERS.filter((filter) => filter !== 'all' && isIn(filter, state))).toHaveLength(1);
  });

  it('a filter’s number would not be that of its rows', () => {
    for (const filter of CLAIM_FILTERS) {
      const wanted = STATES.filter((state) => isIn(filter, state)).reduce((sum, state) => sum + counts[state], 0);
      expect([filter, countOf(counts, filter)]).toEqual([filter, wanted]);
    }
  });

  it('what is paid would offer to be taken back or served again', () => {
    expect([isOpen({ state: 'paid' }), isServable({ state: 'paid' })]).toEqual([false, false]);
    expect([isOpen({ state: 'waiting' }), isServable({ state: 'waiting' })]).toEqual([true, true]);
    expect([isOpen({ state: 'expired' }), isServable({ state: 'expired' })]).toEqual([false, true]);
  });
});

describe('words', () => {
  it.each([
    ['口红 枫叶红', '口红', '枫叶红'],
    ['口红', '口红', ''],
    ['口红膏 红', '口红', ''],
    ['口红 枫叶红', '', ''],
  ])('%s of %s would be called by another variant', (title, product, variant) => {
    expect(variantOf(title, product)).toBe(variant);
  });

  it.each([
    ['', true],
    ['买家1', true],
    ['洁面', true],
    ['1', true],
    ['９９', false],
    ['别人', false],
  ])('a search for “%s” would find the wrong claims', (search, isWanted) => {
    expect(isFound(row(1, 'reserved'), search)).toBe(isWanted);
  });
});
