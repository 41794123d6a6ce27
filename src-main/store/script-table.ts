// Script blocks and their versions; those in force are kept in memory, as the host's screen reads them many times a second.

import type { ScriptBlock, ScriptDraft, ScriptKind, ScriptStep, ScriptVersion } from '../core/script.ts';
import type { Instant, ProductId, ScriptBlockId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import type { KeptBlock } from './script-store.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface ScriptTable {
  blocks(): readonly ScriptBlock[];
  block(blockId: ScriptBlockId): KeptBlock | null;
  archived(productId: ProductId | null, limit: number): readonly ScriptBlock[];
  versions(blockId: ScriptBlockId, limit: number): readonly ScriptVersion[];
  version(blockId: ScriptBlockId, version: number): ScriptVersion | null;
  revision(): number;
  save(step: ScriptStep): void;
  order(blocks: readonly ScriptBlock[]): void;
  archive(block: ScriptBlock, at: Instant | null): void;
  /** What was read inside a transaction that came to nothing. */
  forget(): void;
}

interface DraftRow {
  readonly block_id: ScriptBlockId;
  readonly version: number;
  readonly product_id: ProductId | null;
  readonly kind: ScriptKind;
  readonly title: string;
  readonly text: string;
  readonly tags: string;
  readonly is_drafted_by_ai: number;
  readonly approved_by: string | null;
}

interface BlockRow extends DraftRow {
  readonly position: number;
  readonly archived_at_ms: Instant | null;
}

interface VersionRow extends DraftRow {
  readonly written_by: string;
  readonly at_ms: Instant;
}

type DraftValues = [ProductId | null, ScriptKind, string, string, string, number, string | null];

const toValues = (draft: ScriptDraft & { readonly approvedBy: string | null }): DraftValues => [
  draft.productId,
  draft.kind,
  toStored(draft.title),
  toStored(draft.text),
  JSON.stringify(draft.tags),
  draft.isDraftedByAi ? 1 : 0,
  draft.approvedBy,
];

const rowToDraft = (row: DraftRow): Omit<ScriptVersion, 'by' | 'at'> => ({
  blockId: row.block_id,
  version: row.version,
  productId: row.product_id,
  kind: row.kind,
  title: fromStored(row.title),
  text: fromStored(row.text),
  tags: JSON.parse(row.tags),
  isDraftedByAi: row.is_drafted_by_ai === 1,
  approvedBy: row.approved_by,
});

const rowToBlock = (row: BlockRow): ScriptBlock => ({ ...rowToDraft(row), order: row.position });

const rowToVersion = (row: VersionRow): ScriptVersion => ({ ...rowToDraft(row), by: row.written_by, at: row.at_ms });

const DRAFT = 'product_id, kind, title, text, tags, is_drafted_by_ai, approved_by';

export const createScriptTable = (db: SqliteFile): ScriptTable => {
  const all = db.prepare<[], BlockRow>(
    `SELECT block_id, version, position, archived_at_ms, ${DRAFT} FROM script_block
     WHERE archived_at_ms IS NULL ORDER BY product_id, position, rowid`,
  );
  const one = db.prepare<[ScriptBlockId], BlockRow>(
    `SELECT block_id, version, position, archived_at_ms, ${DRAFT} FROM script_block WHERE block_id = ?`,
  );
  const archived = db.prepare<[ProductId | null, number], BlockRow>(
    `SELECT block_id, version, position, archived_at_ms, ${DRAFT} FROM script_block
     WHERE product_id IS ? AND archived_at_ms IS NOT NULL ORDER BY archived_at_ms DESC, rowid DESC LIMIT ?`,
  );
  const write = db.prepare<[ScriptBlockId, number, number, ...DraftValues]>(
    `INSERT INTO script_block (block_id, version, position, ${DRAFT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET version = excluded.version, position = excluded.position,
       product_id = excluded.product_id, kind = excluded.kind, title = excluded.title, text = excluded.text,
       tags = excluded.tags, is_drafted_by_ai = excluded.is_drafted_by_ai, approved_by = excluded.approved_by`,
  );
  const versions = db.prepare<[ScriptBlockId, number], VersionRow>(
    `SELECT block_id, version, written_by, at_ms, ${DRAFT} FROM script_version
     WHERE block_id = ? ORDER BY version DESC LIMIT ?`,
  );
  const oneVersion = db.prepare<[ScriptBlockId, number], VersionRow>(
    `SELECT block_id, version, written_by, at_ms, ${DRAFT} FROM script_version WHERE block_id = ? AND version = ?`,
  );
  const writeVersion = db.prepare<[ScriptBlockId, number, string, Instant, ...DraftValues]>(
    `INSERT INTO script_version (block_id, version, written_by, at_ms, ${DRAFT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET written_by = excluded.written_by, at_ms = excluded.at_ms,
       is_drafted_by_ai = excluded.is_drafted_by_ai, approved_by = excluded.approved_by`,
  );
  const place = db.prepare<[number, ScriptBlockId]>('UPDATE script_block SET position = ? WHERE block_id = ?');
  const archive = db.prepare<[Instant | null, number, ScriptBlockId]>(
    'UPDATE script_block SET archived_at_ms = ?, position = ? WHERE block_id = ?',
  );

  let known: readonly ScriptBlock[] | null = null;
  let revision = 0;
  const forget = (): void => {
    known = null;
    revision += 1;
  };

  return {
    blocks: () => {
      known ??= all.all().map(rowToBlock);
      return known;
    },
    block: (blockId) => {
      const row = one.get(blockId);
      return row === undefined ? null : { block: rowToBlock(row), isArchived: row.archived_at_ms !== null };
    },
    archived: (productId, limit) => archived.all(productId, limit).map(rowToBlock),
    versions: (blockId, limit) => versions.all(blockId, limit).map(rowToVersion),
    version: (blockId, version) => {
      const row = oneVersion.get(blockId, version);
      return row === undefined ? null : rowToVersion(row);
    },
    revision: () => revision,
    save: ({ block, version }) => {
      write.run(block.blockId, block.version, block.order, ...toValues(block));
      writeVersion.run(version.blockId, version.version, version.by, version.at, ...toValues(version));
      forget();
    },
    order: (blocks) => {
      for (const { blockId, order } of blocks) place.run(order, blockId);
      forget();
    },
    archive: ({ blockId, order }, at) => {
      archive.run(at, order, blockId);
      forget();
    },
    forget,
  };
};
