// Which addresses count as ours: everything a window may ever show.

import { describe, expect, it } from 'vitest';
import { isOwnUrl, screenUrl, troubleUrl } from '../../src-main/shell/own-page.ts';

describe('own pages', () => {
  it.each([screenUrl('desk'), screenUrl('host'), troubleUrl('host'), 'app://kongtai/media/a.svg', 'app://kongtai/'])(
    '%s is shown, or no window would ever open',
    (url) => expect(isOwnUrl(url)).toBe(true),
  );

  it.each([
    'https://kongtai/desk.html',
    'http://127.0.0.1:4680/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,hello',
    'about:blank',
    'app://kongtai.evil.example/desk.html',
    'app://evil@kongtai/desk.html',
    'app://kongtai:80/desk.html',
    'app://kongtai@evil/desk.html',
    'app:kongtai/desk.html',
    'blob:app://kongtai/1',
    'kongtai/desk.html',
    '',
    'app://',
  ])('a window that is led to %s stays where it is', (url) => expect(isOwnUrl(url)).toBe(false));
});
