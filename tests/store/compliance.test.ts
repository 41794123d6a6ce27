// Exemptions, overrides and evidence in a real file: kept as said, never changed, for three years.

import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EvidenceEntry } from '../../src-main/core/compliance/evidence.ts';
import type { KeptExemption } from '../../src-main/core/compliance/exemption.ts';
import { type ExemptionId, type Instant, instant, type ProductId } from '../../src-main/core/units.ts';
import { makeWritable, openDatabase, type SqliteFile } from '../../src-main/store/database.ts';
import { compliance } from '../../src-main/store/migrations/040-compliance.ts';
import { MIGRATIONS, migrate } from '../../src-main/store/migrations/migrate.ts';
import type { Store } from '../../src-main/store/store.ts';
import { SHOW, seed, T0 } from './support/sample-facts.ts';
import { fileIn, makeFolder, openIn } from './support/store-folder.ts';

const OLD_FILE = join(import.meta.dirname, '..', 'fixtures', 'store', 'version-010.db');
const DAY = 86_400_000;
const ALWAYS: [Instant, Instant] = [instant(0), instant(8.64e15)];

const entry = (given: Partial<EvidenceEntry> = {}): EvidenceEntry => ({
  at: instant(T0),
  decision: 'overridden',
  operator: 'owner',
  showId: SHOW,
  productId: 'p1' as ProductId,
  subject: '口红',
  ruleId: 'A6',
  matched: '治疗',
  text: '能治疗唇炎',
  reason: '有批文',
  contentHash: null,
  bookVersion: '2026.11.1#0',
  ...given,
});
const append = (store: Store, ...entries: readonly EvidenceEntry[]): void =>
  store.transact((writes) => writes.appendEvidence(entries));

const exemption = (id: string, given: Partial<KeptExemption> = {}): KeptExemption => ({
  exemptionId: id as ExemptionId,
  ruleId: 'A1',
  words: ['最佳'],
  productId: null,
  reason: '商标',
  approver: 'owner',
  grantedAt: instant(T0),
  expiresAt: null,
  ...given,
});

/** The file as somebody sees it who has more than the program. */
const withFile = (folder: string, work: (db: SqliteFile) => void): void => {
  const db = openDatabase(fileIn(folder), {});
  makeWritable(db);
  work(db);
  db.close();
};

describe('exemptions', () => {
  it('come back otherwise than they were granted, or in another order', async () => {
    const { store } = await openIn(makeFolder());
    const hostile = exemption('e2', {
      words: ["最'--\u0000", '\uD800'],
      productId: 'p\u0000' as ProductId,
      reason: '\0商\uDC00',
      expiresAt: instant(T0 + 5),
      grantedAt: instant(T0 + 1),
    });
    store.transact((writes) => {
      writes.addExemption(exemption('e1', { words: null }));
      writes.addExemption(hostile);
    });
    expect(store.exemptions()).toEqual([hostile, exemption('e1', { words: null })]);
    expect(
      store.transact((writes) => [
        writes.removeExemption(hostile.exemptionId),
        writes.removeExemption(hostile.exemptionId),
      ]),
    ).toEqual([true, false]);
    expect(store.exemptions().map(({ exemptionId }) => exemptionId)).toEqual(['e1']);
  });
});

describe('overrides', () => {
  it('hold for another show, pile up for one finding, or cannot be withdrawn', async () => {
    const { store } = await openIn(makeFolder());
    seed(store);
    const key = { itemId: 'v1', ruleId: 'A6', matched: '治疗' };
    const override = { ...key, reason: '有批文', approver: 'owner', at: instant(T0) };
    store.transact((writes) => {
      writes.overrideFinding(SHOW, { ...override, reason: '先前的' });
      writes.overrideFinding(SHOW, override);
    });
    expect(store.overridesOf(SHOW)).toEqual([override]);
    expect(store.overridesOf('another' as typeof SHOW)).toEqual([]);
    expect(store.transact((writes) => writes.withdrawOverride(SHOW, { ...key, matched: '治' }))).toBe(false);
    expect(store.transact((writes) => writes.withdrawOverride(SHOW, key))).toBe(true);
    expect(store.overridesOf(SHOW)).toEqual([]);
  });
});

describe('evidence', () => {
  it('comes back otherwise than it was written, or the chain breaks over a start', async () => {
    const folder = makeFolder();
    const first = await openIn(folder);
    const hostile = entry({ text: '\0=cmd|"\uD800', subject: '\uDFFF', ruleId: null, showId: null, productId: null });
    append(first.store, entry(), hostile);
    first.store.close();
    const { store } = await openIn(folder);
    append(store, entry({ at: instant(T0 + 9), decision: 'signed', contentHash: 'ab' }));
    const rows = store.evidenceLatest(...ALWAYS, 10);
    expect(rows.map(({ seq }) => seq)).toEqual([3, 2, 1]);
    expect(rows[1]).toMatchObject(hostile);
    expect([store.evidenceBrokenAt(), store.evidenceBrokenAt()]).toEqual([null, null]);
    append(store, entry({ at: instant(T0 + 10) }));
    expect(store.evidenceBrokenAt()).toBeNull();
    expect(store.lastSignature(SHOW)).toMatchObject({ seq: 3, contentHash: 'ab' });
    expect(store.lastSignature('another' as typeof SHOW)).toBeNull();
  });

  it('is listed outside the time that was asked for, or beyond the limit', async () => {
    const { store } = await openIn(makeFolder());
    append(store, ...[0, 1, 2, 3].map((day) => entry({ at: instant(T0 + day * DAY) })));
    const period: [Instant, Instant] = [instant(T0 + DAY), instant(T0 + 3 * DAY)];
    expect(store.evidenceLatest(...period, 10).map(({ seq }) => seq)).toEqual([3, 2]);
    expect(store.evidenceLatest(...ALWAYS, 1).map(({ seq }) => seq)).toEqual([4]);
    expect([store.evidenceCount(...period), store.evidenceCount(...ALWAYS)]).toEqual([2, 4]);
  });

  it('is forgotten within three years, or kept for ever', async () => {
    const { store } = await openIn(makeFolder());
    append(store, entry(), entry({ at: instant(T0 + DAY) }));
    append(store, entry({ at: instant(T0 + 3 * 365 * DAY) }));
    expect(store.evidenceCount(...ALWAYS)).toBe(3);
    append(store, entry({ at: instant(T0 + 1096 * DAY + 1) }));
    expect(store.evidenceLatest(...ALWAYS, 10).map(({ seq }) => seq)).toEqual([4, 3, 2]);
    expect(store.evidenceBrokenAt()).toBeNull();
  });

  it('can be changed or deleted by a statement that slipped in', async () => {
    const folder = makeFolder();
    const { store } = await openIn(folder);
    append(store, entry(), entry());
    store.close();
    withFile(folder, (db) => {
      expect(() => db.exec("UPDATE compliance_evidence SET reason = ''")).toThrow('never changed');
      expect(() => db.exec('DELETE FROM compliance_evidence WHERE seq = 1')).toThrow('three years');
    });
  });

  it('was changed by somebody with the file in hand, and nobody is told', async () => {
    const folder = makeFolder();
    const { store } = await openIn(folder);
    append(store, entry(), entry(), entry());
    store.close();
    withFile(folder, (db) => {
      db.exec("DROP TRIGGER compliance_evidence_stays; UPDATE compliance_evidence SET reason = '别的' WHERE seq = 2");
    });
    const again = await openIn(folder);
    expect(again.store.evidenceBrokenAt()).toBe(2);
  });
});

describe('a damaged file', () => {
  it('takes exemptions, overrides or evidence with it that could still be read', async () => {
    const folder = makeFolder();
    const { store } = await openIn(folder);
    seed(store);
    const override = {
      itemId: 'v1',
      ruleId: 'A6',
      matched: '治疗',
      reason: '有批文',
      approver: 'owner',
      at: instant(T0),
    };
    store.transact((writes) => {
      writes.addExemption(exemption('gone'));
      writes.addExemption(exemption('kept'));
      writes.overrideFinding(SHOW, { ...override, matched: '湿疹' });
      writes.appendEvidence([entry()]);
    });
    await store.backup();
    store.transact((writes) => {
      writes.removeExemption('gone' as ExemptionId);
      writes.withdrawOverride(SHOW, { ...override, matched: '湿疹' });
      writes.overrideFinding(SHOW, override);
      writes.appendEvidence([entry({ at: instant(T0 + 1) }), entry({ at: instant(T0 + 2) })]);
    });
    store.close();
    // The header is lost, and with it the way in.
    const content = readFileSync(fileIn(folder));
    content.fill(0, 0, 100);
    writeFileSync(fileIn(folder), content);
    const again = await openIn(folder);
    expect(again.problem?.code).toBe('store_recovered');
    expect(again.store.exemptions()).toEqual([exemption('kept')]);
    expect(again.store.overridesOf(SHOW)).toEqual([override]);
    expect(again.store.evidenceCount(...ALWAYS)).toBe(3);
    expect(again.store.evidenceBrokenAt()).toBeNull();
  });
});

describe('step 40', () => {
  it('loses or changes a row of a file that version 10 wrote', () => {
    const path = fileIn(makeFolder());
    copyFileSync(OLD_FILE, path);
    const db = openDatabase(path, {});
    migrate(db, 10);
    const tables = db
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all();
    const rowsOf = () => tables.map((name) => [name, db.prepare(`SELECT * FROM "${name}"`).all()]);
    const before = rowsOf();
    expect(before.flatMap(([, rows]) => rows).length).toBeGreaterThan(10);
    migrate(db, 40, [compliance]);
    expect(rowsOf()).toEqual(before);
    db.close();
  });

  it('is not among the steps that a start makes', () => {
    expect(MIGRATIONS).toContain(compliance);
    const versions = MIGRATIONS.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  });
});
