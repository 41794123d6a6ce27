// The page of trouble: a sentence for every refusal of the store, and no markup out of a folder's name.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src-main/contract/errors.ts';
import { troubleSentence } from '../../src-main/shell/shell-words.ts';
import { troublePage } from '../../src-main/shell/trouble-page.ts';

const unknown = troubleSentence('internal');
const startRefusals = [...ERROR_CODES.filter((code) => code.startsWith('store_')), 'busy', 'bad_url'];

describe('trouble page', () => {
  it.each([...startRefusals, 'engine_falling', 'page_falling'])('%s has no sentence of its own', (code) => {
    const sentence = troubleSentence(code);
    expect(sentence).not.toEqual(unknown);
    expect(sentence.zh).toMatch(/请|换/);
  });

  it.each(['__proto__', 'constructor', 'toString', ''])('the code %j breaks the page', (code) => {
    expect(troubleSentence(code)).toEqual(unknown);
  });

  it('a data folder whose name is markup becomes markup', () => {
    const tagsOf = (dataDir: string) => troublePage('store_full', 'desk', dataDir).match(/</g);
    const plain = tagsOf('/data');
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('<img src=x onerror=1>', '"><script>', "'", '&lt;', '</code>'),
        (a, b) => {
          expect(tagsOf(a + b)).toEqual(plain);
        },
      ),
    );
  });

  it('there is no way back to the screen that it stands for', () => {
    expect(troublePage('store_full', 'host', '/d')).toContain('href="app://kongtai/host.html"');
  });
});
