// How titles sound: taken from their tones and partly from memory here, it must be what the library makes of each run of Han.

import fc from 'fast-check';
import { pinyin } from 'pinyin-pro';
import { expect, it } from 'vitest';
import { soundOf } from '../../src-main/store/title-sound.ts';

const toneless = (text: string): readonly string[] =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed', v: true });

const toSound = (syllables: readonly string[]): string =>
  syllables.length === 0 ? '' : `${syllables.join('')}\n${syllables.map((each) => each.slice(0, 1)).join('')}`;

it('differs from what the library spells without tones, for some Han character', () => {
  const different: string[] = [];
  for (let point = 0x3400; point <= 0x9fff; point += 1) {
    const letter = String.fromCodePoint(point);
    if (soundOf(letter) !== toSound(toneless(letter))) different.push(letter);
  }
  expect(different).toEqual([]);
});

it('of a title is another the second time, or than that of the phrases that it is made of', () => {
  const part = fc.constantFrom(
    ...[
      '重庆',
      '银行',
      '行长',
      '长款',
      '一',
      '不是',
      '都',
      '朝阳',
      '绿茶',
      '女士',
      '乐山',
      '音乐',
      '快乐',
      '了解',
      '〇',
      '々',
    ],
    ...[' ', 'A1', '2026', '-', '，', 'ｋ', '😀', '㐀', '𠮷', '第'],
  );
  const title = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(title, (each) => {
      const runs = each.match(/\p{Script=Han}+/gu) ?? [];
      const expected = toSound(runs.flatMap(toneless));
      expect([each, soundOf(each)]).toEqual([each, expected]);
      expect(soundOf(each)).toBe(expected);
    }),
    { numRuns: 2_000 },
  );
});
