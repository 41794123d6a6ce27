// Both links come through here: who is calling, what they sent, and a reply whatever happens.

import type { z } from 'zod';
import { Refusal, type Reply } from '../contract/errors.ts';
import { type RouteName, type RouteOutput, type RouteParsed, routes } from '../contract/routes.ts';
import type { Caller } from './client-port.ts';

/** Exactly one handler a route, or it does not compile. */
export type Handlers = {
  readonly [Name in RouteName]: (
    input: RouteParsed<Name>,
    caller: Caller,
  ) => RouteOutput<Name> | Promise<RouteOutput<Name>>;
};

export type Dispatch = (caller: Caller, name: string, raw: unknown) => Promise<Reply<unknown>>;

const isRouteName = (name: string): name is RouteName => Object.hasOwn(routes, name);

const firstIssue = (error: z.ZodError): string => {
  const issue = error.issues[0];
  return issue === undefined ? 'not understood' : `${issue.path.join('.') || 'input'}: ${issue.message}`;
};

/** `onFault` hears of errors that are no refusals: they are ours, and the caller is told only `internal`. */
export const createDispatch =
  (handlers: Handlers, onFault: (name: string, fault: unknown) => void): Dispatch =>
  async (caller, name, raw) => {
    if (!isRouteName(name)) return { ok: false, code: 'not_found', message: 'There is no such route.' };
    const route = routes[name];
    if (!route.roles.includes(caller.role)) {
      return {
        ok: false,
        code: 'not_allowed',
        message: `${name} is not for the role ${caller.role}.`,
        details: { name },
      };
    }
    const parsed = route.input.safeParse(raw);
    if (!parsed.success) return { ok: false, code: 'bad_input', message: firstIssue(parsed.error), details: { name } };
    try {
      // One route's handler takes that route's input: the pairing holds by name, which TypeScript cannot follow here.
      const handle = handlers[name] as (input: unknown, caller: Caller) => unknown;
      return { ok: true, value: await handle(parsed.data, caller) };
    } catch (fault) {
      if (fault instanceof Refusal) {
        return { ok: false, code: fault.code, message: fault.message, details: fault.details };
      }
      onFault(name, fault);
      return { ok: false, code: 'internal', message: 'Something went wrong inside Kongtai; nothing was changed.' };
    }
  };
