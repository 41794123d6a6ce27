// The simulated room's own shop: what is pinned, which deal runs, what is in stock; it carries a console's commands out.

import type { RoomCommand, RoomCommandBodies } from '../contract/room-protocol.ts';
import type { Product, Variant } from '../core/product.ts';
import type { DealId, ProductId, VariantId, ViewerId } from '../core/units.ts';
import type { DemoCatalogue } from './demo-catalogue.ts';
import type { CommandResult } from './room-commands.ts';

/** A product as the room knows it: with its number, and how people call it. */
export interface Listing {
  readonly number: number;
  readonly product: Product;
  readonly thing: string;
  readonly unit: string;
}

export interface ShopDeal {
  readonly terms: RoomCommandBodies['deal.start'];
  readonly listing: Listing;
  readonly variant: Variant;
  readonly opensMs: number;
  readonly closesMs: number;
  sold: number;
  /** Who has had their share. */
  readonly served: Set<ViewerId>;
}

export interface Shop {
  readonly listings: readonly Listing[];
  pinned(): { readonly listing: Listing; readonly variant: Variant; readonly sinceMs: number } | null;
  /** The deal that sells at this moment. */
  openDeal(nowMs: number): ShopDeal | null;
  stockOf(variantId: VariantId): number;
  /** Takes what an order needs; false, and nothing taken, where the stock does not reach. */
  take(variantId: VariantId, quantity: number): boolean;
  giveBack(variantId: VariantId, quantity: number): void;
  /** Pins by cue number, as the room did before anybody watched. */
  pinCue(number: number, nowMs: number): void;
  /** Carries out what concerns the shop; `speed` turns a console's spans into the show's. */
  carryOut(command: RoomCommand, nowMs: number, speed: number): CommandResult;
}

const DONE: CommandResult = { ok: true };
const refuse = (code: string, message: string): CommandResult => ({ ok: false, code, message, retryable: false });

/** How a title's product is counted and called in a comment. */
const CALLED: readonly (readonly [word: string, unit: string])[] = [
  ['口红', '支'],
  ['唇釉', '支'],
  ['睫毛膏', '支'],
  ['眉笔', '支'],
  ['洁面乳', '支'],
  ['防晒霜', '支'],
  ['护手霜', '套'],
  ['面膜', '盒'],
  ['眼影盘', '盘'],
  ['气垫', '盒'],
  ['腮红膏', '盒'],
  ['面霜', '罐'],
  ['美妆蛋', '套'],
  ['礼盒', '盒'],
  ['卸妆油', '瓶'],
  ['定妆喷雾', '瓶'],
  ['身体乳', '瓶'],
  ['精华', '瓶'],
];

const listCatalogue = (catalogue: Pick<DemoCatalogue, 'products' | 'cues'>): Listing[] => {
  const products = new Map(catalogue.products.map((product) => [product.productId, product]));
  return catalogue.cues.flatMap((cue) => {
    const product = products.get(cue.productId);
    if (product === undefined) return [];
    const [thing, unit] = CALLED.find(([word]) => product.title.includes(word)) ?? [product.title, '件'];
    return [{ number: cue.number, product, thing, unit }];
  });
};

export const createShop = (catalogue: Pick<DemoCatalogue, 'products' | 'cues'>): Shop => {
  const listings = listCatalogue(catalogue);
  const stock = new Map(catalogue.products.flatMap((p) => p.variants.map((v) => [v.variantId, v.stock] as const)));
  const deals = new Map<DealId, ShopDeal & { isStopped: boolean }>();
  let pinned: ReturnType<Shop['pinned']> = null;

  const find = (productId: ProductId, variantId?: VariantId) => {
    const listing = listings.find((one) => one.product.productId === productId);
    const variants = listing?.product.variants ?? [];
    const variant = variantId === undefined ? variants[0] : variants.find((one) => one.variantId === variantId);
    return listing === undefined || variant === undefined ? null : { listing, variant };
  };

  const startDeal = (terms: RoomCommandBodies['deal.start'], nowMs: number, speed: number): CommandResult => {
    const found = find(terms.productId, terms.variantId);
    if (found === null) return refuse('unknown_product', 'the room does not sell this');
    if (deals.has(terms.dealId)) return refuse('deal_known', 'this deal was started before');
    const price = found.variant.price;
    if (terms.price.currency !== price.currency) return refuse('wrong_currency', `the room sells in ${price.currency}`);
    if (terms.price.minor >= price.minor) return refuse('deal_too_dear', 'a deal must be below the usual price');
    const running = [...deals.values()].some(
      (deal) => !deal.isStopped && deal.closesMs > nowMs && deal.terms.productId === terms.productId,
    );
    if (running) return refuse('deal_running', 'this product has a deal already');
    const opensMs = nowMs + terms.countdownMs * speed;
    const closesMs = opensMs + terms.durationMs * speed;
    deals.set(terms.dealId, { terms, ...found, opensMs, closesMs, sold: 0, served: new Set(), isStopped: false });
    return DONE;
  };

  return {
    listings,
    pinned: () => pinned,
    openDeal: (nowMs) => {
      for (const deal of deals.values())
        if (!deal.isStopped && deal.opensMs <= nowMs && nowMs < deal.closesMs && deal.sold < deal.terms.quantity)
          return deal;
      return null;
    },
    stockOf: (variantId) => stock.get(variantId) ?? 0,
    take: (variantId, quantity) => {
      const left = stock.get(variantId) ?? 0;
      if (left < quantity) return false;
      stock.set(variantId, left - quantity);
      return true;
    },
    giveBack: (variantId, quantity) => stock.set(variantId, (stock.get(variantId) ?? 0) + quantity),
    pinCue: (number, nowMs) => {
      const cue = catalogue.cues.find((one) => one.number === number);
      const found = cue === undefined ? null : find(cue.productId, cue.variantId);
      if (found !== null) pinned = { ...found, sinceMs: nowMs };
    },
    carryOut: (command, nowMs, speed) => {
      switch (command.kind) {
        case 'product.pin': {
          const found = find(command.body.productId, command.body.variantId);
          if (found === null) return refuse('unknown_product', 'the room does not sell this');
          pinned = { ...found, sinceMs: nowMs };
          return DONE;
        }
        case 'product.unpin':
          if (pinned?.listing.product.productId === command.body.productId) pinned = null;
          return DONE;
        case 'deal.start':
          return startDeal(command.body, nowMs, speed);
        case 'deal.stop': {
          const deal = deals.get(command.body.dealId);
          if (deal === undefined) return refuse('unknown_deal', 'the room has no such deal');
          deal.isStopped = true;
          return DONE;
        }
        case 'stock.set':
          if (!stock.has(command.body.variantId)) return refuse('unknown_product', 'the room does not sell this');
          stock.set(command.body.variantId, command.body.available);
          return DONE;
        default:
          return refuse('not_supported', `the shop does not carry out ${command.kind}`);
      }
    },
  };
};
