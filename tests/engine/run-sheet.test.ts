// The run sheet through the engine: a draft's edits, undo and conflicts, what changes on air, and what a crash leaves of it.

import { afterEach, describe, expect, it } from 'vitest';
import type { RouteInput } from '../../src-main/contract/routes.ts';
import type { RunSheetTopic } from '../../src-main/contract/run-sheet-documents.ts';
import { instant, MINUTE, type ShowId, type VariantId } from '../../src-main/core/units.ts';
import { closeRigs, intent, openRig, openScreen, type Rig, until } from './support/engine-rig.ts';

afterEach(closeRigs);

const sheetOf = (rig: Rig): Promise<RunSheetTopic> => rig.screen.must('run-sheet.read', {});
const ref = ({ showId, version }: RunSheetTopic) => ({ ...intent(), showId, version });

const order = (sheet: RunSheetTopic): readonly VariantId[] => sheet.cues.map(({ variantId }) => variantId);
const numbers = (sheet: RunSheetTopic): readonly number[] => sheet.cues.map(({ number }) => number);
const variantAt = (sheet: RunSheetTopic, place: number): VariantId => {
  const cue = sheet.cues[place];
  if (cue === undefined) throw new Error(`no cue at ${place}`);
  return cue.variantId;
};

type CueInput = RouteInput<'run-sheet.insert'>['cues'][number];
const inputOf = (sheet: RunSheetTopic, place: number): CueInput => {
  const cue = sheet.cues[place];
  if (cue === undefined) throw new Error(`no cue at ${place}`);
  const { variantId, plannedMs, note, speaker, scriptBlocks } = cue;
  return { variantId, plannedMs, deal: null, note, speaker, scriptBlocks: [...scriptBlocks] };
};

/** A variant of the demo shop that is not on its sheet. */
const freshVariant = async (rig: Rig): Promise<VariantId> => {
  const rows = await rig.screen.must('run-sheet.pick', { search: '' });
  const row = rows.find(({ isOnSheet }) => !isOnSheet);
  if (row === undefined) throw new Error('everything is on the sheet');
  return row.variantId;
};

const plain = (variantId: VariantId): CueInput => ({
  variantId,
  plannedMs: 4 * MINUTE,
  deal: null,
  note: '',
  speaker: '',
  scriptBlocks: [],
});

const move = async (rig: Rig, from: number, to: number): Promise<void> => {
  const sheet = await sheetOf(rig);
  await rig.screen.must('run-sheet.move', { ...ref(sheet), variantId: variantAt(sheet, from), to });
};

describe('a draft', () => {
  it('keeps an edit from screens, from its numbers, or from the product list', async () => {
    const rig = await openRig();
    const before = await sheetOf(rig);
    await rig.screen.must('run-sheet.change', {
      ...ref(before),
      cue: { ...inputOf(before, 0), note: '先试色', speaker: '阿南', scriptBlocks: ['s1' as never], plannedMs: 90_000 },
    });
    await move(rig, 0, 2);
    const sheet = await sheetOf(rig);
    expect(numbers(sheet)).toEqual(before.cues.map((_, index) => index + 1));
    expect(sheet.cues[2]).toMatchObject({
      number: 3,
      variantId: variantAt(before, 0),
      note: '先试色',
      speaker: '阿南',
      scriptBlocks: ['s1'],
      plannedMs: 90_000,
      deal: null,
    });
    await until(rig, () => {
      expect(rig.screen.topic('run-sheet.current')).toEqual(sheet);
      expect(rig.screen.topic('product.list')[2]).toMatchObject({ variantId: variantAt(before, 0), number: 3 });
    });
    const after = await rig.reopen();
    expect(await sheetOf(after)).toEqual(sheet);
  });

  it('loses one field of a cue to the change of another', async () => {
    const rig = await openRig();
    const sheet = await sheetOf(rig);
    const variantId = variantAt(sheet, 0);
    const set = (cue: Omit<RouteInput<'run-sheet.change'>['cue'], 'variantId'>) =>
      rig.screen.must('run-sheet.change', { ...ref(sheet), version: null, cue: { variantId, ...cue } });
    await Promise.all([set({ plannedMs: 750_000 }), set({ speaker: '阿南' }), set({ note: '' })]);
    const [before] = sheet.cues;
    const [after] = (await sheetOf(rig)).cues;
    expect(after).toMatchObject({ plannedMs: 750_000, speaker: '阿南', note: '', deal: before?.deal });
    await set({ deal: null });
    expect((await sheetOf(rig)).cues[0]).toMatchObject({ plannedMs: 750_000, deal: null });
  });

  it('is edited on what somebody else has changed meanwhile, or in another show', async () => {
    const rig = await openRig();
    const seen = await sheetOf(rig);
    await move(rig, 0, 1);
    const stale = await rig.screen.ask('run-sheet.move', { ...ref(seen), variantId: variantAt(seen, 0), to: 5 });
    expect(stale).toMatchObject({ ok: false, code: 'changed_meanwhile' });
    const elsewhere = await rig.screen.ask('run-sheet.remove', {
      ...ref(await sheetOf(rig)),
      showId: 'another' as ShowId,
      variantIds: [variantAt(seen, 0)],
    });
    expect(elsewhere).toMatchObject({ ok: false, code: 'changed_meanwhile' });
    expect(order(await sheetOf(rig))).toEqual([variantAt(seen, 1), variantAt(seen, 0), ...order(seen).slice(2)]);
  });

  it('carries the same click out twice', async () => {
    const rig = await openRig();
    const sheet = await sheetOf(rig);
    const click = { ...ref(sheet), variantId: variantAt(sheet, 0), to: 1 };
    const first = await rig.screen.must('run-sheet.move', click);
    expect(await rig.screen.must('run-sheet.move', click)).toEqual(first);
    expect(variantAt(await sheetOf(rig), 1)).toBe(variantAt(sheet, 0));
    expect((await sheetOf(rig)).version).toBe(first.version);
  });

  it('cannot be taken back step by step, or forth again, or not after a crash', async () => {
    const rig = await openRig();
    const states = [await sheetOf(rig)];
    expect(states[0]).toMatchObject({ canUndo: false, canRedo: false });
    await move(rig, 0, 3);
    states.push(await sheetOf(rig));
    await rig.screen.must('run-sheet.schedule', { ...ref(await sheetOf(rig)), startsAt: instant(1_800_000_000_000) });
    states.push(await sheetOf(rig));
    await rig.screen.must('run-sheet.remove', {
      ...ref(await sheetOf(rig)),
      variantIds: [variantAt(await sheetOf(rig), 0)],
    });
    states.push(await sheetOf(rig));
    const later = await rig.reopen();
    const look = ({ cues, startsAt }: RunSheetTopic) => ({ cues, startsAt });
    for (const state of states.slice(0, -1).reverse()) {
      await later.screen.must('run-sheet.undo', ref(await sheetOf(later)));
      expect(look(await sheetOf(later))).toEqual(look(state));
    }
    expect(await sheetOf(later)).toMatchObject({ canUndo: false, canRedo: true });
    expect(await later.screen.ask('run-sheet.undo', ref(await sheetOf(later)))).toMatchObject({
      code: 'nothing_to_undo',
    });
    for (const state of states.slice(1)) {
      await later.screen.must('run-sheet.redo', ref(await sheetOf(later)));
      expect(look(await sheetOf(later))).toEqual(look(state));
    }
    await later.screen.must('run-sheet.undo', ref(await sheetOf(later)));
    await move(later, 0, 1);
    expect(await sheetOf(later)).toMatchObject({ canUndo: true, canRedo: false });
  });

  it('takes a variant twice, one that is not sold, or more than it can hold', async () => {
    const rig = await openRig();
    const sheet = await sheetOf(rig);
    const put = (cues: CueInput[]) =>
      rig.screen.ask('run-sheet.insert', { ...ref(sheet), cues, after: variantAt(sheet, 0) });
    expect(await put([inputOf(sheet, 1)])).toMatchObject({ code: 'cue_twice' });
    expect(await put([plain('nobody' as VariantId)])).toMatchObject({ code: 'not_found' });
    const fresh = await freshVariant(rig);
    expect(await put([plain(fresh), plain(fresh)])).toMatchObject({ code: 'cue_twice' });
    expect(await put([plain(fresh)])).toMatchObject({ ok: true });
    const now = await sheetOf(rig);
    expect(variantAt(now, 1)).toBe(fresh);
    expect(now.cues[1]?.lacks).toContain('no_deal');
    expect(numbers(now)).toEqual(now.cues.map((_, index) => index + 1));
  });

  it('is skipped in, as if it were on air, or changed once the show is over', async () => {
    const rig = await openRig();
    const sheet = await sheetOf(rig);
    const skip = (seen: RunSheetTopic) =>
      rig.screen.ask('run-sheet.skip', { ...ref(seen), variantId: variantAt(seen, 0), isSkipped: true });
    expect(await skip(sheet)).toMatchObject({ code: 'wrong_phase' });
    await rig.screen.must('show.start', intent());
    await rig.screen.must('show.end', intent());
    const over = await sheetOf(rig);
    expect(await skip(over)).toMatchObject({ code: 'wrong_phase' });
    expect(
      await rig.screen.ask('run-sheet.move', { ...ref(over), variantId: variantAt(over, 0), to: 1 }),
    ).toMatchObject({ code: 'wrong_phase' });
    expect(await rig.screen.ask('run-sheet.undo', ref(over))).toMatchObject({ code: 'wrong_phase' });
  });

  it('is edited by somebody who may only look', async () => {
    const rig = await openRig();
    const observer = openScreen(rig.engine, 'observer');
    const sheet = await observer.must('run-sheet.read', {});
    expect(await observer.ask('run-sheet.undo', ref(sheet))).toMatchObject({ code: 'not_allowed' });
  });
});

describe('on air', () => {
  const goLive = async (rig: Rig): Promise<void> => {
    await rig.screen.must('show.start', intent());
  };

  it('numbers change, an inserted product is not for sale, or a crash forgets what was done', async () => {
    const rig = await openRig();
    const plan = await sheetOf(rig);
    await goLive(rig);
    const fresh = await freshVariant(rig);
    await rig.screen.must('run-sheet.insert', {
      ...ref(plan),
      version: null,
      cues: [plain(fresh)],
      after: variantAt(plan, 0),
    });
    await move(rig, 3, 0);
    const sheet = await sheetOf(rig);
    const last = plan.cues.length + 1;
    expect(numbers(sheet).slice(0, 4)).toEqual([3, 1, last, 2]);
    await rig.screen.must('run-sheet.change', {
      ...ref(sheet),
      cue: {
        ...plain(fresh),
        deal: { priceMinor: 100, quantity: 1, perBuyer: 1, countdownMs: 0, durationMs: 60_000 },
      },
    });
    await rig.screen.must('run-sheet.skip', {
      ...ref(await sheetOf(rig)),
      variantId: variantAt(sheet, 1),
      isSkipped: true,
    });
    const row = sheet.cues[2];
    if (row === undefined) throw new Error('nothing was inserted');
    await rig.screen.must('product.pin', { ...intent(), productId: row.productId, variantId: fresh });
    await until(rig, () => {
      expect(rig.screen.topic('pin.current').pinned).toMatchObject({ number: last, plannedMs: 4 * MINUTE });
      expect(rig.screen.topic('product.list')[1]).toMatchObject({ number: 1, isSkipped: true });
      expect(rig.screen.topic('product.list')[2]?.dealPlan?.price.minor).toBe(100);
    });
    const after = await rig.reopen();
    expect(await sheetOf(after)).toEqual(await sheetOf(rig));
    const { showId } = sheet;
    expect((await after.screen.must('review.summary', { showId })).products.map(({ number }) => number)).toEqual(
      numbers(sheet),
    );
    expect(rig.faults).toEqual([]);
  });

  it('what comes next is a skipped cue, or the one that used to follow', async () => {
    const rig = await openRig();
    const sheet = await sheetOf(rig);
    await goLive(rig);
    const pin = async (place: number): Promise<void> => {
      const cue = sheet.cues[place];
      if (cue === undefined) throw new Error('no cue');
      const { productId, variantId } = cue;
      await rig.screen.must('product.pin', { ...intent(), productId, variantId });
    };
    const next = (number: number | undefined) =>
      until(rig, () => expect(rig.screen.topic('pin.current').next?.number).toBe(number));
    await pin(0);
    await next(2);
    await rig.screen.must('run-sheet.skip', {
      ...ref(sheet),
      version: null,
      variantId: variantAt(sheet, 1),
      isSkipped: true,
    });
    await next(3);
    await move(rig, 4, 1);
    await next(5);
    await rig.screen.must('run-sheet.skip', {
      ...ref(sheet),
      version: null,
      variantId: variantAt(sheet, 1),
      isSkipped: false,
    });
    await pin(4);
    await next(2);
  });

  it('nobody is told that a cue has used up its minutes, or is told too soon', async () => {
    const rig = await openRig();
    const sheet = await sheetOf(rig);
    await goLive(rig);
    await rig.screen.must('run-sheet.change', {
      ...ref(sheet),
      version: null,
      cue: { ...inputOf(sheet, 0), plannedMs: 600_000 },
    });
    const { productId, variantId } = sheet.cues[0] ?? {};
    if (productId === undefined || variantId === undefined) throw new Error('no cue');
    await rig.screen.must('product.pin', { ...intent(), productId, variantId });
    const told = (overrun: string) =>
      until(rig, () => expect(rig.screen.topic('pin.current').pinned?.overrun).toBe(overrun));
    rig.clock.advance(580_000);
    await told('none');
    rig.clock.advance(30_000);
    await told('due');
    rig.clock.advance(120_000);
    await told('over');
  });

  it('viewers lose a product whose number they know, or a step is taken back', async () => {
    const rig = await openRig();
    await move(rig, 0, 1);
    await goLive(rig);
    const sheet = await sheetOf(rig);
    expect(sheet.canUndo).toBe(false);
    const gone = await rig.screen.ask('run-sheet.remove', { ...ref(sheet), variantIds: [variantAt(sheet, 0)] });
    expect(gone).toMatchObject({ code: 'wrong_phase' });
    const undone = await rig.screen.ask('run-sheet.undo', ref(sheet));
    expect(undone).toMatchObject({ code: 'wrong_phase' });
  });

  it('a rehearsal leaves its changes in the draft, or takes the draft’s steps with it', async () => {
    const rig = await openRig();
    await move(rig, 0, 1);
    const plan = await sheetOf(rig);
    await rig.screen.must('show.rehearse', intent());
    await move(rig, 5, 0);
    await rig.screen.must('run-sheet.skip', {
      ...ref(plan),
      version: null,
      variantId: variantAt(plan, 2),
      isSkipped: true,
    });
    await rig.screen.must('show.reset', intent());
    const after = await sheetOf(rig);
    expect(after.cues).toEqual(plan.cues);
    expect(after.canUndo).toBe(true);
    expect(after.version).toBeGreaterThan(plan.version);
    expect(await sheetOf(await rig.reopen())).toEqual(after);
  });
});

describe('copies', () => {
  it('a sheet is copied as it was planned and not as it went, or a variant comes twice', async () => {
    const rig = await openRig();
    const first = await sheetOf(rig);
    await rig.screen.must('show.start', intent());
    const fresh = await freshVariant(rig);
    await rig.screen.must('run-sheet.insert', { ...ref(first), version: null, cues: [plain(fresh)], after: null });
    await move(rig, 2, 0);
    const went = await sheetOf(rig);
    await rig.screen.must('show.end', intent());
    await rig.screen.must('show.create', { ...intent(), title: '下一场', host: '', plannedMinutes: 60, copyOf: null });
    const begun = await sheetOf(rig);
    expect(order(begun)).toEqual(order(went));
    expect(numbers(begun)).toEqual(begun.cues.map((_, index) => index + 1));

    await rig.screen.must('run-sheet.remove', { ...ref(begun), variantIds: order(begun).slice(2) });
    const report = await rig.screen.must('run-sheet.copy', {
      ...ref(await sheetOf(rig)),
      from: { showId: first.showId },
      mode: 'append',
    });
    expect(report).toMatchObject({ added: went.cues.length - 2, leftOut: 2 });
    expect(order(await sheetOf(rig))).toEqual(order(went));
    await rig.screen.must('run-sheet.undo', ref(await sheetOf(rig)));
    expect((await sheetOf(rig)).cues).toHaveLength(2);
  });

  it('a template forgets deals, notes or order, or goes on when it was deleted', async () => {
    const rig = await openRig();
    const sheet = await sheetOf(rig);
    const { templateId } = await rig.screen.must('run-sheet.template.save', {
      ...intent(),
      templateId: null,
      name: '晚场',
    });
    expect(await rig.screen.must('run-sheet.template.list', {})).toMatchObject([
      { templateId, name: '晚场', cues: sheet.cues.length },
    ]);
    await rig.screen.must('run-sheet.remove', { ...ref(sheet), variantIds: order(sheet).slice(0, 5) });
    const copied = { from: { templateId }, mode: 'replace' as const };
    await rig.screen.must('run-sheet.copy', { ...ref(await sheetOf(rig)), ...copied });
    expect((await sheetOf(rig)).cues).toEqual(sheet.cues);
    await rig.screen.must('run-sheet.template.delete', { ...intent(), templateId });
    const gone = await rig.screen.ask('run-sheet.copy', { ...ref(await sheetOf(rig)), ...copied });
    expect(gone).toMatchObject({ code: 'not_found' });
  });
});

it('an export leaves out a cue, its clock, or the shop’s words', async () => {
  const rig = await openRig();
  const sheet = await sheetOf(rig);
  await rig.screen.must('run-sheet.schedule', { ...ref(sheet), startsAt: instant(1_800_000_000_000) });
  const csv = await rig.screen.must('run-sheet.export', { format: 'csv', language: 'zh-CN' });
  expect(csv.name).toBe(`${sheet.title}.csv`);
  expect(csv.text.trimEnd().split('\r\n')).toHaveLength(sheet.cues.length + 1);
  for (const { title } of sheet.cues) expect(csv.text).toContain(title);
  expect(csv.text).toMatch(/\r\n1,\d\d:\d\d,/);
  const markdown = await rig.screen.must('run-sheet.export', { format: 'markdown', language: 'en' });
  expect(markdown.text).toContain('| No. | Time | Product |');
});

it('a search of what may be added finds nothing by part of a name, a SKU, or takes % for a joker', async () => {
  const rig = await openRig();
  const all = await rig.screen.must('run-sheet.pick', { search: '' });
  const [some] = all;
  if (some === undefined) throw new Error('the shop is empty');
  const found = await rig.screen.must('run-sheet.pick', {
    search: ` ${some.sku.toLowerCase()}  ${some.title.slice(1, 3)} `,
  });
  expect(found.map(({ variantId }) => variantId)).toContain(some.variantId);
  expect(found.length).toBeLessThan(all.length);
  expect(await rig.screen.must('run-sheet.pick', { search: '%' })).toEqual([]);
});

it('what is said by sound, by initials or by an option is not found, or the variant that was meant stands below others', async () => {
  const rig = await openRig();
  const titles = async (search: string): Promise<readonly string[]> =>
    (await rig.screen.must('run-sheet.pick', { search })).map(({ title }) => title);
  for (const search of ['kouhong', 'kh', '口红']) expect(await titles(search)).toContain('丝绒哑光口红');
  const [first] = await rig.screen.must('run-sheet.pick', { search: '口红 豆沙' });
  expect(first?.variantTitle).toContain('豆沙');
});

it('a cue whose product has a script is said to have none, or its chosen blocks are not counted', async () => {
  const rig = await openRig();
  const sheet = await sheetOf(rig);
  const [first] = sheet.cues;
  if (first === undefined) throw new Error('no cue');
  expect(first.script.blocks).toBeGreaterThan(0);
  expect(first.script.spokenMs).toBeGreaterThan(1000);
  expect(first.lacks).not.toContain('no_script');
  const bare = sheet.cues.find(({ lacks }) => lacks.includes('no_script'));
  expect(bare?.script).toEqual({ blocks: 0, spokenMs: 0 });
  const { blocks } = await rig.screen.must('script.list', { productId: first.productId });
  const [block] = blocks;
  if (block === undefined) throw new Error('no block');
  await rig.screen.must('run-sheet.change', {
    ...ref(sheet),
    cue: { variantId: first.variantId, scriptBlocks: [block.blockId] },
  });
  const [chosen] = (await sheetOf(rig)).cues;
  expect(chosen?.script.blocks).toBe(1);
  expect(chosen?.script.spokenMs).toBeLessThan(first.script.spokenMs);
});
