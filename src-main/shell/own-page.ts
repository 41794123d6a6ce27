// The pages of this app and their addresses; nothing else is ever shown in a window.

export const OWN_SCHEME = 'app';
const OWN_HOST = 'kongtai';
/** As Chromium writes it: the scheme is a standard one. */
export const OWN_ORIGIN = `${OWN_SCHEME}://${OWN_HOST}`;

export const SCREEN_NAMES = ['desk', 'host'] as const;
export type ScreenName = (typeof SCREEN_NAMES)[number];

/** `display` tells the page where it stands, so that it is set up as it was on that display. */
export const screenUrl = (name: ScreenName, display?: number): string =>
  `${OWN_ORIGIN}/${name}.html${display === undefined ? '' : `?display=${display}`}`;
export const troubleUrl = (name: ScreenName): string => `${OWN_ORIGIN}/trouble?from=${name}`;

const parseUrl = (text: string): URL | null => {
  try {
    return new URL(text);
  } catch {
    // Not an address at all: not ours either.
    return null;
  }
};

/** The path and query of an address of ours, or null. Compared part by part: `origin` is "null" for this scheme in Node. */
export const ownPathOf = (text: string): { readonly path: string; readonly query: URLSearchParams } | null => {
  const url = parseUrl(text);
  if (url === null || url.protocol !== `${OWN_SCHEME}:` || url.host !== OWN_HOST) return null;
  if (url.username !== '' || url.password !== '') return null;
  return { path: url.pathname, query: url.searchParams };
};

export const isOwnUrl = (text: string): boolean => ownPathOf(text) !== null;
