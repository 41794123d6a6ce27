// The signatures that platforms put on what they send: made over the very bytes that came, compared in constant time.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const isSame = (given: Buffer, made: Buffer): boolean => given.length === made.length && timingSafeEqual(given, made);

const hmac = (secret: string | Buffer, ...parts: readonly (string | Buffer)[]): Buffer => {
  const mac = createHmac('sha256', secret);
  for (const part of parts) mac.update(part);
  return mac.digest();
};

/** Base64 of exactly one digest: `Buffer.from` passes over what is no base64, and must not make equal what is not. */
const fromBase64 = (text: string | undefined): Buffer =>
  text !== undefined && /^[A-Za-z0-9+/]{43}=$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);

const fromHex = (text: string | undefined, digits: number): Buffer =>
  text !== undefined && text.length === digits && /^[0-9a-f]+$/.test(text) ? Buffer.from(text, 'hex') : Buffer.alloc(0);

/** Shopify and WooCommerce: base64 of HMAC-SHA256 over the body. */
export const isBodyHmac = (body: Buffer, secret: string, given: string | undefined): boolean =>
  isSame(fromBase64(given), hmac(secret, body));

/** TikTok Shop: lower-case hex of HMAC-SHA256 over app key and body. */
export const isTikTokShopHmac = (body: Buffer, appKey: string, secret: string, given: string | undefined): boolean =>
  isSame(fromHex(given, 64), hmac(secret, appKey, body));

/** Douyin: hex of SHA-1 over secret and body. */
export const isDouyinHash = (body: Buffer, secret: string, given: string | undefined): boolean =>
  isSame(fromHex(given?.toLowerCase(), 40), createHash('sha1').update(secret).update(body).digest());

/** The key of Standard Webhooks: base64 behind `whsec_`. */
const standardKey = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

/** Standard Webhooks: any one of the `v1,…` over id, time and body; a key that is being changed signs twice. */
export const isStandardSignature = (
  body: Buffer,
  secret: string,
  id: string,
  timestamp: string,
  given: string | undefined,
): boolean => {
  const made = hmac(standardKey(secret), `${id}.${timestamp}.`, body);
  return (given ?? '')
    .split(' ')
    .slice(0, 16)
    .some((each) => each.startsWith('v1,') && isSame(fromBase64(each.slice(3)), made));
};
