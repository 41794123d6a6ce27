// From what a form says of a deal to its terms: prices in the show's currency, items and gifts as the shop has them.

import { Refusal } from '../contract/errors.ts';
import type { RouteParsed } from '../contract/routes.ts';
import type { CatalogueProduct } from '../core/catalogue-product.ts';
import type { DealOffer, DealTerms } from '../core/deal.ts';
import type { Offered } from '../core/deal-check.ts';
import { stockLeft } from '../core/product.ts';
import { type DealId, duration, money, type VariantId } from '../core/units.ts';
import type { EngineDesk } from './engine-desk.ts';

export type TermsInput = Omit<RouteParsed<'deal.check'>, 'dealId' | 'trigger'>;

type Shelf = Pick<EngineDesk, 'room'> & { readonly store: Pick<EngineDesk['store'], 'productOnSale'> };

/** A variant as the show has it; one that is not on its run sheet as the shop has it. */
export const offeredIn =
  ({ room, store }: Shelf) =>
  (variantId: VariantId): Offered | null => {
    const known =
      room().variants.get(variantId) ??
      store.productOnSale(variantId)?.variants.find((variant) => variant.variantId === variantId);
    return known === undefined ? null : { listPrice: known.price, stock: stockLeft(known) };
  };

/** The catalogue's product of a variant, or null where there is none. */
export const productWith = (desk: EngineDesk, variantId: VariantId): CatalogueProduct | null => {
  const productId = desk.store.productOfVariant(variantId);
  return productId === null ? null : (desk.store.catalogueProduct(productId)?.product ?? null);
};

const bundleItem = (desk: EngineDesk, variantId: VariantId, quantity: number) => {
  const product = productWith(desk, variantId);
  const listPrice = offeredIn(desk)(variantId)?.listPrice;
  if (product === null || listPrice === undefined) throw new Refusal('not_found', 'There is no such product on sale.');
  const { productId, title, brand } = product;
  return { productId, variantId, title, brand, quantity, listPrice };
};

const giftVariant = (desk: EngineDesk, variantId: VariantId | null) => {
  if (variantId === null) return null;
  const product = productWith(desk, variantId);
  if (product === null) throw new Refusal('not_found', 'There is no such product on sale.');
  return { productId: product.productId, variantId };
};

const toOffer = (desk: EngineDesk, offer: NonNullable<TermsInput['offer']>): DealOffer => {
  const { currency } = desk.room().show;
  switch (offer.kind) {
    case 'bundle':
      return {
        kind: 'bundle',
        items: offer.items.map(({ variantId, quantity }) => bundleItem(desk, variantId, quantity)),
      };
    case 'tiered':
      return {
        kind: 'tiered',
        tiers: offer.tiers.map(({ from, priceMinor }) => ({ from, price: money(priceMinor, currency) })),
      };
    case 'gift': {
      const { variantId, ...gift } = offer.gift;
      return { kind: 'gift', gift: { ...gift, variant: giftVariant(desk, variantId) } };
    }
    case 'draw': {
      const { prizeValueMinor, ...draw } = offer.draw;
      return { kind: 'draw', draw: { ...draw, prizeValue: money(prizeValueMinor, currency), seedHash: '' } };
    }
    case 'flash':
    case 'limited':
    case 'coupon':
      return offer;
  }
};

/** Throws Refusal `not_found` where the variant is not on the run sheet. */
export const toTerms = (desk: EngineDesk, input: TermsInput, dealId: DealId): DealTerms => {
  const { show, products } = desk.room();
  const variant = products.get(input.productId)?.variants.find((each) => each.variantId === input.variantId);
  if (variant === undefined) throw new Refusal('not_found', 'That product is not on the run sheet.');
  const offer = toOffer(desk, input.offer ?? { kind: 'flash' });
  const isDraw = offer.kind === 'draw';
  return {
    dealId,
    productId: input.productId,
    variantId: input.variantId,
    price: isDraw ? variant.price : money(input.priceMinor, show.currency),
    comparePrice: offer.kind === 'bundle' || isDraw ? null : variant.comparePrice,
    // A draw gives away what it draws for, once each.
    quantity: isDraw ? offer.draw.winners : input.quantity,
    perBuyer: isDraw ? 1 : input.perBuyer,
    countdownMs: duration(input.countdownMs),
    durationMs: duration(input.durationMs),
    ...(offer.kind === 'flash' ? {} : { offer }),
  };
};
