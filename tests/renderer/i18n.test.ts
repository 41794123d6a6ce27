// Both languages say everything, and nothing is said outside the catalogues.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ERROR_CODES } from '../../src-main/contract/errors.ts';
import { FIGURE_NAMES } from '../../src-main/contract/topics.ts';

const renderer = resolve(import.meta.dirname, '../../src-renderer');
const LANGUAGES = ['zh-CN', 'en'] as const;
const PLURAL = /_(zero|one|two|few|many|other)$/;

type Words = { readonly [key: string]: string | Words };

const flatten = (words: Words, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : flatten(value, `${prefix}${key}.`),
  );

const namespacesOf = (language: string): readonly string[] =>
  readdirSync(join(renderer, 'i18n', language))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();

const catalogue = (language: string, namespace: string): ReadonlyMap<string, string> =>
  new Map(flatten(JSON.parse(readFileSync(join(renderer, 'i18n', language, `${namespace}.json`), 'utf8'))));

const keysOf = (language: string, namespace: string): readonly string[] =>
  [...new Set([...catalogue(language, namespace).keys()].map((key) => key.replace(PLURAL, '')))].sort();

const holesOf = (text: string): readonly string[] =>
  [...text.matchAll(/{{\s*(\w+)/g)].map(([, name]) => name ?? '').sort();

const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));

const read = (path: string): string => readFileSync(join(renderer, path), 'utf8');
const withoutComments = (code: string): string =>
  code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

const ALL = namespacesOf('zh-CN');

describe('catalogues', () => {
  test('a namespace that only one language has would show raw keys in the other', () => {
    expect(namespacesOf('en')).toEqual(ALL);
  });

  test.each(ALL)('%s: a key of one language is missing in the other', (namespace) => {
    expect(keysOf('en', namespace)).toEqual(keysOf('zh-CN', namespace));
  });

  test.each(ALL)('%s: a sentence leaves out or invents a figure that the other language has', (namespace) => {
    const english = catalogue('en', namespace);
    for (const [key, text] of catalogue('zh-CN', namespace)) {
      const other = english.get(key) ?? english.get(`${key}_other`) ?? english.get(key.replace(PLURAL, ''));
      expect([key, holesOf(other ?? '')]).toEqual([key, holesOf(text)]);
    }
  });

  test.each(LANGUAGES)('%s: an empty string would be an empty button', (language) => {
    const empty = ALL.flatMap((namespace) =>
      [...catalogue(language, namespace)]
        .filter(([, text]) => text.trim() === '')
        .map(([key]) => `${namespace}:${key}`),
    );
    expect(empty).toEqual([]);
  });

  test.each(LANGUAGES)('%s: a refusal without a sentence would show its code to a person', (language) => {
    const known = catalogue(language, 'errors');
    expect(ERROR_CODES.filter((code) => !known.has(code))).toEqual([]);
  });

  test.each(LANGUAGES)('%s: a figure without a name or formula', (language) => {
    const known = catalogue(language, 'figures');
    expect(FIGURE_NAMES.filter((name) => !known.has(`name.${name}`) || !known.has(`formula.${name}`))).toEqual([]);
  });
});

describe('sources', () => {
  test('a Chinese string in code would stay Chinese in English', () => {
    const found = sources.filter((path) => /\p{Script=Han}/u.test(withoutComments(read(path))));
    expect(found).toEqual([]);
  });

  test('words between tags would stay English in Chinese', () => {
    const found = sources
      .filter((path) => path.endsWith('.tsx'))
      .flatMap((path) =>
        [...withoutComments(read(path)).matchAll(/<\/?[a-zA-Z][^<>]*[^=]>\s*([A-Za-z][a-z]+(?: [a-z]+)*)\s*<\//g)]
          .map(([, words]) => `${path}: ${words}`)
          .filter((line) => !/: (Enter|Esc|Ctrl|Alt)$/.test(line)),
      );
    expect(found).toEqual([]);
  });

  test('a key that no catalogue has would be shown raw', () => {
    const missing = sources.flatMap((path) => {
      const code = withoutComments(read(path));
      const used = [...code.matchAll(/useTranslation\(\s*(?:'([\w-]+)'|\[([^\]]*)\])/g)].flatMap(([, one, many]) =>
        one !== undefined ? [one] : [...(many ?? '').matchAll(/'([\w-]+)'/g)].map(([, name]) => name ?? ''),
      );
      const has = (namespace: string, key: string): boolean =>
        [key, `${key}_other`].some(
          (each) => catalogue('zh-CN', namespace).has(each) || catalogue('en', namespace).has(each),
        );
      return [...code.matchAll(/[^\w.]t\(\s*'([^'$]+)'/g)]
        .map(([, key]) => key ?? '')
        .filter((key) => {
          const [namespace, rest] = key.includes(':') ? key.split(':') : [undefined, key];
          const within = namespace === undefined ? used : [namespace];
          return within.length > 0 && !within.some((name) => ALL.includes(name) && has(name, rest ?? ''));
        })
        .map((key) => `${path}: ${key}`);
    });
    expect(missing).toEqual([]);
  });
});
