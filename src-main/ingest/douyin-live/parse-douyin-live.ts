// Reads what douyinLive forwards: Douyin's protobuf messages as JSON, and its own word on whether the room is live.

import type { LiveEventBody } from '../../core/live-event.ts';
import type { Instant } from '../../core/units.ts';
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
  titleOf,
  viewerOf,
  wholeMoney,
} from '../feed-reading.ts';
import { createGiftStreaks, type GiftStreaks } from '../gift-streaks.ts';
import { decodeFrame } from '../json-frame.ts';

/** How the room stands by the program's own frames; null for a frame that says nothing of it. */
export interface RoomStanding {
  readonly standing: 'online' | 'offline' | 'ended' | 'not_found' | 'unknown';
  readonly message: string;
}

export interface DouyinLiveFrame {
  readonly reading: FeedReading;
  readonly room: RoomStanding | null;
}

/** Ten 抖币 are one yuan. */
const FEN_PER_DIAMOND = 10;

/** Follow and share, the two of a social message that a show counts. */
const FOLLOWED = '1';
const SHARED = '3';
/** Of a control message: the session is over. */
const CLOSED = '3';

/** Protobuf's JSON has names in camelCase, or as the schema spells them. */
const pick = (fields: Fields, camel: string, snake: string): unknown => own(fields, camel) ?? own(fields, snake);

const readUser = (message: Fields) => {
  const user = inside(message, 'user');
  const thumb = pick(user, 'avatarThumb', 'avatar_thumb');
  const urls = isFields(thumb)
    ? first(own(thumb, 'urlListList'), own(thumb, 'url_list_list'), own(thumb, 'urlList'), own(thumb, 'url_list'))
    : undefined;
  return viewerOf({
    id: idOrNull(first(pick(user, 'secUid', 'sec_uid'), pick(user, 'idStr', 'id_str'), own(user, 'id')), 'user.secUid'),
    name: nameOf(first(own(user, 'nickname'), pick(user, 'nickName', 'nick_name')), 'user.nickname'),
    avatar: Array.isArray(urls) ? urls[0] : undefined,
  });
};

const readGift = (message: Fields, streaks: GiftStreaks): LiveEventBody => {
  const about = inside(message, 'gift');
  const giftId = idOf(first(pick(message, 'giftId', 'gift_id'), own(about, 'id')), 'giftId');
  const count = piecesOf(first(pick(message, 'repeatCount', 'repeat_count')), 'repeatCount');
  const group = idOrNull(pick(message, 'groupId', 'group_id'), 'groupId');
  const user = readUser(message);
  const diamonds = pick(about, 'diamondCount', 'diamond_count');
  const gift = {
    id: giftId,
    name: nameOf(own(about, 'name'), 'gift.name') || giftId,
    ...(first(diamonds) === undefined
      ? null
      : wholeMoney(countOf(diamonds, 'gift.diamondCount') * FEN_PER_DIAMOND, 'CNY')),
  };
  if (group === null) return { type: 'gift', ...user, gift, count };
  const streakId = streakIdOf(user.viewer?.id ?? '', giftId, group);
  const hasEnded = countOf(pick(message, 'repeatEnd', 'repeat_end') ?? 0, 'repeatEnd') !== 0;
  return {
    type: 'gift',
    ...user,
    gift,
    count: streaks.reach(streakId, count),
    streakId,
    ...(hasEnded ? { streakEnd: true } : null),
  };
};

const readSocial = (message: Fields): LiveEventBody | null => {
  const action = String(own(message, 'action') ?? '');
  if (action === FOLLOWED) return { type: 'follow', ...readUser(message) };
  return action === SHARED ? { type: 'share', ...readUser(message) } : null;
};

/** Null for what is understood and tells a show nothing. */
const readBody = (method: string, message: Fields, streaks: GiftStreaks): LiveEventBody | null => {
  switch (method) {
    case 'WebcastChatMessage':
      return { type: 'chat', text: textOf(own(message, 'content'), 'content'), ...readUser(message) };
    case 'WebcastGiftMessage':
      return readGift(message, streaks);
    case 'WebcastLikeMessage': {
      const count = countOf(own(message, 'count'), 'count');
      return count === 0 ? null : { type: 'like', count, ...readUser(message) };
    }
    case 'WebcastMemberMessage':
      return { type: 'enter', ...readUser(message) };
    case 'WebcastSocialMessage':
      return readSocial(message);
    case 'WebcastControlMessage': {
      const status = String(own(message, 'status') ?? own(message, 'action') ?? '');
      return status === CLOSED ? { type: 'stream.ended' } : null;
    }
    default:
      return null;
  }
};

const readAudience = (message: Fields): AudienceTold => {
  const unique = pick(message, 'totalUser', 'total_user');
  return {
    online: countOf(own(message, 'total'), 'total'),
    ...(first(unique) === undefined ? null : { unique: countOf(unique, 'totalUser') }),
    ...popularityIn(own(message, 'popularity')),
  };
};

/** The whole of the room's likes, and of the host's followers, stand beside one viewer's. */
const noteTotals = (method: string, message: Fields, book: AudienceBook): void => {
  if (method === 'WebcastLikeMessage') book.note('likes', own(message, 'total'));
  if (method === 'WebcastSocialMessage') book.note('followers', pick(message, 'followCount', 'follow_count'));
};

const STANDINGS: Readonly<Record<string, RoomStanding['standing']>> = {
  ROOM_ONLINE: 'online',
  ROOM_OFFLINE: 'offline',
  ACCOUNT_OFFLINE_NO_ROOM: 'offline',
  ROOM_ENDED: 'ended',
  ROOM_NOT_FOUND: 'not_found',
  ROOM_STATUS_UNKNOWN: 'unknown',
};

const standingOf = (frame: Fields): RoomStanding | null => {
  const code = own(frame, 'code');
  const standing = typeof code === 'string' && Object.hasOwn(STANDINGS, code) ? STANDINGS[code] : undefined;
  if (standing === undefined) return null;
  const message = first(own(frame, 'message'), own(frame, 'status_text'));
  return { standing, message: typeof message === 'string' ? message.slice(0, 200) : '' };
};

export type DouyinLiveParser = (text: string) => DouyinLiveFrame;

/** One parser for as long as the source lives: it remembers the session, and how far each streak of gifts has come. */
export const createDouyinLiveParser = (clock: () => Instant): DouyinLiveParser => {
  const streaks = createGiftStreaks();
  const book = createAudienceBook();
  let session: string | null = null;

  const endedOnce = (room: string | null): string => `ended:${room ?? clock()}`;

  const readSystem = (frame: Fields): DouyinLiveFrame => {
    const room = standingOf(frame);
    const title = titleOf(own(frame, 'live_name'));
    const reading =
      room?.standing === 'ended' && session !== null
        ? readingOf({ events: [eventOf(endedOnce(session), clock(), { type: 'stream.ended' })], title })
        : { ...SKIPPED, title };
    return { reading, room };
  };

  const readMessage = (text: string, frame: Fields, method: string): FeedReading =>
    readOne(
      text,
      () => {
        const common = inside(frame, 'common');
        const room = idOrNull(pick(common, 'roomId', 'room_id'), 'common.roomId');
        const title = titleOf(own(frame, 'livename'));
        const platformAt = timeOf(pick(common, 'createTime', 'create_time'));
        if (method === 'WebcastRoomUserSeqMessage') {
          const id = idOf(pick(common, 'msgId', 'msg_id'), 'common.msgId');
          return { events: book.tell(id, platformAt ?? clock(), readAudience(frame), room), room, title, platformAt };
        }
        const body = readBody(method, frame, streaks);
        noteTotals(method, frame, book);
        if (body === null) return { skipped: 1, room, title };
        const id =
          body.type === 'stream.ended' && (room ?? session) !== null
            ? endedOnce(room ?? session)
            : idOf(pick(common, 'msgId', 'msg_id'), 'common.msgId');
        return { events: [eventOf(id, platformAt ?? clock(), body)], room, title, platformAt };
      },
      () => idOrNull(pick(inside(frame, 'common'), 'msgId', 'msg_id'), 'common.msgId'),
    );

  return (text) => {
    const frame = decodeFrame(text);
    if (!isFields(frame)) return { reading: reject(text, null, 'frame: expected a JSON object'), room: null };
    if (own(frame, 'type') === 'system') return readSystem(frame);
    const method = own(frame, 'method');
    // Dozens of kinds are forwarded that no show needs; all are named like this.
    if (typeof method !== 'string' || !/^Webcast\w{1,80}$/.test(method))
      return { reading: reject(text, null, 'method: not known'), room: null };
    const reading = readMessage(text, frame, method);
    session = reading.room ?? session;
    return { reading, room: null };
  };
};
