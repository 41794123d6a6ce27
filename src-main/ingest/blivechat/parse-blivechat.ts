// Reads what blivechat sends of a Bilibili room: chat as a list by position, the rest as objects by name.

import type { LiveEvent, LiveEventBody } from '../../core/live-event.ts';
import { type Instant, instant } from '../../core/units.ts';
import {
  countOf,
  eventOf,
  type FeedReading,
  type Fields,
  first,
  idOf,
  idOrNull,
  isFields,
  minorOf,
  nameOf,
  own,
  piecesOf,
  readOne,
  reject,
  SKIPPED,
  textOf,
  timeOf,
  Unreadable,
  viewerOf,
  wholeMoney,
} from '../feed-reading.ts';
import { decodeFrame } from '../json-frame.ts';

const HEARTBEAT = 0;
const TEXT = 2;
const GIFT = 3;
const MEMBER = 4;
const SUPER_CHAT = 5;
const FATAL = 8;
/** Taking a paid message back, and translations. */
const OF_NO_USE: readonly unknown[] = [6, 7];

/** A thousand gold coins are one yuan. */
const COINS_PER_FEN = 10;

/** Places in the list of a text. */
const AVATAR = 0;
const TIMESTAMP = 1;
const NAME = 2;
const CONTENT = 4;
const ID = 11;
const UID = 16;

const GUARDS: Readonly<Record<number, string>> = { 1: '总督', 2: '提督', 3: '舰长' };

export interface BlivechatFrame {
  /** Null for a heartbeat, which says nothing of the room. */
  readonly reading: FeedReading | null;
  /** Why the room will never come, where it says so. */
  readonly fatal: string | null;
}

/** Bilibili hides many a uid: without one nobody is made out of a name that others may bear too. */
const readUser = (data: Fields) =>
  viewerOf({
    id: idOrNull(own(data, 'uid'), 'uid'),
    name: nameOf(own(data, 'authorName'), 'authorName'),
    avatar: own(data, 'avatarUrl'),
  });

/** What one is worth, where all were paid for and it comes out even. */
const worthOf = (data: Fields, count: number) => {
  const coins = own(data, 'totalCoin');
  return first(coins) === undefined ? {} : wholeMoney(countOf(coins, 'totalCoin') / COINS_PER_FEN / count, 'CNY');
};

const readText = (data: unknown, now: Instant): Partial<FeedReading> => {
  if (!Array.isArray(data)) throw new Unreadable('data', 'a list', data);
  const at: unknown = data[TIMESTAMP];
  const platformAt = timeOf(at);
  const id = idOf(data[ID], `data[${ID}]`);
  const body: LiveEventBody = {
    type: 'chat',
    text: textOf(data[CONTENT], `data[${CONTENT}]`),
    ...viewerOf({
      id: idOrNull(data[UID], `data[${UID}]`),
      name: nameOf(data[NAME], `data[${NAME}]`),
      avatar: data[AVATAR],
    }),
  };
  return { events: [eventOf(id, platformAt ?? now, body)], platformAt };
};

const readGift = (data: Fields): LiveEventBody => {
  const count = piecesOf(own(data, 'num'), 'num');
  const id = idOf(first(own(data, 'giftId'), own(data, 'giftName')), 'giftName');
  const name = nameOf(own(data, 'giftName'), 'giftName') || id;
  return { type: 'gift', ...readUser(data), gift: { id, name, ...worthOf(data, count) }, count };
};

const readMember = (data: Fields): LiveEventBody => {
  const level = own(data, 'privilegeType');
  const name = (typeof level === 'number' && Object.hasOwn(GUARDS, level) ? GUARDS[level] : undefined) ?? '大航海';
  const months = own(data, 'num');
  const count = first(months) === undefined ? 1 : piecesOf(months, 'num');
  return { type: 'gift', ...readUser(data), gift: { id: 'guard', name, ...worthOf(data, count) }, count };
};

/** A paid message is a message, which somebody will want answered, and a gift. */
const readSuperChat = (id: string, at: Instant, data: Fields): readonly LiveEvent[] => {
  const text = textOf(own(data, 'content'), 'content');
  const user = readUser(data);
  const gift = { id: 'superchat', name: '醒目留言', ...wholeMoney(minorOf(own(data, 'price'), 'price'), 'CNY') };
  return [
    eventOf(`sc:${id}`, at, { type: 'chat', text, ...user }),
    eventOf(`sc:${id}:paid`, at, { type: 'gift', ...user, gift, count: 1 }),
  ];
};

const readObject = (cmd: unknown, data: unknown, now: Instant): Partial<FeedReading> => {
  if (!isFields(data)) throw new Unreadable('data', 'an object', data);
  const platformAt = timeOf(own(data, 'timestamp'));
  const at = instant(platformAt ?? now);
  const id = idOf(own(data, 'id'), 'id');
  if (cmd === SUPER_CHAT) return { events: readSuperChat(id.slice(0, 180), at, data), platformAt };
  return { events: [eventOf(id, at, cmd === GIFT ? readGift(data) : readMember(data))], platformAt };
};

const messageOf = (data: unknown): string => {
  const message = isFields(data) ? own(data, 'msg') : null;
  return typeof message === 'string' ? message.slice(0, 200) : '';
};

export const parseBlivechat = (text: string, now: Instant): BlivechatFrame => {
  const frame = decodeFrame(text);
  const cmd = isFields(frame) ? own(frame, 'cmd') : undefined;
  if (!isFields(frame) || typeof cmd !== 'number')
    return { reading: reject(text, null, 'frame: expected a JSON object with a cmd'), fatal: null };
  const data = own(frame, 'data');
  if (cmd === HEARTBEAT) return { reading: null, fatal: null };
  if (cmd === FATAL) return { reading: SKIPPED, fatal: messageOf(data) };
  if (OF_NO_USE.includes(cmd)) return { reading: SKIPPED, fatal: null };
  if (cmd === TEXT) return { reading: readOne(text, () => readText(data, now)), fatal: null };
  if (cmd === GIFT || cmd === MEMBER || cmd === SUPER_CHAT)
    return { reading: readOne(text, () => readObject(cmd, data, now)), fatal: null };
  return { reading: reject(text, null, `cmd: not known (${cmd})`), fatal: null };
};
