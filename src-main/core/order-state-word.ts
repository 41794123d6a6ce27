// The words by which platforms say what has become of an order, in the languages of their exports.

export interface OrderStateSaid {
  readonly isPaid: boolean | null;
  readonly isCancelled: boolean | null;
  readonly isRefunded: boolean;
}

const said = (isPaid: boolean | null, isCancelled: boolean | null = false, isRefunded = false): OrderStateSaid => ({
  isPaid,
  isCancelled,
  isRefunded,
});

const UNPAID = said(false);
const PAID = said(true);
/** Closed: paid or not is told by the time of payment or by a refund. */
const CLOSED = said(null, true);
const CANCELLED = said(null, true);
const PAID_AND_CLOSED = said(true, true);
const REFUNDED = said(true, null, true);
const PART_REFUNDED = said(true, null);

const words = (text: string, state: OrderStateSaid): readonly (readonly [string, OrderStateSaid])[] =>
  text.split('|').map((word) => [word, state]);

const STATES: ReadonlyMap<string, OrderStateSaid> = new Map([
  ...words(
    '待付款|待支付|未付款|partially paid|等待买家付款|创建成功|unpaid|pending|pending payment|pending-payment|on-hold|on hold|authorized|created|draft|checkout-draft|failed|expired',
    UNPAID,
  ),
  ...words(
    '已付款|已支付|待发货|备货中|部分发货|已发货|待收货|已签收|已完成|交易成功|买家已付款|买家已付款,等待卖家发货|卖家已发货|卖家已发货,等待买家确认|卖家部分发货|等待卖家发货|等待买家确认收货|付款成功',
    PAID,
  ),
  ...words(
    'paid|processing|completed|complete|shipped|delivered|to ship|awaiting shipment|awaiting collection|in transit|arrangeshipment|fulfilled|packed|paymentsettled|unfulfilled',
    PAID,
  ),
  ...words('已付款后关闭', PAID_AND_CLOSED),
  ...words('已关闭|交易关闭|关闭|已取消|取消|交易取消', CLOSED),
  ...words('cancelled|canceled|cancel|voided|void|closed|cancellation|trash', CANCELLED),
  ...words(
    '已退款|全额退款|退款成功|退货退款成功|退款完成|退货退款|refunded|refund|returned|return/refund|return and refund|refund only',
    REFUNDED,
  ),
  ...words('部分退款|部分退款成功|partially refunded|partial refund|partially-refunded', PART_REFUNDED),
]);

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^wc-/, '')
    .replace(/[_\s]+/g, ' ')
    .replace(/，/g, ',')
    .trim();

/** Null where the word is not known. */
export const readOrderState = (text: string): OrderStateSaid | null =>
  STATES.get(fold(text)) ?? STATES.get(fold(text).replaceAll(' ', '')) ?? null;

/** 售后状态, 退款状态: whether a line's money has come back. A request that is under way has not yet. */
export const isRefundDone = (text: string): boolean => {
  const word = fold(text);
  return (
    /退款成功|退款完成|已退款|售后成功|售后完成|退货退款成功/.test(word) ||
    /^(?:refunded|refund completed?|return completed?)$/.test(word)
  );
};
