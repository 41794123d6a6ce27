// From room to what viewers see: only what was chosen leaves the engine, names as the settings want them.

import type {
  OverlayClaim,
  OverlayDeal,
  OverlayDraw,
  OverlayNames,
  OverlayOffer,
  OverlayPart,
  OverlayProduct,
  OverlaySettings,
  OverlayView,
} from '../contract/overlay-documents.ts';
import type { ClaimEntry } from '../core/claim-book.ts';
import { type Deal, offerOf } from '../core/deal.ts';
import { toDisplayText } from '../core/display-text.ts';
import { maskName } from '../core/masked-name.ts';
import { type OrderEntry, stateOf, unitsOf } from '../core/order-book.ts';
import type { ComparePrice } from '../core/product.ts';
import { stockLeft } from '../core/product.ts';
import { happenedAt, numberOf, type Room, type RoomClaim } from '../core/room.ts';
import type { Instant, ProductId, VariantId } from '../core/units.ts';
import { titleOf } from './product-title.ts';

const CLAIMS_SHOWN = 3;
/** Older ones are no news to anybody. */
const CLAIM_SHOWN_MS = 90_000;
/** So far back it is looked: more than comes in that time matters to nobody who reads three lines. */
const LOOK_BACK = 60;
const NAME_GRAPHEMES = 12;
const TEXT_GRAPHEMES = 120;
const DRAW_SHOWN_MS = 180_000;
const WINNERS_SHOWN = 20;

interface Shown {
  readonly productId: ProductId;
  readonly variantId: VariantId;
}

type FiredDeal = Deal & {
  readonly phase: 'countdown' | 'running';
  readonly opensAt: Instant;
  readonly closesAt: Instant;
};

const isFired = (deal: Deal): deal is FiredDeal =>
  (deal.phase === 'countdown' || deal.phase === 'running') && deal.opensAt !== null && deal.closesAt !== null;

/** That of the product being explained goes before one of another, the newest before older ones. */
const dealShown = (room: Room): FiredDeal | null => {
  const fired = [...room.deals.values()].filter(isFired).sort((a, b) => b.opensAt - a.opensAt);
  return fired.find(({ variantId }) => variantId === room.pin?.variantId) ?? fired[0] ?? null;
};

export const toShownName = (name: string, names: OverlayNames): string | null => {
  if (names === 'hidden') return null;
  return names === 'full' ? toDisplayText(name, NAME_GRAPHEMES) : maskName(name);
};

/** Where a basis can be looked up is the shop's own affair, unless it is the detail that is to stand beside the price. */
const toCompare = (compare: ComparePrice | null): OverlayProduct['comparePrice'] => {
  if (compare === null) return null;
  const { price, basis, proof } = compare;
  return basis === 'stated' && proof !== undefined
    ? { price, basis, proof: toDisplayText(proof, TEXT_GRAPHEMES) }
    : { price, basis };
};

const toProduct = (room: Room, shown: Shown, parts: ReadonlySet<OverlayPart>): OverlayProduct | null => {
  const product = room.products.get(shown.productId);
  const variant = room.variants.get(shown.variantId);
  if (product === undefined || variant === undefined) return null;
  return {
    number: numberOf(room, shown.productId, shown.variantId),
    title: product.title,
    variantTitle: variant.title,
    image: product.image === null ? null : `media/${product.image}`,
    price: parts.has('price') ? variant.price : null,
    comparePrice: parts.has('price') && parts.has('compare') ? toCompare(variant.comparePrice) : null,
  };
};

const toOffer = (deal: Deal, parts: ReadonlySet<OverlayPart>): OverlayOffer => {
  const offer = offerOf(deal);
  switch (offer.kind) {
    case 'flash':
    case 'limited':
      return { kind: offer.kind };
    case 'bundle':
      return { kind: 'bundle', items: offer.items.map(({ title, quantity }) => ({ title, quantity })) };
    case 'tiered':
      return { kind: 'tiered', tiers: parts.has('price') ? offer.tiers : [] };
    case 'gift': {
      const { name, spec, quantity, period, way } = offer.gift;
      return { kind: 'gift', gift: { name, spec, quantity, period, way } };
    }
    case 'coupon':
      return { kind: 'coupon', text: toDisplayText(offer.text, TEXT_GRAPHEMES) };
    case 'draw': {
      const { rules, keyword, prize, winners, seedHash } = offer.draw;
      return { kind: 'draw', draw: { rules, keyword, prize, winners, seedHash } };
    }
  }
};

const leftOf = (deal: Deal): number => Math.max(0, deal.quantity - deal.sold);

const toDeal = (room: Room, deal: FiredDeal, parts: ReadonlySet<OverlayPart>, shown: Shown | null): OverlayDeal => {
  // A draw sells nothing: its price and its count are no news.
  const sells = offerOf(deal).kind !== 'draw';
  return {
    dealId: deal.dealId,
    number: numberOf(room, deal.productId, deal.variantId),
    isOfProduct: deal.variantId === shown?.variantId,
    title: titleOf(room, deal.productId, deal.variantId) ?? '',
    phase: deal.phase,
    offer: toOffer(deal, parts),
    price: parts.has('price') && sells ? deal.price : null,
    comparePrice: parts.has('price') && parts.has('compare') && sells ? toCompare(deal.comparePrice) : null,
    opensAt: deal.opensAt,
    closesAt: deal.closesAt,
    left: parts.has('stock') && sells ? leftOf(deal) : null,
    perBuyer: deal.perBuyer,
  };
};

/** A bundle is counted in bundles and a draw in nothing: the product's own stock says more. */
const countsProduct = (deal: Deal): boolean => !['bundle', 'draw'].includes(offerOf(deal).kind);

/** The deal's own where one is on for what is shown, else the shop's; null where it is not counted. */
const stockOf = (room: Room, shown: Shown, deal: FiredDeal | null): OverlayView['stock'] => {
  if (deal !== null && deal.variantId === shown.variantId && countsProduct(deal)) {
    return { left: leftOf(deal), of: deal.quantity };
  }
  const variant = room.variants.get(shown.variantId);
  if (variant === undefined || variant.isTracked === false) return null;
  const left = stockLeft(variant);
  return { left, of: Math.max(left, stockLeft({ ...variant, stock: variant.stockAtStart }), 1) };
};

/** The newest one, for some minutes after its deal has ended. */
const toDraw = (room: Room, names: OverlayNames, now: Instant): OverlayDraw | null => {
  const { results, deals } = room.tally.board;
  const [dealId, result] = [...results].at(-1) ?? [];
  const deal = dealId === undefined ? undefined : deals.get(dealId);
  if (deal === undefined || result === undefined || deal.endedAt === null || now - deal.endedAt >= DRAW_SHOWN_MS) {
    return null;
  }
  const offer = offerOf(deal);
  if (offer.kind !== 'draw') return null;
  return {
    key: deal.dealId,
    prize: toDisplayText(offer.draw.prize, TEXT_GRAPHEMES),
    winners: result.winners.slice(0, WINNERS_SHOWN).map(({ name }) => toShownName(name, names)),
    seed: result.seed,
  };
};

interface DatedClaim {
  readonly at: Instant;
  /** Worked out for the few that are shown: a masked name is read letter by letter. */
  readonly claim: () => OverlayClaim;
}

const CLAIM_STATES: Readonly<Partial<Record<ClaimEntry['state'], OverlayClaim['state']>>> = {
  claimed: 'called',
  reserved: 'reserved',
  waiting: 'waiting',
};

const toClaims = (room: Room, names: OverlayNames, now: Instant): readonly OverlayClaim[] => {
  const { claimBook, claims, orders } = room.tally;
  const fromBook = ({ terms, at, state }: ClaimEntry): DatedClaim | [] => {
    const shown = CLAIM_STATES[state];
    if (shown === undefined) return [];
    const claim = (): OverlayClaim => ({
      key: `claim:${terms.claimId}`,
      name: toShownName(terms.viewer.name, names),
      state: shown,
      number: terms.number,
      variantTitle: room.variants.get(terms.variantId)?.title ?? '',
      quantity: terms.quantity,
    });
    return { at, claim };
  };
  const fromComment = ({ fact, number, quantity }: RoomClaim): DatedClaim => {
    const viewer = 'viewer' in fact.body ? fact.body.viewer : undefined;
    const claim = (): OverlayClaim => ({
      key: `comment:${fact.seq}`,
      name: viewer === undefined ? null : toShownName(viewer.name, names),
      state: 'called',
      number,
      variantTitle: '',
      quantity,
    });
    return { at: happenedAt(room, fact), claim };
  };
  const fromOrder = (entry: OrderEntry): DatedClaim | [] => {
    const [first] = entry.lines;
    if (first === undefined || entry.paidAt === null || stateOf(entry) !== 'paid') return [];
    const claim = (): OverlayClaim => ({
      key: `order:${entry.orderId}`,
      name: toShownName(entry.buyer.name, names),
      state: 'paid',
      number: numberOf(room, first.productId, first.variantId),
      variantTitle: room.variants.get(first.variantId)?.title ?? '',
      quantity: unitsOf(entry),
    });
    return { at: entry.paidAt, claim };
  };
  const called =
    claimBook.entries.size > 0
      ? claimBook.newest.slice(-LOOK_BACK).flatMap(fromBook)
      : claims.slice(-LOOK_BACK).map(fromComment);
  return [...called, ...orders.newest.slice(-LOOK_BACK).flatMap(fromOrder)]
    .filter(({ at }) => now - at < CLAIM_SHOWN_MS)
    .sort((a, b) => a.at - b.at)
    .slice(-CLAIMS_SHOWN)
    .map(({ claim }) => claim());
};

const toGoal = (room: Room, goal: OverlaySettings['goal']): OverlayView['goal'] => {
  const { orders } = room.tally;
  const { startedAt, currency } = room.show;
  // Before a start nothing has been reached or missed.
  if (goal === null || startedAt === null) return null;
  const reached = { gmv: orders.gmvMinor, orders: orders.paidOrders, units: orders.units }[goal.figure];
  return { ...goal, reached, currency };
};

export const toOverlayView = (room: Room, settings: OverlaySettings, now: Instant): OverlayView => {
  const parts = new Set(settings.parts);
  const { theme, orientation, corner, language, names } = settings;
  const deal = parts.has('deal') ? dealShown(room) : null;
  const shown = room.pin ?? deal;
  const product = parts.has('product') && shown !== null ? toProduct(room, shown, parts) : null;
  return {
    look: { theme, orientation, corner, language },
    product,
    deal: deal === null ? null : toDeal(room, deal, parts, product === null ? null : shown),
    stock: parts.has('stock') && product !== null && shown !== null ? stockOf(room, shown, deal) : null,
    claims: parts.has('claims') ? toClaims(room, names, now) : [],
    goal: toGoal(room, settings.goal),
    correction: room.correction,
    draw: parts.has('draw') ? toDraw(room, names, now) : null,
  };
};
