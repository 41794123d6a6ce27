// What each program says that its platform totals, in the shapes of its frames: told as totals, never counted, never lost.

import { describe, expect, it } from 'vitest';
import type { LiveEventBody } from '../../../src-main/core/live-event.ts';
import { instant } from '../../../src-main/core/units.ts';
import { createBarrageGrabParser } from '../../../src-main/ingest/barrage-grab/parse-barrage-grab.ts';
import { createDouyinLiveParser } from '../../../src-main/ingest/douyin-live/parse-douyin-live.ts';
import { createDycastParser } from '../../../src-main/ingest/dycast/parse-dycast.ts';
import type { FeedReading } from '../../../src-main/ingest/feed-reading.ts';
import { createLaplaceParser } from '../../../src-main/ingest/laplace/parse-laplace.ts';
import { createTikTokParser } from '../../../src-main/ingest/tiktok/parse-tiktok.ts';

const NOW = instant(1_800_000_000_000);
const clock = () => NOW;
const SESSION = '7309128470994258694';
const USER = { id: '55', secUid: 'MS4w', nickname: '小鹿' };

/** Reads frames of one program in order. */
type Reader = () => (frame: Readonly<Record<string, unknown>>) => FeedReading;

const tiktok: Reader = () => {
  const parse = createTikTokParser(clock);
  return ({ name, ...payload }) => parse(String(name), payload);
};
const barrageGrab: Reader = () => {
  const parse = createBarrageGrabParser(clock);
  return ({ type, ...data }) =>
    parse(JSON.stringify({ Type: type, ProcessName: '直播伴侣', Data: JSON.stringify(data) }));
};
const douyinLive: Reader = () => {
  const parse = createDouyinLiveParser(clock);
  return (frame) => parse(JSON.stringify(frame)).reading;
};
const dycast: Reader = () => {
  const parse = createDycastParser(clock);
  parse(JSON.stringify({ roomNum: '7', roomId: SESSION, nickname: '店主', status: 2 }));
  return (frame) => parse(JSON.stringify([frame]));
};
const laplace: Reader = () => {
  const parse = createLaplaceParser(clock);
  return (frame) => parse(JSON.stringify(frame)).reading ?? expect.fail('the bridge spoke for itself');
};

const flat = (name: string, id: number, rest: object) => ({
  name,
  msgId: String(id),
  roomId: SESSION,
  createTime: '1799999999000',
  ...(name === 'roomUser' ? {} : { userId: '9', nickname: '美美' }),
  ...rest,
});
const nested = (name: string, id: number, rest: object) => ({
  name,
  common: { msgId: String(id), roomId: SESSION, createTime: '1799999999000' },
  user: { idStr: '77', nickname: '兰兰' },
  ...rest,
});
const grab = (type: number, id: number, rest: object) => ({
  type,
  MsgId: id,
  User: { Id: 5, SecUid: 'MS4w', Nickname: '小鹿' },
  RoomId: SESSION,
  ...rest,
});
const webcast = (method: string, id: number, rest: object) => ({
  method,
  common: { msgId: String(id), roomId: SESSION, createTime: '1799999999' },
  user: USER,
  ...rest,
});
const relayed = (method: string, id: number, rest: object) => ({
  id: String(id),
  method,
  user: { id: 'MS4w', name: '小鹿' },
  ...rest,
});
const bridged = (type: string, ms: number, rest: object) => ({
  type,
  timestampNormalized: 1_799_999_999_000 + ms,
  ...rest,
});

type Frame = Readonly<Record<string, unknown>>;

const CASES: readonly (readonly [what: string, reader: Reader, frames: readonly Frame[], told: readonly object[]])[] = [
  [
    'TikTok, flat: likes and followers beside one viewer’s',
    tiktok,
    [
      flat('like', 1, { likeCount: 15, totalLikeCount: 361_971 }),
      flat('follow', 2, { followCount: 95_000 }),
      flat('share', 3, { followCount: 0, shareCount: 60 }),
      flat('roomUser', 4, { viewerCount: 1565, totalUser: 44_730, popularity: '0' }),
    ],
    [{ online: 1565, unique: 44_730, likes: 361_971, followers: 95_000, session: SESSION }],
  ],
  [
    'TikTok, nested: longs as digits, an index that is no head count',
    tiktok,
    [
      nested('like', 1, { count: 7, total: '361990' }),
      nested('roomUser', 2, { total: '1600', totalUser: '44800', popularity: '120000' }),
    ],
    [{ online: 1600, unique: 44_800, likes: 361_990, popularity: 120_000, session: SESSION }],
  ],
  [
    'DouyinBarrageGrab: 点赞总数',
    barrageGrab,
    [
      grab(2, 1, { Count: 12, Total: 361_971 }),
      grab(6, 2, { User: null, OnlineUserCount: 1565, TotalUserCount: 44_730, TotalUserCountStr: '4.4万' }),
    ],
    [{ online: 1565, unique: 44_730, likes: 361_971, session: SESSION }],
  ],
  [
    'douyinLive: in the names of the schema too',
    douyinLive,
    [
      webcast('WebcastLikeMessage', 1, { count: '12', total: '361971' }),
      webcast('WebcastSocialMessage', 2, { action: '1', follow_count: '900' }),
      webcast('WebcastRoomUserSeqMessage', 3, { total: '1565', totalUser: '44730', popularity: '88000' }),
    ],
    [{ online: 1565, unique: 44_730, likes: 361_971, followers: 900, popularity: 88_000, session: SESSION }],
  ],
  [
    'dycast: exact totals',
    dycast,
    [
      relayed('WebcastLikeMessage', 1, { content: '为主播点赞了(12)', room: { likeCount: '361971' } }),
      relayed('WebcastSocialMessage', 2, { content: '关注了主播', room: { followCount: '1568262' } }),
      relayed('WebcastRoomUserSeqMessage', 3, { room: { audienceCount: '1565', totalUserCount: '44730' } }),
    ],
    [{ online: 1565, unique: 44_730, likes: 361_971, followers: 1_568_262, session: SESSION }],
  ],
  [
    'dycast: rounded totals are told as such, and apart from the exact ones',
    dycast,
    [
      relayed('WebcastLikeMessage', 1, { content: '为主播点赞了(12)', room: { likeCount: '36.1万' } }),
      relayed('WebcastRoomUserSeqMessage', 2, { room: { audienceCount: '1565', totalUserCount: '1500+' } }),
    ],
    [
      { online: 1565, session: SESSION },
      { likes: 361_000, unique: 1500, isRounded: true, session: SESSION },
    ],
  ],
  [
    'LAPLACE: 看过 and 点赞 come by themselves',
    laplace,
    [
      bridged('watched-update', 1, { watched: 44_730 }),
      bridged('likes-update', 2, { likes: 361_971 }),
      bridged('online-update', 3, { count: 90, online: 1565 }),
    ],
    [{ unique: 44_730 }, { likes: 361_971 }, { online: 1565 }],
  ],
];

const bodiesOf = (reader: Reader, frames: readonly Frame[]): readonly LiveEventBody[] => {
  const read = reader();
  return frames.flatMap((frame) => {
    const { events, rejects } = read(frame);
    expect(rejects).toEqual([]);
    return events.map(({ body }) => body);
  });
};

describe('what the platform totals', () => {
  it.each(CASES)('%s: dropped, or taken for something else', (_what, reader, frames, told) => {
    const audience = bodiesOf(reader, frames).filter(({ type }) => type === 'audience');
    expect(audience).toEqual(told.map((each) => ({ type: 'audience', ...each })));
  });

  it.each(CASES)('%s: counted as if viewers had just done all of it', (_what, reader, frames, told) => {
    const counted = bodiesOf(reader, frames).flatMap((body) => (body.type === 'like' ? [body.count] : []));
    for (const count of counted) expect(count).toBeLessThan(100);
    expect(told.length).toBeGreaterThan(0);
  });

  it('is told once: an old total that rides along with every new reading would look fresh for ever', () => {
    const audience = bodiesOf(tiktok, [
      flat('like', 1, { likeCount: 15, totalLikeCount: 361_971 }),
      flat('roomUser', 2, { viewerCount: 10 }),
      flat('roomUser', 3, { viewerCount: 11 }),
    ]).slice(1);
    expect(audience.map((body) => 'likes' in body)).toEqual([true, false]);
  });

  it.each([[''], ['many'], [-5], [1.5], [null], [{}], ['1e9'], [0]])(
    'that cannot be read (%j) costs neither the like it stands beside nor makes one up',
    (total) => {
      const bodies = bodiesOf(tiktok, [
        flat('like', 1, { likeCount: 15, totalLikeCount: total }),
        flat('roomUser', 2, { viewerCount: 10, popularity: total }),
      ]);
      expect(bodies).toMatchObject([{ type: 'like', count: 15 }, { online: 10 }]);
      expect(bodies[1]).not.toHaveProperty('likes');
      expect(bodies[1]).not.toHaveProperty('popularity');
    },
  );

  it('of two rounded words and an exact one goes out as the exact one', () => {
    const audience = bodiesOf(dycast, [
      relayed('WebcastLikeMessage', 1, { content: '为主播点赞了(1)', room: { likeCount: '1.2万' } }),
      relayed('WebcastLikeMessage', 2, { content: '为主播点赞了(1)', room: { likeCount: '12345' } }),
      relayed('WebcastRoomUserSeqMessage', 3, { room: { audienceCount: '10' } }),
    ]).slice(2);
    expect(audience).toEqual([{ type: 'audience', online: 10, likes: 12_345, session: SESSION }]);
  });
});
