// Search over the catalogue as the engine answers it, against LIKE over the same texts, and by sound against a table.

import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSearchText, toSearchWords } from '../../src-main/core/search-text.ts';
import { createTextIndex } from '../../src-main/core/text-index.ts';
import { soundOf } from '../../src-main/store/title-sound.ts';

const PARTS = [
  '丝绒',
  '哑光',
  '口红',
  '口',
  '红',
  '防晒霜',
  '面膜',
  '膜',
  '礼盒',
  'A1',
  'SKU-',
  '09',
  ' ',
  '%',
  '_',
  '㐀',
  '𠮷',
  'ｋｈ',
];
const title = fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 7 }).map((parts) => parts.join(''));

describe('a search', () => {
  it('finds other products than LIKE does, for one of a thousand queries', () => {
    const titles = fc.sample(title, { numRuns: 400, seed: 7 });
    const index = createTextIndex();
    const db = new Database(':memory:');
    db.exec('CREATE TABLE product (key INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
    const insert = db.prepare('INSERT INTO product VALUES (?, ?)');
    titles.forEach((each, key) => {
      // Every text once held another: the index must have forgotten it.
      index.put(key, toSearchText([titles[(key + 1) % titles.length] ?? '']));
      index.put(key, toSearchText([each]));
      insert.run(key, toSearchText([each]));
    });
    const like = db.prepare<[string], number>("SELECT key FROM product WHERE text LIKE ? ESCAPE '\\'").pluck();
    const likeAll = (words: readonly string[]): readonly number[] => {
      const found = words.map((word) => new Set(like.all(`%${word.replace(/[\\%_]/g, '\\$&')}%`)));
      return [...titles.keys()].filter((key) => found.every((keys) => keys.has(key)));
    };
    const query = fc.oneof(
      title,
      fc.constantFrom(...PARTS),
      fc
        .tuple(fc.nat(titles.length - 1), fc.nat(12), fc.integer({ min: 1, max: 4 }))
        .map(([at, from, length]) => [...(titles[at] ?? '')].slice(from, from + length).join('')),
    );
    let asked = 0;
    for (const each of fc.sample(query, { numRuns: 1_300, seed: 11 })) {
      const words = toSearchWords(each);
      if (words.length === 0) continue;
      asked += 1;
      expect([each, [...index.find(words)].sort((a, b) => a - b)]).toEqual([each, likeAll(words)]);
    }
    expect(asked).toBeGreaterThanOrEqual(1_000);
    db.close();
  });

  it.each([
    ['丝绒哑光口红', 'kouhong', true],
    ['丝绒哑光口红', 'kh', true],
    ['丝绒哑光口红', 'srygkh', true],
    ['丝绒哑光口红', 'hk', false],
    ['初冬面膜 10 片装', 'cdmm', true],
    ['初冬面膜 10 片装', 'mianmo', true],
    ['重庆火锅底料', 'chongqing', true],
    ['绿茶女士洗面奶', 'lvcha', true],
    ['银行卡包', 'yinhang', true],
    ['iPhone 手机壳', 'sjk', true],
    ['SKU 101', 'kh', false],
    ['', 'a', false],
  ])('of %s by %s is answered wrongly', (name, query, isFound) => {
    const index = createTextIndex();
    index.put(0, toSearchText([name, ...soundOf(name).split('\n')]));
    expect(index.find(toSearchWords(query)).has(0)).toBe(isFound);
  });
});
