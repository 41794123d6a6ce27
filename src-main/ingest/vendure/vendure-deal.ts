// A flash price in Vendure: a promotion that begins and ends by itself, so that a desk that dies leaves no wrong price behind.

import type { RoomCommand } from '../../contract/room-protocol.ts';
import type { Carried } from '../event-source.ts';
import { dig, idOf, listOf, own, textOf } from '../shop/loose-field.ts';
import type { SourceCatalogue } from '../source-kind.ts';
import { dealMark, dealNames } from './deal-promotion.ts';
import type { VendureApi } from './vendure-api.ts';

type Command<Kind extends RoomCommand['kind']> = Extract<RoomCommand, { readonly kind: Kind }>;

export interface VendureDeals {
  /** Carries `deal.start` and `deal.stop`; anything else is refused. Rejects with ShopFault where Vendure gave no answer. */
  carry(command: RoomCommand, signal: AbortSignal): Promise<Carried>;
}

export interface VendureDealsOptions {
  readonly api: VendureApi;
  readonly catalogue: SourceCatalogue | undefined;
  /** The shop's clock minus ours, in ms. */
  readonly clockOffsetMs: () => number;
}

const FIND_VARIANT = `query ($options: ProductVariantListOptions!) {
  productVariants(options: $options) { items { id sku priceWithTax currencyCode } }
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

  const findVariant = async ({ body }: Command<'deal.start'>, signal: AbortSignal): Promise<unknown> => {
    const sku = catalogue?.skuOf(body.productId, body.variantId) ?? null;
    const filter = sku === null ? { id: { eq: body.variantId } } : { sku: { eq: sku } };
    const data = await api.ask(FIND_VARIANT, { options: { take: 2, filter } }, signal);
    const items = listOf(dig(data, 'productVariants', 'items'));
    // Two with one number: which is meant nobody knows.
    return items.length === 1 ? items[0] : undefined;
  };

  const momentOf = (at: number): string => new Date(at + clockOffsetMs()).toISOString();

  const start = async (command: Command<'deal.start'>, signal: AbortSignal): Promise<Carried> => {
    const { dealId, price, quantity, countdownMs, durationMs } = command.body;
    const known = await findPromotion(dealId, signal);
    if (known !== undefined) return DONE;
    const variant = await findVariant(command, signal);
    const variantId = idOf(own(variant, 'id'));
    const now = own(variant, 'priceWithTax');
    if (variantId === null || typeof now !== 'number') return refuse('not_found', 'Vendure has no such variant');
    if (own(variant, 'currencyCode') !== price.currency)
      return refuse('currency', `Vendure sells it in ${String(own(variant, 'currencyCode')).slice(0, 8)}`);
    if (price.minor >= now) return refuse('price_not_lower', 'Vendure sells it no dearer than that');
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
                { name: 'discount', value: String((1 - price.minor / now) * 100) },
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
  };
};
