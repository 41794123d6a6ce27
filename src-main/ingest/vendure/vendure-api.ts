// Vendure's admin API over HTTP: lets itself in, and again when it was forgotten; what GraphQL calls an error is one.

import { askShop, type ShopAnswer, type ShopAsking, ShopFault } from '../shop/ask-shop.ts';
import { dig, listOf, own, textOf } from '../shop/loose-field.ts';

export interface VendureAccess {
  /** Of the admin API itself. */
  readonly url: string;
  readonly host: string;
  readonly username: string;
  readonly password: string;
  /** Of a channel; '' for the default one. */
  readonly channel: string;
}

export interface VendureApi {
  /** The clock's difference, as the answer to letting oneself in tells it. */
  login(signal: AbortSignal): Promise<number>;
  /** `data` of the answer. */
  ask(query: string, variables: object, signal: AbortSignal): Promise<unknown>;
}

const LOGIN = `mutation ($username: String!, $password: String!) {
  login(username: $username, password: $password) {
    __typename
    ... on ErrorResult { errorCode message }
  }
}`;

const isForbidden = (json: unknown): boolean =>
  listOf(own(json, 'errors')).some((error) => dig(error, 'extensions', 'code') === 'FORBIDDEN');

export const createVendureApi = (
  { url, host, username, password, channel }: VendureAccess,
  asking: Omit<ShopAsking, 'signal'>,
): VendureApi => {
  let token: string | null = null;

  const post = (query: string, variables: object, signal: AbortSignal): Promise<ShopAnswer> =>
    askShop(
      {
        url,
        headers: {
          ...(token === null ? null : { authorization: `Bearer ${token}` }),
          ...(channel === '' ? null : { 'vendure-token': channel }),
        },
        body: { query, variables },
      },
      { ...asking, signal },
    );

  const wrong = (why: string, isFinal: boolean): ShopFault =>
    new ShopFault({ code: 'not_json', details: { host, why } }, isFinal);

  const login = async (signal: AbortSignal): Promise<number> => {
    token = null;
    const { json, headers, clockOffsetMs } = await post(LOGIN, { username, password }, signal);
    const answered = textOf(dig(json, 'data', 'login', '__typename'));
    if (answered === null) throw wrong('no Vendure admin API', true);
    if (answered !== 'CurrentUser') {
      const why = textOf(dig(json, 'data', 'login', 'errorCode')) ?? answered;
      throw new ShopFault({ code: 'bad_token', details: { host, why } }, true);
    }
    token = headers.get('vendure-auth-token');
    if (token === null) throw wrong('this Vendure gives no bearer token', true);
    return clockOffsetMs ?? 0;
  };

  const ask = async (query: string, variables: object, signal: AbortSignal): Promise<unknown> => {
    let { json } = await post(query, variables, signal);
    if (isForbidden(json)) {
      // Its sessions end; a right that is really missing is missing afterwards too.
      await login(signal);
      ({ json } = await post(query, variables, signal));
      if (isForbidden(json)) throw new ShopFault({ code: 'not_permitted', details: { host, why: 'FORBIDDEN' } }, true);
    }
    const [error] = listOf(own(json, 'errors'));
    if (error !== undefined) throw wrong((textOf(own(error, 'message')) ?? 'error').slice(0, 200), false);
    return own(json, 'data');
  };

  return { login, ask };
};
