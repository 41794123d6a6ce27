// douyinLive: protobuf as JSON, its word on the room, its ping and pong; over a real socket that stays open off the air.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../src-main/core/units.ts';
import {
  createDouyinLiveSource,
  type DouyinLiveLimits,
} from '../../../src-main/ingest/douyin-live/douyin-live-source.ts';
import { createDouyinLiveParser } from '../../../src-main/ingest/douyin-live/parse-douyin-live.ts';
import { attach, closing, live, making, until } from '../support/feed-rig.ts';
import { startWsFeed } from '../support/feed-server.ts';
import { expectCounted, expectNoWrongFigure, garbled, placesIn, strange, swapAt } from '../support/hostile.ts';

const NOW = instant(1_800_000_000_000);
const parser = () => createDouyinLiveParser(() => NOW);
const read = (frame: unknown) => parser()(JSON.stringify(frame));

const common = { method: 'X', msgId: '7309139836781611808', roomId: '7309128470994258694', createTime: '1799999999' };
const user = {
  id: '55',
  secUid: 'MS4wLjABviewer',
  nickname: '小鹿',
  avatarThumb: { urlList: ['https://example.invalid/u.jpg'] },
};
const meta = { common, user, livename: '店主', title: '今晚上新', avatarThumb: '' };

const MESSAGES: readonly Record<string, unknown>[] = [
  { ...meta, method: 'WebcastChatMessage', content: '多少钱' },
  {
    ...meta,
    method: 'WebcastGiftMessage',
    giftId: '463',
    groupId: '88',
    repeatCount: '5',
    repeatEnd: 0,
    gift: { id: '463', name: '小心心', diamondCount: 1 },
  },
  { ...meta, method: 'WebcastLikeMessage', count: '12', total: '361971' },
  { ...meta, method: 'WebcastMemberMessage', memberCount: '1657' },
  { ...meta, method: 'WebcastSocialMessage', action: '1', followCount: '900' },
  { ...meta, method: 'WebcastSocialMessage', action: '3' },
  { ...meta, method: 'WebcastRoomUserSeqMessage', total: '1565', totalUser: '44730' },
  { ...meta, method: 'WebcastControlMessage', status: '3' },
];

const status = (code: string) => ({
  type: 'system',
  event: 'live_status',
  code,
  valid: true,
  live: false,
  live_name: '店主',
  message: `说明 ${code}`,
});

describe('what it says', () => {
  it('reads each message with the platform’s time in seconds, and figures written as digits', () => {
    const bodies = MESSAGES.map((message) => read(message).reading.events[0]?.body);
    const viewer = { id: 'MS4wLjABviewer', name: '小鹿', avatar: 'https://example.invalid/u.jpg' };
    expect(bodies).toEqual([
      { type: 'chat', text: '多少钱', viewer },
      {
        type: 'gift',
        viewer,
        gift: { id: '463', name: '小心心', unitValue: { minor: 10, currency: 'CNY' } },
        count: 5,
        streakId: 'MS4wLjABviewer|463|88',
      },
      { type: 'like', count: 12, viewer },
      { type: 'enter', viewer },
      { type: 'follow', viewer },
      { type: 'share', viewer },
      { type: 'audience', online: 1565, unique: 44_730, session: '7309128470994258694' },
      { type: 'stream.ended' },
    ]);
    expect(read(MESSAGES[0]).reading).toMatchObject({ title: '店主', events: [{ at: 1_799_999_999_000 }] });
  });

  it('reads the schema’s own spelling too, and an id that comes as a bare number', () => {
    const chat = {
      method: 'WebcastChatMessage',
      common: { msg_id: 1, room_id: '7309', create_time: 1_799_999_999 },
      user: { sec_uid: 'MS4', nick_name: '阿兰' },
      content: '在',
    };
    const text = JSON.stringify(chat).replace('"msg_id":1', '"msg_id":7309139836781611808');
    expect(parser()(text).reading.events[0]).toMatchObject({
      id: '7309139836781611808',
      body: { viewer: { id: 'MS4', name: '阿兰' } },
    });
  });

  it('passes over kinds that a show does not need, and rejects what is no message', () => {
    expect(read({ ...meta, method: 'WebcastRoomRankMessage' }).reading.skipped).toBe(1);
    expect(read({ ...meta, method: 'nonsense' }).reading.rejects).toHaveLength(1);
  });

  it('tells the end of one session once, whether a message says it or the program', () => {
    const parse = parser();
    const first = parse(JSON.stringify(MESSAGES[7])).reading.events[0]?.id;
    const second = parse(JSON.stringify(status('ROOM_ENDED'))).reading.events[0]?.id;
    expect(second).toBe(first);
  });
});

describe('hostile frames', () => {
  it('counts every frame whatever stands in any one field, and never makes up a figure', () => {
    for (const message of [...MESSAGES, status('ROOM_ENDED')]) {
      fc.assert(
        fc.property(fc.constantFrom(...placesIn(message)), strange, (place, put) => {
          const { reading } = read(swapAt(message, place, put) ?? null);
          expectCounted(reading);
          expectNoWrongFigure(read(message).reading, reading, put);
        }),
        { numRuns: 200 },
      );
    }
  });

  it('counts every frame however its text is garbled', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MESSAGES).chain((message) => garbled(JSON.stringify(message))),
        (text) => expectCounted(parser()(text).reading),
      ),
      { numRuns: 1000 },
    );
  });
});

const QUICK: Partial<DouyinLiveLimits> = { retryMinMs: 20, retryMaxMs: 60, openMs: 2000, downAfterMs: 60_000 };
const source = (url: string, more: Record<string, string> = {}) =>
  createDouyinLiveSource(making({ url, room: '516466932480', ...more }), QUICK);

describe('over a socket', () => {
  it('asks for the room in the path, answers a ping, and keeps still while the room is off the air', async () => {
    const server = closing(await startWsFeed());
    const sink = attach(source(server.url));
    await live(sink);
    expect(server.asked[0]?.path).toBe('/ws/516466932480');
    for (const code of ['ROOM_OFFLINE', 'ACCOUNT_OFFLINE_NO_ROOM', 'ROOM_STATUS_UNKNOWN', 'ROOM_ENDED']) {
      server.send(status(code));
      await until(() => expect(sink.last()?.problem?.details.why).toBe(`说明 ${code}`));
      expect(sink.last()?.status).toBe('live');
    }
    server.send('ping');
    server.send('pong');
    server.send(status('ROOM_ONLINE'));
    await until(() => expect(sink.last()).toMatchObject({ status: 'live', problem: null }));
    expect(server.heard).toEqual(['pong']);
    expect(server.asked).toHaveLength(1);
    expect(sink.rejects).toEqual([]);
  });

  it('says that there is no such room, and does not knock again at once', async () => {
    const server = closing(
      await startWsFeed({ onConnect: (socket) => socket.send(JSON.stringify(status('ROOM_NOT_FOUND'))) }),
    );
    const sink = attach(source(server.url));
    await until(() => expect(sink.last()?.problem?.code).toBe('unknown_room'));
    expect((sink.last()?.retryAt ?? 0) - Date.now()).toBeGreaterThan(30_000);
  });

  it('tells a wrong key from being too slow, both of which close the socket alike', async () => {
    const locked = closing(await startWsFeed({ refuseWith: () => 401 }));
    const refused = attach(source(locked.url, { token: 'wrong' }));
    await until(() => expect(refused.last()?.problem?.code).toBe('bad_token'));
    const slow = closing(await startWsFeed({ onConnect: (socket) => socket.close(1008, 'client_too_slow') }));
    const sink = attach(source(slow.url));
    await until(() => expect(sink.last()?.problem?.code).toBe('source_says'));
    await until(() => expect(slow.asked.length).toBeGreaterThan(1));
  });

  it('sends no key in the clear to another machine', () => {
    expect(() => source('ws://192.168.1.9:1088', { token: 'k' })).toThrow('in the clear');
    expect(() => source('ws://192.168.1.9:1088')).not.toThrow();
  });
});
