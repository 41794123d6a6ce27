// Serves the built pages, the data folder's pictures and the page of trouble under app://, with the headers of the page policy.

import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { findServed, pageHeaders } from '../gateway/page-policy.ts';
import { OWN_SCHEME, ownPathOf } from './own-page.ts';
import { TROUBLE_CSS, troublePage } from './trouble-page.ts';

/** Must be called before the app is ready. */
export const declareAppScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: OWN_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);

export interface AppSchemeOptions {
  readonly pagesDir: string;
  readonly mediaDir: string;
  readonly dataDir: string;
  /** The code of what the page of trouble tells. */
  trouble(): string;
}

const text = (body: string, status: number, type: string): Response =>
  new Response(body, { status, headers: { ...pageHeaders(), 'Content-Type': `${type}; charset=utf-8` } });

const answer = async (options: AppSchemeOptions, request: Request): Promise<Response> => {
  const asked = ownPathOf(request.url);
  if (asked === null) return text('There is no such page.', 404, 'text/plain');
  if (request.method !== 'GET') return text('Only pages are served here.', 405, 'text/plain');
  if (asked.path === '/trouble') {
    const from = asked.query.get('from') === 'host' ? 'host' : 'desk';
    return text(troublePage(options.trouble(), from, options.dataDir), 200, 'text/html');
  }
  if (asked.path === '/trouble.css') return text(TROUBLE_CSS, 200, 'text/css');
  const served = findServed(options, asked.path);
  if (served === null) return text('There is no such page.', 404, 'text/plain');
  return new Response(await readFile(served.file), { headers: served.headers });
};

/** Once the app is ready. */
export const serveAppScheme = (options: AppSchemeOptions): void =>
  protocol.handle(OWN_SCHEME, (request) => answer(options, request));
