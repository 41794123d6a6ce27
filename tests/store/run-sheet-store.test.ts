// The run sheet in a real file: an old file's cues, steps that are kept and forgotten, hostile words.

import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { instant, type ScriptBlockId, type TemplateId } from '../../src-main/core/units.ts';
import { openDatabase } from '../../src-main/store/database.ts';
import { firstSchema } from '../../src-main/store/migrations/010-first-schema.ts';
import { runSheet } from '../../src-main/store/migrations/050-run-sheet.ts';
import { migrate } from '../../src-main/store/migrations/migrate.ts';
import { cueOf, productOf, SHOW, showOf, T0, variantOf } from './support/sample-facts.ts';
import { fileIn, makeFolder, openIn } from './support/store-folder.ts';

const PAGE_BYTES = 4096;
const OLD = join(import.meta.dirname, '..', 'fixtures', 'store', 'version-010.db');

/** Every row of every table that version 10 knows, in its own columns. */
const rowsOf = (path: string, columns: ReadonlyMap<string, string>): unknown[] => {
  const db = openDatabase(path, {}, true);
  const rows = [...columns].map(([table, names]) => [table, db.prepare(`SELECT ${names} FROM ${table}`).all()]);
  db.close();
  return rows;
};

describe('a file of version 10', () => {
  it('loses a row or a value on its way to version 50', () => {
    const path = fileIn(makeFolder());
    copyFileSync(OLD, path);
    const db = openDatabase(path, {});
    const tables = db
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'")
      .pluck()
      .all();
    const columns = new Map(
      tables.map((table) => {
        const names = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
        return [table, names.map((name) => `"${name}"`).join(', ')];
      }),
    );
    const before = rowsOf(path, columns);
    migrate(db, 50, [firstSchema, runSheet]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.close();
    expect(rowsOf(path, columns)).toEqual(before);
  });

  it('loses its cues where it is damaged elsewhere, because it has fewer columns', async () => {
    const whole = makeFolder();
    copyFileSync(OLD, fileIn(whole));
    const expected = (await openIn(whole)).store.runSheet(SHOW);
    const folder = makeFolder();
    copyFileSync(OLD, fileIn(folder));
    const db = openDatabase(fileIn(folder), {}, true);
    const page = db
      .prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'viewer'")
      .pluck()
      .get();
    db.close();
    if (page === undefined) throw new Error('no such table');
    const bytes = readFileSync(fileIn(folder));
    bytes.fill(0xaa, (page - 1) * PAGE_BYTES, page * PAGE_BYTES);
    writeFileSync(fileIn(folder), bytes);
    const { store, problem } = await openIn(folder);
    expect(problem?.code).toBe('store_recovered');
    expect(expected.cues.length).toBeGreaterThan(0);
    expect(store.runSheet(SHOW)).toEqual(expected);
  });

  it('has cues that cannot be edited', async () => {
    const folder = makeFolder();
    copyFileSync(OLD, fileIn(folder));
    const { store } = await openIn(folder);
    const { cues } = store.runSheet(SHOW);
    expect(cues.map(({ speaker, scriptBlocks }) => [speaker, scriptBlocks])).toEqual(cues.map(() => ['', []]));
    expect(store.sheetStand(SHOW)).toEqual({ version: 0, startsAt: null, canUndo: false, canRedo: false });
    store.transact((writes) => writes.editSheet(SHOW, { startsAt: instant(T0), cues: cues.slice(1) }));
    expect(store.runSheet(SHOW).cues).toEqual(cues.slice(1));
    expect(store.sheetStand(SHOW)).toEqual({ version: 1, startsAt: T0, canUndo: true, canRedo: false });
    expect(store.transact((writes) => writes.stepSheet(SHOW, -1))).toBe(true);
    expect(store.runSheet(SHOW).cues).toEqual(cues);
    expect(store.sheetStand(SHOW)).toEqual({ version: 2, startsAt: null, canUndo: false, canRedo: true });
  });
});

const openDraft = async () => {
  const variants = [variantOf('v1', 10), variantOf('v2', 5)];
  const { store } = await openIn(makeFolder());
  const cues = variants.map((variant, index) => cueOf(variant, index + 1));
  store.transact((writes) => {
    writes.upsertProducts(variants.map(productOf), instant(T0));
    writes.insertShow(showOf(), { cues, products: variants.map(productOf) });
  });
  return { store, cues };
};

describe('a draft', () => {
  it('keeps steps without end, or loses the newest', async () => {
    const { store, cues } = await openDraft();
    for (let note = 1; note <= 60; note += 1) {
      const [first, ...rest] = cues;
      if (first === undefined) throw new Error('no cue');
      store.transact((writes) =>
        writes.editSheet(SHOW, { startsAt: null, cues: [{ ...first, note: String(note) }, ...rest] }),
      );
    }
    let steps = 0;
    while (store.transact((writes) => writes.stepSheet(SHOW, -1))) {
      steps += 1;
      expect(store.runSheet(SHOW).cues[0]?.note).toBe(String(60 - steps));
    }
    expect(steps).toBe(50);
    while (store.transact((writes) => writes.stepSheet(SHOW, 1))) steps -= 1;
    expect([steps, store.runSheet(SHOW).cues[0]?.note]).toEqual([0, '60']);
  });

  it('can be taken back once it is on air', async () => {
    const { store, cues } = await openDraft();
    store.transact((writes) => writes.editSheet(SHOW, { startsAt: null, cues: cues.slice(1) }));
    store.transact((writes) => writes.moveShow(SHOW, 'show.rehearsed', instant(T0)));
    store.transact((writes) => writes.moveShow(SHOW, 'show.reset', instant(T0)));
    expect(store.sheetStand(SHOW).canUndo).toBe(true);
    store.transact((writes) => writes.moveShow(SHOW, 'show.started', instant(T0)));
    expect(store.sheetStand(SHOW)).toMatchObject({ canUndo: false, canRedo: false, version: 1 });
    expect(store.transact((writes) => writes.stepSheet(SHOW, -1))).toBe(false);
  });

  it('and a template change words that SQLite cannot hold', async () => {
    const { store, cues } = await openDraft();
    const hostile = '\0a\uD800';
    const told = cues.map((cue) => ({
      ...cue,
      note: hostile,
      speaker: hostile,
      scriptBlocks: [`${hostile}1` as ScriptBlockId, '007' as ScriptBlockId],
    }));
    const template = { templateId: 't1' as TemplateId, name: hostile, cues: told, updatedAt: instant(T0) };
    store.transact((writes) => {
      writes.editSheet(SHOW, { startsAt: null, cues: told });
      writes.saveTemplate(template);
    });
    expect(store.runSheet(SHOW).cues).toEqual(told);
    expect(store.templates()).toEqual([template]);
    expect(store.transact((writes) => writes.stepSheet(SHOW, -1))).toBe(true);
    expect(store.transact((writes) => writes.stepSheet(SHOW, 1))).toBe(true);
    expect(store.runSheet(SHOW).cues).toEqual(told);
    expect(store.transact((writes) => writes.deleteTemplate(template.templateId))).toBe(true);
    expect(store.transact((writes) => writes.deleteTemplate(template.templateId))).toBe(false);
    expect(store.template(template.templateId)).toBeNull();
  });
});
