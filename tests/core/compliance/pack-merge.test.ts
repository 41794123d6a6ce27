// The three-way merge of rule packs: the user's edits survive an update, and what the update brings arrives.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RulePack, WordList } from '../../../src-main/core/compliance/pack.ts';
import { mergePacks } from '../../../src-main/core/compliance/pack-merge.ts';
import { shippedPacks } from './support/shipped-book.ts';

const list = (listId: string, words: readonly string[], more: Partial<WordList> = {}): WordList => ({
  listId,
  ruleId: 'A1',
  title: { zh: '词', en: 'words' },
  check: 'words',
  law: null,
  article: null,
  fine: null,
  severity: null,
  suggestion: null,
  categories: null,
  exceptCategories: [],
  takesEvidence: false,
  bases: [],
  words,
  tight: [],
  innocent: [],
  unlessSaid: [],
  unlessBeside: [],
  ...more,
});
const pack = (lists: readonly WordList[], version = '1'): RulePack => ({
  version,
  rules: [],
  lists,
  categories: [],
  characters: null,
});
const wordsOf = (merged: RulePack, listId = 'L'): readonly string[] | undefined =>
  merged.lists.find((each) => each.listId === listId)?.words;

describe('words', () => {
  it('that the user added stay, that the user took out stay out, that an update adds arrive, that it drops go', () => {
    const base = pack([list('L', ['甲', '乙', '丙', '丁'])]);
    const user = pack([list('L', ['甲', '丙', '丁', '我的'])]);
    const shipped = pack([list('L', ['甲', '乙', '丁', '新的'])], '2');
    expect(wordsOf(mergePacks(base, shipped, user))).toEqual(['甲', '丁', '新的', '我的']);
  });

  it('follow the law of a merge for any three lists', () => {
    const words = fc.uniqueArray(fc.constantFrom(...'abcdefghij'));
    fc.assert(
      fc.property(words, words, words, (base, shipped, user) => {
        const merged = wordsOf(
          mergePacks(pack([list('L', base)]), pack([list('L', shipped)]), pack([list('L', user)])),
        );
        for (const word of 'abcdefghij') {
          const inBase = base.includes(word);
          const isKept = user.includes(word) === inBase ? shipped.includes(word) : user.includes(word);
          expect(merged?.includes(word)).toBe(isKept);
        }
        expect(new Set(merged).size).toBe(merged?.length);
      }),
    );
  });
});

describe('lists and their settings', () => {
  it('that only one side changed take that change, that both changed take the user’s', () => {
    const base = pack([list('L', [], { severity: 'warn', takesEvidence: false })]);
    const user = pack([list('L', [], { severity: 'block', takesEvidence: false })]);
    const shipped = pack([list('L', [], { severity: null, takesEvidence: true })], '2');
    expect(mergePacks(base, shipped, user).lists[0]).toMatchObject({ severity: 'block', takesEvidence: true });
  });

  it('that the user took out stay out, that an update brings arrive, that the user wrote stay', () => {
    const base = pack([list('A', ['a']), list('B', ['b'])]);
    const user = pack([list('A', ['a']), list('OWN', ['o'])]);
    const shipped = pack([list('A', ['a']), list('B', ['b', 'c']), list('NEW', ['n'])], '2');
    expect(mergePacks(base, shipped, user).lists.map(({ listId }) => listId)).toEqual(['A', 'NEW', 'OWN']);
  });

  it('that an update drops go where the user left them alone and stay where the user worked on them', () => {
    const base = pack([list('A', ['a']), list('B', ['b'])]);
    const user = pack([list('A', ['a']), list('B', ['b', 'mine'])]);
    expect(mergePacks(base, pack([], '2'), user).lists.map(({ listId }) => listId)).toEqual(['B']);
  });
});

describe('a pack', () => {
  it('that the user never changed becomes the shipped one', () => {
    for (const shipped of shippedPacks) {
      const base = { ...shipped, version: '0', lists: shipped.lists.slice(1), rules: shipped.rules.slice(1) };
      expect(mergePacks(base, shipped, base)).toEqual(shipped);
    }
  });

  it('that was not updated stays as the user has it', () => {
    for (const shipped of shippedPacks) {
      const user = { ...shipped, lists: [...shipped.lists, list('OWN', ['我的'])], rules: shipped.rules.slice(1) };
      const { lists, rules, categories, characters } = mergePacks(shipped, shipped, user);
      expect({ lists, rules, categories, characters }).toEqual({
        lists: user.lists,
        rules: user.rules,
        categories: user.categories,
        characters: user.characters,
      });
    }
  });
});
