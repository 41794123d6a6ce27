// A specification table as text: what is read back is what was written, whatever stands in it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSpecification, writeSpecification } from '../../src-main/core/specification.ts';

const part = fc
  .oneof(fc.constantFrom('a:b', '净含量', 'C:\\', '\\：', '\\\\', '：', '1：2'), fc.string({ unit: 'grapheme' }))
  .map((text) => text.replace(/[\r\n]/g, ' ').trim());

describe('a specification', () => {
  it('loses a name, a value, a colon or a backslash on its way through a text', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ name: part.filter((text) => text !== ''), value: part })), (rows) => {
        expect(readSpecification(writeSpecification(rows))).toEqual(rows);
      }),
    );
  });

  it.each([
    ['净含量：30 ml', [{ name: '净含量', value: '30 ml' }]],
    ['材质: 棉: 95 %', [{ name: '材质', value: '棉: 95 %' }]],
    ['防水', [{ name: '防水', value: '' }]],
    ['：30 ml\n\n  ', [{ name: '30 ml', value: '' }]],
    [
      'a：1\r\nb：2',
      [
        { name: 'a', value: '1' },
        { name: 'b', value: '2' },
      ],
    ],
  ])('that a person types as %j is read otherwise', (text, rows) => {
    expect(readSpecification(text)).toEqual(rows);
  });
});
