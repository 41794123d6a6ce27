// A Vendure admin API as far as the source asks it: letting in, orders by change or by placing, variants, and promotions that change the price for their time.

import { type Answer, type Asked, type ShopServer, startShopServer } from './shop-server.ts';

export interface VendureOrder {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly orderPlacedAt: string | null;
  readonly updatedAt: string;
  readonly [field: string]: unknown;
}

interface Promotion {
  readonly id: string;
  readonly name: string;
  enabled: boolean;
  startsAt: string;
  endsAt: string;
  /** How many orders may have it. */
  readonly usageLimit: number;
  readonly actions: readonly { readonly arguments: readonly { readonly name: string; readonly value: string }[] }[];
}

interface Variant {
  readonly id: string;
  readonly sku: string;
  priceWithTax: number;
  currencyCode: string;
  /** Of a channel that keeps its prices without tax: what is kept, and the tax on it in percent. */
  readonly net?: { readonly price: number; readonly taxPercent: number };
}

export interface StandInVendure {
  readonly server: ShopServer;
  readonly orders: VendureOrder[];
  readonly promotions: Promotion[];
  readonly variants: Variant[];
  /** Whether its channel keeps prices with tax. */
  pricesIncludeTax: boolean;
  /** Tokens that are let in. */
  readonly tokens: Set<string>;
  password: string;
  /** What a piece costs at `at`, UTC ms, in minor units. Throws where there is no such variant. */
  priceOf(sku: string, at?: number): number;
  /** Pays for so many pieces at the price of `at`; the order is returned as it is told. */
  buy(sku: string, quantity: number, buyer: string, at?: number): VendureOrder;
  /** All of its money back. */
  refund(order: VendureOrder, at?: number): void;
}

/** Second by second, as sql.js dates them. */
export const iso = (at: number): string => new Date(Math.floor(at / 1000) * 1000).toISOString();

export const vendureOrder = (id: string, at: number, rest: object = {}): VendureOrder => ({
  id,
  code: `CODE${id}`,
  state: 'PaymentSettled',
  orderPlacedAt: new Date(at).toISOString(),
  updatedAt: iso(at),
  currencyCode: 'USD',
  totalWithTax: 16_380,
  customer: { id: '7', firstName: 'Ada', lastName: 'Lo' },
  lines: [
    {
      id: '1',
      quantity: 1,
      orderPlacedQuantity: 1,
      unitPriceWithTax: 15_880,
      proratedUnitPriceWithTax: 15_880,
      discounts: [],
      productVariant: { id: '11', sku: 'LIP-RED', name: 'Lipstick Red', product: { id: '3' } },
    },
  ],
  payments: [
    {
      id: id,
      amount: 16_380,
      state: 'Settled',
      createdAt: new Date(at).toISOString(),
      updatedAt: new Date(at).toISOString(),
      refunds: [],
    },
  ],
  ...rest,
});

export const refundedOrder = (order: VendureOrder, at: number, ...totals: readonly number[]): VendureOrder => {
  const [payment] = order.payments as readonly object[];
  const refunds = totals.map((total, index) => ({
    id: `${order.id}-${index}`,
    total,
    state: 'Settled',
    createdAt: iso(at),
    updatedAt: iso(at),
  }));
  return { ...order, payments: [{ ...payment, refunds }] };
};

interface Options {
  readonly take: number;
  readonly skip: number;
  readonly filter: { readonly updatedAt?: { after: string }; readonly orderPlacedAt?: { after: string } };
}

interface VariantFilter {
  readonly sku?: { readonly eq: string };
  readonly id?: { readonly eq: string };
}

interface PromotionInput {
  readonly id: string;
  readonly usageLimit: number;
  readonly enabled: boolean;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly translations: readonly { readonly name: string }[];
  readonly conditions: readonly unknown[];
  readonly actions: Promotion['actions'];
}

const argumentOf = ({ actions }: Promotion, name: string): string =>
  actions[0]?.arguments.find((each) => each.name === name)?.value ?? '';

const isFor = (promotion: Promotion, variantId: string): boolean =>
  (JSON.parse(argumentOf(promotion, 'productVariantIds') || '[]') as string[]).includes(variantId);

const isRunning = ({ enabled, startsAt, endsAt }: Promotion, at: number): boolean =>
  enabled && Date.parse(startsAt) <= at && at < Date.parse(endsAt);

export const startStandInVendure = async (): Promise<StandInVendure> => {
  const self = {
    orders: [] as VendureOrder[],
    promotions: [] as Promotion[],
    variants: [{ id: '11', sku: 'LIP-RED', priceWithTax: 10_680, currencyCode: 'USD' }] as Variant[],
    tokens: new Set<string>(),
    pricesIncludeTax: true,
    password: 'right',
  };

  const list = ({ take, skip, filter }: Options): readonly VendureOrder[] => {
    const field = filter.updatedAt === undefined ? 'orderPlacedAt' : 'updatedAt';
    const after = Date.parse(filter[field]?.after ?? '');
    return self.orders
      .filter((order) => Date.parse(order[field] ?? '') > after)
      .sort((a, b) => Date.parse(a[field] ?? '') - Date.parse(b[field] ?? '') || Number(a.id) - Number(b.id))
      .slice(skip, skip + take);
  };

  const variantOf = (sku: string): Variant => {
    const found = self.variants.find((each) => each.sku === sku);
    if (found === undefined) throw new Error(`There is no variant ${sku}.`);
    return found;
  };

  const usesOf = ({ name }: Promotion): number =>
    self.orders.filter(({ lines }) =>
      (lines as readonly { readonly discounts: readonly { readonly description: string }[] }[]).some(({ discounts }) =>
        discounts.some(({ description }) => description === name),
      ),
    ).length;

  const promotionOf = (variant: Variant, at: number): Promotion | undefined =>
    self.promotions.find((each) => isRunning(each, at) && isFor(each, variant.id) && usesOf(each) < each.usageLimit);

  const priceOf = (sku: string, at = Date.now()): number => {
    const variant = variantOf(sku);
    const promotion = promotionOf(variant, at);
    const percent = promotion === undefined ? 0 : Number.parseFloat(argumentOf(promotion, 'discount'));
    const { net } = variant;
    const kept = self.pricesIncludeTax || net === undefined ? variant.priceWithTax : net.price;
    // The adjustment is rounded, then what it leaves with its tax.
    const left = kept + Math.round(-kept * (percent / 100));
    return self.pricesIncludeTax || net === undefined ? left : Math.round(left + left * (net.taxPercent / 100));
  };

  const buy = (sku: string, quantity: number, buyer: string, at = Date.now()): VendureOrder => {
    const variant = variantOf(sku);
    const unit = priceOf(sku, at);
    const promotion = promotionOf(variant, at);
    const id = String(self.orders.length + 1);
    const total = unit * quantity;
    const line = {
      id: `${id}0`,
      quantity,
      orderPlacedQuantity: quantity,
      unitPriceWithTax: variant.priceWithTax,
      proratedUnitPriceWithTax: unit,
      discounts: promotion === undefined ? [] : [{ description: promotion.name }],
      productVariant: { id: variant.id, sku, name: sku, product: { id: `p${variant.id}` } },
    };
    const paidAt = new Date(at).toISOString();
    const order = vendureOrder(id, at, {
      currencyCode: variant.currencyCode,
      totalWithTax: total,
      customer: { id: `c${buyer}`, firstName: buyer, lastName: '' },
      lines: [line],
      payments: [{ id, amount: total, state: 'Settled', createdAt: paidAt, updatedAt: paidAt, refunds: [] }],
    });
    self.orders.push(order);
    return order;
  };

  const refund = (order: VendureOrder, at = Date.now()): void => {
    const place = self.orders.findIndex(({ id }) => id === order.id);
    self.orders.splice(place, 1, refundedOrder(order, at, Number(order.totalWithTax)));
  };

  const variantsBy = ({ sku, id }: VariantFilter): readonly Variant[] =>
    self.variants.filter((each) => (sku === undefined ? each.id === id?.eq : each.sku === sku.eq));

  const create = (input: PromotionInput): object => {
    if (input.conditions.length === 0) return { __typename: 'MissingConditionsError', message: 'no condition' };
    const { enabled, startsAt, endsAt, usageLimit, actions } = input;
    const id = String(self.promotions.length + 1);
    self.promotions.push({
      id,
      name: input.translations[0]?.name ?? '',
      enabled,
      startsAt,
      endsAt,
      usageLimit,
      actions,
    });
    return { __typename: 'Promotion', id };
  };

  const data = (query: string, variables: Record<string, never>): object => {
    const { options, name, input } = variables as unknown as { options: Options; name: string; input: PromotionInput };
    if (query.includes('orders(')) return { orders: { items: list(options) } };
    if (query.includes('promotions(')) {
      return { promotions: { items: self.promotions.filter((each) => each.name.includes(name)) } };
    }
    if (query.includes('createPromotion')) return { createPromotion: create(input) };
    if (query.includes('updatePromotion')) {
      const found = self.promotions.find(({ id }) => id === input.id);
      if (found !== undefined) Object.assign(found, { enabled: input.enabled, endsAt: input.endsAt });
      return { updatePromotion: { __typename: 'Promotion', id: input.id } };
    }
    const items = variantsBy((options as unknown as { filter: VariantFilter }).filter).map(({ net, ...variant }) => ({
      ...variant,
      price: net?.price ?? variant.priceWithTax,
      taxRateApplied: { value: net?.taxPercent ?? 0 },
    }));
    return { activeChannel: { pricesIncludeTax: self.pricesIncludeTax }, productVariants: { items } };
  };

  const answer = ({ body, headers }: Asked): Answer => {
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, never> };
    if (query.includes('login(')) {
      const isRight = (variables as { password?: string }).password === self.password;
      if (!isRight)
        return {
          body: { data: { login: { __typename: 'InvalidCredentialsError', errorCode: 'INVALID_CREDENTIALS_ERROR' } } },
        };
      const token = `token-${self.tokens.size}-${Math.random()}`;
      self.tokens.add(token);
      return { headers: { 'vendure-auth-token': token }, body: { data: { login: { __typename: 'CurrentUser' } } } };
    }
    const token = (headers.authorization ?? '').replace('Bearer ', '');
    if (!self.tokens.has(token))
      return { body: { errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }], data: null } };
    return { body: { data: data(query, variables) } };
  };

  return Object.assign(self, { priceOf, buy, refund, server: await startShopServer(answer) });
};
