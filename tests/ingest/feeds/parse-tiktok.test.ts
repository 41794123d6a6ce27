// The reader of TikTok-Chat-Reader's messages: both generations, streaks of gifts, times of three kinds, and hostile fields.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../src-main/core/units.ts';
import { createTikTokParser } from '../../../src-main/ingest/tiktok/parse-tiktok.ts';
import { expectCounted, expectNoWrongFigure, placesIn, strange, swapAt } from '../support/hostile.ts';

const NOW = instant(1_800_000_000_000);
const parser = () => createTikTokParser(() => NOW);

const user = {
  userId: '6900000000000000123',
  secUid: 'MS4wLjABx',
  uniqueId: 'mei_mei',
  nickname: '美美',
  profilePictureUrl: 'https://example.invalid/a.webp',
  gifterLevel: 12,
  isSubscriber: true,
};
const head = { msgId: '7309139779504769825', roomId: '7309128470994258694', createTime: '1799999999000' };

const FLAT: readonly (readonly [string, Record<string, unknown>])[] = [
  ['chat', { ...head, ...user, comment: 'how much?', emotes: [], contentLanguage: 'en' }],
  [
    'gift',
    {
      ...head,
      ...user,
      giftId: 5655,
      giftName: 'Rose',
      giftType: 1,
      diamondCount: 1,
      groupId: '1701791794436',
      repeatCount: 3,
      repeatEnd: false,
    },
  ],
  ['like', { ...head, ...user, likeCount: 15, totalLikeCount: 361_971 }],
  ['member', { ...head, ...user, memberCount: 1539, action: 1 }],
  ['follow', { ...head, ...user, action: '1', followCount: 95_000 }],
  ['share', { ...head, ...user, action: '3', shareCount: 60 }],
  ['social', { ...head, ...user, displayType: 'pm_main_follow_message_viewer_2' }],
  ['roomUser', { ...head, viewerCount: 1565, totalUser: 44_730, popularity: '0', topViewers: [] }],
  [
    'questionNew',
    {
      ...head,
      createTime: '1799999999',
      questionId: '1',
      questionText: '码数？',
      user: { userId: '9', nickname: '小王' },
    },
  ],
];

const common = {
  msgId: '7500000000000000001',
  roomId: '7309128470994258694',
  createTime: '1799999999000',
  method: 'X',
};
const nestedUser = { id: '77', idStr: '6900000000000000777', displayId: 'lan', nickname: '兰兰' };
const NESTED: readonly (readonly [string, Record<string, unknown>])[] = [
  ['chat', { common, user: nestedUser, content: '扣1' }],
  [
    'gift',
    {
      common,
      user: nestedUser,
      giftId: '5655',
      repeatCount: 4,
      repeatEnd: 1,
      groupId: '1701791794999',
      gift: { id: '5655', name: 'Rose', diamondCount: 1, type: 1, combo: true },
    },
  ],
  ['like', { common, user: nestedUser, count: 7, total: '361990' }],
  ['roomUser', { common, total: '1600', totalUser: '44800', ranks: [] }],
];

describe('what the reader forwards', () => {
  it('reads a flat message: text, viewer, id and the platform’s time', () => {
    const [name, payload] = FLAT[0] ?? ['', {}];
    expect(parser()(name, payload)).toMatchObject({
      rejects: [],
      room: '7309128470994258694',
      platformAt: 1_799_999_999_000,
      events: [
        {
          id: '7309139779504769825',
          at: 1_799_999_999_000,
          body: {
            type: 'chat',
            text: 'how much?',
            viewer: { id: '6900000000000000123', name: '美美', level: 12, isMember: true },
          },
        },
      ],
    });
  });

  it('reads a nested message by the same names, its 64-bit ids as they are', () => {
    const bodies = NESTED.map(([name, payload]) => parser()(name, payload).events[0]?.body);
    const viewer = { id: '6900000000000000777', name: '兰兰' };
    expect(bodies).toEqual([
      { type: 'chat', text: '扣1', viewer },
      {
        type: 'gift',
        viewer,
        gift: { id: '5655', name: 'Rose' },
        count: 4,
        streakId: '6900000000000000777|5655|1701791794999',
        streakEnd: true,
      },
      { type: 'like', count: 7, viewer },
      { type: 'audience', online: 1600, unique: 44_800, session: '7309128470994258694' },
    ]);
  });

  it('keeps what the platform totals apart from what is counted: 15 likes are 15, not the room’s 361 971', () => {
    const like = FLAT.find(([name]) => name === 'like');
    expect(parser()('like', like?.[1]).events[0]?.body).toMatchObject({ type: 'like', count: 15 });
  });

  it('reads the time of a question in seconds, and takes the clock for a time of "0"', () => {
    const question = FLAT.find(([name]) => name === 'questionNew')?.[1] ?? {};
    expect(parser()('questionNew', question).events[0]?.at).toBe(1_799_999_999_000);
    expect(parser()('questionNew', { ...question, createTime: '0' }).events[0]?.at).toBe(NOW);
  });

  it('neither keeps nor rejects what tells a show nothing, and rejects what nobody knows', () => {
    const parse = parser();
    for (const name of ['liveIntro', 'linkMicBattle', 'envelope', 'emote', 'statistic'])
      expect(parse(name, { anything: 1 })).toMatchObject({ events: [], rejects: [], skipped: 1 });
    expect(parse('newThing', { a: 1 }).rejects[0]?.reason).toContain('newThing');
  });

  it('tells the end of a session once, however often the reader says it', () => {
    const parse = parser();
    parse('chat', FLAT[0]?.[1]);
    expect(parse('streamEnd', undefined).events[0]).toMatchObject({ id: 'ended:7309128470994258694' });
    expect(parse('streamEnd', undefined).events[0]?.id).toBe('ended:7309128470994258694');
  });
});

describe('streaks of gifts', () => {
  const gift = (repeatCount: number, repeatEnd = false, groupId = 'g1', msgId = `m${repeatCount}`): unknown => ({
    ...FLAT.find(([name]) => name === 'gift')?.[1],
    msgId,
    repeatCount,
    repeatEnd,
    groupId,
  });

  it('never shortens a streak when frames come late, twice or in the wrong order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), fc.nat({ max: 6 }), (order, again) => {
        const parse = parser();
        const sent = [...order, order[again % order.length] ?? 1];
        const counts = sent.map((count) => {
          const body = parse('gift', gift(count)).events[0]?.body;
          return body?.type === 'gift' ? body.count : Number.NaN;
        });
        expect(counts.at(-1)).toBe(Math.max(...order));
        expect([...counts].sort((a, b) => a - b)).toEqual(counts);
      }),
    );
  });

  it('counts an end frame in full where it is the first that is seen, and a new streak of the same gift anew', () => {
    const parse = parser();
    expect(parse('gift', gift(9, true, 'g9')).events[0]?.body).toMatchObject({ count: 9, streakEnd: true });
    const other = parse('gift', gift(1, false, 'g10')).events[0]?.body;
    expect(other).toMatchObject({ count: 1 });
    expect(other).not.toMatchObject({ streakId: '6900000000000000123|5655|g9' });
  });
});

describe('hostile messages', () => {
  it('counts every message whatever stands in any one field, and never makes up a figure', () => {
    for (const [name, payload] of [...FLAT, ...NESTED]) {
      const places = placesIn(payload);
      fc.assert(
        fc.property(fc.constantFrom(...places), strange, (place, put) => {
          const reading = parser()(name, swapAt(payload, place, put));
          expectCounted(reading);
          expectNoWrongFigure(parser()(name, payload), reading, put);
        }),
        { numRuns: 300 },
      );
    }
  });

  it('throws at no event name and no payload', () => {
    fc.assert(
      fc.property(fc.string(), fc.anything(), (name, payload) => {
        expectCounted(parser()(name, payload));
      }),
    );
  });
});
