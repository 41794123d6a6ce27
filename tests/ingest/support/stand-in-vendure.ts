// A Vendure admin API as far as the source asks it: letting in, orders by change or by placing, variants and promotions.

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
  readonly actions: readonly { readonly arguments: readonly { readonly name: string; readonly value: string }[] }[];
}

export interface StandInVendure {
  readonly server: ShopServer;
  readonly orders: VendureOrder[];
  readonly promotions: Promotion[];
  readonly variants: { readonly id: string; readonly sku: string; priceWithTax: number; currencyCode: string }[];
  /** Tokens that are let in. */
  readonly tokens: Set<string>;
  password: string;
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

interface PromotionInput {
  readonly id: string;
  readonly enabled: boolean;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly translations: readonly { readonly name: string }[];
  readonly conditions: readonly unknown[];
  readonly actions: Promotion['actions'];
}

export const startStandInVendure = async (): Promise<StandInVendure> => {
  const self = {
    orders: [] as VendureOrder[],
    promotions: [] as Promotion[],
    variants: [{ id: '11', sku: 'LIP-RED', priceWithTax: 10_680, currencyCode: 'USD' }],
    tokens: new Set<string>(),
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

  const create = (input: PromotionInput): object => {
    if (input.conditions.length === 0) return { __typename: 'MissingConditionsError', message: 'no condition' };
    const { enabled, startsAt, endsAt, actions } = input;
    const id = String(self.promotions.length + 1);
    self.promotions.push({ id, name: input.translations[0]?.name ?? '', enabled, startsAt, endsAt, actions });
    return { __typename: 'Promotion', id };
  };

  const data = (query: string, variables: Record<string, never>): object => {
    const { options, name, input } = variables as unknown as { options: Options; name: string; input: PromotionInput };
    if (query.includes('orders(')) return { orders: { items: list(options) } };
    if (query.includes('promotions(')) {
      return { promotions: { items: self.promotions.filter((each) => each.name === name) } };
    }
    if (query.includes('createPromotion')) return { createPromotion: create(input) };
    if (query.includes('updatePromotion')) {
      const found = self.promotions.find(({ id }) => id === input.id);
      if (found !== undefined) Object.assign(found, { enabled: input.enabled, endsAt: input.endsAt });
      return { updatePromotion: { __typename: 'Promotion', id: input.id } };
    }
    return { productVariants: { items: self.variants } };
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

  return Object.assign(self, { server: await startShopServer(answer) });
};
