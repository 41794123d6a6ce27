// Decides whether the address of a program that feeds us may be dialled: plain where nothing secret goes with it.

import { Refusal } from '../contract/errors.ts';

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  /^127\.\d+\.\d+\.\d+$/.test(hostname);

const SCHEMES = {
  ws: { 'ws:': 'ws:', 'wss:': 'wss:', 'http:': 'ws:', 'https:': 'wss:' },
  http: { 'ws:': 'http:', 'wss:': 'https:', 'http:': 'http:', 'https:': 'https:' },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

const refuse = (why: 'not_a_url' | 'scheme' | 'plain' | 'credentials', message: string): Refusal =>
  new Refusal('bad_url', message, { why, field: 'url' });

/** Throws Refusal `bad_url` with `why`. The scheme is turned into the one that is dialled; the hash is dropped. */
export const parseFeedUrl = (text: string, dialled: 'ws' | 'http', hasSecret: boolean): URL => {
  const typed = text.trim();
  if (!URL.canParse(typed)) throw refuse('not_a_url', 'the address is not a URL');
  const url = new URL(typed);
  const scheme = Object.entries(SCHEMES[dialled]).find(([from]) => from === url.protocol)?.[1];
  if (scheme === undefined) throw refuse('scheme', 'an address begins with ws, wss, http or https');
  if (url.username !== '' || url.password !== '')
    throw refuse('credentials', 'a token belongs in its own field, not in the address');
  const isPlain = scheme === 'ws:' || scheme === 'http:';
  if (hasSecret && isPlain && !isLoopback(url.hostname))
    throw refuse('plain', 'another machine needs wss or https: the token would travel in the clear');
  url.protocol = scheme;
  url.hash = '';
  return url;
};

/** A setting that must be filled in. Throws Refusal `bad_source` naming the field. */
export const requireSetting = (settings: Readonly<Record<string, string>>, field: string): string => {
  const value = (Object.hasOwn(settings, field) ? settings[field] : undefined)?.trim() ?? '';
  if (value === '') throw new Refusal('bad_source', `${field} is missing`, { field });
  return value;
};

export const settingOf = (settings: Readonly<Record<string, string>>, field: string): string =>
  (Object.hasOwn(settings, field) ? settings[field] : undefined)?.trim() ?? '';
