// Copies, row by row, what can still be read of a damaged database into a sound one of the same schema.

import type { SqliteFile } from './database.ts';
import { isSqliteError } from './sqlite-failure.ts';

export interface Salvaged {
  /** The facts run from the first to the last that the damaged file had, with none missing. */
  readonly hasAllFacts: boolean;
  /** All of the rejects, too. */
  readonly hasAllRejects: boolean;
}

interface Table {
  readonly name: string;
  /** Binds: first and last rowid. */
  readonly copy: string;
  readonly last: string;
}

/** Facts and orders first; the rest parents first. Later rows of the damaged file replace earlier ones of the backup. */
const TABLES: readonly Table[] = [
  {
    name: 'fact',
    copy: 'INSERT OR IGNORE INTO main.fact SELECT * FROM damaged.fact WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.fact',
  },
  {
    name: 'room_order',
    copy: 'INSERT OR REPLACE INTO main.room_order SELECT * FROM damaged.room_order WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.room_order',
  },
  {
    name: 'hold',
    copy: 'INSERT OR REPLACE INTO main.hold SELECT * FROM damaged.hold WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.hold',
  },
  {
    name: 'show',
    copy: 'INSERT OR REPLACE INTO main.show SELECT * FROM damaged.show WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.show',
  },
  {
    name: 'product',
    copy: 'INSERT OR REPLACE INTO main.product SELECT * FROM damaged.product WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.product',
  },
  {
    name: 'variant',
    copy: 'INSERT OR REPLACE INTO main.variant SELECT * FROM damaged.variant WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.variant',
  },
  {
    name: 'catalogue_edit',
    copy: 'INSERT OR REPLACE INTO main.catalogue_edit SELECT * FROM damaged.catalogue_edit WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.catalogue_edit',
  },
  {
    name: 'catalogue_trace',
    copy: 'INSERT OR REPLACE INTO main.catalogue_trace SELECT * FROM damaged.catalogue_trace WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.catalogue_trace',
  },
  {
    name: 'variant_history',
    copy: 'INSERT OR IGNORE INTO main.variant_history SELECT * FROM damaged.variant_history WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.variant_history',
  },
  {
    name: 'paid_price',
    copy: 'INSERT OR REPLACE INTO main.paid_price SELECT * FROM damaged.paid_price WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.paid_price',
  },
  {
    name: 'price_override',
    copy: 'INSERT OR REPLACE INTO main.price_override SELECT * FROM damaged.price_override WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.price_override',
  },
  {
    name: 'product_link',
    copy: 'INSERT OR REPLACE INTO main.product_link SELECT * FROM damaged.product_link WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.product_link',
  },
  {
    name: 'product_picture',
    copy: 'INSERT OR REPLACE INTO main.product_picture SELECT * FROM damaged.product_picture WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.product_picture',
  },
  {
    name: 'picture_job',
    copy: 'INSERT OR REPLACE INTO main.picture_job SELECT * FROM damaged.picture_job WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.picture_job',
  },
  {
    name: 'import_product',
    copy: 'INSERT OR REPLACE INTO main.import_product SELECT * FROM damaged.import_product WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.import_product',
  },
  {
    name: 'import_mapping',
    copy: 'INSERT OR REPLACE INTO main.import_mapping SELECT * FROM damaged.import_mapping WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.import_mapping',
  },
  {
    name: 'source_config',
    copy: 'INSERT OR REPLACE INTO main.source_config SELECT * FROM damaged.source_config WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.source_config',
  },
  {
    name: 'viewer_link',
    copy: 'INSERT OR REPLACE INTO main.viewer_link SELECT * FROM damaged.viewer_link WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.viewer_link',
  },
  {
    name: 'promise',
    copy: 'INSERT OR REPLACE INTO main.promise SELECT * FROM damaged.promise WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.promise',
  },
  {
    name: 'platform_order',
    copy: 'INSERT OR REPLACE INTO main.platform_order SELECT * FROM damaged.platform_order WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.platform_order',
  },
  {
    name: 'platform_order_name',
    copy: 'INSERT OR REPLACE INTO main.platform_order_name SELECT * FROM damaged.platform_order_name WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.platform_order_name',
  },
  {
    name: 'platform_order_import',
    copy: 'INSERT OR REPLACE INTO main.platform_order_import SELECT * FROM damaged.platform_order_import WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.platform_order_import',
  },
  {
    name: 'platform_order_step',
    copy: 'INSERT OR REPLACE INTO main.platform_order_step SELECT * FROM damaged.platform_order_step WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.platform_order_step',
  },
  {
    name: 'platform_order_decision',
    copy: 'INSERT OR REPLACE INTO main.platform_order_decision SELECT * FROM damaged.platform_order_decision WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.platform_order_decision',
  },
  {
    name: 'deal',
    copy: 'INSERT OR REPLACE INTO main.deal SELECT * FROM damaged.deal WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.deal',
  },
  {
    name: 'outbox',
    copy: 'INSERT OR REPLACE INTO main.outbox SELECT * FROM damaged.outbox WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.outbox',
  },
  {
    name: 'reply',
    copy: 'INSERT OR REPLACE INTO main.reply SELECT * FROM damaged.reply WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.reply',
  },
  {
    name: 'setting',
    copy: 'INSERT OR REPLACE INTO main.setting SELECT * FROM damaged.setting WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.setting',
  },
  {
    name: 'cue',
    copy: 'INSERT OR REPLACE INTO main.cue SELECT * FROM damaged.cue WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.cue',
  },
  {
    name: 'run_sheet',
    copy: 'INSERT OR REPLACE INTO main.run_sheet SELECT * FROM damaged.run_sheet WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.run_sheet',
  },
  {
    name: 'run_sheet_step',
    copy: 'INSERT OR REPLACE INTO main.run_sheet_step SELECT * FROM damaged.run_sheet_step WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.run_sheet_step',
  },
  {
    name: 'run_sheet_template',
    copy: 'INSERT OR REPLACE INTO main.run_sheet_template SELECT * FROM damaged.run_sheet_template WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.run_sheet_template',
  },
  {
    name: 'script_block',
    copy: 'INSERT OR REPLACE INTO main.script_block SELECT * FROM damaged.script_block WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.script_block',
  },
  {
    name: 'host_pace',
    copy: 'INSERT OR REPLACE INTO main.host_pace SELECT * FROM damaged.host_pace WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.host_pace',
  },
  {
    name: 'script_version',
    copy: 'INSERT OR REPLACE INTO main.script_version SELECT * FROM damaged.script_version WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.script_version',
  },
  {
    name: 'show_stock',
    copy: 'INSERT OR REPLACE INTO main.show_stock SELECT * FROM damaged.show_stock WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.show_stock',
  },
  {
    name: 'compliance_exemption',
    copy: 'INSERT OR REPLACE INTO main.compliance_exemption SELECT * FROM damaged.compliance_exemption WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.compliance_exemption',
  },
  {
    name: 'compliance_override',
    copy: 'INSERT OR REPLACE INTO main.compliance_override SELECT * FROM damaged.compliance_override WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.compliance_override',
  },
  {
    name: 'compliance_evidence',
    copy: 'INSERT OR IGNORE INTO main.compliance_evidence SELECT * FROM damaged.compliance_evidence WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.compliance_evidence',
  },
  {
    name: 'reject',
    copy: 'INSERT OR IGNORE INTO main.reject SELECT * FROM damaged.reject WHERE rowid BETWEEN ? AND ?',
    last: 'SELECT coalesce(max(rowid), 0) FROM damaged.reject',
  },
];

/** Tables without a rowid are copied as a whole: what they hold comes back by itself as viewers are seen again. */
const WHOLE_TABLES = [
  'INSERT OR REPLACE INTO main.viewer SELECT * FROM damaged.viewer',
  'INSERT OR REPLACE INTO main.viewer_show SELECT * FROM damaged.viewer_show',
];

/** Rows that are in the backup and were deleted since; only where the damaged table could be read to its end. */
const DELETED_SINCE: Readonly<Record<string, string>> = {
  hold: `DELETE FROM main.hold WHERE NOT EXISTS (SELECT 1 FROM damaged.hold AS d
    WHERE d.source = hold.source AND d.order_id = hold.order_id AND d.line = hold.line)`,
  room_order: `DELETE FROM main.room_order WHERE NOT EXISTS (SELECT 1 FROM damaged.room_order AS d
    WHERE d.source = room_order.source AND d.order_id = room_order.order_id)`,
  deal: 'DELETE FROM main.deal WHERE NOT EXISTS (SELECT 1 FROM damaged.deal AS d WHERE d.deal_id = deal.deal_id)',
  show_stock: `DELETE FROM main.show_stock WHERE NOT EXISTS (SELECT 1 FROM damaged.show_stock AS d
    WHERE d.show_id = show_stock.show_id AND d.variant_id = show_stock.variant_id)`,
  compliance_exemption: `DELETE FROM main.compliance_exemption WHERE NOT EXISTS (SELECT 1 FROM damaged.compliance_exemption AS d
    WHERE d.exemption_id = compliance_exemption.exemption_id)`,
  compliance_override: `DELETE FROM main.compliance_override WHERE NOT EXISTS (SELECT 1 FROM damaged.compliance_override AS d
    WHERE d.show_id = compliance_override.show_id AND d.item_id = compliance_override.item_id
      AND d.rule_id = compliance_override.rule_id AND d.matched = compliance_override.matched)`,
};

/** Makes whole what a lost page has torn: facts keep a show to stand in, what points at nothing goes. */
const MEND = `
  INSERT INTO show (show_id, title, host, currency, phase, is_paused, created_at_ms, planned_ms)
    SELECT show_id, show_id, '', 'CNY', 'ended', 0, min(received_at_ms), 0 FROM fact
    WHERE show_id NOT IN (SELECT show_id FROM show) GROUP BY show_id;
  UPDATE show SET first_seq = stretch.first_seq, last_seq = stretch.last_seq
    FROM (SELECT show_id, min(seq) AS first_seq, max(seq) AS last_seq FROM fact GROUP BY show_id) AS stretch
    WHERE stretch.show_id = show.show_id;
  DELETE FROM variant WHERE product_id NOT IN (SELECT product_id FROM product);
  DELETE FROM catalogue_trace WHERE edit NOT IN (SELECT position FROM catalogue_edit)
    OR product_id NOT IN (SELECT product_id FROM product);
  DELETE FROM picture_job WHERE product_id NOT IN (SELECT product_id FROM product);
  DELETE FROM variant_history WHERE product_id NOT IN (SELECT product_id FROM product)
    OR variant_id NOT IN (SELECT variant_id FROM variant);
  DELETE FROM deal WHERE show_id NOT IN (SELECT show_id FROM show)
    OR product_id NOT IN (SELECT product_id FROM product) OR variant_id NOT IN (SELECT variant_id FROM variant);
  DELETE FROM cue WHERE show_id NOT IN (SELECT show_id FROM show)
    OR product_id NOT IN (SELECT product_id FROM product) OR variant_id NOT IN (SELECT variant_id FROM variant);
  DELETE FROM script_version WHERE block_id NOT IN (SELECT block_id FROM script_block);
  DELETE FROM run_sheet WHERE show_id NOT IN (SELECT show_id FROM show);
  DELETE FROM run_sheet_step WHERE show_id NOT IN (SELECT show_id FROM show);
  DELETE FROM show_stock WHERE show_id NOT IN (SELECT show_id FROM show)
    OR variant_id NOT IN (SELECT variant_id FROM variant);
  DELETE FROM compliance_override WHERE show_id NOT IN (SELECT show_id FROM show);
  DELETE FROM room_order WHERE show_id NOT IN (SELECT show_id FROM show);
  DELETE FROM hold WHERE show_id NOT IN (SELECT show_id FROM show)
    OR variant_id NOT IN (SELECT variant_id FROM variant)
    OR (deal_id IS NOT NULL AND deal_id NOT IN (SELECT deal_id FROM deal));
`;

/** Said anew from the facts, for a table of which something was lost: what was taken must stay taken. */
const RETOLD: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'variant',
    sql: `UPDATE variant SET stock = coalesce((
      SELECT json_extract(body, '$.left') FROM fact
      WHERE type IN ('stock.taken', 'stock.released') AND json_extract(body, '$.variantId') = variant.variant_id
      ORDER BY seq DESC LIMIT 1), stock)`,
  },
  {
    name: 'deal',
    sql: `UPDATE deal SET sold = coalesce((
      SELECT json_extract(body, '$.dealSold') FROM fact
      WHERE type IN ('stock.taken', 'stock.released') AND json_extract(body, '$.dealId') = deal.deal_id
      ORDER BY seq DESC LIMIT 1), sold)`,
  },
  {
    name: 'room_order',
    sql: `INSERT OR IGNORE INTO room_order (source, order_id, show_id, is_tried, is_closed, refunded_minor)
      SELECT coalesce(json_extract(body, '$.order.shop'), source) AS origin, json_extract(body, '$.order.id'), show_id, max(type IN ('order.created', 'order.paid')),
        max(type = 'order.cancelled')
          OR total(json_extract(body, '$.amount.minor')) >= max(json_extract(body, '$.order.total.minor')),
        sum(coalesce(json_extract(body, '$.amount.minor'), 0))
      FROM fact WHERE type GLOB 'order.*' GROUP BY origin, json_extract(body, '$.order.id')`,
  },
  {
    name: 'hold',
    sql: `WITH said AS (
        SELECT seq, show_id, type, json_extract(substr(event_id, 7), '$[0]') AS source,
          json_extract(substr(event_id, 7), '$[2]') AS line, json_extract(body, '$.orderId') AS order_id,
          json_extract(body, '$.variantId') AS variant_id, json_extract(body, '$.dealId') AS deal_id,
          json_extract(body, '$.buyerId') AS buyer_id, json_extract(body, '$.quantity') AS quantity
        FROM fact WHERE type IN ('stock.taken', 'stock.released') AND event_id GLOB 'stock:*')
      INSERT OR IGNORE INTO hold (source, order_id, line, show_id, variant_id, deal_id, buyer_id, quantity, buyer_source)
      SELECT source, order_id, line, show_id, variant_id, deal_id, buyer_id, quantity, source FROM said AS taken
      WHERE type = 'stock.taken' AND source <> 'replay' AND NOT EXISTS (
        SELECT 1 FROM said AS back WHERE back.type = 'stock.released' AND back.seq > taken.seq
          AND back.source = taken.source AND back.order_id = taken.order_id AND back.line = taken.line)`,
  },
  {
    // What is kept for claims; the rest of a cart that was paid in part has moved to another.
    name: 'hold',
    sql: `WITH kept AS (
        SELECT seq, show_id, json_extract(body, '$.claim.claimId') AS claim_id,
          json_extract(body, '$.claim.source') AS buyer_source, json_extract(body, '$.claim.expiresAt') AS expires_at_ms,
          json_extract(body, '$.orderId') AS order_id, json_extract(body, '$.variantId') AS variant_id,
          json_extract(body, '$.dealId') AS deal_id, json_extract(body, '$.buyerId') AS buyer_id,
          json_extract(body, '$.quantity') AS quantity
        FROM fact WHERE type = 'stock.taken' AND json_extract(body, '$.claim.claimId') IS NOT NULL),
      placed AS (
        SELECT kept.*, coalesce((SELECT json_extract(body, '$.orderId') FROM fact WHERE type = 'claim.moved'
          AND json_extract(body, '$.claimId') = kept.claim_id ORDER BY seq DESC LIMIT 1), order_id) AS cart
        FROM kept WHERE NOT EXISTS (
          SELECT 1 FROM fact AS back WHERE back.type = 'stock.released' AND back.seq > kept.seq
            AND json_extract(back.body, '$.claim.claimId') = kept.claim_id
            AND json_extract(back.body, '$.variantId') = kept.variant_id))
      INSERT OR IGNORE INTO hold (source, order_id, line, show_id, variant_id, deal_id, buyer_id, quantity, buyer_source,
        claim_id, expires_at_ms)
      SELECT 'desk', cart, row_number() OVER (PARTITION BY cart ORDER BY seq) - 1, show_id, variant_id, deal_id, buyer_id,
        quantity, buyer_source, claim_id, CASE WHEN EXISTS (SELECT 1 FROM fact AS paid WHERE paid.type = 'order.paid'
          AND paid.source = 'desk' AND json_extract(paid.body, '$.order.id') = cart) THEN NULL ELSE expires_at_ms END
      FROM placed`,
  },
];

const CHUNK = 512;
/** A file with more torn places than this gives up its facts' places one by one no more, but in whole chunks. */
const MOST_FAILURES = 20_000;
/** More rows than one page of 4 KiB can hold, where the table's end cannot be read. */
const ROWS_A_PAGE = 128;

/** What only the disk can do is a failure of ours, not damage of theirs. */
const isTheirs = (error: unknown): boolean => isSqliteError(error) && !error.code.startsWith('SQLITE_FULL');

/** What `work` gives, or `otherwise` where the damaged file would not give it. */
const triedOr = <T>(otherwise: T, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (isTheirs(error)) return otherwise;
    throw error;
  }
};

const tried = (work: () => void): boolean =>
  triedOr(false, () => {
    work();
    return true;
  });

/** A file of an older version has fewer columns: those that it has are named, the rest get what a migration gives them. */
const withColumnsOf = (db: SqliteFile, { name, copy }: Table): string => {
  const columns = db.prepare<[string], string>("SELECT name FROM pragma_table_info(?, 'damaged')").pluck().all(name);
  const named = columns.map((column) => `"${column}"`).join(', ');
  return copy.replace(`main.${name} SELECT *`, `main.${name} (${named}) SELECT ${named}`);
};

/** Halves a stretch that fails down to the rows that do; false where any did. */
const copyTable = (db: SqliteFile, table: Table, pages: number): boolean => {
  const { last } = table;
  const statement = triedOr(null, () => db.prepare<[number, number]>(withColumnsOf(db, table)));
  // The table is not even known there.
  if (statement === null) return false;
  const end = triedOr(null, () => db.prepare<[], number>(last).pluck().get() ?? null);
  let failures = 0;
  const copyStretch = (from: number, to: number): void => {
    if (tried(() => statement.run(from, to))) return;
    failures += 1;
    if (from === to || failures > MOST_FAILURES) return;
    const middle = Math.floor((from + to) / 2);
    copyStretch(from, middle);
    copyStretch(middle + 1, to);
  };
  const most = end ?? pages * ROWS_A_PAGE;
  for (let from = 1; from <= most; from += CHUNK) copyStretch(from, Math.min(most, from + CHUNK - 1));
  return end !== null && failures === 0;
};

/** `damagedPath` is a copy that nobody else needs: opening it may change it. `db` keeps its own cursors unless all is there. */
export const salvage = (db: SqliteFile, damagedPath: string, pages: number): Salvaged => {
  const attach = db.prepare<[string]>('ATTACH DATABASE ? AS damaged');
  if (!tried(() => attach.run(damagedPath))) return { hasAllFacts: false, hasAllRejects: false };
  db.pragma('foreign_keys = OFF');
  const whole = new Set<string>();
  for (const table of TABLES) {
    if (!copyTable(db, table, pages)) continue;
    whole.add(table.name);
    const sweep = DELETED_SINCE[table.name];
    if (sweep !== undefined) tried(() => db.exec(sweep));
  }
  for (const copy of WHOLE_TABLES) tried(() => db.exec(copy));
  const holes = db
    .prepare<[], number>('SELECT coalesce(max(seq) - min(seq) + 1 - count(*), 0) FROM main.fact')
    .pluck()
    .get();
  const hasAllFacts = whole.has('fact') && holes === 0;
  const hasAllRejects = whole.has('reject');
  // Where something is missing, the room is asked again from where the backup stood.
  if (hasAllFacts && hasAllRejects) {
    tried(() => db.exec('INSERT OR REPLACE INTO main.source SELECT * FROM damaged.source'));
  }
  db.exec('DETACH DATABASE damaged');
  const mend = db.transaction(() => {
    for (const { name, sql } of RETOLD) if (!whole.has(name)) db.exec(sql);
    db.exec(MEND);
  });
  mend.immediate();
  db.pragma('foreign_keys = ON');
  return { hasAllFacts, hasAllRejects };
};
