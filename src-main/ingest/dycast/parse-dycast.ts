// Reads what dycast relays: the room first, then lists of messages; gifts without a streak's id, likes inside a text.

import { forgetOldest } from '../../core/bounded-memory.ts';
import type { LiveEventBody } from '../../core/live-event.ts';
import type { Instant } from '../../core/units.ts';
import { type AudienceBook, type AudienceTold, createAudienceBook, spelledCount } from '../audience-reading.ts';
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
  joinReadings,
  nameOf,
  own,
  piecesOf,
  readOne,
  reject,
  SKIPPED,
  streakIdOf,
  textOf,
  titleOf,
  Unreadable,
  viewerOf,
  wholeMoney,
} from '../feed-reading.ts';
import { decodeFrame } from '../json-frame.ts';

/** Ten 抖币 are one yuan. */
const FEN_PER_DIAMOND = 10;
const LIVING = 2;
const MAX_RUNS = 5000;
const MAX_LIST = 1000;

interface Run {
  readonly streakId: string;
  count: number;
}

/** Runs of one gift by one viewer, and which messages were counted into one. */
interface Memory {
  readonly runs: Map<string, Run>;
  readonly counted: Map<string, { readonly streakId: string; readonly count: number }>;
  room: string | null;
  hasExactAudience: boolean;
  readonly book: AudienceBook;
}

const readUser = (message: Fields) => {
  const user = inside(message, 'user');
  return viewerOf({
    id: idOrNull(own(user, 'id'), 'user.id'),
    name: nameOf(own(user, 'name'), 'user.name'),
    avatar: own(user, 'avatar'),
  });
};

/** Null where it says nothing of how many are there; what it totals waits for the next that does. */
const readAudience = (message: Fields, memory: Memory, isStats: boolean): AudienceTold | null => {
  const room = inside(message, 'room');
  memory.book.put('unique', own(room, 'totalUserCount'), 'room.totalUserCount');
  const value = own(room, 'audienceCount');
  if (isStats && first(value) === undefined) return null;
  const online = spelledCount(value, 'room.audienceCount');
  // A rounded figure between exact ones would draw steps that nobody walked.
  if (!online.isExact && memory.hasExactAudience) return null;
  if (online.isExact) memory.hasExactAudience = true;
  return { online: online.count };
};

/** What a message of any kind says of the room as a whole. */
const noteTotals = (message: Fields, memory: Memory): void => {
  const room = own(message, 'room');
  if (!isFields(room)) return;
  memory.book.note('likes', own(room, 'likeCount'));
  memory.book.note('followers', own(room, 'followCount'));
};

/** The number stands inside the text: 为主播点赞了(12). */
const readLike = (message: Fields): LiveEventBody => {
  const text = textOf(own(message, 'content'), 'content');
  const digits = /[(（](\d{1,10})[)）]\s*$/.exec(text)?.[1];
  if (digits === undefined) throw new Unreadable('content', 'a number of likes in brackets', text);
  return { type: 'like', count: piecesOf(digits, 'content'), ...readUser(message) };
};

/**
 * The count of a run grows; one that does not grow begins a new run, and the end frame, which repeats the last count,
 * ends it. A message that comes again is told as it was.
 */
const readGift = (id: string, message: Fields, memory: Memory): LiveEventBody | null => {
  const given = inside(message, 'gift');
  const giftId = idOf(own(given, 'id'), 'gift.id');
  const count = piecesOf(own(given, 'count'), 'gift.count');
  const user = readUser(message);
  const key = streakIdOf(user.viewer?.id ?? '', giftId);
  if (countOf(own(given, 'repeatEnd') ?? 0, 'gift.repeatEnd') !== 0) {
    memory.runs.delete(key);
    return null;
  }
  const price = own(given, 'price');
  const gift = {
    id: giftId,
    name: nameOf(own(given, 'name'), 'gift.name') || giftId,
    ...(first(price) === undefined ? null : wholeMoney(countOf(price, 'gift.price') * FEN_PER_DIAMOND, 'CNY')),
  };
  const before = memory.counted.get(id);
  if (before !== undefined) return { type: 'gift', ...user, gift, ...before };
  const run = memory.runs.get(key);
  const going = run !== undefined && count > run.count ? run : { streakId: streakIdOf('run', id), count };
  going.count = count;
  memory.runs.delete(key);
  memory.runs.set(key, going);
  const counted = { streakId: going.streakId, count };
  memory.counted.set(id, counted);
  forgetOldest(memory.runs, MAX_RUNS);
  forgetOldest(memory.counted, MAX_RUNS);
  return { type: 'gift', ...user, gift, ...counted };
};

const readSocial = (message: Fields): LiveEventBody | null => {
  const text = String(own(message, 'content') ?? '');
  if (text.includes('关注')) return { type: 'follow', ...readUser(message) };
  return text.includes('分享') ? { type: 'share', ...readUser(message) } : null;
};

/** An emoji's own text, e.g. [比心], where the message has no other. */
const emojiText = (message: Fields): string => {
  const text = own(message, 'content');
  if (first(text) !== undefined) return textOf(text, 'content');
  const pieces = own(message, 'rtfContent');
  if (!Array.isArray(pieces)) return '';
  return pieces
    .slice(0, 100)
    .map((piece: unknown) => (isFields(piece) ? own(piece, 'text') : ''))
    .filter((piece) => typeof piece === 'string')
    .join('')
    .slice(0, 1000);
};

/** Null for what is understood and tells a show nothing. */
const readBody = (method: string, id: string, message: Fields, memory: Memory): LiveEventBody | null => {
  switch (method) {
    case 'WebcastChatMessage':
      return { type: 'chat', text: textOf(own(message, 'content'), 'content'), ...readUser(message) };
    case 'WebcastEmojiChatMessage': {
      const text = emojiText(message);
      return text === '' ? null : { type: 'chat', text, ...readUser(message) };
    }
    case 'WebcastGiftMessage':
      return readGift(id, message, memory);
    case 'WebcastLikeMessage':
      return readLike(message);
    case 'WebcastMemberMessage':
      return { type: 'enter', ...readUser(message) };
    case 'WebcastSocialMessage':
      return readSocial(message);
    default:
      return null;
  }
};

const hasEnded = (message: Fields): boolean => {
  const status = own(inside(message, 'room'), 'status');
  return first(status) !== undefined && countOf(status, 'room.status') !== LIVING;
};

export type DycastParser = (text: string) => FeedReading;

/** One parser for as long as the source lives: it remembers the session and the runs of gifts. */
export const createDycastParser = (clock: () => Instant): DycastParser => {
  const memory: Memory = {
    runs: new Map(),
    counted: new Map(),
    room: null,
    hasExactAudience: false,
    book: createAudienceBook(),
  };

  const readMessage = (message: unknown): FeedReading => {
    if (!isFields(message)) return reject(message, null, 'message: expected an object');
    return readOne(
      message,
      () => {
        const method = own(message, 'method');
        if (typeof method !== 'string' || !/^(Webcast\w{1,80}|CustomMessage)$/.test(method))
          throw new Unreadable('method', 'a known method', method);
        const id = idOf(own(message, 'id'), 'id');
        if (method === 'WebcastControlMessage') {
          if (!hasEnded(message)) return { skipped: 1 };
          return { events: [eventOf(`ended:${memory.room ?? id}`, clock(), { type: 'stream.ended' })] };
        }
        noteTotals(message, memory);
        if (method === 'WebcastRoomUserSeqMessage' || method === 'WebcastRoomStatsMessage') {
          const told = readAudience(message, memory, method === 'WebcastRoomStatsMessage');
          return told === null ? { skipped: 1 } : { events: memory.book.tell(id, clock(), told, memory.room) };
        }
        const body = readBody(method, id, message, memory);
        return body === null ? { skipped: 1 } : { events: [eventOf(id, clock(), body)] };
      },
      () => idOrNull(own(message, 'id'), 'id'),
    );
  };

  /** What comes first, if a room is open. */
  const readRoom = (about: Fields): FeedReading =>
    readOne(about, () => {
      const room = idOf(first(own(about, 'roomId'), own(about, 'roomNum')), 'roomId');
      const title = titleOf(first(own(about, 'nickname'), own(about, 'title')));
      if (room !== memory.room) memory.hasExactAudience = false;
      memory.room = room;
      return { skipped: 1, room, title };
    });

  return (text) => {
    const frame = decodeFrame(text);
    if (Array.isArray(frame)) {
      if (frame.length === 0) return SKIPPED;
      const read = joinReadings(frame.slice(0, MAX_LIST).map(readMessage));
      if (frame.length <= MAX_LIST) return read;
      return joinReadings([read, reject('', null, `list: ${frame.length - MAX_LIST} messages more than ${MAX_LIST}`)]);
    }
    if (!isFields(frame)) return reject(text, null, 'frame: expected a JSON list or object');
    return own(frame, 'method') === undefined ? readRoom(frame) : readMessage(frame);
  };
};
