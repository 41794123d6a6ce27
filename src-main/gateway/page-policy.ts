// What pages may do and which files they may be: the same rules for the loopback server and for the desktop's app://.

import { realpathSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

/** Scripts, styles and sockets of our own only; markup from strings needs the page's one Trusted Types policy. */
export const PAGE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

/** A picture opened by itself is a document: an SVG must not run as one of our pages. */
const MEDIA_CSP = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

const headersWith = (csp: string): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': csp,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), usb=()',
  'Cache-Control': 'no-cache',
});

export const pageHeaders = (): Readonly<Record<string, string>> => headersWith(PAGE_CSP);

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** By the file's ending; what is not known is not shown but saved. */
export const contentTypeOf = (path: string): string =>
  CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';

const MAX_PATH_CHARS = 1024;

const decodeOnce = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    // A broken escape names no file.
    return null;
  }
};

const isPlainName = (name: string): boolean => name !== '' && !name.startsWith('.');

const realPathOf = (path: string): string | null => {
  try {
    return realpathSync(path);
  } catch {
    // Not there, or not to be read: either way there is nothing to serve.
    return null;
  }
};

/**
 * The file inside `dir` that a URL's path (still encoded, without query) names, as an absolute real path; null where it names
 * none, or one outside: by `..`, by an encoded slash, by a link that leads out. A hidden name is none.
 */
export const resolvePage = (dir: string, urlPath: string): string | null => {
  if (urlPath.length > MAX_PATH_CHARS || !urlPath.startsWith('/')) return null;
  const path = decodeOnce(urlPath);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (path === null || /[\\:\u0000-\u001f\u007f]/.test(path)) return null;
  const names = path.slice(1).split('/');
  if (!names.every(isPlainName)) return null;
  const root = realPathOf(dir);
  const file = root === null ? null : realPathOf(join(root, ...names));
  return root !== null && file?.startsWith(root + sep) === true ? file : null;
};

/** Names that people type, and the page behind each. */
const PAGES: Readonly<Record<string, string>> = {
  '/': '/desk.html',
  '/host': '/host.html',
  '/overlay': '/overlay.html',
};
const MEDIA = '/media/';

/** A small picture, and by its name the whole one, which is shown as long as there is no small one. */
const THUMB = /^\/(?<folder>thumb-(?:96|320))\/(?<name>[^/]+)$/;

const resolveMedia = (mediaDir: string, urlPath: string): string | null => {
  const { folder, name } = THUMB.exec(urlPath)?.groups ?? {};
  if (folder === undefined) return resolvePage(mediaDir, urlPath);
  return resolvePage(mediaDir, `/${folder}/${name}.webp`) ?? resolvePage(mediaDir, `/${name}`);
};

export interface ServedFolders {
  readonly pagesDir: string;
  readonly mediaDir: string;
}

/** What a URL's path names among the pages and the data folder's pictures, with the headers it must carry. */
export const findServed = (
  { pagesDir, mediaDir }: ServedFolders,
  urlPath: string,
): { readonly file: string; readonly headers: Readonly<Record<string, string>> } | null => {
  const isMedia = urlPath.startsWith(MEDIA);
  const file = isMedia
    ? resolveMedia(mediaDir, urlPath.slice(MEDIA.length - 1))
    : resolvePage(pagesDir, Object.hasOwn(PAGES, urlPath) ? (PAGES[urlPath] ?? urlPath) : urlPath);
  if (file === null) return null;
  return { file, headers: { ...headersWith(isMedia ? MEDIA_CSP : PAGE_CSP), 'Content-Type': contentTypeOf(file) } };
};
