// Compliance through the engine: what a report says, what keeps a show from starting, and what each decision leaves.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ComplianceReport, ReportFinding } from '../../src-main/contract/compliance-documents.ts';
import { NO_CONTEXT } from '../../src-main/core/compliance/finding.ts';
import { type CommandId, type Instant, instant, money, type ScriptBlockId } from '../../src-main/core/units.ts';
import { closeRigs, intent, openRig, openScreen, type Rig, tempDir } from './support/engine-rig.ts';

afterEach(closeRigs);

const ALWAYS: { from: Instant; to: Instant } = { from: instant(0), to: instant(8.64e15) };

/** Writes into the catalogue what the first product of the sheet says of itself. */
const sayOfFirst = (rig: Rig, sellingPoints: readonly string[]): void => {
  const showId = rig.store.currentShowId();
  const product = showId === null ? undefined : rig.store.runSheet(showId).products[0];
  if (product === undefined) throw new Error('no product');
  rig.store.transact((writes) => writes.upsertProducts([{ ...product, sellingPoints }], rig.clock()));
};

const reportOf = (rig: Rig): Promise<ComplianceReport> => rig.screen.must('compliance.report', {});
const findingsOf = (report: ComplianceReport): readonly ReportFinding[] =>
  report.items.flatMap(({ findings }) => findings);

/** The findings of the report that block, as a command names them. */
const blockingOf = (report: ComplianceReport) =>
  report.items.flatMap(({ itemId, findings }) =>
    findings
      .filter(({ severity, exempted }) => severity === 'block' && exempted === null)
      .map(({ ruleId, matched }) => ({ showId: report.showId, itemId, ruleId, matched })),
  );

const evidenceOf = async (rig: Rig) => {
  const { rows, count, brokenAt } = await rig.screen.must('compliance.evidence', ALWAYS);
  expect([count, brokenAt]).toEqual([rows.length, null]);
  return rows;
};

describe('the demo show', () => {
  it('breaks the rules that it should show how to keep', async () => {
    const rig = await openRig();
    const report = await reportOf(rig);
    expect(findingsOf(report)).toEqual([]);
    expect(report.items.length).toBe(19);
    expect(report.items.map(({ number }) => number)).toEqual([null, ...Array.from({ length: 18 }, (_, at) => at + 1)]);
    await rig.screen.must('show.start', intent());
  });
});

describe('a blocking finding', () => {
  it('lets the show start, or keeps it from rehearsing, or does not say what and how many', async () => {
    const rig = await openRig();
    sayOfFirst(rig, ['敷一次就能治疗湿疹', '最好用的面膜']);
    const refused = await rig.screen.ask('show.start', intent());
    expect(refused).toMatchObject({ ok: false, code: 'not_compliant', details: { count: 2 } });
    expect(refused.ok ? '' : refused.details?.first).toContain('玻尿酸补水面膜 (治疗)');
    await rig.screen.must('show.rehearse', intent());
    expect(await rig.screen.ask('show.start', intent())).toMatchObject({ code: 'not_compliant' });
    expect(rig.store.shows()[0]?.phase).toBe('rehearsing');
  });

  it('holds a show that was mended', async () => {
    const rig = await openRig();
    sayOfFirst(rig, ['治疗湿疹']);
    expect(await rig.screen.ask('show.start', intent())).toMatchObject({ code: 'not_compliant' });
    sayOfFirst(rig, ['敷完不紧绷']);
    await rig.screen.must('show.start', intent());
  });

  it('warns only, and still holds the show', async () => {
    const rig = await openRig();
    sayOfFirst(rig, ['最好用的面膜']);
    expect(await reportOf(rig)).toMatchObject({ blocking: 0, warnings: 1 });
    await rig.screen.must('show.start', intent());
  });
});

describe('what the catalogue says beside the air', () => {
  it('is not checked, or a gift blocks although all is said of it', async () => {
    const rig = await openRig();
    const showId = rig.store.currentShowId();
    const productId = showId === null ? undefined : rig.store.runSheet(showId).products[0]?.productId;
    const kept = productId === undefined ? null : rig.store.catalogueProduct(productId);
    if (kept === null || kept === undefined) throw new Error('no product');
    const edit = (name: string, said: Partial<typeof kept.product>): void => {
      const before = rig.store.catalogueProduct(kept.product.productId)?.product ?? null;
      const step = { editId: name as CommandId, kind: 'save' as const, by: 'owner', why: '', at: rig.clock() };
      rig.store.transact((writes) => writes.editCatalogue(step, [{ before, after: { ...kept.product, ...said } }]));
    };
    edit('1', { description: '能治疗湿疹', shipping: '加微信发货', afterSale: '包治百病' });
    const fields = new Set(findingsOf(await reportOf(rig)).map(({ field }) => field));
    expect([...fields].toSorted()).toEqual(['after_sale', 'description', 'shipping']);
    const gift = { name: '旅行装', spec: '30 ml', quantity: '每单 1 瓶', period: '', way: '随单发出' };
    edit('2', { sellingPoints: ['下单就送，买一送一'], gift });
    const blocked = findingsOf(await reportOf(rig));
    expect(blocked.map(({ ruleId, lacks }) => [ruleId, lacks])).toContainEqual(['P5', ['period']]);
    expect(await rig.screen.ask('show.start', intent())).toMatchObject({ ok: false, code: 'not_compliant' });
    edit('3', { sellingPoints: ['下单就送，买一送一'], gift: { ...gift, period: '本场' } });
    expect((await reportOf(rig)).blocking).toBe(0);
    await rig.screen.must('show.start', intent());
  });
});

describe('a script', () => {
  it('says what the law forbids, or lends it to another product, and the show starts', async () => {
    const rig = await openRig();
    const showId = rig.store.currentShowId();
    const productId = showId === null ? undefined : rig.store.runSheet(showId).products[0]?.productId;
    if (productId === undefined) throw new Error('no product');
    const draft = {
      kind: 'price' as const,
      productId,
      title: '报价',
      text: '敷一次根治湿疹',
      tags: [],
      isDraftedByAi: false,
    };
    const blockId = 'b1' as ScriptBlockId;
    const block = { ...draft, blockId, approvedBy: null, order: 0, version: 1 };
    const version = { ...draft, blockId, approvedBy: null, version: 1, by: 'owner', at: rig.clock() };
    rig.store.transact((writes) => writes.saveScript({ block, version }));
    const found = findingsOf(await reportOf(rig));
    expect(found.map(({ field, ref, matched }) => [field, ref, matched])).toEqual([
      ['script', 'b1', '根治'],
      ['script', 'b1', '湿疹'],
    ]);
    expect(await rig.screen.ask('show.start', intent())).toMatchObject({ code: 'not_compliant' });
  });
});

describe('the proof of a compare price', () => {
  it('stands in the catalogue, and the manufacturer’s price is still refused', async () => {
    const rig = await openRig();
    const showId = rig.store.currentShowId();
    const sheet = showId === null ? null : rig.store.runSheet(showId);
    const [product] = sheet?.products ?? [];
    if (product === undefined) throw new Error('no product');
    const kept = rig.store.catalogueProduct(product.productId)?.product;
    if (kept === undefined) throw new Error('not in the catalogue');
    let before = kept;
    const save = (proof: string): void => {
      const after = {
        ...before,
        sellingPoints: ['官方指导价 69.9 元'],
        variants: before.variants.map((variant) => ({
          ...variant,
          comparePrice: { price: money(6990, 'CNY'), basis: 'msrp' as const, proof },
        })),
      };
      const edit = { editId: intent().commandId, kind: 'save' as const, by: 'owner', why: '', at: rig.clock() };
      const [now] = rig.store.transact((writes) => writes.editCatalogue(edit, [{ before, after }]));
      before = now ?? before;
    };
    const found = async () =>
      findingsOf(await reportOf(rig)).flatMap(({ field, ruleId }) => (field === 'selling_point' ? [ruleId] : []));
    save('');
    expect(await found()).toEqual(['P3']);
    save('吊牌照片');
    expect(await found()).toEqual([]);
  });
});

describe('an override', () => {
  it('lets a show start without evidence, or holds it although every finding is overridden', async () => {
    const rig = await openRig();
    sayOfFirst(rig, ['治疗湿疹']);
    const before = await reportOf(rig);
    for (const finding of blockingOf(before)) {
      await rig.screen.must('compliance.override', { ...intent(), ...finding, reason: '有医疗器械批文' });
    }
    const after = await reportOf(rig);
    expect(after).toMatchObject({ blocking: 0, overridden: 2 });
    expect(findingsOf(after)[0]?.override).toMatchObject({ reason: '有医疗器械批文', approver: 'owner' });
    const [row] = await evidenceOf(rig);
    expect(row).toMatchObject({
      decision: 'overridden',
      operator: 'owner',
      ruleId: 'A6',
      matched: '湿疹',
      text: '治疗湿疹',
      subject: '玻尿酸补水面膜',
      reason: '有医疗器械批文',
      at: rig.clock(),
    });
    await rig.screen.must('show.start', intent());
  });

  it('outlives its withdrawal, holds for another show, or for what is not on the sheet', async () => {
    const rig = await openRig();
    sayOfFirst(rig, ['治疗']);
    const [finding] = blockingOf(await reportOf(rig));
    if (finding === undefined) throw new Error('nothing blocks');
    const stray = await rig.screen.ask('compliance.override', {
      ...intent(),
      ...finding,
      matched: '根治',
      reason: '有批文',
    });
    expect(stray).toMatchObject({ code: 'not_found' });
    await rig.screen.must('compliance.override', { ...intent(), ...finding, reason: '有批文' });
    const made = await rig.screen.must('show.create', {
      ...intent(),
      title: '下一场',
      host: '',
      plannedMinutes: 60,
      copyOf: null,
    });
    expect(await rig.screen.ask('show.start', intent())).toMatchObject({ code: 'not_compliant' });
    expect(made.showId).not.toBe(finding.showId);
    await rig.screen.must('show.open', { ...intent(), showId: finding.showId });
    await rig.screen.must('compliance.withdraw', { ...intent(), ...finding });
    expect(await rig.screen.ask('show.start', intent())).toMatchObject({ code: 'not_compliant' });
    expect((await evidenceOf(rig)).map(({ decision }) => decision)).toEqual(['override_withdrawn', 'overridden']);
  });

  it('is made by somebody who is not the owner', async () => {
    const rig = await openRig();
    sayOfFirst(rig, ['治疗']);
    const [finding] = blockingOf(await reportOf(rig));
    if (finding === undefined) throw new Error('nothing blocks');
    const assistant = openScreen(rig.engine, 'assistant');
    expect(await assistant.ask('compliance.override', { ...intent(), ...finding, reason: '我说可以' })).toMatchObject({
      code: 'not_allowed',
    });
    expect(await evidenceOf(rig)).toEqual([]);
  });

  it('is carried out twice where its command comes twice', async () => {
    const rig = await openRig();
    sayOfFirst(rig, ['治疗']);
    const [finding] = blockingOf(await reportOf(rig));
    if (finding === undefined) throw new Error('nothing blocks');
    const input = { ...intent(), ...finding, reason: '有批文' };
    await rig.screen.must('compliance.override', input);
    await rig.screen.must('compliance.override', input);
    expect(await evidenceOf(rig)).toHaveLength(1);
  });
});

describe('an exemption', () => {
  it('does not clear, is not shown, leaves no evidence, or outlives its removal or its end', async () => {
    const rig = await openRig();
    sayOfFirst(rig, ['治疗', '最好用的面膜']);
    const exempt = { ruleId: 'A6', words: ['治疗'], productId: null, reason: '商品名' };
    const expiresAt = instant(rig.clock() + 1000);
    const { exemptionId } = await rig.screen.must('compliance.exempt', { ...intent(), ...exempt, expiresAt });
    const report = await reportOf(rig);
    expect(report).toMatchObject({ blocking: 0, warnings: 1, exempted: 1 });
    expect(findingsOf(report)[0]).toMatchObject({ exemptionId, exempted: { approver: 'owner', reason: '商品名' } });
    const { exemptions } = await rig.screen.must('compliance.rules', {});
    expect(exemptions).toMatchObject([{ exemptionId, isInForce: true }]);
    expect(await evidenceOf(rig)).toMatchObject([{ decision: 'exempted', matched: '治疗', text: '治疗' }]);
    rig.clock.advance(1000);
    expect(await reportOf(rig)).toMatchObject({ blocking: 1, exempted: 0 });
    expect((await rig.screen.must('compliance.rules', {})).exemptions).toMatchObject([{ isInForce: false }]);
    await rig.screen.must('compliance.unexempt', { ...intent(), exemptionId });
    expect((await rig.screen.must('compliance.rules', {})).exemptions).toEqual([]);
    expect((await evidenceOf(rig)).map(({ decision }) => decision)).toEqual(['exemption_removed', 'exempted']);
  });

  it('from what blocks is granted by an assistant, or from what warns is not', async () => {
    const rig = await openRig();
    const assistant = openScreen(rig.engine, 'assistant');
    const rest = { words: null, productId: null, reason: '我说可以', expiresAt: null };
    const { rules } = await rig.screen.must('compliance.rules', {});
    for (const { ruleId, mayBlock } of rules) {
      const reply = await assistant.ask('compliance.exempt', { ...intent(), ruleId, ...rest });
      expect([ruleId, reply.ok]).toEqual([ruleId, !mayBlock]);
    }
    expect(rules.some(({ mayBlock }) => mayBlock) && rules.some(({ mayBlock }) => !mayBlock)).toBe(true);
  });

  it('is granted for a rule that there is not, or with an end that has passed', async () => {
    const rig = await openRig();
    const rest = { words: null, productId: null, reason: '商标' };
    const unknown = await rig.screen.ask('compliance.exempt', { ...intent(), ruleId: 'Z9', expiresAt: null, ...rest });
    expect(unknown).toMatchObject({ code: 'not_found' });
    const past = await rig.screen.ask('compliance.exempt', {
      ...intent(),
      ruleId: 'A1',
      expiresAt: rig.clock(),
      ...rest,
    });
    expect(past).toMatchObject({ code: 'bad_input' });
    expect(await evidenceOf(rig)).toEqual([]);
  });
});

describe('a signature', () => {
  it('is lost, says nothing of the warnings it took, or holds for a text that was changed since', async () => {
    const rig = await openRig();
    sayOfFirst(rig, ['最好用的面膜']);
    const { showId, contentHash, signature } = await reportOf(rig);
    expect(signature).toBeNull();
    await rig.screen.must('compliance.sign', { ...intent(), showId, contentHash });
    expect((await reportOf(rig)).signature).toEqual({
      at: rig.clock(),
      operator: 'owner',
      contentHash,
      isOutdated: false,
    });
    const [signed, accepted] = await evidenceOf(rig);
    expect(signed).toMatchObject({ decision: 'signed', contentHash, showId });
    expect(accepted).toMatchObject({ decision: 'accepted', matched: '最好', contentHash });
    sayOfFirst(rig, ['最好用的面膜 ']);
    expect((await reportOf(rig)).signature).toMatchObject({ contentHash, isOutdated: true });
    const again = await rig.reopen();
    expect((await again.screen.must('compliance.report', {})).signature).toMatchObject({ contentHash });
  });

  it('is given to what the owner has not read, or to what still blocks', async () => {
    const rig = await openRig();
    const { showId, contentHash } = await reportOf(rig);
    sayOfFirst(rig, ['治疗']);
    expect(await rig.screen.ask('compliance.sign', { ...intent(), showId, contentHash })).toMatchObject({
      code: 'report_changed',
    });
    const now = await reportOf(rig);
    const reply = await rig.screen.ask('compliance.sign', { ...intent(), showId, contentHash: now.contentHash });
    expect(reply).toMatchObject({ code: 'not_compliant', details: { count: 1 } });
    expect(await evidenceOf(rig)).toEqual([]);
  });
});

describe('a text as it is typed', () => {
  it('is checked without what is known of its goods, or without the exemptions', async () => {
    const rig = await openRig();
    const check = (text: string, more = {}) =>
      rig.screen.must('compliance.check', { text, category: '面膜', context: { ...NO_CONTEXT, ...more } });
    expect(await check('能治疗湿疹')).toMatchObject([{ start: 1, end: 3, severity: 'block' }, { matched: '湿疹' }]);
    expect(await check('敷完不紧绷')).toEqual([]);
    expect(await check('仅剩 3 件', { stock: 3 })).toEqual([]);
    expect(await check('仅剩 3 件', { stock: 400 })).toHaveLength(1);
    await rig.screen.must('compliance.exempt', {
      ...intent(),
      ruleId: 'A6',
      words: ['治疗'],
      productId: null,
      reason: '商品名',
      expiresAt: null,
    });
    expect(await check('能治疗湿疹')).toMatchObject([{ exempted: { reason: '商品名' } }, { exempted: null }]);
  });
});

describe('the rules', () => {
  it('of the user are not read, a broken file is not named, or a mended one needs another start', async () => {
    const dataDir = tempDir();
    const dir = join(dataDir, 'compliance');
    mkdirSync(dir);
    const list = {
      listId: 'own',
      ruleId: 'A1',
      title: { zh: '自家', en: 'own' },
      check: 'words',
      words: ['绝绝子'],
    };
    const write = (name: string, lists: readonly object[]): void =>
      writeFileSync(join(dir, name), JSON.stringify({ format: 1, version: '1', lists }));
    write('own.json', [{ ...list, ruleId: 'Z9' }]);
    const rig = await openRig({ dataDir, hasOwnRules: true });
    const check = () => rig.screen.must('compliance.check', { text: '绝绝子', category: '', context: NO_CONTEXT });
    const { problems, version } = await rig.screen.must('compliance.rules', {});
    expect(problems).toMatchObject([{ file: 'own.json', place: 'lists[0].ruleId' }]);
    expect(await check()).toEqual([]);
    write('own.json', [list]);
    const reloaded = await rig.screen.must('compliance.reload', intent());
    expect(reloaded.problems).toEqual([]);
    expect(reloaded.version).not.toBe(version);
    expect(await check()).toMatchObject([{ ruleId: 'A1', listId: 'own' }]);
  });
});

describe('the evidence as a file', () => {
  it('runs a formula in a spreadsheet, tears a row, or comes newest first', async () => {
    const rig = await openRig();
    const exempt = { ruleId: 'A1', productId: null, expiresAt: null };
    await rig.screen.must('compliance.exempt', { ...intent(), ...exempt, words: ['最"佳'], reason: '=1+1\r\n第二行' });
    rig.clock.advance(1000);
    await rig.screen.must('compliance.exempt', { ...intent(), ...exempt, words: null, reason: '@SUM(A1)' });
    const { name, text } = await rig.screen.must('compliance.evidenceFile', ALWAYS);
    expect(name).toBe('kongtai-evidence-2026-11-24.csv');
    expect(text.startsWith('\uFEFF"序号 No."')).toBe(true);
    expect(text).toContain('"最""佳"');
    expect(text).toContain(`"'=1+1\r\n第二行"`);
    expect(text.indexOf("'@SUM")).toBeGreaterThan(text.indexOf("'=1+1"));
    const none = await rig.screen.must('compliance.evidenceFile', { from: instant(0), to: instant(1) });
    expect(none.text.trimEnd().split('\r\n')).toHaveLength(1);
  });
});
