// Reads what DouyinBarrageGrab says: JSON within JSON, ids of 19 digits as bare numbers, no time of its own.

import type { LiveEventBody } from '../../core/live-event.ts';
import type { Instant } from '../../core/units.ts';
import { type AudienceTold, createAudienceBook } from '../audience-reading.ts';
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
  readOne,
  reject,
  streakIdOf,
  textOf,
  titleOf,
  viewerOf,
  wholeMoney,
} from '../feed-reading.ts';
import { createGiftStreaks, type GiftStreaks } from '../gift-streaks.ts';
import { decodeFrame, decodePlain } from '../json-frame.ts';

/** Ten 抖币 are one yuan. */
const FEN_PER_DIAMOND = 10;

const CHAT = 1;
const LIKE = 2;
const ENTER = 3;
const FOLLOW = 4;
const GIFT = 5;
const AUDIENCE = 6;
const FAN_CLUB = 7;
const SHARE = 8;
const ENDED = 9;

const readUser = (data: Fields) => {
  const user = inside(data, 'User');
  const fanLevel = own(inside(user, 'FansClub'), 'Level');
  return viewerOf({
    // SecUid stays the same from room to room; Id does not for everybody.
    id: idOrNull(first(own(user, 'SecUid'), own(user, 'Id')), 'User.SecUid'),
    name: nameOf(own(user, 'Nickname'), 'User.Nickname'),
    avatar: own(user, 'HeadImgUrl'),
    level: own(user, 'PayLevel'),
    ...(typeof fanLevel === 'number' ? { isMember: fanLevel > 0 } : null),
  });
};

/** GiftCount is what is new by the grabber's own memory, which it loses after ten seconds: a streak goes by its total. */
const readGift = (data: Fields, room: string | null, streaks: GiftStreaks): LiveEventBody => {
  const giftId = idOf(own(data, 'GiftId'), 'GiftId');
  const user = readUser(data);
  const group = idOrNull(own(data, 'GroupId'), 'GroupId');
  const diamonds = own(data, 'DiamondCount');
  const gift = {
    id: giftId,
    name: nameOf(own(data, 'GiftName'), 'GiftName') || giftId,
    ...(first(diamonds) === undefined ? null : wholeMoney(countOf(diamonds, 'DiamondCount') * FEN_PER_DIAMOND, 'CNY')),
  };
  if (group === null) return { type: 'gift', ...user, gift, count: piecesOf(own(data, 'GiftCount'), 'GiftCount') };
  const streakId = streakIdOf(room ?? '', user.viewer?.id ?? '', giftId, group);
  const count = streaks.reach(streakId, piecesOf(own(data, 'RepeatCount'), 'RepeatCount'));
  return { type: 'gift', ...user, gift, count, streakId };
};

/** Null for what is understood and tells a show nothing. */
const readBody = (type: unknown, data: Fields, room: string | null, streaks: GiftStreaks): LiveEventBody | null => {
  switch (type) {
    case CHAT:
      return { type: 'chat', text: textOf(own(data, 'Content'), 'Content'), ...readUser(data) };
    case LIKE: {
      const count = countOf(own(data, 'Count'), 'Count');
      return count === 0 ? null : { type: 'like', count, ...readUser(data) };
    }
    case ENTER:
      return { type: 'enter', ...readUser(data) };
    case FOLLOW:
      return { type: 'follow', ...readUser(data) };
    case GIFT:
      return readGift(data, room, streaks);
    case SHARE:
      return { type: 'share', ...readUser(data) };
    case ENDED:
      return { type: 'stream.ended' };
    default:
      return null;
  }
};

const readAudience = (data: Fields): AudienceTold => {
  const total = own(data, 'TotalUserCount');
  return {
    online: countOf(own(data, 'OnlineUserCount'), 'OnlineUserCount'),
    ...(first(total) === undefined ? null : { unique: countOf(total, 'TotalUserCount') }),
  };
};

/** `Onwer` is how the program spells it; some of its descendants have mended that. */
const hostOf = (data: Fields): string | null => {
  const owner = own(data, 'Onwer') ?? own(data, 'Owner');
  return isFields(owner) ? titleOf(own(owner, 'Nickname')) : null;
};

const unwrap = (frame: Fields): Fields | string => {
  const data = own(frame, 'Data');
  if (isFields(data)) return data;
  if (typeof data !== 'string') return 'Data: expected a text';
  const inner = decodeFrame(data);
  return isFields(inner) ? inner : 'Data: expected a JSON object in it';
};

export type BarrageGrabParser = (text: string) => FeedReading;

/** One parser for as long as the source lives: it remembers how far each streak of gifts has come. */
export const createBarrageGrabParser = (clock: () => Instant): BarrageGrabParser => {
  const streaks = createGiftStreaks();
  const book = createAudienceBook();
  return (text) => {
    const frame = decodePlain(text);
    if (!isFields(frame)) return reject(text, null, 'frame: expected a JSON object');
    const type = own(frame, 'Type');
    if (typeof type !== 'number' || !Number.isInteger(type) || type < CHAT || type > ENDED)
      return reject(text, null, `Type: not known (${typeof type === 'number' ? type : typeof type})`);
    const data = unwrap(frame);
    if (typeof data === 'string') return reject(text, null, data);
    return readOne(
      text,
      () => {
        const room = idOrNull(own(data, 'RoomId'), 'RoomId');
        const title = hostOf(data);
        if (type === FAN_CLUB) return { skipped: 1, room, title };
        // The end of a session is one, however often it is told.
        const id = type === ENDED && room !== null ? `ended:${room}` : idOf(own(data, 'MsgId'), 'MsgId');
        if (type === AUDIENCE) return { events: book.tell(id, clock(), readAudience(data), room), room, title };
        const body = readBody(type, data, room, streaks);
        // The whole of the room's likes stands beside one viewer's.
        if (type === LIKE) book.note('likes', own(data, 'Total'));
        return body === null ? { skipped: 1, room, title } : { events: [eventOf(id, clock(), body)], room, title };
      },
      () => idOrNull(own(data, 'MsgId'), 'MsgId'),
    );
  };
};
