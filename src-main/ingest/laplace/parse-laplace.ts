// Reads what the LAPLACE event bridge broadcasts of a Bilibili room.

import type { LiveEvent, LiveEventBody } from '../../core/live-event.ts';
import type { Instant } from '../../core/units.ts';
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
  textOf,
  timeOf,
  viewerOf,
  wholeMoney,
} from '../feed-reading.ts';
import { decodePlain } from '../json-frame.ts';

/** What the bridge says for itself, and not of the room. */
export type BridgeWord = { readonly word: 'established' } | { readonly word: 'ping'; readonly timestamp: unknown };

export interface LaplaceFrame {
  readonly reading: FeedReading | null;
  readonly bridge: BridgeWord | null;
}

const GUARDS: Readonly<Record<number, string>> = { 1: '总督', 2: '提督', 3: '舰长' };

const ENTERED = 1;
const FOLLOWED: readonly unknown[] = [2, 4, 5];
const SHARED = 3;

const readUser = (message: Fields) =>
  viewerOf({
    id: idOrNull(own(message, 'uid'), 'uid'),
    name: nameOf(own(message, 'username'), 'username'),
    avatar: own(message, 'avatar'),
  });

/** `priceNormalized` is said in yuan; of one piece and of all alike only where there is one. */
const worthOf = (message: Fields, count: number) => {
  const price = own(message, 'priceNormalized');
  if (count !== 1 || first(price) === undefined || own(message, 'coinType') === 'silver') return {};
  return wholeMoney(minorOf(price, 'priceNormalized'), 'CNY');
};

const readGift = (message: Fields): LiveEventBody => {
  const count = piecesOf(own(message, 'giftAmount'), 'giftAmount');
  const id = idOf(first(own(message, 'giftId'), own(message, 'giftName')), 'giftId');
  const name = nameOf(own(message, 'giftName'), 'giftName') || id;
  return { type: 'gift', ...readUser(message), gift: { id, name, ...worthOf(message, count) }, count };
};

const readGuard = (message: Fields): LiveEventBody => {
  const kind = own(message, 'guardType');
  const name = (typeof kind === 'number' && Object.hasOwn(GUARDS, kind) ? GUARDS[kind] : undefined) ?? '大航海';
  return { type: 'gift', ...readUser(message), gift: { id: 'guard', name, ...worthOf(message, 1) }, count: 1 };
};

const readInteraction = (message: Fields): LiveEventBody | null => {
  const action = own(message, 'action');
  if (action === ENTERED) return { type: 'enter', ...readUser(message) };
  if (action === SHARED) return { type: 'share', ...readUser(message) };
  return FOLLOWED.includes(action) ? { type: 'follow', ...readUser(message) } : null;
};

const KNOWN: ReadonlySet<unknown> = new Set([
  'message',
  'gift',
  'superchat',
  'toast',
  'interaction',
  'like-click',
  'likes-update',
  'online-update',
  'watched-update',
  'live-start',
  'live-end',
]);

const OF_THE_ROOM: ReadonlySet<string> = new Set(['likes-update', 'online-update', 'watched-update']);

/** Named in the bridge's own list of types, and of no use to a show; more of them come with every version. */
const isOfNoUse = (type: string): boolean => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(type) && type.length <= 60;

export type LaplaceParser = (text: string) => LaplaceFrame;

export const createLaplaceParser = (clock: () => Instant): LaplaceParser => {
  const readBody = (type: string, message: Fields): LiveEventBody | null => {
    switch (type) {
      case 'message':
        return { type: 'chat', text: textOf(own(message, 'message'), 'message'), ...readUser(message) };
      case 'gift':
        return readGift(message);
      case 'toast':
        return readGuard(message);
      case 'interaction':
        return readInteraction(message);
      case 'like-click':
        return { type: 'like', count: 1, ...readUser(message) };
      case 'online-update':
        return { type: 'audience', online: countOf(own(message, 'online'), 'online') };
      case 'watched-update':
        return { type: 'audience', unique: countOf(own(message, 'watched'), 'watched') };
      case 'likes-update':
        return { type: 'audience', likes: countOf(own(message, 'likes'), 'likes') };
      case 'live-start':
        return { type: 'stream.started' };
      case 'live-end':
        return { type: 'stream.ended' };
      default:
        return null;
    }
  };

  /** A paid message is a message, which somebody will want answered, and a gift. */
  const readSuperChat = (id: string, at: Instant | number, message: Fields): readonly LiveEvent[] => {
    const text = textOf(own(message, 'message'), 'message');
    const user = readUser(message);
    const gift = { id: 'superchat', name: '醒目留言', ...worthOf(message, 1) };
    return [
      eventOf(id, at, { type: 'chat', text, ...user }),
      eventOf(`${id}:paid`, at, { type: 'gift', ...user, gift, count: 1 }),
    ];
  };

  const idIn = (type: string, message: Fields, at: number | null): string => {
    const id = idOrNull(own(message, 'id'), 'id');
    // What is told of the room as a whole has no id, and its time to tell one from the next.
    const toldAt = at ?? (OF_THE_ROOM.has(type) ? clock() : null);
    return (
      id ??
      (toldAt === null
        ? idOf(own(message, 'id'), 'id')
        : `${type}:${toldAt}:${idOrNull(own(message, 'uid'), 'uid') ?? ''}`)
    );
  };

  const readMessage = (text: string, type: string, message: Fields): FeedReading =>
    readOne(
      text,
      () => {
        if (!KNOWN.has(type)) return { skipped: 1 };
        const platformAt = timeOf(first(own(message, 'timestampNormalized'), own(message, 'timestamp')));
        const at = platformAt ?? clock();
        if (type === 'superchat')
          return { events: readSuperChat(idOf(own(message, 'id'), 'id').slice(0, 190), at, message), platformAt };
        const body = readBody(type, message);
        if (body === null) return { skipped: 1, platformAt };
        return { events: [eventOf(idIn(type, message, platformAt), at, body)], platformAt };
      },
      () => idOrNull(own(message, 'id'), 'id'),
    );

  return (text) => {
    // Its ids are texts, and a user's number has 16 digits; one that a double cannot hold is refused, never cut.
    const message = decodePlain(text);
    if (!isFields(message)) return { reading: reject(text, null, 'frame: expected a JSON object'), bridge: null };
    const type = own(message, 'type');
    if (type === 'established') return { reading: null, bridge: { word: type } };
    if (type === 'ping') return { reading: null, bridge: { word: type, timestamp: own(message, 'timestamp') } };
    if (typeof type !== 'string' || !(KNOWN.has(type) || isOfNoUse(type)))
      return { reading: reject(text, null, 'type: expected the name of an event'), bridge: null };
    return { reading: readMessage(text, type, message), bridge: null };
  };
};
