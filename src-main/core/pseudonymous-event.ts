// An event in which people are somebody else: who, and how to reach them, is replaced; what, when, how many and how much stays.

import type { HideIdentity } from './identity-text.ts';
import type { LiveEvent, LiveEventBody, RoomOrder, Viewer } from './live-event.ts';
import type { OrderId, SourceId, ViewerId } from './units.ts';

export interface EventPseudonyms {
  readonly hide: HideIdentity;
  /** Free text without people. */
  text(text: string): string;
  /** An id of a thing, an order or an event: platforms lead from it to a person. */
  thing(id: string): string;
}

const hideViewer = ({ id, name, avatar, ...rest }: Viewer, { hide }: EventPseudonyms): Viewer => ({
  id: hide('id', id) as ViewerId,
  name: name.trim() === '' ? name : hide('name', name.trim()),
  ...(avatar === undefined ? null : { avatar: `https://avatar.invalid/${hide('link', avatar)}` }),
  ...rest,
});

const hideOrder = ({ id, number, shop, lines, buyer, note, ...rest }: RoomOrder, to: EventPseudonyms): RoomOrder => ({
  id: to.thing(id) as OrderId,
  ...(number === undefined ? null : { number: to.thing(number) }),
  ...(shop === undefined ? null : { shop: to.thing(shop) as SourceId }),
  lines: lines.map((line) => ({ ...line, title: to.text(line.title) })),
  ...rest,
  buyer: hideViewer(buyer, to),
  // Most of them are an address.
  ...(note === undefined ? null : { note: `[${note.length}]` }),
});

const hideContent = (body: LiveEventBody, to: EventPseudonyms): LiveEventBody => {
  switch (body.type) {
    case 'chat':
      return {
        ...body,
        text: to.text(body.text),
        ...(body.replyTo === undefined ? null : { replyTo: to.thing(body.replyTo) }),
      };
    case 'gift':
      return {
        ...body,
        gift: { ...body.gift, name: to.text(body.gift.name) },
        ...(body.streakId === undefined ? null : { streakId: to.thing(body.streakId) }),
      };
    case 'notice':
      return { ...body, text: to.text(body.text) };
    case 'order.created':
    case 'order.paid':
    case 'order.cancelled':
    case 'order.refunded':
      return { ...body, order: hideOrder(body.order, to) };
    case 'stream.started':
    case 'stream.ended':
    case 'stream.paused':
    case 'stream.resumed':
      return body.reason === undefined ? body : { ...body, reason: to.text(body.reason) };
    default:
      return body;
  }
};

/** Everybody in it, and nobody twice the same unless they are. */
export const toPseudonymousEvent = (event: LiveEvent, to: EventPseudonyms): LiveEvent => {
  const body = hideContent(event.body, to);
  const { viewer } = body;
  return {
    ...event,
    id: to.thing(event.id),
    body: viewer === undefined ? body : { ...body, viewer: hideViewer(viewer, to) },
  };
};

/** Who is named in it. */
export const peopleIn = ({ body }: LiveEvent): readonly Viewer[] => [
  ...(body.viewer === undefined ? [] : [body.viewer]),
  ...('order' in body ? [body.order.buyer] : []),
];
