// What an order file would do, order by order, against what is known: made, changed by what, the same, or refused and why.

import { setImmediate } from 'node:timers/promises';
import { stopIfCancelled } from './catalogue-files/file-refusal.ts';
import type { ImportCounts, ImportKind } from './contract/import-documents.ts';
import {
  changePlatformOrder,
  createPlatformOrder,
  diffPlatformOrders,
  goesBack,
  type OrderChangeField,
  type PlatformOrder,
} from './core/platform-order.ts';
import type { CellProblem } from './core/product-draft.ts';
import type { ReadOrder } from './order-files/order-builder.ts';
import type { PlatformOrderChange, PlatformOrderReads } from './store/platform-order-store.ts';

export interface PlannedOrder {
  readonly kind: ImportKind;
  readonly before: PlatformOrder | null;
  readonly after: PlatformOrder;
  readonly fields: readonly OrderChangeField[];
  readonly problems: readonly CellProblem[];
  /** The rows of the file that make it up. */
  readonly rows: readonly number[];
}

export interface OrderPlan {
  readonly platform: string;
  readonly orders: readonly PlannedOrder[];
  readonly counts: ImportCounts;
}

const STEP = 500;

const errorsFirst = (problems: readonly CellProblem[]): readonly CellProblem[] => [
  ...problems.filter(({ severity }) => severity === 'error'),
  ...problems.filter(({ severity }) => severity !== 'error'),
];

const planOrder = (
  store: Pick<PlatformOrderReads, 'platformOrder'>,
  platform: string,
  { draft, problems, rows, isRefused }: ReadOrder,
): PlannedOrder => {
  const fresh = createPlatformOrder(platform, draft);
  if (isRefused) {
    return { kind: 'refused', before: null, after: fresh, fields: [], problems: errorsFirst(problems), rows };
  }
  const before = store.platformOrder(fresh.platform, fresh.orderId);
  if (before === null) return { kind: 'create', before, after: fresh, fields: [], problems, rows };
  // Amounts of two currencies cannot be told from one another by their figures.
  if (before.currency !== fresh.currency) {
    const clash: CellProblem = {
      row: draft.row,
      column: '',
      value: fresh.currency,
      code: 'currency_mixed',
      severity: 'error',
    };
    return { kind: 'refused', before, after: fresh, fields: [], problems: [clash, ...problems], rows };
  }
  const after = changePlatformOrder(before, draft);
  const fields = diffPlatformOrders(before, after);
  const back: readonly CellProblem[] = goesBack(before, after)
    ? [{ row: draft.row, column: '', value: draft.orderId, code: 'order_goes_back', severity: 'warning' }]
    : [];
  const kind = fields.length === 0 ? 'same' : 'change';
  return { kind, before, after, fields, problems: errorsFirst([...back, ...problems]), rows };
};

const countPlanned = (orders: readonly PlannedOrder[], skippedRows: number): ImportCounts => {
  const of = (kind: ImportKind): number => orders.filter((order) => order.kind === kind).length;
  return {
    create: of('create'),
    change: of('change'),
    same: of('same'),
    refused: of('refused'),
    warned: orders.filter(({ kind, problems }) => kind !== 'refused' && problems.length > 0).length,
    skippedRows,
  };
};

/** Ends with the FileRefusal `cancelled` where the signal says so. */
export const planOrders = async (given: {
  readonly store: Pick<PlatformOrderReads, 'platformOrder'>;
  readonly platform: string;
  readonly reads: readonly ReadOrder[];
  readonly skippedRows: number;
  readonly signal: AbortSignal;
  onProgress(progress: number): void;
}): Promise<OrderPlan> => {
  const { store, platform, reads, skippedRows, signal, onProgress } = given;
  const orders: PlannedOrder[] = [];
  for (const read of reads) {
    orders.push(planOrder(store, platform, read));
    if (orders.length % STEP !== 0) continue;
    onProgress(orders.length / reads.length);
    await setImmediate();
    stopIfCancelled(signal);
  }
  return { platform, orders, counts: countPlanned(orders, skippedRows) };
};

/** What a transaction is to write. */
export const changesOf = ({ orders }: OrderPlan): readonly PlatformOrderChange[] =>
  orders.flatMap(({ kind, before, after }) => (kind === 'create' || kind === 'change' ? [{ before, after }] : []));
