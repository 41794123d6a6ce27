// How long words take: syllables of numbers as they are spoken, pauses, Latin words, and the pace of a host.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_PACE,
  paceOfSpeech,
  speakingTime,
  spokenLength,
  spokenSyllables,
} from '../../src-main/core/speaking-time.ts';

describe('a number', () => {
  it.each([
    ['0', '零'],
    ['7', '七'],
    ['10', '十'],
    ['11', '十一'],
    ['59', '五十九'],
    ['101', '一百零一'],
    ['129', '一百二十九'],
    ['1299', '一千二百九十九'],
    ['1,299', '一千二百九十九'],
    ['2000', '两千'],
    ['10008', '一万零八'],
    ['12000', '一万二千'],
    ['100000', '十万'],
    ['120000008', '一亿二千万零八'],
    ['59.9', '五十九点九'],
    ['0.05', '零点零五'],
    ['007', '零零七'],
  ])('%s takes as long as %s', (number, words) => {
    expect(spokenSyllables(number)).toBe(words.length);
    expect(spokenLength(number).characters).toBe(words.length);
  });

  it('of nineteen digits is an id that is read digit by digit', () => {
    expect(spokenSyllables('3702681520081362690')).toBe(19);
  });
});

describe('a text', () => {
  it.each([
    ['一抹就上色', 5, 0],
    ['今天只要 59 元！', 8, 500],
    ['好，不，好。', 3, 1000],
    ['SPF50', 5, 0],
    ['hello', 300 / 183, 0],
    ['👍🏽🌹', 0, 0],
    ['第一行\n第二行', 6, 600],
    ['打八折，省 20%', 9, 250],
    ['¥59', 4, 0],
    ['', 0, 0],
  ])('%j is as long as %d characters and %d ms of pauses', (text, characters, pauseMs) => {
    expect(spokenLength(text).characters).toBeCloseTo(characters);
    expect(spokenLength(text).pauseMs).toBe(pauseMs);
  });

  it('of three hundred characters takes a minute at the default pace', () => {
    expect(speakingTime('好'.repeat(300))).toBe(60_000);
    expect(speakingTime('好'.repeat(300), { charactersPerMinute: 600 })).toBe(30_000);
  });

  it('takes half as long from a host who speaks twice as fast, pauses and all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const slow = speakingTime(text, { charactersPerMinute: 150 });
        expect(Math.abs(slow - 2 * speakingTime(text))).toBeLessThanOrEqual(2);
        expect(speakingTime(`${text}\n好`)).toBeGreaterThan(0);
      }),
    );
  });

  it('never takes less time for more of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('好', '，', ' ', 'a ', '。') }), (text) => {
        expect(speakingTime(`${text}好`)).toBeGreaterThan(speakingTime(text));
      }),
    );
  });
});

describe('a pace', () => {
  it.each([0, -5, Number.NaN, 5000])('of %d characters a minute is refused', (charactersPerMinute) => {
    expect(() => speakingTime('好', { charactersPerMinute })).toThrow(RangeError);
  });

  it('measured from a reading gives back the time that the reading took', () => {
    const text = '姐妹们看过来，这支口红一抹就上色。'.repeat(20);
    const pace = paceOfSpeech(speakingTime(text), speakingTime(text) * 1.25);
    expect(pace?.charactersPerMinute).toBe(Math.round(DEFAULT_PACE.charactersPerMinute / 1.25));
  });

  it('cannot be told from a few words', () => {
    expect(paceOfSpeech(speakingTime('大家好'), 2000)).toBeNull();
  });
});
