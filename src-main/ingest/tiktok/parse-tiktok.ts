// Reads what TikTok-Chat-Reader emits, of either generation by its shape: flat (connector up to 2.1) or nested (2.4 and later).

import type { LiveEventBody } from '../../core/live-event.ts';
import { type Instant, instant } from '../../core/units.ts';
import { type AudienceBook, type AudienceTold, createAudienceBook, popularityIn } from '../audience-reading.ts';
import {
  countOf,
  eventOf,
  type FeedReading,
  type Fields,
  first,
  idOf,
  idOrNull,
  inside,
  isFields,
  nameOf,
  own,
  piecesOf,
  readingOf,
  readOne,
  reject,
  SKIPPED,
  streakIdOf,
  textOf,
  timeOf,
  viewerOf,
} from '../feed-reading.ts';
import { createGiftStreaks, type GiftStreaks } from '../gift-streaks.ts';

export type TikTokParser = (name: string, payload: unknown) => FeedReading;

/** Known and of no use to a show: battles of hosts, treasure boxes, stickers, the reader's own counters. */
const OF_NO_USE: ReadonlySet<string> = new Set([
  'linkMicBattle',
  'linkMicArmies',
  'linkMicMethod',
  'liveIntro',
  'emote',
  'envelope',
  'barrage',
  'roomPin',
  'subscribe',
  'superFan',
  'oecLiveShopping',
  'controlMessage',
  'rawData',
  'decodedData',
  'websocketConnected',
  'statistic',
]);

const messageId = (payload: Fields): unknown => first(own(payload, 'msgId'), own(inside(payload, 'common'), 'msgId'));

const roomOf = (payload: Fields): string | null =>
  idOrNull(first(own(payload, 'roomId'), own(inside(payload, 'common'), 'roomId')), 'roomId');

const pictureOf = (user: Fields): unknown => {
  const thumb = own(user, 'avatarThumb');
  const list = isFields(thumb) ? first(own(thumb, 'urlList'), own(thumb, 'url')) : undefined;
  return Array.isArray(list) ? list[0] : undefined;
};

/** The user stands in the message itself (flat), or in `user` (nested, and in questions). */
const userOf = (payload: Fields): { readonly id: string | null; readonly name: string; readonly from: Fields } => {
  const isFlat = first(own(payload, 'userId')) !== undefined;
  const from = isFlat ? payload : inside(payload, 'user');
  const id = first(own(from, 'userId'), own(from, 'idStr'), own(from, 'id'));
  const name = first(own(from, 'nickname'), own(from, 'uniqueId'), own(from, 'displayId'));
  return { id: idOrNull(id, 'userId'), name: nameOf(name, 'nickname'), from };
};

const readUser = (payload: Fields) => {
  const { id, name, from } = userOf(payload);
  return viewerOf({
    id,
    name,
    avatar: first(own(from, 'profilePictureUrl'), pictureOf(from)),
    level: own(from, 'gifterLevel'),
    isMember: own(from, 'isSubscriber'),
  });
};

/** A flag in the flat shape, a number in the nested one. */
const isEnd = (value: unknown): boolean => value === true || value === 1;

const readGift = (payload: Fields, streaks: GiftStreaks): LiveEventBody => {
  const gift = inside(payload, 'gift');
  const giftId = idOf(first(own(payload, 'giftId'), own(gift, 'id')), 'giftId');
  const count = piecesOf(own(payload, 'repeatCount'), 'repeatCount');
  const group = idOrNull(own(payload, 'groupId'), 'groupId');
  const user = readUser(payload);
  const streakId = group === null ? null : streakIdOf(user.viewer?.id ?? '', giftId, group);
  const name = first(own(payload, 'giftName'), own(gift, 'name'));
  return {
    type: 'gift',
    ...user,
    // Diamonds are no money of any country, and what one costs differs from shop to shop: no value is said.
    gift: { id: giftId, name: name === undefined ? giftId : nameOf(name, 'giftName') },
    count: streakId === null ? count : streaks.reach(streakId, count),
    ...(streakId === null ? null : { streakId }),
    ...(streakId !== null && isEnd(own(payload, 'repeatEnd')) ? { streakEnd: true } : null),
  };
};

/** The whole of the room's likes, and of the host's followers, stand beside one viewer's. */
const noteTotals = (name: string, payload: Fields, book: AudienceBook): void => {
  if (name === 'like') book.note('likes', own(payload, 'totalLikeCount') ?? own(payload, 'total'));
  if (name === 'follow') book.note('followers', own(payload, 'followCount'));
};

const readSocial = (payload: Fields): LiveEventBody | null => {
  const kind = String(first(own(payload, 'displayType'), own(inside(payload, 'common'), 'displayText')) ?? '');
  if (kind.includes('follow')) return { type: 'follow', ...readUser(payload) };
  if (kind.includes('share')) return { type: 'share', ...readUser(payload) };
  return null;
};

/** Null for what is understood and tells a show nothing. */
const readBody = (name: string, payload: Fields, streaks: GiftStreaks): LiveEventBody | null => {
  switch (name) {
    case 'chat':
      return {
        type: 'chat',
        text: textOf(own(payload, 'comment') ?? own(payload, 'content'), 'comment'),
        ...readUser(payload),
      };
    case 'questionNew':
      return {
        type: 'chat',
        text: textOf(own(payload, 'questionText') ?? own(inside(payload, 'details'), 'text'), 'questionText'),
        ...readUser(payload),
      };
    case 'gift':
      return readGift(payload, streaks);
    case 'like': {
      const count = countOf(own(payload, 'likeCount') ?? own(payload, 'count'), 'likeCount');
      return count === 0 ? null : { type: 'like', count, ...readUser(payload) };
    }
    case 'member':
      return { type: 'enter', ...readUser(payload) };
    case 'follow':
    case 'share':
      return { type: name, ...readUser(payload) };
    case 'social':
      return readSocial(payload);
    default:
      return null;
  }
};

const readAudience = (payload: Fields): AudienceTold => {
  const unique = own(payload, 'totalUser');
  return {
    online: countOf(own(payload, 'viewerCount') ?? own(payload, 'total'), 'viewerCount'),
    ...(first(unique) === undefined ? null : { unique: countOf(unique, 'totalUser') }),
    ...popularityIn(own(payload, 'popularity')),
  };
};

const READ: ReadonlySet<string> = new Set([
  'chat',
  'questionNew',
  'gift',
  'like',
  'member',
  'follow',
  'share',
  'social',
  'roomUser',
]);

/** What `tiktokConnected` tells: which live session, its title, and when it began. */
export const readConnected = (
  state: unknown,
): { readonly room: string | null; readonly title: string; readonly startedAt: Instant | null } => {
  const fields = isFields(state) ? state : {};
  const room = own(fields, 'roomId');
  const info = own(fields, 'roomInfo');
  const data = isFields(info) ? (own(info, 'data') ?? info) : null;
  const title = isFields(data) ? own(data, 'title') : null;
  const began = isFields(data) ? timeOf(own(data, 'create_time')) : null;
  return {
    room: typeof room === 'string' && room !== '' && room.length <= 150 ? room : null,
    title: typeof title === 'string' ? title.slice(0, 200) : '',
    startedAt: began === null ? null : instant(began),
  };
};

const started = (state: unknown): FeedReading => {
  const { room, startedAt } = readConnected(state);
  if (room === null || startedAt === null) return { ...SKIPPED, room };
  // Named after the session, so that it is one start however often the reader reconnects.
  const event = eventOf(`started:${room}`, startedAt, { type: 'stream.started' });
  return readingOf({ events: [event], room });
};

const endedAt = (room: string | null, at: Instant): FeedReading => {
  const event = eventOf(`ended:${room ?? at}`, at, { type: 'stream.ended' });
  return readingOf({ events: [event], room });
};

/** One parser for as long as the source lives: it remembers the session, and how far each streak of gifts has come. */
export const createTikTokParser = (clock: () => Instant): TikTokParser => {
  const streaks = createGiftStreaks();
  const book = createAudienceBook();
  let session: string | null = null;

  const readNamed = (name: string, payload: Fields): FeedReading =>
    readOne(
      payload,
      () => {
        const id = idOf(messageId(payload), 'msgId');
        const room = roomOf(payload);
        const platformAt = timeOf(first(own(payload, 'createTime'), own(inside(payload, 'common'), 'createTime')));
        if (name === 'roomUser') {
          const events = book.tell(id, platformAt ?? clock(), readAudience(payload), room);
          return { events, room, platformAt };
        }
        const body = readBody(name, payload, streaks);
        noteTotals(name, payload, book);
        if (body === null) return { skipped: 1, room };
        return { events: [eventOf(id, platformAt ?? clock(), body)], room, platformAt };
      },
      () => idOrNull(messageId(payload), 'msgId'),
    );

  const readAny = (name: string, payload: unknown): FeedReading => {
    if (name === 'tiktokConnected') return started(payload);
    if (name === 'streamEnd') return endedAt(session, clock());
    if (OF_NO_USE.has(name)) return SKIPPED;
    if (!READ.has(name)) return reject(payload, null, `event ${name.slice(0, 60)}: not known`);
    if (!isFields(payload)) return reject(payload, null, `${name}: expected an object`);
    return readNamed(name, payload);
  };

  return (name, payload) => {
    const reading = readAny(name, payload);
    session = reading.room ?? session;
    return reading;
  };
};
