// Rule packs as files: those shipped, the user's copies beside them through an update, and what a broken file does.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCompliancePacks, saveUserPack } from '../../src-main/compliance-packs.ts';
import { Refusal } from '../../src-main/contract/errors.ts';
import { NO_CONTEXT } from '../../src-main/core/compliance/finding.ts';
import { compileRules } from '../../src-main/core/compliance/rule-book.ts';
import { checkText } from '../../src-main/core/compliance/text-check.ts';
import { instant } from '../../src-main/core/units.ts';

const RESOURCES = join(import.meta.dirname, '../../resources/compliance');

let root = '';
let shippedDir = '';
let userDir = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kongtai-compliance-'));
  shippedDir = join(root, 'shipped');
  userDir = join(root, 'data', 'compliance');
  mkdirSync(shippedDir);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const said = (zh: string) => ({ zh, en: zh });
const rules = [
  {
    ruleId: 'A1',
    title: said('绝对化用语'),
    law: said('法'),
    article: '9(3)',
    fine: null,
    severity: 'warn',
    check: 'lists',
    suggestion: said('改'),
  },
];
const wordFile = (words: readonly string[], more: object = {}) => ({
  format: 1,
  version: '1',
  lists: [{ listId: 'W', ruleId: 'A1', title: said('词'), check: 'words', words, ...more }],
});
const put = (dir: string, file: string, content: unknown): void => {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, file), typeof content === 'string' ? content : JSON.stringify(content));
};
const ship = (words: readonly string[]): void => {
  put(shippedDir, 'rules.json', { format: 1, version: '1', rules });
  put(shippedDir, 'words.json', wordFile(words));
};
const read = () => readCompliancePacks({ shippedDir, userDir });
const found = (text: string): readonly string[] =>
  checkText(compileRules(read().packs), {
    text,
    category: '',
    context: NO_CONTEXT,
    exemptions: [],
    now: instant(0),
  }).map(({ matched }) => matched);
const placesOf = () => read().problems.map(({ details }) => [details.file, details.place]);

describe('the shipped packs', () => {
  it('are whole: every list has its rule, every rule is looked for, in both languages', () => {
    const { packs, problems } = readCompliancePacks({ shippedDir: RESOURCES, userDir });
    expect(problems).toEqual([]);
    const lists = packs.flatMap((pack) => pack.lists);
    const known = packs.flatMap((pack) => pack.rules);
    // P1, P3 and P4 are found by the price words of P2.
    const sought = new Set([...lists.map(({ ruleId }) => ruleId), 'P1', 'P4', 'A7', 'D2']);
    expect(known.map(({ ruleId }) => ruleId).filter((id) => !sought.has(id))).toEqual([]);
    expect(known.map(({ ruleId }) => ruleId).toSorted()).toEqual(
      'A1 A2 A3 A4 A5 A6 A7 A8 A9 D1 D2 L7 L8 L9 P1 P2 P3 P4 P5 P6'.split(' '),
    );
    expect(lists.flatMap(({ words }) => words).length).toBeGreaterThan(2000);
    const kinds = new Set(packs.flatMap((pack) => pack.categories.map(({ categoryId }) => categoryId)));
    const named = [...known, ...lists].flatMap((each) => [...(each.categories ?? []), ...each.exceptCategories]);
    expect(named.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it('that are broken are said so at once, with file and place', () => {
    ship(['最好']);
    put(shippedDir, 'words.json', wordFile(['最好'], { ruleId: 'A77' }));
    expect(read).toThrowError(/words\.json: lists\[0\]\.ruleId: there is no rule A77/);
  });
});

describe('the user’s copy', () => {
  it('adds and takes away, and both survive an update that brings new words', () => {
    ship(['最好', '顶级']);
    put(userDir, 'words.json', wordFile(['最好', '自家词']));
    expect(found('最好 顶级 自家词')).toEqual(['最好', '自家词']);
    ship(['最好', '顶级', '新添词']);
    expect(found('最好 顶级 自家词 新添词')).toEqual(['最好', '自家词', '新添词']);
    expect(read().problems).toEqual([]);
  });

  it('saved from the screen is edited against what was in force, so that a shipped word can be taken out later', () => {
    ship(['最好']);
    const save = (words: readonly string[]): void => {
      const pack = read().packs.find(({ lists }) => lists.length > 0);
      const [list] = pack?.lists ?? [];
      if (pack === undefined || list === undefined) throw new Error('no list in force');
      saveUserPack({ shippedDir, userDir }, 'words.json', { ...pack, lists: [{ ...list, words }] });
    };
    save(['最好', '自家词']);
    ship(['最好', '新添词']);
    expect(found('最好 自家词 新添词')).toEqual(['最好', '自家词', '新添词']);
    save(['最好', '自家词']);
    expect(found('最好 自家词 新添词')).toEqual(['最好', '自家词']);
  });

  it('of a name that is not shipped adds its own lists', () => {
    ship(['最好']);
    const own = wordFile(['对家品牌']);
    put(userDir, 'mine.json', { ...own, lists: own.lists.map((list) => ({ ...list, listId: 'MINE' })) });
    expect(found('最好 对家品牌')).toEqual(['最好', '对家品牌']);
  });

  it('may turn a rule off by taking it away', () => {
    ship(['最好']);
    put(userDir, 'rules.json', { format: 1, version: '1', rules: [] });
    expect(found('最好')).toEqual([]);
    expect(read().problems).toEqual([]);
  });

  it('is not touched by reading', () => {
    ship(['最好']);
    put(userDir, 'words.json', wordFile(['自家词']));
    const before = readFileSync(join(userDir, 'words.json'), 'utf8');
    ship(['最好', '新添词']);
    read();
    expect(readFileSync(join(userDir, 'words.json'), 'utf8')).toBe(before);
  });

  it('that cannot be saved leaves nothing behind', () => {
    ship(['最好']);
    const [pack] = read().packs;
    if (pack === undefined) throw new Error('nothing in force');
    expect(() => saveUserPack({ shippedDir, userDir }, '../words.json', pack)).toThrow(Refusal);
    expect(() => saveUserPack({ shippedDir, userDir }, 'words.json', { ...pack, version: '' })).toThrow(Refusal);
    expect(existsSync(userDir)).toBe(false);
  });
});

describe('a broken copy of the user’s', () => {
  it.each([
    ['cut off', '{ "format": 1,\n  "version": "1", "lists": [', 'words.json', ''],
    ['with a comma too many', '{ "format": 1,\n  "version": "1",, "lists": [] }', 'words.json', 'line 2, column 18'],
    ['of another format', { ...wordFile(['a']), format: 2 }, 'words.json', 'format'],
    ['with an unknown field', wordFile(['a'], { wrods: [] }), 'words.json', 'lists[0]'],
    ['with a number for a word', wordFile(['a', 7 as unknown as string]), 'words.json', 'lists[0].words[1]'],
    ['with an empty word', wordFile(['a', ' ']), 'words.json', 'lists[0].words[1]'],
    ['with a word of no letters', wordFile(['a', '·—·']), 'words.json', 'lists[0].words[1]'],
    ['with an unknown severity', wordFile(['a'], { severity: 'deadly' }), 'words.json', 'lists[0].severity'],
    ['with a rule that is not there', wordFile(['a'], { ruleId: 'Z9' }), 'words.json', 'lists[0].ruleId'],
    ['with a tight word that is none', wordFile(['a'], { tight: ['b'] }), 'words.json', 'lists[0].tight[0]'],
    ['with a word that excuses itself', wordFile(['a'], { innocent: ['A'] }), 'words.json', 'lists[0].innocent[0]'],
    ['that is a list and no pack', [], 'words.json', ''],
  ])('%s is named with its place, and the shipped words stay in force', (_, content, file, place) => {
    ship(['最好']);
    put(userDir, 'words.json', content);
    expect(placesOf().map(([where]) => where)).toEqual([file]);
    if (place !== '') expect(placesOf()[0]?.[1]).toBe(place);
    expect(found('最好')).toEqual(['最好']);
  });

  it('that is no UTF-8 is named, and the shipped words stay in force', () => {
    ship(['最好']);
    mkdirSync(userDir, { recursive: true });
    writeFileSync(join(userDir, 'words.json'), Buffer.from([0x7b, 0xd7, 0xee, 0x7d]));
    expect(placesOf()).toEqual([['words.json', '']]);
    expect(found('最好')).toEqual(['最好']);
  });

  it('that takes another file’s list for its own is named', () => {
    ship(['最好']);
    put(userDir, 'mine.json', wordFile(['对家品牌']));
    expect(placesOf()).toEqual([['mine.json', 'lists[0].listId']]);
    expect(found('最好 对家品牌')).toEqual(['最好']);
  });

  it('does not take a sound one down with it', () => {
    ship(['最好']);
    put(userDir, 'words.json', wordFile(['最好', '自家词']));
    put(userDir, 'mine.json', '{');
    expect(found('自家词')).toEqual(['自家词']);
    expect(read().problems.map(({ code }) => code)).toEqual(['bad_input']);
  });
});
