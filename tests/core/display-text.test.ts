// A stranger's text made safe to look at: what is taken out, and, as much, what must not be.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDisplayText } from '../../src-main/core/display-text.ts';

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const lengthOf = (text: string): number => [...graphemes.segment(text)].length;
const named = (code: number): readonly [name: string, char: string] => [
  `U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
  String.fromCodePoint(code),
];
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

const BIDI = [0x061c, 0x200e, 0x200f, ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)];

describe('what nobody may see done to a text', () => {
  it('knows all twelve bidi controls', () => {
    expect(BIDI.length).toBe(12);
  });

  it.each(
    [
      ...BIDI,
      ...range(0x206a, 0x206f),
      ...range(0x2060, 0x2064),
      ...[0x00ad, 0x034f, 0x115f, 0x1160, 0x180e, 0x200b, 0x200c, 0x200d, 0x2800, 0x3164, 0xfeff, 0xffa0],
      ...[0xfff9, 0xfffb, 0x1bca0, 0x1d173, 0xe0001, 0xe0041, 0xe007f, 0xe0100],
      ...[0x0000, 0x0007, 0x001b, 0x007f, 0x009b, 0xe000, 0xd800, 0xdfff],
    ].map(named),
  )('%s between letters leaves only the letters', (_, char) => {
    expect(toDisplayText(`小${char}鹿${char}`, 30)).toBe('小鹿');
    expect(toDisplayText(`${char}abc`, 30)).toBe('abc');
  });

  it('a name of nothing but invisible characters comes out empty, not as a blank that passes for a name', () => {
    expect(toDisplayText('\u3164\u2800\u200b \u2066\u{e0020}', 30)).toBe('');
  });

  it('a tower of marks is cut to three a letter', () => {
    const zalgo = `夜${'\u0301\u0335\u0360'.repeat(20)}猫`;
    expect(toDisplayText(zalgo, 30)).toBe('夜\u0301\u0335\u0360猫');
  });

  it('line breaks of every kind become one space, so that a comment stays one line', () => {
    expect(toDisplayText('第一行\r\n\n第二行\u2028第三行\u2029第四\u0085五\t六', 60)).toBe(
      '第一行 第二行 第三行 第四 五 六',
    );
  });

  it('an escape sequence for a terminal loses its escape', () => {
    expect(toDisplayText('\u001b[31m红', 30)).toBe('[31m红');
  });
});

describe('what must stay as it is', () => {
  it.each([
    ['a precomposed umlaut', 'Müller'],
    ['a combining umlaut', 'Mu\u0308ller'],
    ['Vietnamese with two marks a letter', 'Nguye\u0302\u0303n'],
    ['Hindi', 'नमस्ते'],
    ['Thai', 'น้ำแข็ง'],
    ['Arabic', 'مرحبا'],
    ['Hebrew with points', 'שָׁלוֹם'],
    ['Korean', '안녕하세요'],
    ['a cook, joined', '👩‍🍳'],
    ['a family of four', '👨‍👩‍👧‍👦'],
    ['a couple with a heart', '👩‍❤️‍👨'],
    ['a skin tone, joined', '👩🏽‍🚀'],
    ['a tone, joined to a sign', '🧔🏻‍♂️'],
    ['a black cat', '🐈‍⬛'],
    ['the rainbow flag', '🏳️‍🌈'],
    ['the flag of England, spelled in tags', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ['a country flag', '🇨🇳'],
    ['a keycap', '3️⃣号'],
    ['markup, which is only text', '<img src=x onerror=alert(1)>'],
    ['full-width punctuation', '３号，＋１！～'],
  ])('%s', (_, text) => {
    expect(toDisplayText(text, 60)).toBe(text);
  });
});

describe('length', () => {
  it('is counted in what people see, so that a family is one and never cut in two', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(toDisplayText(family.repeat(5), 5)).toBe(family.repeat(5));
    expect(toDisplayText(family.repeat(6), 5)).toBe(`${family.repeat(5)}…`);
  });

  it('of 10 MB costs no more than its beginning', () => {
    const huge = '爱\u202e'.repeat(5_000_000);
    expect(toDisplayText(huge, 10)).toBe(`${'爱'.repeat(10)}…`);
    expect(toDisplayText(`e${'\u0301'.repeat(10_000_000)}`, 10)).toBe('e\u0301\u0301\u0301');
  });

  it('never ends in half a character', () => {
    expect(toDisplayText('😀'.repeat(300), 7)).toBe(`${'😀'.repeat(7)}…`);
    for (let longest = 1; longest < 12; longest += 1)
      expect(toDisplayText('a😀é👩‍🍳'.repeat(100), longest)).not.toMatch(/\p{Cs}/u);
  });
});

describe('any text at all', () => {
  const nasty = fc.constantFrom(
    ...[
      '\u202e',
      '\u200d',
      '\ufe0f',
      '\u0301',
      '\u{e0041}',
      '\u{e007f}',
      '🏴',
      '👩',
      '🏽',
      ' ',
      '\n',
      '…',
      'a',
      '爱',
      '\u3000',
    ],
    ...['\ud83d', '\udc69', '\u2066', '1', '\u20e3', '\u3164', '\u034f', '\r'],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({ unit: nasty, maxLength: 120 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((codes) => String.fromCharCode(...codes)),
  );

  it('made safe twice is the same as once', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (given, longest) => {
        const once = toDisplayText(given, longest);
        expect(toDisplayText(once, longest)).toBe(once);
      }),
      { numRuns: 5000 },
    );
  });

  it('holds no bidi control, no control, no lone surrogate, no tower, and no more than was asked', () => {
    const forbidden = new RegExp(
      `[${BIDI.map((code) => String.fromCodePoint(code)).join('')}\\p{Cc}\\p{Cs}]|\\p{M}{4}`,
      'u',
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (given, longest) => {
        const shown = toDisplayText(given, longest);
        expect(shown).not.toMatch(forbidden);
        expect(lengthOf(shown)).toBeLessThanOrEqual(longest + 1);
        expect(shown).toBe(shown.trim());
      }),
      { numRuns: 5000 },
    );
  });
});
