// The tables of platforms' orders: each as the newest file tells it, the steps back, and the decisions about them.

import { keyOfOrder, type PlatformOrder } from '../core/platform-order.ts';
import { namesOfOrder, type OrderDecision, plainOrderName } from '../core/reconcile.ts';
import type { CommandId, Instant, OrderId, ShowId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import type { OrderImport, PlatformOrderReads, PlatformOrderWrites } from './platform-order-store.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface PlatformOrderTable
  extends Omit<PlatformOrderReads, 'deskOrdersOf' | 'orderSourcesOf'>,
    PlatformOrderWrites {
  /** A transaction was undone: whoever has read before reads again. */
  touch(): void;
}

interface OrderRow {
  readonly import_id: CommandId;
  readonly changed_at_ms: Instant;
  readonly body: string;
}

interface ImportRow {
  readonly import_id: CommandId;
  readonly name: string;
  readonly platform: string;
  readonly by_role: string;
  readonly at_ms: Instant;
  readonly created: number;
  readonly changed: number;
  readonly undone_at_ms: Instant | null;
}

interface StepRow {
  readonly platform: string;
  readonly order_id: string;
  readonly before_import_id: CommandId | null;
  readonly before_at_ms: Instant | null;
  readonly before_body: string | null;
}

interface DecisionRow {
  readonly show_id: ShowId;
  readonly platform: string;
  readonly order_id: string;
  readonly room_order_id: string;
  readonly verdict: OrderDecision['verdict'];
  readonly at_ms: Instant;
}

const rowToImport = (row: ImportRow): OrderImport => ({
  importId: row.import_id,
  name: row.name,
  platform: fromStored(row.platform),
  by: row.by_role,
  at: row.at_ms,
  created: row.created,
  changed: row.changed,
  undoneAt: row.undone_at_ms,
});

const rowToDecision = (row: DecisionRow): OrderDecision => ({
  showId: row.show_id,
  platform: fromStored(row.platform),
  orderId: fromStored(row.order_id),
  roomOrderId: row.room_order_id === '' ? null : fromStored(row.room_order_id as OrderId),
  verdict: row.verdict,
  at: row.at_ms,
});

export const createPlatformOrderTable = (db: SqliteFile): PlatformOrderTable => {
  const one = db.prepare<[string, string], OrderRow>(
    'SELECT import_id, changed_at_ms, body FROM platform_order WHERE platform = ? AND order_id = ?',
  );
  const between = db
    .prepare<[number, number, number, number], string>(
      `SELECT body FROM platform_order
       WHERE created_at_ms BETWEEN ? AND ? OR paid_at_ms BETWEEN ? AND ?
       ORDER BY coalesce(created_at_ms, paid_at_ms), platform, order_id`,
    )
    .pluck();
  const named = db
    .prepare<[string], string>(
      `SELECT body FROM platform_order_name JOIN platform_order USING (platform, order_id) WHERE name = ?`,
    )
    .pluck();
  const upsert = db.prepare<[string, string, number | null, number | null, string, number, string]>(
    `INSERT INTO platform_order (platform, order_id, created_at_ms, paid_at_ms, import_id, changed_at_ms, body)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET created_at_ms = excluded.created_at_ms, paid_at_ms = excluded.paid_at_ms,
       import_id = excluded.import_id, changed_at_ms = excluded.changed_at_ms, body = excluded.body`,
  );
  const remove = db.prepare<[string, string]>('DELETE FROM platform_order WHERE platform = ? AND order_id = ?');
  const addName = db.prepare<[string, string, string]>(
    'INSERT OR IGNORE INTO platform_order_name (name, platform, order_id) VALUES (?, ?, ?)',
  );
  const dropNames = db.prepare<[string, string, string]>(
    'DELETE FROM platform_order_name WHERE name = ? AND platform = ? AND order_id = ?',
  );
  const insertImport = db.prepare<[string, string, string, string, number, number, number]>(
    `INSERT INTO platform_order_import (import_id, name, platform, by_role, at_ms, created, changed)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertStep = db.prepare<[string, string, string, string | null, number | null, string | null]>(
    `INSERT INTO platform_order_step (import_id, platform, order_id, before_import_id, before_at_ms, before_body)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const latestImports = db.prepare<[number], ImportRow>(
    `SELECT import_id, name, platform, by_role, at_ms, created, changed, undone_at_ms FROM platform_order_import
     ORDER BY rowid DESC LIMIT ?`,
  );
  const markUndone = db.prepare<[number, string]>(
    'UPDATE platform_order_import SET undone_at_ms = ? WHERE import_id = ? AND undone_at_ms IS NULL',
  );
  const laterOf = db
    .prepare<[string], number>(
      `SELECT count(*) FROM platform_order_step AS step JOIN platform_order USING (platform, order_id)
       WHERE step.import_id = ? AND platform_order.import_id <> step.import_id`,
    )
    .pluck();
  const stepsOf = db.prepare<[string], StepRow>(
    `SELECT platform, order_id, before_import_id, before_at_ms, before_body FROM platform_order_step
     WHERE import_id = ?`,
  );
  const insertDecision = db.prepare<[string, ShowId, string, string, string, string, string, number]>(
    `INSERT OR REPLACE INTO platform_order_decision
       (decision_id, show_id, platform, order_id, room_order_id, verdict, by_role, at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const decisionsOfOrder = db.prepare<[string, string], DecisionRow>(
    `SELECT show_id, platform, order_id, room_order_id, verdict, at_ms FROM platform_order_decision
     WHERE platform = ? AND order_id = ? AND undone_at_ms IS NULL ORDER BY rowid`,
  );
  const decisionsOfShow = db.prepare<[ShowId], DecisionRow>(
    `SELECT show_id, platform, order_id, room_order_id, verdict, at_ms FROM platform_order_decision
     WHERE show_id = ? AND undone_at_ms IS NULL ORDER BY rowid`,
  );
  const undoDecision = db.prepare<[number, string]>(
    'UPDATE platform_order_decision SET undone_at_ms = ? WHERE decision_id = ? AND undone_at_ms IS NULL',
  );
  const mapping = db.prepare<[string], string>('SELECT mapping FROM import_mapping WHERE signature = ?').pluck();
  const keepMapping = db.prepare<[string, string, number]>(
    `INSERT INTO import_mapping (signature, mapping, at_ms) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET mapping = excluded.mapping, at_ms = excluded.at_ms`,
  );
  let revision = 0;

  const read = (platform: string, orderId: string): OrderRow | undefined =>
    one.get(toStored(platform), toStored(orderId));

  const write = (order: PlatformOrder, body: string, importId: CommandId, at: Instant): void => {
    const [platform, orderId] = [toStored(order.platform), toStored(order.orderId)];
    upsert.run(platform, orderId, order.createdAt, order.paidAt, importId, at, body);
    for (const name of namesOfOrder(order)) addName.run(toStored(name), platform, orderId);
  };

  /** Names that only the later state had. */
  const forgetNames = (order: PlatformOrder, kept: ReadonlySet<string>): void => {
    for (const name of namesOfOrder(order)) {
      if (!kept.has(name)) dropNames.run(toStored(name), toStored(order.platform), toStored(order.orderId));
    }
  };

  const putBack = ({ platform, order_id, before_import_id, before_at_ms, before_body }: StepRow): void => {
    const row = one.get(platform, order_id);
    if (row === undefined) return;
    const now: PlatformOrder = JSON.parse(row.body);
    if (before_body === null || before_import_id === null || before_at_ms === null) {
      forgetNames(now, new Set());
      remove.run(platform, order_id);
      return;
    }
    const before: PlatformOrder = JSON.parse(before_body);
    forgetNames(now, namesOfOrder(before));
    write(before, before_body, before_import_id, before_at_ms);
  };

  return {
    platformOrder: (platform, orderId) => {
      const row = read(platform, orderId);
      return row === undefined ? null : JSON.parse(row.body);
    },
    platformOrdersBetween: (from, to) => between.all(from, to, from, to).map((body): PlatformOrder => JSON.parse(body)),
    platformOrdersNamed: (names) => {
      const found = new Map<string, PlatformOrder>();
      for (const name of names) {
        for (const body of named.all(toStored(plainOrderName(name)))) {
          const order: PlatformOrder = JSON.parse(body);
          found.set(keyOfOrder(order), order);
        }
      }
      return [...found.values()];
    },
    platformOrderChangedAt: ({ platform, orderId }) => read(platform, orderId)?.changed_at_ms ?? null,
    orderImports: (limit) => latestImports.all(limit).map(rowToImport),
    decisionsOfOrder: (platform, orderId) =>
      decisionsOfOrder.all(toStored(platform), toStored(orderId)).map(rowToDecision),
    decisionsOfShow: (showId) => decisionsOfShow.all(showId).map(rowToDecision),
    platformOrderRevision: () => revision,
    orderMapping: (signature) => {
      const known = mapping.get(signature);
      return known === undefined ? null : JSON.parse(known);
    },
    importOrders: ({ importId, name, platform, by, at, created, changed }, changes) => {
      insertImport.run(importId, name, toStored(platform), by, at, created, changed);
      for (const { before, after } of changes) {
        const row = read(after.platform, after.orderId);
        if ((row?.body ?? null) !== (before === null ? null : JSON.stringify(before))) return false;
        const [storedPlatform, orderId] = [toStored(after.platform), toStored(after.orderId)];
        insertStep.run(
          importId,
          storedPlatform,
          orderId,
          row?.import_id ?? null,
          row?.changed_at_ms ?? null,
          row?.body ?? null,
        );
        write(after, JSON.stringify(after), importId, at);
      }
      revision += 1;
      return true;
    },
    undoOrderImport: (importId, at) => {
      const later = laterOf.get(importId) ?? 0;
      if (later > 0) return { later };
      if (markUndone.run(at, importId).changes === 0) return null;
      for (const step of stepsOf.all(importId)) putBack(step);
      revision += 1;
      return { later: 0 };
    },
    decideOrders: ({ decisionId, showId, by, at }, decisions) => {
      for (const { platform, orderId, verdict, roomOrderId } of decisions) {
        const roomId = roomOrderId === null ? '' : toStored(roomOrderId);
        insertDecision.run(decisionId, showId, toStored(platform), toStored(orderId), roomId, verdict, by, at);
      }
      revision += 1;
    },
    undoDecision: (decisionId, at) => {
      revision += 1;
      return undoDecision.run(at, decisionId).changes > 0;
    },
    keepOrderMapping: (signature, columns, at) => {
      keepMapping.run(signature, JSON.stringify(columns), at);
    },
    touch: () => {
      revision += 1;
    },
  };
};
