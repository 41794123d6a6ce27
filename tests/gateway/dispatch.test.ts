// Every route against every role, bad input and faults: the two gates that both links stand behind.

import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src-main/contract/errors.ts';
import { ROLES, type Role } from '../../src-main/contract/route.ts';
import { type RouteInput, type RouteName, routes } from '../../src-main/contract/routes.ts';
import { instant, type ScriptBlockId, type ShowId } from '../../src-main/core/units.ts';
import { createDispatch, type Handlers } from '../../src-main/gateway/dispatch.ts';
import { newId } from '../../src-main/new-id.ts';

const intent = () => ({ commandId: newId<RouteInput<'show.start'>['commandId']>() });
const variant = () => {
  const {
    productId,
    variantId,
  }: Pick<RouteInput<'product.pin'>, 'productId' | 'variantId'> = {
    productId: newId(),
    variantId: newId(),
  };
  return { productId, variantId };
};

const finding = () => ({ showId: newId<ShowId>(), itemId: 'v1', ruleId: 'A6', matched: '治疗' });

const sheet = () => ({ ...intent(), showId: newId<ShowId>(), version: 3 });
const cue = () => ({
  variantId: variant().variantId,
  plannedMs: 300_000,
  deal: null,
  note: '',
  speaker: '',
  scriptBlocks: [],
});

const block = () => ({ ...intent(), blockId: newId<ScriptBlockId>(), version: 1 });

const CHOSEN = { search: '', category: null, tag: null, state: 'active', stockAtMost: null } as const;

/** One good input a route; a new route does not compile without one. */
const INPUTS: { readonly [Name in RouteName]: RouteInput<Name> } = {
  'show.create': { ...intent(), title: '第 13 场', host: '', plannedMinutes: 120, copyOf: null },
  'show.list': {},
  'show.open': { ...intent(), showId: newId() },
  'show.rehearse': intent(),
  'show.reset': intent(),
  'show.start': intent(),
  'show.pause': intent(),
  'show.resume': intent(),
  'show.end': intent(),
  'review.summary': { showId: newId() },
  'product.pin': { ...intent(), ...variant() },
  'product.unpin': intent(),
  'deal.arm': {
    ...intent(),
    ...variant(),
    priceMinor: 1,
    quantity: 1,
    perBuyer: 1,
    countdownMs: 0,
    durationMs: 10_000,
  },
  'deal.disarm': { ...intent(), dealId: newId() },
  'deal.fire': { ...intent(), dealId: newId() },
  'deal.stop': { ...intent(), dealId: newId() },
  'question.settle': { ...intent(), questionKey: 'k' },
  'message.send': { ...intent(), text: '催一下' },
  'message.seen': { ...intent(), messageId: newId() },
  'message.acknowledge': { ...intent(), messageId: newId() },
  'viewer.card': { viewerId: newId() },
  'source.attach': { ...intent(), url: 'https://room.example', token: 't', room: 'r' },
  'source.detach': { ...intent(), sourceId: newId() },
  'reject.list': {},
  'outbox.retry': { ...intent(), outboxId: newId() },
  'outbox.dismiss': { ...intent(), outboxId: newId() },
  'recording.start': intent(),
  'recording.stop': intent(),
  'recording.list': {},
  'replay.start': { ...intent(), name: 'r.jsonl', speed: 1 },
  'replay.stop': intent(),
  'catalogue.list': { filter: CHOSEN, sort: 'title', isDescending: false, offset: 0, limit: 50 },
  'catalogue.facets': {},
  'catalogue.product': { productId: newId() },
  'catalogue.history': { productId: newId() },
  'catalogue.save': {
    ...intent(),
    productId: null,
    version: 0,
    why: '',
    title: '口红',
    category: '',
    brand: '',
    partner: '',
    description: '',
    tags: [],
    sellingPoints: [],
    specification: [],
    shipping: '',
    afterSale: '',
    gift: '',
    images: [],
    optionNames: [],
    variants: [],
    removed: [],
  },
  'catalogue.editMany': {
    ...intent(),
    selection: { kind: 'all', filter: CHOSEN, count: 1 },
    change: { kind: 'stock', how: 'add', quantity: -1 },
    why: '',
  },
  'catalogue.archive': { ...intent(), selection: { kind: 'some', productIds: [newId()] }, why: '' },
  'catalogue.restore': { ...intent(), selection: { kind: 'some', productIds: [newId()] }, why: '' },
  'catalogue.undo': { ...intent(), editId: null },
  'import.begin': { ...intent(), name: 'a.csv', size: 3 },
  'import.chunk': { ...intent(), uploadId: 'u', offset: 0, bytes: 'AAAA' },
  'import.open': {
    ...intent(),
    uploadId: 'u',
    choices: { format: null, encoding: null, sheet: null, headerRow: null, mapping: { title: 0 }, currency: 'CNY' },
  },
  'import.table': { uploadId: 'u' },
  'import.preview': { uploadId: 'u', show: 'all', search: '', offset: 0, limit: 100 },
  'import.apply': { ...intent(), uploadId: 'u' },
  'import.close': { ...intent(), uploadId: 'u' },
  'import.refusedFile': { ...intent(), uploadId: 'u', container: 'xlsx', language: 'en' },
  'export.write': { ...intent(), format: 'kongtai', container: 'csv', selection: { kind: 'everything' } },
  'export.formats': {},
  'file.read': { fileId: 'f', offset: 0 },
  'catalogue.addImage': { ...intent(), uploadId: 'u', offset: 0, size: 3, bytes: 'AAAA' },
  'compliance.check': {
    text: '补水面膜',
    category: '面膜',
    context: { productId: null, price: null, comparePrice: null, stock: null, deal: null, gift: null, evidence: [] },
  },
  'compliance.report': {},
  'compliance.rules': {},
  'compliance.reload': intent(),
  'compliance.exempt': { ...intent(), ruleId: 'A1', words: null, productId: null, reason: '商标', expiresAt: null },
  'compliance.unexempt': { ...intent(), exemptionId: newId() },
  'compliance.override': { ...intent(), ...finding(), reason: '有批文' },
  'compliance.withdraw': { ...intent(), ...finding() },
  'compliance.sign': { ...intent(), showId: newId(), contentHash: '0'.repeat(64) },
  'compliance.evidence': { from: instant(0), to: instant(1) },
  'compliance.evidenceFile': { from: instant(0), to: instant(1) },
  'run-sheet.read': {},
  'run-sheet.pick': { search: '口红' },
  'run-sheet.insert': { ...sheet(), cues: [cue()], after: null },
  'run-sheet.change': { ...sheet(), cue: cue() },
  'run-sheet.move': { ...sheet(), variantId: variant().variantId, to: 0 },
  'run-sheet.remove': { ...sheet(), variantIds: [variant().variantId] },
  'run-sheet.skip': { ...sheet(), variantId: variant().variantId, isSkipped: true },
  'run-sheet.schedule': { ...sheet(), startsAt: instant(0) },
  'run-sheet.undo': sheet(),
  'run-sheet.redo': sheet(),
  'run-sheet.copy': { ...sheet(), from: { showId: newId() }, mode: 'append' },
  'run-sheet.template.list': {},
  'run-sheet.template.save': { ...intent(), templateId: null, name: '周三场' },
  'run-sheet.template.delete': { ...intent(), templateId: newId() },
  'run-sheet.export': { format: 'csv', language: 'en' },
  'script.shelf': { search: '' },
  'script.list': { productId: null },
  'script.versions': { blockId: newId() },
  'script.values': { productId: null, language: 'zh-CN' },
  'script.save': {
    ...intent(),
    blockId: null,
    version: null,
    draft: { kind: 'faq', productId: null, title: '包邮吗', text: '包邮', tags: [], isDraftedByAi: false },
  },
  'script.move': { ...intent(), blockId: newId(), to: 0 },
  'script.archive': { ...intent(), blockId: newId(), isArchived: true },
  'script.approve': block(),
  'script.restore': { ...block(), earlier: 1 },
  'script.upload': { ...intent(), uploadId: 'u', offset: 0, size: 3, bytes: 'AAAA' },
  'script.preview': { uploadId: 'u', name: '' },
  'script.import': { ...intent(), uploadId: 'u', name: '', into: null, leave: [], isDraftedByAi: false },
  'script.export': { of: 'all', format: 'markdown', language: 'en' },
  'question.answer': { ...intent(), questionKey: 'k', blockId: newId() },
};

const NAMES = Object.keys(routes).filter((name): name is RouteName => Object.hasOwn(routes, name));

/** Handlers that say what they were asked; `broken` throws instead. */
const rig = (broken: unknown = null) => {
  const asked: string[] = [];
  const faults: string[] = [];
  const entries = NAMES.map((name) => [
    name,
    () => {
      asked.push(name);
      if (broken !== null) throw broken;
      return name;
    },
  ]);
  // What handlers give is not looked at by dispatch.
  const handlers = Object.fromEntries(entries) as Handlers;
  const dispatch = createDispatch(handlers, (name) => faults.push(name));
  return { dispatch, asked, faults };
};

const CASES = NAMES.flatMap((name) => ROLES.map((role): [RouteName, Role] => [name, role]));

describe('dispatch', () => {
  it.each(CASES)('%s lets the role %s do what it may not, or keeps it from what it may', async (name, role) => {
    const { dispatch, asked } = rig();
    const reply = await dispatch({ role }, name, INPUTS[name]);
    if (routes[name].roles.includes(role)) {
      expect(reply).toEqual({ ok: true, value: name });
      expect(asked).toEqual([name]);
    } else {
      expect(reply).toMatchObject({ ok: false, code: 'not_allowed' });
      expect(asked).toEqual([]);
    }
  });

  it('lets a host or an observer run the show', () => {
    const commandsOf = (role: Role) =>
      NAMES.filter((name) => routes[name].kind === 'command' && routes[name].roles.includes(role));
    expect(commandsOf('observer')).toEqual([]);
    expect(commandsOf('host').sort()).toEqual(['message.acknowledge', 'message.seen']);
    for (const name of NAMES) expect(routes[name].roles, name).toContain('owner');
  });

  it.each(NAMES)('%s takes input of another shape, or more than it knows', async (name) => {
    const { dispatch, asked } = rig();
    const proto: unknown = JSON.parse('{"__proto__":{"role":"owner"},"constructor":1}');
    for (const raw of [undefined, null, 7, 'x', [], { ...INPUTS[name], role: 'owner' }, proto]) {
      const reply = await dispatch({ role: 'owner' }, name, raw);
      expect(reply).toMatchObject({ ok: false, code: 'bad_input' });
    }
    expect(asked).toEqual([]);
  });

  it.each(NAMES.filter((name) => 'commandId' in INPUTS[name]))('%s is a command without an id', async (name) => {
    const { dispatch } = rig();
    const { commandId: _, ...rest } = { commandId: '', ...INPUTS[name] };
    expect(await dispatch({ role: 'owner' }, name, rest)).toMatchObject({ ok: false, code: 'bad_input' });
  });

  it('tells a role that may not call what was wrong with its input', async () => {
    const { dispatch } = rig();
    expect(await dispatch({ role: 'observer' }, 'show.start', null)).toMatchObject({ code: 'not_allowed' });
  });

  it.each(['', 'nothing', 'toString', '__proto__', 'constructor', 'show.start ', 'SHOW.START'])(
    'finds a route under %j',
    async (name) => {
      const { dispatch } = rig();
      expect(await dispatch({ role: 'owner' }, name, {})).toMatchObject({ ok: false, code: 'not_found' });
    },
  );

  it('throws across the wire, leaks what went wrong inside, or keeps it from the log', async () => {
    const { dispatch, faults } = rig(new Error('SQLITE: /home/somebody/secret'));
    const reply = await dispatch({ role: 'owner' }, 'show.list', {});
    expect(reply).toMatchObject({ ok: false, code: 'internal' });
    expect(JSON.stringify(reply)).not.toContain('secret');
    expect(faults).toEqual(['show.list']);
  });

  it('loses the reason of a refusal, or logs it as a fault', async () => {
    const { dispatch, faults } = rig(new Refusal('stock_short', 'only 3', { stock: 3 }));
    expect(await dispatch({ role: 'owner' }, 'deal.arm', INPUTS['deal.arm'])).toEqual({
      ok: false,
      code: 'stock_short',
      message: 'only 3',
      details: { stock: 3 },
    });
    expect(faults).toEqual([]);
  });
});
