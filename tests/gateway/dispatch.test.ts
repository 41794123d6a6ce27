// Every route against every role, bad input and faults: the two gates that both links stand behind.

import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src-main/contract/errors.ts';
import { ROLES, type Role } from '../../src-main/contract/route.ts';
import { type RouteInput, type RouteName, routes } from '../../src-main/contract/routes.ts';
import { createDispatch, type Handlers } from '../../src-main/gateway/dispatch.ts';
import { routeSample } from './route-sample.ts';

const NAMES = Object.keys(routes).filter((name): name is RouteName => Object.hasOwn(routes, name));

/** One good input a route. */
const INPUTS = Object.fromEntries(NAMES.map((name) => [name, routeSample(name)])) as {
  readonly [Name in RouteName]: RouteInput<Name>;
};

/** Handlers that say what they were asked; `broken` throws instead. */
const rig = (broken: unknown = null) => {
  const asked: string[] = [];
  const faults: string[] = [];
  const entries = NAMES.map((name) => [
    name,
    () => {
      asked.push(name);
      if (broken !== null) throw broken;
      return name;
    },
  ]);
  // What handlers give is not looked at by dispatch.
  const handlers = Object.fromEntries(entries) as Handlers;
  const dispatch = createDispatch(handlers, (name) => faults.push(name));
  return { dispatch, asked, faults };
};

const CASES = NAMES.flatMap((name) => ROLES.map((role): [RouteName, Role] => [name, role]));

describe('dispatch', () => {
  it.each(CASES)('%s lets the role %s do what it may not, or keeps it from what it may', async (name, role) => {
    const { dispatch, asked } = rig();
    const reply = await dispatch({ role }, name, INPUTS[name]);
    if (routes[name].roles.includes(role)) {
      expect(reply).toEqual({ ok: true, value: name });
      expect(asked).toEqual([name]);
    } else {
      expect(reply).toMatchObject({ ok: false, code: 'not_allowed' });
      expect(asked).toEqual([]);
    }
  });

  it('lets a host or an observer run the show', () => {
    const commandsOf = (role: Role) =>
      NAMES.filter((name) => routes[name].kind === 'command' && routes[name].roles.includes(role));
    expect(commandsOf('observer')).toEqual([]);
    expect(commandsOf('host').sort()).toEqual(['message.acknowledge', 'message.seen', 'pace.set']);
    for (const name of NAMES) expect(routes[name].roles, name).toContain('owner');
  });

  it.each(NAMES)('%s takes input of another shape, or more than it knows', async (name) => {
    const { dispatch, asked } = rig();
    const proto: unknown = JSON.parse('{"__proto__":{"role":"owner"},"constructor":1}');
    for (const raw of [undefined, null, 7, 'x', [], { ...INPUTS[name], role: 'owner' }, proto]) {
      const reply = await dispatch({ role: 'owner' }, name, raw);
      expect(reply).toMatchObject({ ok: false, code: 'bad_input' });
    }
    expect(asked).toEqual([]);
  });

  it.each(NAMES.filter((name) => 'commandId' in INPUTS[name]))('%s is a command without an id', async (name) => {
    const { dispatch } = rig();
    const { commandId: _, ...rest } = { commandId: '', ...INPUTS[name] };
    expect(await dispatch({ role: 'owner' }, name, rest)).toMatchObject({ ok: false, code: 'bad_input' });
  });

  it('tells a role that may not call what was wrong with its input', async () => {
    const { dispatch } = rig();
    expect(await dispatch({ role: 'observer' }, 'show.start', null)).toMatchObject({ code: 'not_allowed' });
  });

  it.each(['', 'nothing', 'toString', '__proto__', 'constructor', 'show.start ', 'SHOW.START'])(
    'finds a route under %j',
    async (name) => {
      const { dispatch } = rig();
      expect(await dispatch({ role: 'owner' }, name, {})).toMatchObject({ ok: false, code: 'not_found' });
    },
  );

  it('throws across the wire, leaks what went wrong inside, or keeps it from the log', async () => {
    const { dispatch, faults } = rig(new Error('SQLITE: /home/somebody/secret'));
    const reply = await dispatch({ role: 'owner' }, 'show.list', {});
    expect(reply).toMatchObject({ ok: false, code: 'internal' });
    expect(JSON.stringify(reply)).not.toContain('secret');
    expect(faults).toEqual(['show.list']);
  });

  it('loses the reason of a refusal, or logs it as a fault', async () => {
    const { dispatch, faults } = rig(new Refusal('stock_short', 'only 3', { stock: 3 }));
    expect(await dispatch({ role: 'owner' }, 'deal.arm', INPUTS['deal.arm'])).toEqual({
      ok: false,
      code: 'stock_short',
      message: 'only 3',
      details: { stock: 3 },
    });
    expect(faults).toEqual([]);
  });
});
