// Puts the rows of one order together into a draft, and finds what only shows when they stand side by side.

import type { OrderDraft, OrderLineDraft } from '../core/platform-order-draft.ts';
import { type CellProblem, excerptOf, type ProblemCode, type ProblemSeverity } from '../core/product-draft.ts';
import type { OrderLayout } from './order-layout.ts';
import type { OrderRowSays } from './order-row.ts';

export interface ReadOrder {
  readonly draft: OrderDraft;
  readonly problems: readonly CellProblem[];
  /** The rows of the file that make it up. */
  readonly rows: readonly number[];
  /** True where a problem is an error: nothing of the order is taken. */
  readonly isRefused: boolean;
}

const MOST_LINES = 500;

const problem = (
  row: number,
  code: ProblemCode,
  severity: ProblemSeverity,
  value = '',
  otherRow?: number,
): CellProblem => ({
  row,
  column: '',
  value: excerptOf(value),
  code,
  severity,
  ...(otherRow === undefined ? {} : { otherRow }),
});

const firstSaid = <T extends string | number>(
  rows: readonly OrderRowSays[],
  pick: (row: OrderRowSays) => T | null,
): T | null => {
  for (const row of rows) {
    const said = pick(row);
    if (said !== null && said !== '') return said;
  }
  return null;
};

type Amount = 'totalMinor' | 'refundedMinor' | 'discountMinor' | 'shippingMinor';

/** An amount of the order, which its rows repeat or its first row has. */
const onceSaid = (rows: readonly OrderRowSays[], field: Amount, problems: CellProblem[]): number | null => {
  const first = rows.find((row) => row[field] !== null);
  if (first === undefined) return null;
  for (const row of rows) {
    if (row[field] !== null && row[field] !== first[field])
      problems.push(problem(row.row, 'value_conflict', 'warning', String(row[field]), first.row));
  }
  return first[field];
};

const sumOf = (rows: readonly OrderRowSays[], pick: (row: OrderRowSays) => number | null): number | null =>
  rows.every((row) => pick(row) === null) ? null : rows.reduce((sum, row) => sum + (pick(row) ?? 0), 0);

const paidOf = (rows: readonly OrderRowSays[], refunded: number | null): boolean | null => {
  const states = rows.flatMap(({ state }) => state ?? []);
  if (states.some(({ isPaid }) => isPaid === true) || rows.some((row) => row.isRefundDone)) return true;
  if (firstSaid(rows, ({ paidAt }) => paidAt) !== null || (refunded ?? 0) > 0) return true;
  return states.length === 0 ? null : false;
};

const cancelledOf = (rows: readonly OrderRowSays[]): boolean | null => {
  if (rows.some(({ cancelledAt }) => cancelledAt !== null)) return true;
  const states = rows.flatMap(({ state }) => state ?? []).filter(({ isCancelled }) => isCancelled !== null);
  return states.length === 0 ? null : states.every(({ isCancelled }) => isCancelled === true);
};

/** Rows are sub-orders with states of their own where they have amounts of their own. */
const linesOf = (rows: readonly OrderRowSays[], isPaid: boolean | null, problems: CellProblem[]): OrderLineDraft[] => {
  const hasOwnAmounts = rows.some(({ lineTotalMinor }) => lineTotalMinor !== null);
  return rows.flatMap((row) => {
    const { line, lineTotalMinor } = row;
    if (line === null) return [];
    const paidMinor = lineTotalMinor === null ? line.paidMinor : Math.max(0, lineTotalMinor - (row.shippingMinor ?? 0));
    if (!hasOwnAmounts) return [{ ...line, paidMinor }];
    const isClosed = isPaid === true && row.state?.isCancelled === true && row.state.isPaid === null;
    const isRefunded = row.isRefundDone || row.state?.isRefunded === true || isClosed;
    if (isClosed && !row.isRefundDone) problems.push(problem(row.row, 'order_line_closed', 'warning'));
    return [{ ...line, paidMinor, isRefunded: isRefunded && line.refundedMinor === null }];
  });
};

const checkCurrency = (rows: readonly OrderRowSays[], problems: CellProblem[]): string => {
  const first = rows.find(({ isCurrencySaid }) => isCurrencySaid);
  for (const row of rows) {
    if (first !== undefined && row.isCurrencySaid && row.currency !== first.currency)
      problems.push(problem(row.row, 'currency_mixed', 'error', row.currency, first.row));
  }
  return (first ?? rows[0])?.currency ?? '';
};

/** `rows` are one order's and not empty. */
export const buildOrder = (rows: readonly [OrderRowSays, ...OrderRowSays[]], layout: OrderLayout): ReadOrder => {
  const [first] = rows;
  const problems = rows.flatMap((row) => row.problems);
  const hasOwnAmounts = rows.some(({ lineTotalMinor }) => lineTotalMinor !== null);
  const totalMinor = hasOwnAmounts
    ? sumOf(rows, ({ lineTotalMinor }) => lineTotalMinor)
    : onceSaid(rows, 'totalMinor', problems);
  const shippingMinor =
    layout.shippingPer === 'row' ? sumOf(rows, (row) => row.shippingMinor) : onceSaid(rows, 'shippingMinor', problems);
  const refundedMinor = onceSaid(rows, 'refundedMinor', problems);
  const isPaid = paidOf(rows, refundedMinor);
  const lines = linesOf(rows, isPaid, problems);
  if (lines.length === 0) problems.push(problem(first.row, 'order_empty', 'error', first.orderId));
  if (lines.length > MOST_LINES) problems.push(problem(first.row, 'order_too_long', 'error', first.orderId));
  const isPriced = totalMinor !== null || lines.every((line) => line.paidMinor !== null || line.unitMinor !== null);
  if (!isPriced) problems.push(problem(first.row, 'amount_missing', 'error', first.orderId));
  if (totalMinor !== null && refundedMinor !== null && refundedMinor > totalMinor)
    problems.push(problem(first.row, 'refund_too_large', 'warning', first.orderId));
  const createdAt = firstSaid(rows, (row) => row.createdAt);
  const paidAt = firstSaid(rows, (row) => row.paidAt);
  const hasTimes = layout.headers.createdAt !== undefined || layout.format === 'mapped';
  if (hasTimes && createdAt === null && paidAt === null)
    problems.push(problem(first.row, 'time_missing', 'warning', first.orderId));
  const states = rows.flatMap(({ state }) => state ?? []);
  const draft: OrderDraft = {
    row: first.row,
    platform: firstSaid(rows, ({ platform }) => platform) ?? '',
    orderId: first.orderId,
    otherIds: [...new Set(rows.flatMap(({ otherIds }) => otherIds))],
    buyerName: firstSaid(rows, ({ buyerName }) => buyerName) ?? '',
    buyerId: firstSaid(rows, ({ buyerId }) => buyerId) ?? '',
    currency: checkCurrency(rows, problems),
    createdAt,
    paidAt,
    isPaid,
    isCancelled: cancelledOf(rows),
    isRefunded: !hasOwnAmounts && (states.some(({ isRefunded }) => isRefunded) || rows.some((row) => row.isRefundDone)),
    totalMinor,
    shippingMinor,
    discountMinor: onceSaid(rows, 'discountMinor', problems),
    refundedMinor,
    lines,
    hasOwnLines: layout.hasOwnLines,
  };
  return {
    draft,
    problems,
    rows: rows.map(({ row }) => row),
    isRefused: problems.some(({ severity }) => severity === 'error'),
  };
};
