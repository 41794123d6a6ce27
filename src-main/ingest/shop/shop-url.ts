// Decides whether a shop's address may be asked: encrypted, or plain to this very machine; keys never travel in the clear.

import { Refusal } from '../../contract/errors.ts';
import { parseRoomUrl } from '../room-url.ts';

/** The address without query and last slash, and its host. Throws Refusal `bad_url` with `why`. */
export const parseShopUrl = (text: string): { readonly base: string; readonly host: string } => {
  // What people know of their shop is often its name alone.
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const { origin, host } = parseRoomUrl(whole);
  const { protocol, pathname } = new URL(whole);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new Refusal('bad_url', 'the address of a shop begins with https', { why: 'scheme' });
  return { base: origin + pathname.replace(/\/+$/, ''), host };
};
