// Orders in the shapes that shops send them in, made by hand and small.

export const shopifyOrder = (rest: object = {}): Record<string, unknown> => ({
  id: 820_982_911_946_154,
  admin_graphql_api_id: 'gid://shopify/Order/820982911946154',
  name: '#1001',
  created_at: '2026-11-20T09:00:00-05:00',
  processed_at: '2026-11-20T09:00:05-05:00',
  updated_at: '2026-11-20T09:01:00-05:00',
  cancelled_at: null,
  currency: 'USD',
  total_price: '59.99',
  financial_status: 'paid',
  note: null,
  customer: { id: 115_310_627_314_723, first_name: 'Ada', last_name: 'Lo', email: 'ada@example.com' },
  line_items: [
    {
      id: 866_550_311_766_439,
      product_id: 788_032_119_674_292,
      variant_id: 642_667_041_472_713,
      sku: 'LIP-01',
      title: 'Lipstick',
      name: 'Lipstick - Red',
      quantity: 2,
      price: '29.99',
    },
  ],
  refunds: [],
  ...rest,
});

export const shopifyRefund = (id: number, amount: string, rest: object = {}): Record<string, unknown> => ({
  id,
  created_at: '2026-11-20T09:30:00-05:00',
  processed_at: '2026-11-20T09:30:00-05:00',
  transactions: [{ id: id + 1, kind: 'refund', status: 'success', amount, currency: 'USD' }],
  ...rest,
});

export const wooOrder = (rest: object = {}): Record<string, unknown> => ({
  id: 727,
  number: '727',
  status: 'processing',
  currency: 'EUR',
  total: '29.35',
  date_created_gmt: '2026-11-20T14:00:00',
  date_modified_gmt: '2026-11-20T14:02:00',
  date_paid_gmt: '2026-11-20T14:01:00',
  customer_id: 0,
  customer_note: '',
  billing: { first_name: 'Bo', last_name: 'Li' },
  line_items: [
    {
      id: 315,
      name: 'Mug',
      product_id: 93,
      variation_id: 0,
      quantity: 2,
      total: '20.17',
      total_tax: '4.03',
      sku: 'MUG',
      price: 10.085,
    },
  ],
  refunds: [],
  ...rest,
});

export const whatnotOrder = (data: object = {}, rest: object = {}): Record<string, unknown> => ({
  type: 'orders.created',
  timestamp: '2026-11-20T14:00:01.123Z',
  data: {
    id: 'T3JkZXJOb2RlOjE=',
    status: 'pending_fulfillment',
    show_id: 'show-1',
    transaction_type: 'auction',
    amounts: {
      subtotal: { amount: '40', currency: 'USD' },
      total: { amount: '42', currency: 'USD' },
    },
    buyer: { id: 'u1', username: 'cardfan' },
    created_at: '2026-11-20T14:00:00.000Z',
    ...data,
  },
  ...rest,
});

export const douyinOrder = (order: object = {}): Record<string, unknown> => ({
  event: 'life_trade_order_notify',
  client_key: 'aw1',
  content: JSON.stringify({
    action: 'pay_success',
    msg_time: 1_795_183_202,
    order: {
      order_id: '1087539181296419999',
      account_id: '7',
      pay_amount: 1990,
      original_amount: 2990,
      create_time: 1_795_183_195,
      pay_time: 1_795_183_200,
      ...order,
    },
  }),
  log_id: 'l1',
});

export const tikTokShopChange = (data: object = {}): Record<string, unknown> => ({
  type: 1,
  shop_id: '7494049642642441621',
  timestamp: 1_795_183_202,
  tts_notification_id: '7327112393057371910',
  data: { order_id: '576461413038785752', order_status: 'AWAITING_SHIPMENT', update_time: 1_795_183_200, ...data },
});
