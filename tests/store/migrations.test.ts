// The schema's steps: whole or not at all, and every file that was ever shipped comes up to date.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lookAt, makeWritable, openDatabase, versionOf } from '../../src-main/store/database.ts';
import { firstSchema } from '../../src-main/store/migrations/010-first-schema.ts';
import { LATEST_VERSION, MIGRATIONS, migrate } from '../../src-main/store/migrations/migrate.ts';
import { startChild } from './support/child.ts';
import { allFacts, SHOW } from './support/sample-facts.ts';
import { fileIn, makeFolder, openIn } from './support/store-folder.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'store');

describe('the steps', () => {
  it('go up by tens, so that none can be slipped in twice under one number', () => {
    const versions = MIGRATIONS.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    expect(versions.filter((version) => version % 10 !== 0)).toEqual([]);
    expect(LATEST_VERSION).toBe(versions.at(-1));
  });

  it('leave the old schema or the new one, wherever the program is killed', async () => {
    const whole = startChild('migrating.ts', fileIn(makeFolder()), '0');
    expect(await whole.ended()).toBe(0);
    const statements = Number(whole.lines[0]);
    expect(statements).toBeGreaterThan(20);
    const versions = new Set<number>();
    // Some thirty places, spread over all steps.
    const stride = Math.ceil(statements / 30);
    for (let last = 1; last <= statements; last += stride) {
      const folder = makeFolder();
      const child = startChild('migrating.ts', fileIn(folder), String(last));
      expect(await child.ended()).toBeNull();
      const db = openDatabase(fileIn(folder), {});
      const look = lookAt(db);
      expect(look.isSound).toBe(true);
      if (look.isSound) expect(look.isEmpty).toBe(look.version === 0);
      versions.add(versionOf(db));
      db.close();
      const { store, problem } = await openIn(folder);
      expect([problem, store.shows()]).toEqual([null, []]);
      store.close();
    }
    expect(versions).toContain(0);
  }, 60_000);

  it('that fail half-way leave the version and the tables of the step before', () => {
    const db = openDatabase(fileIn(makeFolder()), {});
    makeWritable(db);
    const broken = { version: 20, sql: 'CREATE TABLE extra (a INTEGER) STRICT; INSERT INTO nowhere VALUES (1);' };
    expect(() => migrate(db, 20, [firstSchema, broken])).toThrow('nowhere');
    expect(versionOf(db)).toBe(10);
    expect(db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'extra'").get()).toBeUndefined();
    migrate(db, 20, [firstSchema, { version: 20, sql: 'CREATE TABLE extra (a INTEGER) STRICT' }]);
    expect(versionOf(db)).toBe(20);
    db.close();
  });
});

describe('a file as version 10 wrote it', () => {
  it('has the schema that step 10 makes: a step that was shipped is not changed', () => {
    const schemaOf = (path: string): unknown[] => {
      const db = openDatabase(path, {});
      migrate(db, 10);
      const rows = db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all();
      db.close();
      return rows;
    };
    const old = fileIn(makeFolder());
    copyFileSync(join(FIXTURES, 'version-010.db'), old);
    expect(schemaOf(old)).toEqual(schemaOf(fileIn(makeFolder())));
  });

  it('opens with all that is in it', async () => {
    const folder = makeFolder();
    copyFileSync(join(FIXTURES, 'version-010.db'), fileIn(folder));
    const { store, problem, isFirstRun } = await openIn(folder);
    expect([problem, isFirstRun, store.currentShowId()]).toEqual([null, false, SHOW]);
    const facts = allFacts(store);
    expect(facts.map(({ eventId, body }) => `${JSON.stringify(eventId)} ${body.type}`)).toMatchSnapshot();
    expect({
      show: store.show(SHOW),
      sheet: store.runSheet(SHOW),
      products: store.products(),
      deals: store.dealsOf(SHOW),
      outbox: store.outboxLatest(10),
      rejects: store.rejectsLatest(10),
      viewers: facts.flatMap(({ body }) => ('viewer' in body && body.viewer ? [store.viewer(body.viewer.id)] : [])),
      installation: store.installationId(),
    }).toMatchSnapshot();
    expect(store.isSound()).toBe(true);
  });
});
