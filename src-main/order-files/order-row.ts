// Reads one row of an order file: what it says of its order, and of the one line that it is.

import type { TableRow } from '../catalogue-files/csv-reader.ts';
import { createRowCells, type ReadStyle, type RowCells } from '../catalogue-files/row-cells.ts';
import { isCurrency, readMoney } from '../core/money-text.ts';
import { isRefundDone, type OrderStateSaid, readOrderState } from '../core/order-state-word.ts';
import { readTime, type TimeStyle } from '../core/order-time.ts';
import type { OrderField, OrderLineDraft } from '../core/platform-order-draft.ts';
import type { CellProblem } from '../core/product-draft.ts';
import type { Instant } from '../core/units.ts';

export interface OrderRowSays {
  readonly row: number;
  readonly platform: string;
  readonly orderId: string;
  readonly otherIds: readonly string[];
  readonly buyerName: string;
  readonly buyerId: string;
  readonly currency: string;
  /** True where the row names its currency itself. */
  readonly isCurrencySaid: boolean;
  readonly createdAt: Instant | null;
  readonly paidAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly state: OrderStateSaid | null;
  readonly isRefundDone: boolean;
  readonly totalMinor: number | null;
  readonly shippingMinor: number | null;
  readonly discountMinor: number | null;
  readonly refundedMinor: number | null;
  /** The row's own amount with its shipping. */
  readonly lineTotalMinor: number | null;
  /** Null where the row is of the order alone. */
  readonly line: OrderLineDraft | null;
  readonly problems: readonly CellProblem[];
}

type Cells = RowCells<OrderField>;

/** Encrypted receivers, and what stands for nothing. */
const nameOf = (text: string): string => (/^(?:##|\$\$|~)/.test(text) ? '' : text);

const timeOf = (cells: Cells, field: OrderField, style: TimeStyle): Instant | null => {
  const reading = readTime(cells.text(field), style);
  if (reading.kind === 'refused') cells.note(field, 'time_unreadable', 'error');
  return reading.kind === 'time' ? reading.at : null;
};

/** Discounts and refunds are written with a minus by some: an amount all the same. */
const amountOf = (cells: Cells, field: OrderField, style: ReadStyle): number | null => {
  const text = cells
    .text(field)
    .normalize('NFKC')
    .replace(/^(?<sign>[^\d]*?)[-−(]\s*/u, '$<sign>')
    .replace(/\)$/, '');
  const reading = readMoney(text, style);
  if (reading.kind === 'refused') cells.note(field, reading.code, 'error');
  return reading.kind === 'money' ? reading.money.minor : null;
};

const currencyOf = (
  cells: Cells,
  style: ReadStyle,
): { readonly currency: string; readonly isCurrencySaid: boolean } => {
  const text = cells.text('currency').toUpperCase();
  if (text === '') return { currency: style.currency, isCurrencySaid: false };
  if (!isCurrency(text)) cells.note('currency', 'currency_unknown', 'error');
  return isCurrency(text)
    ? { currency: text, isCurrencySaid: true }
    : { currency: style.currency, isCurrencySaid: false };
};

const lineOf = (cells: Cells, style: ReadStyle): OrderLineDraft | null => {
  const [title, sku, itemId] = [cells.text('title'), cells.id('sku'), cells.id('itemId')];
  const quantityText = cells.text('quantity');
  if (title === '' && sku === '' && itemId === '' && quantityText === '') return null;
  const quantity = cells.has('quantity') ? cells.count('quantity') : 1;
  if ((quantity === undefined && quantityText === '') || quantity === 0)
    cells.note('quantity', 'quantity_missing', 'error');
  return {
    row: cells.row,
    lineId: cells.id('lineId'),
    title,
    variantTitle: cells.text('variantTitle'),
    sku,
    itemId,
    quantity: Math.max(1, quantity ?? 1),
    unitMinor: amountOf(cells, 'unitPrice', style),
    paidMinor: amountOf(cells, 'linePaid', style),
    platformDiscountMinor: amountOf(cells, 'platformDiscount', style) ?? 0,
    shopDiscountMinor: (amountOf(cells, 'shopDiscount', style) ?? 0) + (amountOf(cells, 'lineDiscount', style) ?? 0),
    refundedMinor: amountOf(cells, 'lineRefunded', style),
    isRefunded: false,
    returned: cells.count('returned') ?? 0,
  };
};

export interface OrderReadStyle extends ReadStyle, TimeStyle {}

export const readOrderRow = (
  row: TableRow,
  headers: readonly string[],
  columns: ReadonlyMap<OrderField, number>,
  base: OrderReadStyle,
): OrderRowSays => {
  const cells: Cells = createRowCells<OrderField>(row, headers, columns, base);
  const { currency, isCurrencySaid } = currencyOf(cells, base);
  const style: OrderReadStyle = { ...base, currency };
  const orderId = cells.id('orderId');
  if (orderId === '') cells.note('orderId', 'order_id_missing', 'error');
  const stateText = cells.text('state');
  const state = stateText === '' ? null : readOrderState(stateText);
  if (stateText !== '' && state === null) cells.note('state', 'order_state_unknown', 'warning');
  const otherId = cells.id('otherId');
  const says = {
    row: row.row,
    platform: cells.text('platform'),
    orderId,
    otherIds: otherId === '' ? [] : [otherId],
    buyerName: nameOf(cells.text('buyerName')),
    buyerId: nameOf(cells.id('buyerId')),
    currency,
    isCurrencySaid,
    createdAt: timeOf(cells, 'createdAt', style),
    paidAt: timeOf(cells, 'paidAt', style),
    cancelledAt: timeOf(cells, 'cancelledAt', style),
    state,
    isRefundDone: isRefundDone(cells.text('afterSale')),
    totalMinor: amountOf(cells, 'total', style),
    shippingMinor: amountOf(cells, 'shipping', style),
    discountMinor: amountOf(cells, 'discount', style),
    refundedMinor: amountOf(cells, 'refunded', style),
    lineTotalMinor: amountOf(cells, 'lineTotal', style),
    line: lineOf(cells, style),
  };
  return { ...says, problems: cells.problems };
};
