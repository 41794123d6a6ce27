// Hub and dispatch: what a screen is sent, in what order, and what it is refused.

import { describe, expect, it } from 'vitest';
import type { FeedRow, RejectTopic } from '../../src-main/contract/topics.ts';
import type { FromEngine } from '../../src-main/contract/wire.ts';
import { instant } from '../../src-main/core/units.ts';
import type { ClientPort } from '../../src-main/gateway/client-port.ts';
import type { Dispatch } from '../../src-main/gateway/dispatch.ts';
import { createHub } from '../../src-main/gateway/hub.ts';

const clock = () => instant(1_000);
const rejects = (count: number): RejectTopic => ({ count, latest: [] });
const chat = (key: string): FeedRow => ({ key, at: instant(1), viewer: null, kind: 'like', count: 1 });

const openPort = () => {
  const got: FromEngine[] = [];
  let say: (message: unknown) => void = () => {};
  let close = () => {};
  const port: ClientPort = {
    send: (message) => got.push(message),
    onMessage: (handler) => {
      say = handler;
    },
    onClose: (handler) => {
      close = handler;
    },
  };
  return { port, got, say: (message: unknown) => say(message), close: () => close() };
};

const refuseAll: Dispatch = async () => ({ ok: false, code: 'not_found', message: 'no' });

describe('hub', () => {
  it('a screen that subscribes late still gets the newest value first, then pushes without a hole in seq', () => {
    const hub = createHub(clock);
    hub.state('reject.list', rejects(1));
    const screen = openPort();
    hub.attach({ role: 'owner' }, screen.port, refuseAll);
    screen.say({ t: 'subscribe', topic: 'reject.list' });
    hub.state('reject.list', rejects(2));
    expect(screen.got).toEqual([
      { t: 'hello', now: 1_000, role: 'owner' },
      { t: 'state', topic: 'reject.list', seq: 1, value: rejects(1) },
      { t: 'state', topic: 'reject.list', seq: 2, value: rejects(2) },
    ]);
  });

  it('a screen hears nothing of topics that it has left, nor after it has closed', () => {
    const hub = createHub(clock);
    const screen = openPort();
    hub.attach({ role: 'owner' }, screen.port, refuseAll);
    screen.say({ t: 'subscribe', topic: 'reject.list' });
    screen.say({ t: 'unsubscribe', topic: 'reject.list' });
    hub.state('reject.list', rejects(1));
    screen.say({ t: 'subscribe', topic: 'feed.rows' });
    screen.close();
    hub.feed('feed.rows', [chat('1')], 0);
    expect(screen.got.map(({ t }) => t)).toEqual(['hello', 'state', 'feed']);
    expect(hub.clientCount()).toBe(0);
  });

  it('a lane row that comes again replaces its earlier state in the snapshot', () => {
    const hub = createHub(clock);
    hub.feed('feed.rows', [chat('a'), chat('b')], 0);
    hub.feed('feed.rows', [{ ...chat('a'), at: instant(9) }], 0);
    const screen = openPort();
    hub.attach({ role: 'owner' }, screen.port, refuseAll);
    screen.say({ t: 'subscribe', topic: 'feed.rows' });
    const snapshot = screen.got.at(-1);
    expect(snapshot?.t === 'feed' && snapshot.rows.map(({ key, at }) => [key, at])).toEqual([
      ['b', 1],
      ['a', 9],
    ]);
  });

  it('the feed kept for late screens does not grow without bound', () => {
    const hub = createHub(clock);
    for (let i = 0; i < 3_000; i += 1) hub.feed('feed.rows', [chat(String(i))], 0);
    const screen = openPort();
    hub.attach({ role: 'owner' }, screen.port, refuseAll);
    screen.say({ t: 'subscribe', topic: 'feed.rows' });
    const snapshot = screen.got.at(-1);
    expect(snapshot?.t === 'feed' && snapshot.rows.length).toBe(2_000);
    expect(snapshot?.t === 'feed' && snapshot.rows[0]?.key).toBe('1000');
  });

  it.each([
    null,
    'x',
    { t: 'request' },
    { t: 'subscribe', topic: '__proto__' },
    { t: 'subscribe', topic: 'constructor' },
  ])('a malformed message %j neither throws nor subscribes', (message) => {
    const hub = createHub(clock);
    const screen = openPort();
    hub.attach({ role: 'owner' }, screen.port, refuseAll);
    screen.say(message);
    hub.state('reject.list', rejects(1));
    expect(screen.got.filter(({ t }) => t === 'state' || t === 'feed')).toEqual([]);
  });

  it('a request that is malformed but carries a number is answered, so that its caller does not wait for ever', () => {
    const hub = createHub(clock);
    const screen = openPort();
    hub.attach({ role: 'owner' }, screen.port, refuseAll);
    screen.say({ t: 'request', id: 7, name: 5 });
    expect(screen.got.at(-1)).toMatchObject({ t: 'reply', id: 7, reply: { ok: false, code: 'bad_input' } });
  });
});
