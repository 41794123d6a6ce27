// Which files a URL may name, and with what headers they leave: against hostile paths, and against any path at all.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentTypeOf, findServed, PAGE_CSP, pageHeaders, resolvePage } from '../../src-main/gateway/page-policy.ts';

let home = '';
let pagesDir = '';
let mediaDir = '';

beforeAll(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'kongtai-pages-')));
  pagesDir = join(home, 'pages');
  mediaDir = join(home, 'media');
  for (const dir of ['pages/assets', 'pages/media', 'pages-secret', 'media', 'media/thumb-96'])
    mkdirSync(join(home, dir), { recursive: true });
  for (const file of [
    'pages/desk.html',
    'pages/host.html',
    'pages/assets/a b.js',
    'pages/assets/%2e.js',
    'pages/.hidden',
    'pages/media/shadow.svg',
    'pages-secret/desk.html',
    'secret.txt',
    'media/mask.svg',
    'media/a.jpg',
    'media/thumb-96/a.jpg.webp',
  ])
    writeFileSync(join(home, file), file);
  symlinkSync(join(home, 'secret.txt'), join(pagesDir, 'leak.txt'));
  symlinkSync(home, join(pagesDir, 'up'));
  symlinkSync(join(pagesDir, 'desk.html'), join(pagesDir, 'alias.html'));
});
afterAll(() => rmSync(home, { recursive: true }));

describe('resolvePage', () => {
  it.each([
    ['/desk.html', 'desk.html'],
    ['/assets/a%20b.js', 'assets/a b.js'],
    ['/alias.html', 'desk.html'],
    ['/assets/%252e.js', 'assets/%2e.js'],
  ])('does not find the page %s', (path, file) => {
    expect(resolvePage(pagesDir, path)).toBe(join(pagesDir, file));
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2E%2E%2Fsecret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/%252e%252e/secret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/.%00./secret.txt',
    '/desk.html%00.svg',
    '/desk.html\0',
    '//desk.html',
    '/./desk.html',
    '/assets//a%20b.js',
    '/desk.html/',
    '/desk.html/.',
    '/.hidden',
    '/%2ehidden',
    '/leak.txt',
    '/up/secret.txt',
    '/up/pages-secret/desk.html',
    '/../pages-secret/desk.html',
    '/C:/Windows/win.ini',
    '/desk.html::$DATA',
    '/file:///etc/passwd',
    '/etc/passwd',
    '/%',
    '/%zz',
    '/missing.html',
    'desk.html',
    '',
    `/${'a/'.repeat(600)}b`,
  ])('lets %j out of the folder, or finds something that is none', (path) => {
    expect(resolvePage(pagesDir, path)).toBeNull();
  });

  it('lets a path that nobody thought of out of the folder', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '%2f',
        '%5c',
        '\\',
        'up',
        'leak.txt',
        'desk.html',
        'assets',
        '%00',
        '~',
        'C:',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const file = resolvePage(pagesDir, `/${parts.join('/')}`);
        return file === null || file.startsWith(pagesDir + sep);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds something in a folder that is not there', () => {
    expect(resolvePage(join(home, 'nowhere'), '/desk.html')).toBeNull();
  });
});

describe('findServed', () => {
  it('does not know the pages by the names that people type', () => {
    const found = (path: string) => findServed({ pagesDir, mediaDir }, path)?.file;
    expect(found('/')).toBe(join(pagesDir, 'desk.html'));
    expect(found('/host')).toBe(join(pagesDir, 'host.html'));
    expect(found('/constructor')).toBeUndefined();
  });

  it('serves a picture from the pages, or lets an opened SVG run as one of them', () => {
    expect(findServed({ pagesDir, mediaDir }, '/media/shadow.svg')).toBeNull();
    expect(findServed({ pagesDir, mediaDir }, '/media/../secret.txt')).toBeNull();
    expect(findServed({ pagesDir, mediaDir }, '/media/%2e%2e/secret.txt')).toBeNull();
    const served = findServed({ pagesDir, mediaDir }, '/media/mask.svg');
    expect(served?.file).toBe(join(mediaDir, 'mask.svg'));
    expect(served?.headers['Content-Security-Policy']).toMatch(/default-src 'none'.*sandbox$/);
    expect(served?.headers['Content-Security-Policy']).not.toContain('script-src');
    expect(served?.headers['X-Content-Type-Options']).toBe('nosniff');
  });
});

describe('a small picture', () => {
  const served = (path: string) => findServed({ pagesDir, mediaDir }, path);

  it('is not served, or as what it is not, or the whole one is missing where there is none', () => {
    expect(served('/media/thumb-96/a.jpg')?.file).toBe(join(mediaDir, 'thumb-96/a.jpg.webp'));
    expect(served('/media/thumb-96/a.jpg')?.headers['Content-Type']).toBe('image/webp');
    expect(served('/media/thumb-320/a.jpg')?.file).toBe(join(mediaDir, 'a.jpg'));
    expect(served('/media/thumb-320/a.jpg')?.headers['Content-Type']).toBe('image/jpeg');
    expect(served('/media/thumb-320/b.jpg')).toBeNull();
  });

  it.each(['/media/thumb-96/..%2f..%2fsecret.txt', '/media/thumb-96/../../secret.txt', '/media/thumb-96/'])(
    '%s leads out of the folder',
    (path) => {
      expect(served(path)).toBeNull();
    },
  );
});

describe('the policy of pages', () => {
  it('has lost one of its rules', () => {
    const rules = new Map(PAGE_CSP.split('; ').map((rule) => [rule.split(' ')[0], rule]));
    expect(rules.get('default-src')).toBe("default-src 'none'");
    expect(rules.get('script-src')).toBe("script-src 'self'");
    expect(rules.get('connect-src')).toBe("connect-src 'self'");
    for (const none of ['base-uri', 'form-action', 'frame-ancestors', 'object-src'])
      expect(rules.get(none)).toBe(`${none} 'none'`);
    expect(rules.get('require-trusted-types-for')).toBe("require-trusted-types-for 'script'");
    expect(rules.get('trusted-types')).toBe('trusted-types default');
    expect(PAGE_CSP).not.toMatch(/unsafe|\*|http:/);
  });

  it('lets other origins in', () => {
    expect(Object.keys(pageHeaders()).join(' ')).not.toMatch(/access-control/i);
    expect(pageHeaders()['Cross-Origin-Resource-Policy']).toBe('same-origin');
  });

  it.each([
    ['a.HTML', 'text/html; charset=utf-8'],
    ['a.js', 'text/javascript; charset=utf-8'],
    ['a.woff2', 'font/woff2'],
    ['a.svg', 'image/svg+xml'],
    ['a.exe', 'application/octet-stream'],
    ['html', 'application/octet-stream'],
    ['a.__proto__', 'application/octet-stream'],
  ])('gives %s a type that makes it something else', (name, type) => {
    expect(contentTypeOf(name)).toBe(type);
  });
});
