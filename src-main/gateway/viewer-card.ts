// A viewer's card: who, since when, what they said and bought.

import type { ViewerCard } from '../contract/documents.ts';
import { Refusal } from '../contract/errors.ts';
import { toDisplayText } from '../core/display-text.ts';
import { money, type OrderId, type ViewerId } from '../core/units.ts';
import type { EngineDesk } from './engine-desk.ts';

const FACTS_READ = 5_000;
const RECENT = 20;
const TEXT_GRAPHEMES = 300;

export const readViewerCard = ({ store, room }: EngineDesk, viewerId: ViewerId): ViewerCard => {
  const known = store.viewer(viewerId);
  if (known === null) throw new Refusal('not_found', 'Nothing is known of that viewer.');
  const { currency } = room().show;
  const paid = new Map<OrderId, number>();
  const refunded = new Map<OrderId, number>();
  const recent: { at: ViewerCard['firstSeenAt']; text: string }[] = [];
  let chats = 0;
  for (const { at, body } of store.viewerFacts(viewerId, FACTS_READ)) {
    if (body.type === 'chat') {
      chats += 1;
      if (recent.length < RECENT) recent.push({ at, text: toDisplayText(body.text, TEXT_GRAPHEMES) });
    } else if (body.type === 'order.paid' && body.order.total.currency === currency) {
      paid.set(body.order.id, body.order.total.minor);
    } else if (body.type === 'order.refunded' && body.amount.currency === currency) {
      refunded.set(body.order.id, (refunded.get(body.order.id) ?? 0) + body.amount.minor);
    }
  }
  const sum = (amounts: Map<OrderId, number>) =>
    money(
      [...amounts.values()].reduce((a, b) => a + b, 0),
      currency,
    );
  return {
    viewer: known.viewer,
    firstSeenAt: known.firstSeenAt,
    lastSeenAt: known.lastSeenAt,
    shows: known.shows,
    chats,
    orders: paid.size,
    paid: sum(paid),
    refunded: sum(refunded),
    recent,
  };
};
