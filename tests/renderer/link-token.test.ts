// The token of a page: taken once, kept for the tab, gone from the address bar.

import { expect, test } from 'vitest';
import { stripToken, takeToken } from '../../src-renderer/client/link-token.ts';

const createPage = (href: string, kept: string | null = null) => {
  const storage = new Map<string, string>(kept === null ? [] : [['kongtai.token', kept]]);
  const shown: string[] = [];
  const page = {
    location: { href },
    history: { replaceState: (_state: unknown, _title: string, url: string) => void shown.push(url) },
    sessionStorage: {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => void storage.set(key, value),
    },
  };
  return { page: page as unknown as Parameters<typeof takeToken>[0], storage, shown };
};

test('a token left in the address bar would be in every screenshot and in the history', () => {
  const { page, shown } = createPage('http://127.0.0.1:4000/#token=secret');
  expect(takeToken(page)).toBe('secret');
  expect(shown).toEqual(['http://127.0.0.1:4000/']);
});

test('a page loaded anew still has its token', () => {
  expect(takeToken(createPage('http://127.0.0.1:4000/', 'secret').page)).toBe('secret');
});

test('a fresh token in the address replaces the one of an engine that has gone', () => {
  const { page, storage } = createPage('http://127.0.0.1:4000/?token=new', 'old');
  expect(takeToken(page)).toBe('new');
  expect([...storage.values()]).toEqual(['new']);
});

test('only the token is taken from the address', () => {
  expect(stripToken(new URL('http://127.0.0.1:4000/host.html?mirror=1&token=a#page=2&token=b'))).toBe(
    'http://127.0.0.1:4000/host.html?mirror=1#page=2',
  );
});
