// Price truth through the engine: what keeps a deal from being armed, how it is mended, and what each decision leaves.

import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { CompareBasis } from '../../src-main/core/product.ts';
import {
  type Instant,
  instant,
  money,
  type OrderId,
  type VariantId,
  type ViewerId,
} from '../../src-main/core/units.ts';
import { closeRigs, intent, openRig, openScreen, type Rig, until } from './support/engine-rig.ts';

afterEach(closeRigs);

const ALWAYS: { from: Instant; to: Instant } = { from: instant(0), to: instant(8.64e15) };

const cueOf = (rig: Rig) => {
  const [cue] = rig.screen.topic('product.list') ?? [];
  return cue ?? expect.fail('no cue');
};

const terms = { priceMinor: 2990, quantity: 5, perBuyer: 1, countdownMs: 10_000, durationMs: 60_000 };
const arm = (rig: Rig, more: Partial<typeof terms> = {}) => {
  const { productId, variantId } = cueOf(rig);
  return rig.screen.ask('deal.arm', { ...intent(), productId, variantId, ...terms, ...more });
};

/** Writes another compare price into the catalogue. */
const strike = async (rig: Rig, minor: number, basis: CompareBasis = 'lowest_7_days', proof = ''): Promise<void> => {
  const { productId, variantId } = cueOf(rig);
  const before = rig.store.catalogueProduct(productId)?.product ?? expect.fail('no product');
  const comparePrice = { price: money(minor, 'CNY'), basis, proof };
  const variants = before.variants.map((each) => (each.variantId === variantId ? { ...each, comparePrice } : each));
  const edit = { editId: intent().commandId, kind: 'save' as const, by: 'owner', why: '', at: rig.clock() };
  rig.store.transact((writes) => writes.editCatalogue(edit, [{ before, after: { ...before, variants } }]));
  await rig.screen.must('show.open', { ...intent(), showId: rig.store.currentShowId() ?? expect.fail('no show') });
  await until(rig, () => expect(cueOf(rig).comparePrice?.price.minor).toBe(minor));
};

let sold = 0;
const sell = async (rig: Rig, minor: number): Promise<void> => {
  sold += 1;
  const { productId, variantId } = cueOf(rig);
  const unitPrice = money(minor, 'CNY');
  const order = {
    id: `sold-${sold}` as OrderId,
    lines: [{ productId, variantId, title: '面膜', quantity: 1, unitPrice }],
    total: unitPrice,
    buyer: { id: 'u1' as ViewerId, name: '小满' },
  };
  await rig.room.say({ type: 'order.paid', order });
};

const evidenceOf = async (rig: Rig) => {
  const { rows, brokenAt } = await rig.screen.must('compliance.evidence', ALWAYS);
  expect(brokenAt).toBeNull();
  return rows;
};

describe('the demo shop', () => {
  it('strikes through prices that nobody ever paid, or has no sale to show for them', async () => {
    const rig = await openRig();
    const list = await rig.screen.must('price.list', { search: '', isUntrueOnly: false });
    expect([list.untrue, list.rows.length, list.rows.filter(({ verdict }) => verdict !== 'true')]).toEqual([
      0,
      list.count,
      [],
    ]);
    expect(list.count).toBeGreaterThan(40);
    expect(list.rows.filter(({ comparePrice, last }) => comparePrice?.basis === 'last_paid' && last === null)).toEqual(
      [],
    );
    expect((await rig.screen.must('price.list', { search: 'mianmo', isUntrueOnly: false })).count).toBe(3);
    expect((await rig.screen.must('price.list', { search: '', isUntrueOnly: true })).rows).toEqual([]);
  });

  it('took the stock of earlier shows from what today’s show begins with', async () => {
    const rig = await openRig();
    expect(cueOf(rig).stock).toBe(420);
    expect(cueOf(rig).sold).toBe(0);
  });
});

describe('arming a deal', () => {
  it('passes a true compare price without a row that names the sales it rests on', async () => {
    const rig = await openRig();
    expect(await arm(rig)).toMatchObject({ ok: true });
    const [row] = await evidenceOf(rig);
    expect(row).toMatchObject({ decision: 'price_checked', operator: 'owner', matched: 'CNY 69.90', ruleId: null });
    expect(row?.text).toContain('price: CNY 29.90; compare: CNY 69.90 lowest_7_days');
    expect(row?.text).toMatch(/rests on: demo-earlier demo-2-\d{3}#1 CNY 69\.90 ×\d 20\d\d-/);
  });

  it('passes an untrue compare price, writes evidence of nothing, or does not say what is allowed', async () => {
    const rig = await openRig();
    await strike(rig, 6991);
    expect(await arm(rig)).toMatchObject({
      ok: false,
      code: 'price_untrue',
      details: { count: 1, rule: 'P1', fault: 'above_lowest', compare: '69.91', allowed: '69.90' },
    });
    expect([await evidenceOf(rig), rig.store.dealsOf(rig.store.currentShowId() ?? expect.fail())]).toEqual([[], []]);
  });

  it('asks for sales where a stated price has its detail, or takes one without', async () => {
    const rig = await openRig();
    await strike(rig, 9900, 'stated', '');
    expect(await arm(rig)).toMatchObject({ code: 'price_untrue', details: { rule: 'P4', fault: 'detail_missing' } });
    await strike(rig, 9901, 'stated', '门店 11 月价签');
    expect(await arm(rig)).toMatchObject({ ok: true });
    expect((await evidenceOf(rig))[0]?.text).toContain('stated (门店 11 月价签)');
  });
});

describe('what is sold', () => {
  it('in this show lowers its own compare price, or does not lower that of the next', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    rig.clock.advance(60_000);
    await sell(rig, 3990);
    expect(await arm(rig)).toMatchObject({ ok: true });
    await rig.screen.must('show.end', intent());
    rig.clock.advance(1000);
    const check = await rig.screen.must('price.check', { variantId: cueOf(rig).variantId, priceMinor: 2990 });
    expect([
      check.verdict,
      check.report.findings.map(({ fault }) => fault),
      check.report.permitted?.price.minor,
    ]).toEqual(['untrue', ['above_lowest'], 3990]);
    const { paid } = await rig.screen.must('price.ledger', { variantId: cueOf(rig).variantId });
    expect(paid[0]).toMatchObject({ source: 'room', unitPrice: { minor: 3990 }, isUndone: false });
  });

  it('in a rehearsal is taken for a price that was paid', async () => {
    const rig = await openRig();
    await rig.screen.must('show.rehearse', intent());
    await sell(rig, 100);
    expect(await arm(rig)).toMatchObject({ ok: true });
  });
});

describe('the ways out', () => {
  it('leave the untrue price on screen, or cannot be undone', async () => {
    const rig = await openRig();
    await strike(rig, 9900);
    const { variantId } = cueOf(rig);
    const stale = { ...intent(), variantId, to: { kind: 'permitted' as const, compareMinor: 7000 } };
    expect(await rig.screen.ask('price.mend', stale)).toMatchObject({ code: 'changed_meanwhile' });
    await rig.screen.must('price.mend', { ...intent(), variantId, to: { kind: 'permitted', compareMinor: 6990 } });
    await until(rig, () =>
      expect(cueOf(rig).comparePrice).toEqual({ price: money(6990, 'CNY'), basis: 'lowest_7_days' }),
    );
    await rig.screen.must('price.mend', { ...intent(), variantId, to: { kind: 'none' } });
    await until(rig, () => expect(cueOf(rig).comparePrice).toBeNull());
    expect(await arm(rig)).toMatchObject({ ok: true });
    expect(await evidenceOf(rig)).toEqual([]);
    await rig.screen.must('catalogue.undo', { ...intent(), editId: null });
    await until(rig, () => expect(cueOf(rig).comparePrice?.price.minor).toBe(6990));
  });

  it('reach the desk of a show on air only with the next one', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    const { variantId } = cueOf(rig);
    await rig.screen.must('price.mend', { ...intent(), variantId, to: { kind: 'none' } });
    await until(rig, () => expect(cueOf(rig).comparePrice).toBeNull());
  });
});

describe('an owner’s word', () => {
  it('covers other terms, needs no reason, is anybody’s, or leaves no evidence', async () => {
    const rig = await openRig();
    await strike(rig, 9900);
    const { variantId } = cueOf(rig);
    const shown = { variantId, priceMinor: 2990, compareMinor: 9900, basis: 'lowest_7_days' as const };
    const assistant = openScreen(rig.engine, 'assistant');
    const word = { ...shown, reason: '门店同期价签' };
    expect(await assistant.ask('price.override', { ...intent(), ...word })).toMatchObject({ code: 'not_allowed' });
    expect(await rig.screen.ask('price.override', { ...intent(), ...shown, reason: ' ' })).toMatchObject({
      code: 'bad_input',
    });
    expect(await rig.screen.ask('price.override', { ...intent(), ...word, compareMinor: 9901 })).toMatchObject({
      code: 'changed_meanwhile',
    });
    await rig.screen.must('price.override', { ...intent(), ...word });
    expect(await arm(rig, { priceMinor: 2991 })).toMatchObject({ code: 'price_untrue' });
    expect(await rig.screen.must('price.check', { variantId, priceMinor: 2990 })).toMatchObject({
      verdict: 'overridden',
      override: { reason: '门店同期价签', approver: 'owner' },
    });
    expect(await arm(rig)).toMatchObject({ ok: true });
    const rows = await evidenceOf(rig);
    expect(rows.map(({ decision, ruleId, reason }) => [decision, ruleId, reason])).toEqual([
      ['price_checked', null, '门店同期价签'],
      ['price_overridden', 'P1', '门店同期价签'],
    ]);
    expect(rows[1]?.text).toContain('findings: P1 above_lowest');
  });

  it('stands after it was taken back, or for a finding that came later', async () => {
    const rig = await openRig();
    await strike(rig, 9900, 'msrp');
    const { variantId } = cueOf(rig);
    const shown = { variantId, priceMinor: 2990, compareMinor: 9900, basis: 'msrp' as const };
    await rig.screen.must('price.override', { ...intent(), ...shown, reason: '吊牌在路上' });
    await rig.screen.must('price.withdraw', { ...intent(), ...shown });
    expect(await arm(rig)).toMatchObject({ code: 'price_untrue', details: { fault: 'proof_missing' } });
    expect(await rig.screen.ask('price.withdraw', { ...intent(), ...shown })).toMatchObject({ code: 'not_found' });
    expect((await evidenceOf(rig)).map(({ decision, ruleId }) => [decision, ruleId])).toEqual([
      ['price_withdrawn', 'P3'],
      ['price_overridden', 'P3'],
    ]);
  });
});

describe('the evidence as a JSON file', () => {
  it('cannot be verified without the program, or is newest first', async () => {
    const rig = await openRig();
    expect(await arm(rig)).toMatchObject({ ok: true });
    const { name, text } = await rig.screen.must('compliance.evidenceFile', { ...ALWAYS, format: 'json' });
    expect(name).toMatch(/^kongtai-evidence-\d{4}-\d\d-\d\d\.json$/);
    const rows: readonly { seq: number; hash: string; hashed: string; previousHash: string }[] = JSON.parse(text);
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_row, index) => index + 1));
    for (const { hash, hashed, previousHash } of rows) {
      expect(createHash('sha256').update(hashed).digest('hex')).toBe(hash);
      expect(JSON.parse(hashed)[1]).toBe(previousHash);
    }
    const csv = await rig.screen.must('compliance.evidenceFile', ALWAYS);
    expect([csv.name.endsWith('.csv'), csv.text.split('\r\n').length]).toEqual([true, rows.length + 2]);
  });
});

it('a variant that is not there has a verdict', async () => {
  const rig = await openRig();
  const unknown = { variantId: 'nobody' as VariantId, priceMinor: null };
  expect(await rig.screen.ask('price.check', unknown)).toMatchObject({ ok: false, code: 'not_found' });
});
