// The mirror against a link that says what the test wants: batching, order, holes, reconnection.

import { describe, expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { FeedRow, LaneRow, QuestionRow } from '../../src-main/contract/topics.ts';
import type { FromEngine } from '../../src-main/contract/wire.ts';
import { createClient } from '../../src-renderer/client/client.ts';
import { emptyLiveState, type LiveState } from '../../src-renderer/state/live-state.ts';
import { mirrorTopics } from '../../src-renderer/state/live-store.ts';
import { createFakeLink } from '../support/fake-link.ts';

const createHandPace = () => {
  let frames: (() => void)[] = [];
  let timers: { readonly at: number; readonly work: () => void }[] = [];
  let now = 0;
  const frame = (): void => {
    const due = frames;
    frames = [];
    for (const work of due) work();
  };
  return {
    soon: (work: () => void) => void frames.push(work),
    later: (work: () => void, ms: number) => void timers.push({ at: now + ms, work }),
    now: () => now,
    frame,
    wait: (ms: number) => {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { work } of due) work();
      frame();
    },
  };
};

const setUp = () => {
  const link = createFakeLink();
  const pace = createHandPace();
  const store = createStore<LiveState>(emptyLiveState);
  let writes = 0;
  mirrorTopics(store, createClient(link), pace);
  link.turn('open');
  store.subscribe(() => {
    writes += 1;
  });
  return { link, pace, store, writes: () => writes };
};

const questions = (seq: number, ...keys: readonly string[]): FromEngine => ({
  t: 'state',
  topic: 'question.list',
  seq,
  value: keys.map(
    (key) =>
      ({
        questionKey: key,
        subject: 'size',
        text: key,
        viewer: null,
        count: 1,
        waitingSince: 0,
      }) as unknown as QuestionRow,
  ),
});

const feed = (seq: number, isSnapshot: boolean, ...keys: readonly string[]): FromEngine => ({
  t: 'feed',
  topic: 'feed.rows',
  seq,
  isSnapshot,
  rows: keys.map((key) => ({ key, at: 0, viewer: null, kind: 'enter' }) as unknown as FeedRow),
  skipped: 0,
});

const lane = (seq: number, isSnapshot: boolean, ...rows: readonly (readonly [string, string])[]): FromEngine => ({
  t: 'feed',
  topic: 'lane.rows',
  seq,
  isSnapshot,
  rows: rows.map(([key, state]) => ({ key, state }) as unknown as LaneRow),
  skipped: 0,
});

const keysOf = (store: { getState(): LiveState }): readonly string[] =>
  store.getState().feeds['feed.rows'].rows.map((row) => row.key);

describe('batching', () => {
  test('fifty pushes of a frame are one write, and the newest value wins', () => {
    const { link, pace, store, writes } = setUp();
    for (let seq = 1; seq <= 50; seq++) link.arrive(questions(seq, `q${seq}`));
    expect(writes()).toBe(0);
    pace.frame();
    expect(writes()).toBe(1);
    expect(store.getState().topics['question.list']?.[0]?.questionKey).toBe('q50');
  });

  test('the feed is written ten times a second at most, and no row of a burst is lost', () => {
    const { link, pace, store, writes } = setUp();
    link.arrive(feed(0, true));
    pace.frame();
    const before = writes();
    for (let seq = 1; seq <= 60; seq++) {
      link.arrive(feed(seq, false, `r${seq}`));
      pace.wait(16);
    }
    pace.wait(100);
    expect(writes() - before).toBeLessThanOrEqual(11);
    expect(keysOf(store)).toHaveLength(60);
    expect(keysOf(store).at(-1)).toBe('r60');
  });

  test('states do not wait for the feed’s beat', () => {
    const { link, pace, store } = setUp();
    link.arrive(feed(0, true));
    pace.frame();
    link.arrive(feed(1, false, 'r1'));
    link.arrive(questions(1, 'q1'));
    pace.frame();
    expect(store.getState().topics['question.list']).toHaveLength(1);
    expect(keysOf(store)).toEqual([]);
    pace.wait(100);
    expect(keysOf(store)).toEqual(['r1']);
  });

  test('what did not change keeps its identity, so that nothing is drawn anew for it', () => {
    const { link, pace, store } = setUp();
    link.arrive(questions(1, 'a', 'b'));
    pace.frame();
    const first = store.getState().topics['question.list'];
    link.arrive(questions(2, 'a', 'c'));
    pace.frame();
    const second = store.getState().topics['question.list'];
    expect(second?.[0]).toBe(first?.[0]);
    expect(second?.[1]).not.toBe(first?.[1]);
    link.arrive(questions(3, 'a', 'c'));
    pace.frame();
    expect(store.getState().topics['question.list']).toBe(second);
  });
});

describe('seq', () => {
  const subscriptions = (link: ReturnType<typeof createFakeLink>, topic: string): number =>
    link.sent.filter((message) => message.t === 'subscribe' && message.topic === topic).length;

  test('a hole in a feed asks for the snapshot again and shows nothing out of place meanwhile', () => {
    const { link, pace, store } = setUp();
    link.arrive(feed(3, true, 'a'));
    link.arrive(feed(4, false, 'b'));
    link.arrive(feed(6, false, 'd'));
    link.arrive(feed(7, false, 'e'));
    pace.wait(100);
    expect(keysOf(store)).toEqual(['a', 'b']);
    expect(subscriptions(link, 'feed.rows')).toBe(2);
    link.arrive(feed(7, true, 'a', 'b', 'c', 'd', 'e'));
    link.arrive(feed(8, false, 'f'));
    pace.wait(100);
    expect(keysOf(store)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(subscriptions(link, 'feed.rows')).toBe(2);
  });

  test('a hole in a state topic subscribes again once, not for every push', () => {
    const { link } = setUp();
    link.arrive(questions(1, 'a'));
    link.arrive(questions(3, 'c'));
    link.arrive(questions(4, 'd'));
    link.arrive(questions(5, 'e'));
    expect(subscriptions(link, 'question.list')).toBe(2);
  });

  test('a push that comes twice is shown once', () => {
    const { link, pace, store } = setUp();
    link.arrive(feed(0, true));
    link.arrive(feed(1, false, 'a'));
    link.arrive(feed(1, false, 'a'));
    pace.wait(100);
    expect(keysOf(store)).toEqual(['a']);
  });

  test('another show replaces the feed in mid-stream', () => {
    const { link, pace, store } = setUp();
    link.arrive(feed(0, true, 'old'));
    link.arrive(feed(1, true, 'new'));
    pace.wait(100);
    expect(keysOf(store)).toEqual(['new']);
  });

  test('after a restart of the engine a smaller seq is believed, because the topic was asked for anew', () => {
    const { link, pace, store } = setUp();
    link.arrive(questions(900, 'before'));
    link.turn('closed');
    expect(store.getState().link).toBe('closed');
    link.turn('open');
    link.arrive(questions(1, 'after'));
    pace.frame();
    expect(store.getState().topics['question.list']?.[0]?.questionKey).toBe('after');
  });
});

describe('lane', () => {
  test('an order’s later state replaces its row instead of standing beside it', () => {
    const { link, pace, store } = setUp();
    link.arrive(lane(0, true, ['a', 'created'], ['b', 'claimed']));
    link.arrive(lane(1, false, ['a', 'paid']));
    pace.wait(100);
    expect(store.getState().feeds['lane.rows'].rows.map((row) => `${row.key}:${row.state}`)).toEqual([
      'a:paid',
      'b:claimed',
    ]);
  });

  test('the lane keeps its newest five hundred', () => {
    const { link, pace, store } = setUp();
    link.arrive(lane(0, true));
    for (let seq = 1; seq <= 600; seq++) link.arrive(lane(seq, false, [`k${seq}`, 'claimed']));
    pace.wait(100);
    const { rows } = store.getState().feeds['lane.rows'];
    expect(rows).toHaveLength(500);
    expect(rows[0]?.key).toBe('k600');
  });
});

describe('requests', () => {
  test('what is under way when the link falls is answered link_lost, never left hanging', async () => {
    const link = createFakeLink();
    const client = createClient(link);
    link.turn('open');
    const reply = client.request('show.list', {});
    link.turn('closed');
    expect(await reply).toMatchObject({ ok: false, code: 'link_lost' });
  });

  test('a request on a fallen link is refused at once and not sent later', async () => {
    const link = createFakeLink();
    const client = createClient(link);
    expect(await client.request('show.list', {})).toMatchObject({ ok: false, code: 'link_lost' });
    link.turn('open');
    expect(link.sent.filter((message) => message.t === 'request')).toEqual([]);
  });

  test('answers find their questions, in whatever order they come', async () => {
    const link = createFakeLink();
    const client = createClient(link);
    link.turn('open');
    const first = client.request('show.list', {});
    const second = client.request('recording.list', {});
    link.arrive({ t: 'reply', id: 2, reply: { ok: true, value: ['second'] } });
    link.arrive({ t: 'reply', id: 1, reply: { ok: true, value: ['first'] } });
    expect(await first).toEqual({ ok: true, value: ['first'] });
    expect(await second).toEqual({ ok: true, value: ['second'] });
  });
});
