// A flash price in Vendure: a promotion that begins and ends by itself, so that a desk that dies leaves no wrong price behind.

import type { RoomCommand } from '../../contract/room-protocol.ts';
import type { Carried, DealPrice, ShopOutlook } from '../event-source.ts';
import { dig, idOf, listOf, own, textOf } from '../shop/loose-field.ts';
import type { SourceCatalogue } from '../source-kind.ts';
import { dealMark, dealNames } from './deal-promotion.ts';
import type { VendureApi } from './vendure-api.ts';
import { nearestPrices, percentFor, priceAfter, type ShopPrice } from './vendure-price.ts';

/** The discount that makes a variant cost what the deal says. */
interface ShopDiscount {
  readonly ok: true;
  readonly variantId: string;
  readonly percent: number;
}

type ShopObjection = Exclude<ShopOutlook, { readonly ok: true }>;

type Command<Kind extends RoomCommand['kind']> = Extract<RoomCommand, { readonly kind: Kind }>;

export interface VendureDeals {
  /** Carries `deal.start` and `deal.stop`; anything else is refused. Rejects with ShopFault where Vendure gave no answer. */
  carry(command: RoomCommand, signal: AbortSignal): Promise<Carried>;
  /** Asks and changes nothing. Rejects with ShopFault. */
  foresee(deal: DealPrice, signal: AbortSignal): Promise<ShopOutlook>;
}

export interface VendureDealsOptions {
  readonly api: VendureApi;
  readonly catalogue: SourceCatalogue | undefined;
  /** The shop's clock minus ours, in ms. */
  readonly clockOffsetMs: () => number;
}

const FIND_VARIANT = `query ($options: ProductVariantListOptions!) {
  activeChannel { pricesIncludeTax }
  productVariants(options: $options) { items { id price priceWithTax currencyCode taxRateApplied { value } } }
}`;
const FIND_PROMOTION = `query ($name: String!) {
  promotions(options: { take: 1, filter: { name: { contains: $name } } }) { items { id enabled endsAt } }
}`;
const CREATE = `mutation ($input: CreatePromotionInput!) {
  createPromotion(input: $input) { __typename ... on Promotion { id } ... on ErrorResult { errorCode message } }
}`;
const UPDATE = `mutation ($input: UpdatePromotionInput!) {
  updatePromotion(input: $input) { __typename ... on Promotion { id } ... on ErrorResult { errorCode message } }
}`;

const refuse = (code: string, message: string): Carried => ({ ok: false, code, message, retryable: false });

/** For whoever reads what became of a command; screens have words of their own. */
const MESSAGES: Readonly<Record<ShopObjection['code'], string>> = {
  not_found: 'Vendure has no such variant',
  currency: 'Vendure sells it in another currency',
  price_not_lower: 'Vendure sells it no dearer than that',
  price_not_exact: 'Vendure rounds tax and discount so that it cannot be sold at just that price',
};

const object = (code: ShopObjection['code'], nearestMinor: readonly number[] = []): ShopObjection => ({
  ok: false,
  code,
  nearestMinor,
});
/** Vendure counts nothing that could be a seq. */
const DONE: Carried = { ok: true, seq: 0 };

const answerOf = (data: unknown, mutation: string): Carried => {
  const answer = own(data, mutation);
  if (own(answer, '__typename') === 'Promotion') return DONE;
  return refuse('refused', textOf(own(answer, 'message')) ?? textOf(own(answer, 'errorCode')) ?? 'refused');
};

export const createVendureDeals = ({ api, catalogue, clockOffsetMs }: VendureDealsOptions): VendureDeals => {
  const findPromotion = async (dealId: string, signal: AbortSignal): Promise<unknown> => {
    const data = await api.ask(FIND_PROMOTION, { name: dealMark(dealId) }, signal);
    return listOf(dig(data, 'promotions', 'items'))[0];
  };

  const findVariant = async ({ productId, variantId }: DealPrice, signal: AbortSignal) => {
    const sku = catalogue?.skuOf(productId, variantId) ?? null;
    const filter = sku === null ? { id: { eq: variantId } } : { sku: { eq: sku } };
    const data = await api.ask(FIND_VARIANT, { options: { take: 2, filter } }, signal);
    const items = listOf(dig(data, 'productVariants', 'items'));
    // Two with one number: which is meant nobody knows.
    const variant = items.length === 1 ? items[0] : undefined;
    return { variant, isWithTax: dig(data, 'activeChannel', 'pricesIncludeTax') !== false };
  };

  /** In the channel's own tax zone: what a buyer from another one pays is between them and its taxes. */
  const weigh = async (deal: DealPrice, signal: AbortSignal): Promise<ShopDiscount | ShopObjection> => {
    const { variant, isWithTax } = await findVariant(deal, signal);
    const variantId = idOf(own(variant, 'id'));
    const now = own(variant, 'priceWithTax');
    const listMinor = isWithTax ? now : own(variant, 'price');
    const taxPercent = isWithTax ? 0 : dig(variant, 'taxRateApplied', 'value');
    if (variantId === null || typeof now !== 'number' || typeof listMinor !== 'number') return object('not_found');
    if (typeof taxPercent !== 'number') return object('not_found');
    if (own(variant, 'currencyCode') !== deal.price.currency) return object('currency');
    if (deal.price.minor >= now) return object('price_not_lower');
    const shop: ShopPrice = { listMinor, isWithTax, taxPercent };
    // A shop that rounds in a way of its own would take another price than is foreseen here.
    if (priceAfter(shop, 0) !== now) return object('price_not_exact');
    const percent = percentFor(shop, deal.price.minor);
    if (percent === null) return object('price_not_exact', nearestPrices(shop, deal.price.minor));
    return { ok: true, variantId, percent };
  };

  const momentOf = (at: number): string => new Date(at + clockOffsetMs()).toISOString();

  const start = async (command: Command<'deal.start'>, signal: AbortSignal): Promise<Carried> => {
    const { dealId, quantity, countdownMs, durationMs } = command.body;
    const known = await findPromotion(dealId, signal);
    if (known !== undefined) return DONE;
    const weighed = await weigh(command.body, signal);
    if (!weighed.ok) return refuse(weighed.code, MESSAGES[weighed.code]);
    const { variantId, percent } = weighed;
    const startsAt = command.at + countdownMs;
    const data = await api.ask(
      CREATE,
      {
        input: {
          enabled: true,
          startsAt: momentOf(startsAt),
          endsAt: momentOf(startsAt + durationMs),
          translations: dealNames(dealId).map((each) => ({ ...each, description: '' })),
          // Orders, not pieces: a bound for what is bought between two looks at the shop.
          usageLimit: quantity,
          // Vendure wants one: it holds wherever the discount does.
          conditions: [
            {
              code: 'contains_products',
              arguments: [
                { name: 'minimum', value: '1' },
                { name: 'productVariantIds', value: JSON.stringify([variantId]) },
              ],
            },
          ],
          actions: [
            {
              code: 'products_percentage_discount',
              arguments: [
                { name: 'discount', value: String(percent) },
                { name: 'productVariantIds', value: JSON.stringify([variantId]) },
              ],
            },
          ],
        },
      },
      signal,
    );
    return answerOf(data, 'createPromotion');
  };

  const stop = async ({ at, body }: Command<'deal.stop'>, signal: AbortSignal): Promise<Carried> => {
    const known = await findPromotion(body.dealId, signal);
    const id = idOf(own(known, 'id'));
    // Never begun there, or over: the price is what it was.
    if (id === null || own(known, 'enabled') === false) return DONE;
    const data = await api.ask(UPDATE, { input: { id, enabled: false, endsAt: momentOf(at) } }, signal);
    return answerOf(data, 'updatePromotion');
  };

  return {
    carry: async (command, signal) => {
      if (command.kind === 'deal.start') return start(command, signal);
      if (command.kind === 'deal.stop') return stop(command, signal);
      return refuse('not_carried', `Vendure does not carry out ${command.kind}`);
    },
    foresee: async (deal, signal) => {
      const weighed = await weigh(deal, signal);
      return weighed.ok ? { ok: true } : weighed;
    },
  };
};
