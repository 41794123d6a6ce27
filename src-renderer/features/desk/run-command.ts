// Sends a command once a click: what is already on its way is not sent again, and a refusal is said in a sentence.

import type { Reply } from '../../../src-main/contract/errors.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../../src-main/contract/routes.ts';
import { request } from '../../client/client.ts';
import { i18n } from '../../i18n/i18n.ts';
import { showToast, unsay } from '../../state/toast-store.ts';

type Refused = Extract<Reply<unknown>, { ok: false }>;

/** By route and everything but the command's id: two clicks for the same thing are one. */
const onTheirWay = new Map<string, Promise<Reply<unknown>>>();

const keyOf = (name: string, input: object): string => JSON.stringify([name, { ...input, commandId: null }]);

/** In the route's own words where the code's would say the wrong thing. */
const say = (name: RouteName, key: string, { code, details }: Refused): void =>
  showToast('attention', i18n.t([`errors:of.${name}.${code}`, `errors:${code}`], { ...details }), key);

export const runCommand = <Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
  onRefused?: (refused: Refused) => void,
): Promise<Reply<RouteOutput<Name>>> => {
  const key = keyOf(name, input);
  const going = onTheirWay.get(key);
  // The key holds the route's name, so the promise is of that route's reply.
  if (going !== undefined) return going as Promise<Reply<RouteOutput<Name>>>;
  const sent = request(name, input).then((reply) => {
    onTheirWay.delete(key);
    if (reply.ok) unsay(key);
    else {
      say(name, key, reply);
      onRefused?.(reply);
    }
    return reply;
  });
  onTheirWay.set(key, sent);
  return sent;
};
