// Scripts in a real file: an old file's rows, order and versions, hostile words, and what a transaction that failed leaves.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { approveBlock, editBlock, moveBlock, type ScriptDraft, writeBlock } from '../../src-main/core/script.ts';
import { instant, type ProductId, type ScriptBlockId } from '../../src-main/core/units.ts';
import { makeWritable, openDatabase } from '../../src-main/store/database.ts';
import { firstSchema } from '../../src-main/store/migrations/010-first-schema.ts';
import { scripts } from '../../src-main/store/migrations/030-scripts.ts';
import { migrate } from '../../src-main/store/migrations/migrate.ts';
import { salvage } from '../../src-main/store/salvage.ts';
import { T0 } from './support/sample-facts.ts';
import { fileIn, makeFolder, openIn } from './support/store-folder.ts';

const OLD = join(import.meta.dirname, '..', 'fixtures', 'store', 'version-010.db');
const WRITER = { by: 'owner', at: instant(T0) };
const P1 = 'p-v1' as ProductId;

const draft = (text: string, productId: ProductId | null = P1): ScriptDraft => ({
  kind: 'custom',
  productId,
  title: `题 ${text}`,
  text,
  tags: ['甲', '007'],
  isDraftedByAi: true,
});

const block = (id: string, order: number, productId: ProductId | null = P1) =>
  writeBlock(id as ScriptBlockId, draft(id, productId), order, WRITER);

describe('a file of version 10', () => {
  it('loses a row on its way to version 30', () => {
    const path = fileIn(makeFolder());
    copyFileSync(OLD, path);
    const db = openDatabase(path, {});
    const dump = (): unknown =>
      db
        .prepare<[], string>(
          "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'script_*' ORDER BY name",
        )
        .pluck()
        .all()
        .map((name) => [name, db.prepare(`SELECT * FROM "${name}"`).all()]);
    const before = dump();
    migrate(db, 30, [firstSchema, scripts]);
    expect(dump()).toEqual(before);
    expect(db.prepare('SELECT count(*) FROM script_block').pluck().get()).toBe(0);
    db.close();
  });
});

describe('scripts', () => {
  it('come back in another order, or with other words, after the file was closed', async () => {
    const folder = makeFolder();
    const { store } = await openIn(folder);
    const hostile = writeBlock(
      'h' as ScriptBlockId,
      { ...draft('\0 é\u{1f3f4}'), title: '\0', text: '\0x' },
      2,
      WRITER,
    );
    store.transact((writes) => {
      for (const step of [block('a', 0), block('b', 1), block('g', 0, null)]) writes.saveScript(step);
      writes.saveScript({ ...hostile, block: { ...hostile.block, title: '\0"\ud800', text: '\0\\' } });
    });
    store.transact((writes) =>
      writes.orderScript(
        moveBlock(
          store.scriptBlocks().filter(({ productId }) => productId === P1),
          'a' as ScriptBlockId,
          2,
        ),
      ),
    );
    const before = store.scriptBlocks();
    expect(before.map(({ blockId, order }) => [blockId, order])).toEqual([
      ['g', 0],
      ['b', 0],
      ['h', 1],
      ['a', 2],
    ]);
    expect(before[2]).toMatchObject({ title: '\0"\ud800', text: '\0\\', tags: ['甲', '007'], isDraftedByAi: true });
    store.close();
    expect((await openIn(folder)).store.scriptBlocks()).toEqual(before);
  });

  it('are read anew each time, or stay as they were after a write, or show what came to nothing', async () => {
    const { store } = await openIn(makeFolder());
    store.transact((writes) => writes.saveScript(block('a', 0)));
    const known = store.scriptBlocks();
    const revision = store.scriptRevision();
    expect(store.scriptBlocks()).toBe(known);
    expect(() =>
      store.transact((writes) => {
        writes.saveScript(block('b', 1));
        expect(store.scriptBlocks()).toHaveLength(2);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(store.scriptBlocks()).toEqual(known);
    store.transact((writes) => writes.saveScript(block('b', 1)));
    expect(store.scriptBlocks()).toHaveLength(2);
    expect(store.scriptRevision()).toBeGreaterThan(revision);
  });

  it('lose a version, or who approved it, or an archived block its place', async () => {
    const { store } = await openIn(makeFolder());
    const first = block('a', 0);
    const second = editBlock(first.block, { text: '第二版' }, { by: 'assistant', at: instant(T0 + 1) });
    if (second === null) throw new Error('nothing changed');
    const approved = approveBlock(second.block, { by: 'owner', at: instant(T0 + 2) });
    store.transact((writes) => {
      for (const step of [first, second, approved]) writes.saveScript(step);
    });
    expect(store.scriptVersions(first.block.blockId, 10)).toEqual([approved.version, first.version]);
    expect(store.scriptVersion(first.block.blockId, 1)).toEqual(first.version);
    expect(store.scriptVersion(first.block.blockId, 3)).toBeNull();
    store.transact((writes) => writes.archiveScript(approved.block, instant(T0 + 3)));
    expect([store.scriptBlocks(), store.archivedScriptBlocks(P1, 10)]).toEqual([[], [approved.block]]);
    expect(store.archivedScriptBlocks(null, 10)).toEqual([]);
    expect(store.scriptBlock(approved.block.blockId)).toEqual({ block: approved.block, isArchived: true });
    store.transact((writes) => writes.archiveScript({ ...approved.block, order: 4 }, null));
    expect(store.scriptBlocks()).toEqual([{ ...approved.block, order: 4 }]);
  });

  it('are left behind in a damaged file', async () => {
    const folder = makeFolder();
    const { store } = await openIn(folder);
    store.transact((writes) => writes.saveScript(block('a', 0)));
    store.close();
    const rescued = makeFolder();
    const db = openDatabase(fileIn(rescued), {});
    makeWritable(db);
    migrate(db);
    salvage(db, fileIn(folder), 1);
    db.close();
    const { store: after } = await openIn(rescued);
    expect(after.scriptBlocks()).toEqual([block('a', 0).block]);
    expect(after.scriptVersions('a' as ScriptBlockId, 10)).toEqual([block('a', 0).version]);
  });
});
