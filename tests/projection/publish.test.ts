// The publisher: screens hear what is new, once, no more often than they may, and a late screen sees the same.

import { describe, expect, it } from 'vitest';
import type {
  FeedTopicName,
  FeedTopics,
  LaneRow,
  StateTopicName,
  StateTopics,
} from '../../src-main/contract/topics.ts';
import type { Platform } from '../../src-main/core/deal-limits.ts';
import type { Fact } from '../../src-main/core/fact.ts';
import type { LiveEventBody } from '../../src-main/core/live-event.ts';
import type { Room } from '../../src-main/core/room.ts';
import { foldRoom } from '../../src-main/core/room-fold.ts';
import { duration } from '../../src-main/core/units.ts';
import type { TopicSink } from '../../src-main/gateway/hub.ts';
import { FIRST_OVERLAY } from '../../src-main/gateway/overlay-desk.ts';
import { toImportTopic } from '../../src-main/import-session.ts';
import { FIRST_OBS } from '../../src-main/obs/obs-desk.ts';
import { createPublisher } from '../../src-main/projection/publish.ts';
import { at, fact, liveRoom, orderOf, ROOM, viewer } from '../core/support/show-facts.ts';

interface Heard extends TopicSink {
  readonly states: { topic: StateTopicName; value: StateTopics[StateTopicName] }[];
  readonly feeds: { topic: FeedTopicName; rows: readonly FeedTopics[FeedTopicName][]; skipped: number }[];
  readonly replaced: { topic: FeedTopicName; rows: readonly FeedTopics[FeedTopicName][] }[];
}

const OWN_SHOP: Platform = {
  platformId: 'own-shop',
  title: { zh: '自有店铺', en: 'Own shop' },
  source: '',
  limits: {
    countdownMs: { least: duration(0), most: duration(300_000) },
    durationMs: { least: duration(10_000), most: duration(86_400_000) },
    currency: 'CNY',
    priceAboveMinor: null,
    sharePermille: { least: 0, most: 1000 },
    leastOffMinor: 0,
    mostQuantity: null,
    mostPerBuyer: null,
    onePer: 'variant',
  },
};

const createHeard = (): Heard => {
  const heard: Heard = {
    states: [],
    feeds: [],
    replaced: [],
    state: (topic, value) => heard.states.push({ topic, value }),
    feed: (topic, rows, skipped) => heard.feeds.push({ topic, rows, skipped }),
    replaceFeed: (topic, rows) => heard.replaced.push({ topic, rows }),
  };
  return heard;
};

const open = (room: Room) => {
  const heard = createHeard();
  const publisher = createPublisher({
    sink: heard,
    room: () => room,
    catalogueRevision: () => 0,
    importState: () => null,
    orders: { importState: () => toImportTopic(null), revision: () => 0 },
    pictureState: () => ({
      ...{ waiting: 0, done: 0, total: 0, failed: 0, cancelled: 0 },
      isOffline: false,
      unthumbed: [],
    }),
    emergencyCards: () => [],
    openPromises: () => [],
    dealShelf: () => ({ drafts: [], templates: [], platform: OWN_SHOP, cooldownMs: duration(3000), coolsAt: null }),
    overlay: {
      settings: () => FIRST_OVERLAY,
      state: (correction) => ({
        settings: FIRST_OVERLAY,
        door: 'off',
        problem: null,
        linkRevision: 0,
        pages: 0,
        pagesSince: null,
        correction,
      }),
    },
    sourceShelf: () => ({ rows: [], keyring: null, passphrase: 'none' }),
    recordingState: () => ({ dir: '', recording: null, replay: null }),
    obsState: () => ({
      settings: FIRST_OBS,
      password: 'none',
      canKeepPassword: false,
      status: 'off',
      since: at(0),
      retryAt: null,
      problem: null,
      version: null,
      deeds: [],
    }),
    scripts: { blocks: () => [], revision: () => 0, paces: () => [] },
  });
  publisher.turn();
  const tell = (...facts: Fact[]): void => {
    for (const one of facts) foldRoom(room, one);
    publisher.see(facts);
  };
  const say = (second: number, body: LiveEventBody): void => tell(fact(ROOM, at(second), body));
  const rowsOf = (topic: FeedTopicName) =>
    heard.feeds.filter((each) => each.topic === topic).flatMap(({ rows }) => rows);
  return { heard, publisher, tell, say, rowsOf };
};

const chat = (n: number, text = `弹幕${n}`): LiveEventBody => ({ type: 'chat', text, viewer: viewer(n) });

describe('state topics', () => {
  it('are sent once while nothing changes, and again when something has', () => {
    const { heard, publisher, tell } = open(liveRoom());
    publisher.publish(at(10));
    const first = heard.states.filter(({ topic }) => topic === 'show.current').length;
    publisher.publish(at(11));
    publisher.publish(at(12));
    expect(heard.states.filter(({ topic }) => topic === 'show.current')).toHaveLength(first);
    tell(fact(ROOM, at(12), { type: 'show.paused' }));
    publisher.publish(at(13));
    expect(heard.states.filter(({ topic }) => topic === 'show.current')).toHaveLength(first + 1);
  });

  it('are not made more often than they may be sent, however often they are asked for', () => {
    const { heard, publisher, say } = open(liveRoom());
    for (let ms = 0; ms < 2000; ms += 50) {
      say(20 + ms / 1000, { type: 'audience', online: ms, views: ms, unique: ms });
      publisher.publish(at(20 + ms / 1000));
    }
    expect(heard.states.filter(({ topic }) => topic === 'kpi.live').length).toBeLessThanOrEqual(4);
    expect(heard.states.filter(({ topic }) => topic === 'chart.live').length).toBeLessThanOrEqual(2);
  });
});

describe('the feed', () => {
  it('shows at most thirty rows of a burst, orders and gifts before chat before comings and goings, and says how many it left out', () => {
    const { heard, publisher, say } = open(liveRoom());
    publisher.publish(at(1));
    for (let n = 0; n < 200; n += 1) say(2, { type: 'enter', viewer: viewer(n) });
    for (let n = 0; n < 50; n += 1) say(2, chat(n));
    for (let n = 0; n < 5; n += 1) say(2, { type: 'order.paid', order: orderOf(`o${n}`, [{ n: 1 }]) });
    publisher.publish(at(3));
    const [push] = heard.feeds.filter(({ topic }) => topic === 'feed.rows');
    const kinds = push?.rows.flatMap((row) => ('kind' in row ? [row.kind] : [])) ?? [];
    expect(kinds).toHaveLength(30);
    expect(kinds.filter((kind) => kind === 'order')).toHaveLength(5);
    expect(kinds.filter((kind) => kind === 'chat')).toHaveLength(25);
    expect(push?.skipped).toBe(225);
  });

  it('a gift streak is its first and its last word, not hundreds of rows', () => {
    const { publisher, say, rowsOf } = open(liveRoom());
    publisher.publish(at(1));
    const gift = { id: 'g', name: '小心心' };
    for (let count = 1; count <= 66; count += 1) {
      say(2, { type: 'gift', gift, count, streakId: 's', streakEnd: count === 66, viewer: viewer(1) });
    }
    publisher.publish(at(3));
    expect(rowsOf('feed.rows').map((row) => 'count' in row && row.count)).toEqual([1, 66]);
  });

  it('what a stranger writes is shown without direction tricks', () => {
    const { publisher, say, rowsOf } = open(liveRoom());
    say(2, { type: 'chat', text: '便宜\u202Egnp.exe\u0000', viewer: { ...viewer(1), name: '主播\u202E\u200B' } });
    publisher.publish(at(3));
    expect(rowsOf('feed.rows')[0]).toMatchObject({ text: '便宜gnp.exe', viewer: { name: '主播' } });
  });
});

describe('the lane', () => {
  it('leaves no claim and no order out of any burst, and an order keeps its one row', () => {
    const { publisher, say, rowsOf } = open(liveRoom());
    publisher.publish(at(1));
    for (let n = 0; n < 300; n += 1) say(2, chat(n, '1号+1'));
    for (let n = 0; n < 100; n += 1) say(2, { type: 'order.created', order: orderOf(`o${n}`, [{ n: 1 }]) });
    publisher.publish(at(3));
    say(4, { type: 'order.paid', order: orderOf('o7', [{ n: 1 }]) });
    publisher.publish(at(5));
    const rows = rowsOf('lane.rows') as LaneRow[];
    expect(rows.filter(({ kind }) => kind === 'claim')).toHaveLength(300);
    expect(rows.filter(({ kind }) => kind === 'order')).toHaveLength(101);
    expect(rows.filter(({ key }) => key === 'order:o7').map(({ state }) => state)).toEqual(['created', 'paid']);
  });

  it('an order that the shop could not give says so though the word comes after it', () => {
    const { publisher, say, tell, rowsOf } = open(liveRoom());
    publisher.publish(at(1));
    const order = orderOf('o1', [{ n: 1 }]);
    say(2, { type: 'order.created', order });
    const [line] = order.lines;
    if (line === undefined) throw new Error('no line');
    tell(
      fact(ROOM, at(2), {
        type: 'stock.short',
        variantId: line.variantId,
        orderId: order.id,
        buyerId: order.buyer.id,
        dealId: null,
        quantity: 1,
        left: 0,
        why: 'sold_out',
      }),
    );
    publisher.publish(at(3));
    expect((rowsOf('lane.rows') as LaneRow[]).at(-1)?.short).toBe('sold_out');
  });
});

it('a show that begins clears the lane of what was claimed before it', () => {
  const { heard, publisher, say, tell } = open(liveRoom());
  say(2, chat(1, '+1'));
  publisher.publish(at(3));
  tell(fact(ROOM, at(4), { type: 'show.started' }));
  expect(heard.replaced.filter(({ topic }) => topic === 'lane.rows').at(-1)?.rows).toEqual([]);
  say(5, chat(2, '+1'));
  publisher.publish(at(6));
  expect(heard.feeds.filter(({ topic }) => topic === 'lane.rows').at(-1)?.rows).toHaveLength(1);
});

it('a screen that comes after a restart finds the newest of the feed and the lane', () => {
  const room = liveRoom();
  for (let n = 0; n < 2500; n += 1) foldRoom(room, fact(ROOM, at(n / 10), chat(n)));
  foldRoom(room, fact(ROOM, at(251), { type: 'order.paid', order: orderOf('o1', [{ n: 1 }]) }));
  const { heard } = open(room);
  const feed = heard.replaced.find(({ topic }) => topic === 'feed.rows')?.rows ?? [];
  expect(feed).toHaveLength(2000);
  expect(feed.at(-1)).toMatchObject({ kind: 'order', step: 'paid' });
  expect(heard.replaced.find(({ topic }) => topic === 'lane.rows')?.rows).toMatchObject([
    { key: 'order:o1', state: 'paid' },
  ]);
});
