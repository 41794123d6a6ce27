// A masked name tells one letter of a viewer and nothing more.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskName } from '../../src-main/core/masked-name.ts';

it.each([
  ['张小鹿', '张**'],
  ['  Lena', 'L**'],
  ['👨‍👩‍👧家', '👨‍👩‍👧**'],
  ['\u202e欺骗', '欺**'],
  ['', '**'],
  ['\u200b\u200b', '**'],
])('%j is shown as somebody else', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

it('a name leaks more than its first letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 2, maxLength: 60 }), (name) => {
      const masked = maskName(name);
      expect(masked.endsWith('**')).toBe(true);
      const graphemes = [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(masked.slice(0, -2))];
      expect(graphemes.length).toBeLessThanOrEqual(1);
    }),
  );
});
