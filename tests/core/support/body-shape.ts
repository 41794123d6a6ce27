// Whether a parsed body keeps its promises: what the fold believes without looking again, spelled out a second time.

import type { LiveEventBody, RoomOrder, Viewer } from '../../../src-main/core/live-event.ts';
import type { Money } from '../../../src-main/core/units.ts';

const isId = (value: unknown): boolean => typeof value === 'string' && value.length > 0 && value.length <= 200;
const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= 10_000;
const isCount = (value: unknown, least: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least && !Object.is(value, -0);
const isOptional = (value: unknown, check: (value: unknown) => boolean): boolean => value === undefined || check(value);
const isFlag = (value: unknown): boolean => typeof value === 'boolean';

const isMoney = (value: Money): boolean => isCount(value.minor, 0) && /^[A-Z]{3}$/.test(value.currency);

const isViewer = (value: Viewer): boolean =>
  isId(value.id) &&
  isText(value.name) &&
  isOptional(value.avatar, isText) &&
  isOptional(value.level, (level) => isCount(level, 0)) &&
  isOptional(value.isFollower, isFlag) &&
  isOptional(value.isMember, isFlag);

const isOrder = (order: RoomOrder): boolean =>
  isId(order.id) &&
  order.lines.length > 0 &&
  order.lines.every(
    (line) =>
      isId(line.productId) &&
      isId(line.variantId) &&
      isText(line.title) &&
      isCount(line.quantity, 1) &&
      isMoney(line.unitPrice) &&
      line.unitPrice.currency === order.total.currency &&
      isOptional(line.dealId, isId),
  ) &&
  isMoney(order.total) &&
  isViewer(order.buyer) &&
  isOptional(order.note, isText);

const isOwn = (body: LiveEventBody): boolean => {
  switch (body.type) {
    case 'chat':
      return isText(body.text) && isOptional(body.replyTo, isId);
    case 'gift':
      return (
        isId(body.gift.id) &&
        isText(body.gift.name) &&
        (body.gift.unitValue === undefined || isMoney(body.gift.unitValue)) &&
        isCount(body.count, 1) &&
        isOptional(body.streakId, isId) &&
        isOptional(body.streakEnd, isFlag)
      );
    case 'like':
      return isCount(body.count, 1);
    case 'enter':
    case 'follow':
    case 'share':
      return true;
    case 'audience':
      return (
        [body.online, body.views, body.unique, body.likes, body.followers, body.popularity].some(
          (value) => value !== undefined,
        ) &&
        [body.online, body.views, body.unique, body.likes, body.followers, body.popularity].every((each) =>
          isOptional(each, (value) => isCount(value, 0)),
        ) &&
        isOptional(body.isRounded, isFlag) &&
        isOptional(body.session, isId)
      );
    case 'product.shown':
    case 'product.clicked':
      return isId(body.productId) && isOptional(body.variantId, isId) && isCount(body.people, 0);
    case 'order.created':
    case 'order.paid':
    case 'order.cancelled':
      return isOrder(body.order);
    case 'order.refunded':
      return isOrder(body.order) && isMoney(body.amount) && body.amount.currency === body.order.total.currency;
    case 'stream.started':
    case 'stream.ended':
    case 'stream.paused':
    case 'stream.resumed':
      return isOptional(body.reason, isText);
    case 'notice':
      return ['info', 'warning', 'violation'].includes(body.level) && isText(body.text);
    default:
      return false;
  }
};

/** Every field of its promised type, and no other prototype than a plain object's. */
export const isSoundBody = (body: LiveEventBody): boolean =>
  Object.getPrototypeOf(body) === Object.prototype &&
  isOwn(body) &&
  (body.viewer === undefined || isViewer(body.viewer));
