// Reads one event of Kongtai Room Protocol 1 out of untrusted data: total, field by field, own properties only.

import {
  type LiveEvent,
  type LiveEventBody,
  NOTICE_LEVELS,
  type NoticeLevel,
  type OrderLine,
  type RoomOrder,
  type Viewer,
} from './live-event.ts';
import {
  type DealId,
  type Instant,
  instant,
  type Money,
  type OrderId,
  type ProductId,
  type VariantId,
  type ViewerId,
} from './units.ts';

export type ParsedEvent =
  | { readonly ok: true; readonly event: LiveEvent }
  | {
      readonly ok: false;
      readonly eventId: string | null;
      /** Where and why, e.g. `order.total.minor: expected a whole number of 0 or more, got -3`. */
      readonly reason: string;
    };

const MAX_ID = 200;
const MAX_NAME = 500;
const MAX_TEXT = 10_000;
const MAX_LINES = 200;
const MAX_COUNT = 1_000_000_000;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

type Fields = Readonly<Record<string, unknown>>;

/** What is wrong, and where: thrown inside this file only. */
class Broken {
  readonly reason: string;
  constructor(path: string, expected: string, got: unknown) {
    this.reason = `${path}: expected ${expected}, got ${excerpt(got)}`;
  }
}

const excerpt = (value: unknown): string => {
  if (typeof value === 'string')
    return value.length > 40 ? `a text of ${value.length} characters` : JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'undefined' ? 'nothing' : `a ${typeof value}`;
};

const own = (fields: Fields, key: string): unknown => (Object.hasOwn(fields, key) ? fields[key] : undefined);

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readFields = (value: unknown, path: string): Fields => {
  if (isFields(value)) return value;
  throw new Broken(path, 'an object', value);
};

const readText = (fields: Fields, key: string, path: string, longest: number): string => {
  const value = own(fields, key);
  if (typeof value === 'string' && value.length <= longest) return value;
  throw new Broken(path + key, `a text of at most ${longest} characters`, value);
};

const readId = (fields: Fields, key: string, path: string): string => {
  const value = own(fields, key);
  if (typeof value === 'string' && value.length > 0 && value.length <= MAX_ID) return value;
  throw new Broken(path + key, `an id of 1 to ${MAX_ID} characters`, value);
};

const readWhole = (fields: Fields, key: string, path: string, least: number, most: number): number => {
  const value = own(fields, key);
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most) {
    // Minus zero is a number of JSON, and would be shown with its sign.
    return value === 0 ? 0 : value;
  }
  throw new Broken(path + key, `a whole number of ${least} or more`, value);
};

const readFlag = (fields: Fields, key: string, path: string): boolean => {
  const value = own(fields, key);
  if (typeof value === 'boolean') return value;
  throw new Broken(path + key, 'true or false', value);
};

const has = (fields: Fields, key: string): boolean => own(fields, key) !== undefined && own(fields, key) !== null;

const readMoney = (fields: Fields, key: string, path: string): Money => {
  const place = path + key;
  const value = readFields(own(fields, key), place);
  const minor = readWhole(value, 'minor', `${place}.`, 0, Number.MAX_SAFE_INTEGER);
  const currency = own(value, 'currency');
  if (typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)) return { minor, currency };
  throw new Broken(`${place}.currency`, 'a currency of three capital letters', currency);
};

const readViewer = (value: unknown, path: string): Viewer => {
  const fields = readFields(value, path);
  const place = `${path}.`;
  return {
    id: readId(fields, 'id', place) as ViewerId,
    name: readText(fields, 'name', place, MAX_NAME),
    ...(has(fields, 'avatar') ? { avatar: readText(fields, 'avatar', place, 2000) } : null),
    ...(has(fields, 'level') ? { level: readWhole(fields, 'level', place, 0, MAX_COUNT) } : null),
    ...(has(fields, 'isFollower') ? { isFollower: readFlag(fields, 'isFollower', place) } : null),
    ...(has(fields, 'isMember') ? { isMember: readFlag(fields, 'isMember', place) } : null),
  };
};

const readLine = (value: unknown, path: string): OrderLine => {
  const fields = readFields(value, path);
  const place = `${path}.`;
  return {
    productId: readId(fields, 'productId', place) as ProductId,
    variantId: readId(fields, 'variantId', place) as VariantId,
    title: readText(fields, 'title', place, MAX_NAME),
    quantity: readWhole(fields, 'quantity', place, 1, 1_000_000),
    unitPrice: readMoney(fields, 'unitPrice', place),
    ...(has(fields, 'dealId') ? { dealId: readId(fields, 'dealId', place) as DealId } : null),
  };
};

const readOrder = (fields: Fields): RoomOrder => {
  const order = readFields(own(fields, 'order'), 'order');
  const lines = own(order, 'lines');
  if (!Array.isArray(lines) || lines.length === 0 || lines.length > MAX_LINES) {
    throw new Broken('order.lines', `a list of 1 to ${MAX_LINES} lines`, lines);
  }
  const total = readMoney(order, 'total', 'order.');
  // A list with holes has no lines there; `map` would pass over them.
  const read = Array.from(lines, (line: unknown, index) => readLine(line, `order.lines[${index}]`));
  const stray = read.findIndex((line) => line.unitPrice.currency !== total.currency);
  if (stray >= 0) {
    throw new Broken(`order.lines[${stray}].unitPrice.currency`, total.currency, read[stray]?.unitPrice.currency);
  }
  return {
    id: readId(order, 'id', 'order.') as OrderId,
    lines: read,
    total,
    buyer: readViewer(own(order, 'buyer'), 'order.buyer'),
    ...(has(order, 'note') ? { note: readText(order, 'note', 'order.', MAX_TEXT) } : null),
  };
};

const readGift = (fields: Fields): LiveEventBody => {
  const gift = readFields(own(fields, 'gift'), 'gift');
  return {
    type: 'gift',
    gift: {
      id: readId(gift, 'id', 'gift.'),
      name: readText(gift, 'name', 'gift.', MAX_NAME),
      ...(has(gift, 'unitValue') ? { unitValue: readMoney(gift, 'unitValue', 'gift.') } : null),
    },
    count: readWhole(fields, 'count', '', 1, MAX_COUNT),
    ...(has(fields, 'streakId') ? { streakId: readId(fields, 'streakId', '') } : null),
    ...(has(fields, 'streakEnd') ? { streakEnd: readFlag(fields, 'streakEnd', '') } : null),
  };
};

const AUDIENCE_NAMES = ['online', 'views', 'unique', 'likes', 'followers', 'popularity'] as const;

const readAudience = (fields: Fields): LiveEventBody => {
  const told = AUDIENCE_NAMES.filter((name) => has(fields, name));
  if (told.length === 0) throw new Broken('online', 'how many are there, or a total', own(fields, 'online'));
  return {
    type: 'audience',
    ...Object.fromEntries(told.map((name) => [name, readWhole(fields, name, '', 0, MAX_COUNT)])),
    ...(has(fields, 'isRounded') && readFlag(fields, 'isRounded', '') ? { isRounded: true } : null),
    ...(has(fields, 'session') ? { session: readId(fields, 'session', '') } : null),
  };
};

const readLevel = (fields: Fields): NoticeLevel => {
  const value = own(fields, 'level');
  const level = NOTICE_LEVELS.find((each) => each === value);
  if (level !== undefined) return level;
  throw new Broken('level', NOTICE_LEVELS.join(', '), value);
};

const readBody = (type: unknown, fields: Fields): LiveEventBody => {
  switch (type) {
    case 'chat':
      return {
        type,
        text: readText(fields, 'text', '', MAX_TEXT),
        ...(has(fields, 'replyTo') ? { replyTo: readId(fields, 'replyTo', '') } : null),
      };
    case 'gift':
      return readGift(fields);
    case 'like':
      return { type, count: readWhole(fields, 'count', '', 1, MAX_COUNT) };
    case 'enter':
    case 'follow':
    case 'share':
      return { type };
    case 'audience':
      return readAudience(fields);
    case 'product.shown':
    case 'product.clicked':
      return {
        type,
        productId: readId(fields, 'productId', '') as ProductId,
        ...(has(fields, 'variantId') ? { variantId: readId(fields, 'variantId', '') as VariantId } : null),
        people: readWhole(fields, 'people', '', 0, MAX_COUNT),
      };
    case 'order.created':
    case 'order.paid':
    case 'order.cancelled':
      return { type, order: readOrder(fields) };
    case 'order.refunded': {
      const order = readOrder(fields);
      const amount = readMoney(fields, 'amount', '');
      if (amount.currency !== order.total.currency) {
        throw new Broken('amount.currency', order.total.currency, amount.currency);
      }
      return { type, order, amount };
    }
    case 'stream.started':
    case 'stream.ended':
    case 'stream.paused':
    case 'stream.resumed':
      return { type, ...(has(fields, 'reason') ? { reason: readText(fields, 'reason', '', MAX_TEXT) } : null) };
    case 'notice':
      return { type, level: readLevel(fields), text: readText(fields, 'text', '', MAX_TEXT) };
    default:
      throw new Broken('type', 'a known event type', type);
  }
};

const readAt = (fields: Fields): Instant => {
  const value = own(fields, 'at');
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= EARLIEST && value < LATEST)
    return instant(value);
  throw new Broken('at', 'UTC milliseconds', value);
};

const idOf = (raw: unknown): string | null => {
  if (!isFields(raw)) return null;
  const id = own(raw, 'id');
  return typeof id === 'string' && id.length > 0 && id.length <= MAX_ID ? id : null;
};

/** Never throws, whatever `raw` is, as long as reading its own properties does not (JSON cannot). */
export const parseLiveEvent = (raw: unknown): ParsedEvent => {
  try {
    const fields = readFields(raw, 'event');
    const body = readBody(own(fields, 'type'), fields);
    const event = {
      id: readId(fields, 'id', ''),
      seq: readWhole(fields, 'seq', '', 0, Number.MAX_SAFE_INTEGER),
      at: readAt(fields),
      body: has(fields, 'viewer') ? { ...body, viewer: readViewer(own(fields, 'viewer'), 'viewer') } : body,
    };
    return { ok: true, event };
  } catch (fault) {
    if (fault instanceof Broken) return { ok: false, eventId: idOf(raw), reason: fault.reason };
    throw fault;
  }
};
