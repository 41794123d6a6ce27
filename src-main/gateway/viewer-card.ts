// A viewer's card: who, since when, what they said and bought, under all the names that a person says are theirs.

import type { ViewerCard } from '../contract/documents.ts';
import { Refusal } from '../contract/errors.ts';
import { toDisplayText } from '../core/display-text.ts';
import { type Instant, instant, money, type OrderId, type SourceId, type ViewerId } from '../core/units.ts';
import type { EngineDesk } from './engine-desk.ts';

const FACTS_READ = 5_000;
const RECENT = 20;
const TEXT_GRAPHEMES = 300;

type Line = ViewerCard['recent'][number];

interface Deeds {
  readonly paid: Map<OrderId, number>;
  readonly refunded: Map<OrderId, number>;
  readonly recent: Line[];
  chats: number;
}

/** Adds one viewer's deeds; returns where they were seen last. */
const addDeeds = (desk: EngineDesk, viewerId: ViewerId, currency: string, deeds: Deeds): SourceId | null => {
  const { paid, refunded, recent } = deeds;
  let where: SourceId | null = null;
  let said = 0;
  for (const { source, at, body } of desk.store.viewerFacts(viewerId, FACTS_READ)) {
    where ??= source;
    if (body.type === 'chat') {
      deeds.chats += 1;
      said += 1;
      if (said <= RECENT) recent.push({ at, text: toDisplayText(body.text, TEXT_GRAPHEMES) });
    } else if (body.type === 'order.paid' && body.order.total.currency === currency) {
      paid.set(body.order.id, body.order.total.minor);
    } else if (body.type === 'order.refunded' && body.amount.currency === currency) {
      refunded.set(body.order.id, (refunded.get(body.order.id) ?? 0) + body.amount.minor);
    }
  }
  return where;
};

export const readViewerCard = (desk: EngineDesk, viewerId: ViewerId): ViewerCard => {
  const { store } = desk;
  const known = store.viewer(viewerId);
  if (known === null) throw new Refusal('not_found', 'Nothing is known of that viewer.');
  const { currency } = desk.room().show;
  const viewerIds = store.sameViewers(viewerId);
  const deeds: Deeds = { paid: new Map(), refunded: new Map(), recent: [], chats: 0 };
  const people = viewerIds.flatMap((each) => {
    const one = store.viewer(each);
    if (one === null) return [];
    return [{ ...one, sourceId: addDeeds(desk, each, currency, deeds) }];
  });
  const sum = (amounts: Map<OrderId, number>) =>
    money(
      [...amounts.values()].reduce((a, b) => a + b, 0),
      currency,
    );
  const moments = (read: (one: (typeof people)[number]) => Instant): readonly Instant[] => people.map(read);
  return {
    viewer: known.viewer,
    linked: people
      .filter((one) => one.viewer.viewerId !== viewerId)
      .map(({ viewer, sourceId }) => ({ viewer, sourceId })),
    firstSeenAt: instant(Math.min(...moments((one) => one.firstSeenAt))),
    lastSeenAt: instant(Math.max(...moments((one) => one.lastSeenAt))),
    shows: store.showsOfViewers(viewerIds),
    chats: deeds.chats,
    orders: deeds.paid.size,
    paid: sum(deeds.paid),
    refunded: sum(deeds.refunded),
    recent: deeds.recent.toSorted((a, b) => b.at - a.at).slice(0, RECENT),
  };
};
