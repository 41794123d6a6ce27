// Lucky draws: who takes part, that anybody draws the same, that nobody is favoured.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDrawEntries, drawWinners, enterDraw } from '../../src-main/core/deal-draw.ts';
import type { SourceId, ViewerId } from '../../src-main/core/units.ts';

const hex = fc
  .array(fc.constantFrom(...'0123456789abcdef'), { minLength: 64, maxLength: 64 })
  .map((digits) => digits.join(''));
const people = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 200 });

describe('drawing', () => {
  it('gives what an independent program worked out from the published algorithm', () => {
    const seed = '00112233445566778899aabbccddeeff0123456789abcdeffedcba9876543210';
    const entrants = Array.from({ length: 10 }, (_, index) => `room:viewer-${index}`);
    expect(drawWinners(seed, entrants, 3)).toEqual(['room:viewer-4', 'room:viewer-7', 'room:viewer-3']);
  });

  it('gives the same whatever the order of the list, distinct entrants, as many as there can be', () => {
    fc.assert(
      fc.property(hex, people, fc.integer({ min: 1, max: 50 }), fc.integer(), (seed, entrants, n, by) => {
        const winners = drawWinners(seed, entrants, n);
        const turned = [...entrants].sort((a, b) => ((a.length * 31 + by) % 7) - ((b.length * 31 + by) % 7));
        expect(drawWinners(seed, [...turned, ...entrants], n)).toEqual(winners);
        expect(new Set(winners).size).toBe(Math.min(n, entrants.length));
        for (const winner of winners) expect(entrants).toContain(winner);
        expect(drawWinners(seed, entrants, n + 1).slice(0, winners.length)).toEqual(winners);
      }),
    );
  });

  it('favours nobody: over 6 000 seeds each of six wins about as often, and so does each second place', () => {
    const entrants = ['a', 'b', 'c', 'd', 'e', 'f'];
    const rounds = 6000;
    const wins = [new Map<string, number>(), new Map<string, number>()];
    let state = 1;
    const next = (): string => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state.toString(16).padStart(8, '0');
    };
    for (let round = 0; round < rounds; round += 1) {
      const seed = Array.from({ length: 8 }, next).join('');
      drawWinners(seed, entrants, 2).forEach((winner, place) => {
        wins[place]?.set(winner, (wins[place].get(winner) ?? 0) + 1);
      });
    }
    for (const place of wins) {
      const chi = entrants.reduce((sum, who) => sum + ((place.get(who) ?? 0) - rounds / 6) ** 2 / (rounds / 6), 0);
      // Beyond 20.5 in one of a thousand fair runs at five degrees of freedom; the seeds here are always the same.
      expect(chi).toBeLessThan(20.5);
    }
  });

  it('of a seed of zeros comes to an end', () => {
    expect(drawWinners('0'.repeat(64), ['a', 'b', 'c'], 3)).toHaveLength(3);
  });
});

describe('taking part', () => {
  const said = (text: string, viewer = 'v1', source = 'room') => ({
    source: source as SourceId,
    viewerId: viewer as ViewerId,
    name: viewer,
    text,
  });

  it.each([
    ['the keyword', '锦鲤', 1],
    ['in other words', '我要 锦 鲤!!', 1],
    ['full width and case', 'ＬＵＣＫＹ锦鲤', 1],
    ['something else', '鲤锦', 0],
  ])('%s', (_, text, count) => {
    const draw = createDrawEntries('锦鲤', 0, 10);
    enterDraw(draw, said(text), 5);
    expect(draw.entrants.size).toBe(count);
  });

  it('counts a viewer once, and two rooms’ viewers of one id as two', () => {
    const draw = createDrawEntries('LUCKY', 0, 10);
    for (const text of ['lucky', 'Lucky', 'ＬＵＣＫＹ']) enterDraw(draw, said(text), 1);
    enterDraw(draw, said('lucky', 'v1', 'other'), 1);
    expect([...draw.entrants.keys()]).toEqual(['room:v1', 'other:v1']);
  });

  it.each([
    [-1, 0],
    [0, 1],
    [9, 1],
    [10, 0],
  ])('counts from the opening to the end, at %i: %i', (at, count) => {
    const draw = createDrawEntries('a', 0, 10);
    enterDraw(draw, said('a'), at);
    expect(draw.entrants.size).toBe(count);
  });
});
