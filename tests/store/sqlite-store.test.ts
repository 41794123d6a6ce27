// The store's tables, over a real file with the production schema.

import { describe, expect, it } from 'vitest';
import type { RoomCommand } from '../../src-main/contract/room-protocol.ts';
import type { Fact } from '../../src-main/core/fact.ts';
import { type CommandId, instant, type ShowId, type SourceId, type ViewerId } from '../../src-main/core/units.ts';
import {
  allFacts,
  batchOf,
  bodyOf,
  chatOf,
  cueOf,
  factOf,
  orderOf,
  productOf,
  ROOM,
  SHOW,
  seed,
  showOf,
  stockOf,
  T0,
  termsOf,
  variantOf,
  viewerOf,
} from './support/sample-facts.ts';
import { makeFolder, openIn, refusalOf } from './support/store-folder.ts';

const opened = async (stock = 100) => {
  const { store } = await openIn(makeFolder());
  seed(store, [variantOf('v1', stock)]);
  return store;
};

const typesOf = (facts: readonly Fact[]): readonly string[] => facts.map(({ body }) => body.type);

describe('facts', () => {
  it('gives back only what is new, in store order, and reads the same after the file was opened anew', async () => {
    const folder = makeFolder();
    const first = await openIn(folder);
    seed(first.store);
    const said = first.store.appendFromSource(batchOf([chatOf('e1'), chatOf('e2')], 2));
    expect(said.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(
      first.store.appendFromSource(batchOf([chatOf('e2'), chatOf('e3')], 3)).map(({ eventId }) => eventId),
    ).toEqual(['e3']);
    first.store.close();
    const { store } = await openIn(folder);
    expect(allFacts(store).slice(0, 2)).toEqual(said);
    expect(store.cursor(ROOM)).toBe(3);
  });

  it('finds what is new among what is known and what stands twice in one batch, each with its own place', async () => {
    const store = await opened();
    store.appendFromSource(batchOf(['e0', 'e7', 'e13'].map((id) => chatOf(id))));
    const ids = Array.from({ length: 20 }, (_, index) => `e${index}`);
    const said = store.appendFromSource(batchOf([...ids, 'e1', 'e19', 'e20'].map((id) => chatOf(id))));
    const fresh = [...ids, 'e20'].filter((id) => !['e0', 'e7', 'e13'].includes(id));
    expect(said.map(({ eventId }) => eventId)).toEqual(fresh);
    expect(said).toEqual(allFacts(store).slice(3));
  });

  it('tells two sources with the same event id apart', async () => {
    const store = await opened();
    const other = 'room:r2@localhost:9000' as SourceId;
    store.appendFromSource(batchOf([chatOf('e1')]));
    const said = store.appendFromSource(batchOf([{ ...chatOf('e1'), source: other }], null, { source: other }));
    expect(said).toHaveLength(1);
  });

  it.each([
    ['__proto__'],
    ['a\0b'],
    ['\0'],
    ['\0"x"'],
    ['\ud800'],
    ['\ud801'],
    ['👩‍👩‍👧‍👦'],
    ['12345678901234567890'],
    ['007'],
    ['7'],
    [`'; DROP TABLE fact; --`],
    ['\u202e\u0301'.repeat(50)],
  ])('keeps the id and text %j as they came, apart from all others', async (text) => {
    const folder = makeFolder();
    const { store: before } = await openIn(folder);
    seed(before);
    const chat = chatOf(text, text, { id: text as ViewerId, name: text });
    before.appendFromSource(batchOf([chat, chatOf('\ud802'), chatOf('e1')]));
    before.close();
    const { store } = await openIn(folder);
    const [fact, ...rest] = allFacts(store);
    expect(rest).toHaveLength(2);
    expect(fact).toMatchObject(chat);
    expect(store.appendFromSource(batchOf([chat]))).toEqual([]);
    expect(store.viewer(text as ViewerId)?.viewer.viewerId).toBe(text);
    expect(store.viewerFacts(text as ViewerId, 10)).toEqual([fact]);
  });

  it('reads a show of more than one page whole, without the facts of the shows that ran between', async () => {
    const store = await opened();
    const other = '0190a000-0000-7000-8000-000000000002' as ShowId;
    store.transact((writes) => writes.insertShow(showOf(other), { cues: [], products: [] }));
    const chats = (from: number) => Array.from({ length: 1500 }, (_, index) => chatOf(`e${from + index}`));
    store.appendFromSource(batchOf(chats(0)));
    store.appendFromSource(batchOf(chats(2000), null, { showId: other }));
    store.appendFromSource(batchOf(chats(4000)));
    expect(allFacts(store).map(({ eventId }) => eventId)).toEqual(
      [...chats(0), ...chats(4000)].map(({ eventId }) => eventId),
    );
    expect(allFacts(store, other)).toHaveLength(1500);
  });

  it('holds no iterator open while a reader is between two facts, so that writing goes on', async () => {
    const store = await opened();
    store.appendFromSource(batchOf(Array.from({ length: 2500 }, (_, index) => chatOf(`e${index}`))));
    let read = 0;
    for (const { eventId } of store.factsOf(SHOW)) {
      read += 1;
      if (eventId === 'e2100') store.appendFromSource(batchOf([chatOf('late')]));
    }
    expect(read).toBe(2501);
  });

  it('writes nothing of a batch of which one fact cannot be stored, and says so as a refusal', async () => {
    const store = await opened();
    const noShow = batchOf([chatOf('e1')], 7, { showId: 'nope' as ShowId });
    expect((await refusalOf(() => store.appendFromSource(noShow))).code).toBe('internal');
    const brokenCursor = batchOf([chatOf('e1')], 1.5);
    expect((await refusalOf(() => store.appendFromSource(brokenCursor))).code).toBe('internal');
    expect(store.cursor(ROOM)).toBe(0);
    expect(store.viewer('u1' as ViewerId)).toBeNull();
    store.appendFromSource(batchOf([chatOf('e1')], 7));
    expect(store.viewer('u1' as ViewerId)?.shows).toBe(1);
  });
});

describe('transact', () => {
  it('leaves nothing behind of work that throws, and throws what it threw', async () => {
    const store = await opened();
    const fault = new Error('no');
    const work = () =>
      store.transact((writes) => {
        writes.setSetting('a', 'b');
        writes.appendFacts(SHOW, [factOf('d1', { type: 'show.paused' })], instant(T0));
        throw fault;
      });
    expect(work).toThrow(fault);
    expect(store.setting('a')).toBeNull();
    expect(allFacts(store)).toEqual([]);
  });

  it('refuses a transaction inside another instead of ending the outer one', async () => {
    const store = await opened();
    const inner = await refusalOf(() => store.transact(() => store.transact(() => null)));
    expect(inner.code).toBe('internal');
    expect(store.isSound()).toBe(true);
  });

  it('answers a command id for good, and does not let it be answered twice', async () => {
    const folder = makeFolder();
    const { store: before } = await openIn(folder);
    const id = 'c1' as CommandId;
    before.transact((writes) => writes.saveReply(id, '{"a":1}', instant(T0)));
    expect((await refusalOf(() => before.transact((writes) => writes.saveReply(id, '2', instant(T0))))).code).toBe(
      'internal',
    );
    before.close();
    const { store } = await openIn(folder);
    expect(store.replyTo(id)).toBe('{"a":1}');
    expect(store.replyTo('c2' as CommandId)).toBeNull();
  });
});

describe('rejects', () => {
  const reject = (eventId: string | null, raw = '{"bad":1}', times = 1) => ({
    eventId,
    reason: 'type: expected',
    raw,
    bytes: raw.length,
    times,
  });

  it('does not count a batch twice that comes twice, with and without event ids', async () => {
    const store = await opened();
    const batch = batchOf([], 5, { rejects: [reject('e1'), reject(null), reject(null)] });
    store.appendFromSource(batch);
    store.appendFromSource(batch);
    expect(store.rejectCount()).toBe(3);
    expect(store.rejectCountOf(SHOW)).toBe(3);
  });

  it('counts on where the oldest are let go, and shows the newest first, cut', async () => {
    const store = await opened();
    const many = (from: number) =>
      Array.from({ length: 6000 }, (_, index) => reject(`r${from + index}`, 'x'.repeat(600)));
    store.appendFromSource(batchOf([], 1, { rejects: many(0) }));
    store.appendFromSource(batchOf([], 2, { rejects: many(6000) }));
    expect(store.rejectCount()).toBe(12_000);
    expect(store.rejectsLatest(20_000)).toHaveLength(10_000);
    expect(store.rejectsLatest(1)[0]).toMatchObject({ excerpt: 'x'.repeat(500), bytes: 600, sourceId: ROOM });
  });

  it('of a flood are counted as the few that were kept', async () => {
    const store = await opened();
    store.appendFromSource(batchOf([], 1, { rejects: [reject('e1'), reject(null, 'one of many', 4000)] }));
    expect([store.rejectCount(), store.rejectCountOf(SHOW)]).toEqual([4001, 4001]);
    expect(store.rejectGroups(5)).toMatchObject([{ count: 4001, excerpt: 'one of many' }]);
    // The same batch handed over again.
    store.appendFromSource(batchOf([], 1, { rejects: [reject('e1'), reject(null, 'one of many', 4000)] }));
    expect(store.rejectCount()).toBe(4001);
  });
});

describe('shows', () => {
  it('keeps the stock that the show left draft with, until the rehearsal is left', async () => {
    const { store } = await openIn(makeFolder());
    const variant = variantOf('v1', 50);
    store.transact((writes) => {
      writes.upsertProducts([productOf(variant)], instant(T0));
      writes.insertShow(showOf(), { cues: [cueOf(variant, 1)], products: [] });
    });
    const began = () => store.runSheet(SHOW).products[0]?.variants[0]?.stock;
    const move = (type: 'show.rehearsed' | 'show.reset' | 'show.started') =>
      store.transact((writes) => writes.moveShow(SHOW, type, instant(T0)));
    move('show.rehearsed');
    store.transact((writes) => writes.takeStock(variant.variantId, 5));
    expect(began()).toBe(50);
    move('show.reset');
    expect(began()).toBe(45);
    move('show.started');
    store.transact((writes) => writes.takeStock(variant.variantId, 5));
    expect([began(), stockOf(store, 'v1')]).toEqual([45, 40]);
  });

  it('copies a run sheet into another show cue by cue, products in cue order', async () => {
    const { store } = await openIn(makeFolder());
    seed(store, [variantOf('b', 1), variantOf('a', 2), variantOf('c', 3)]);
    const other = '0190a000-0000-7000-8000-000000000002' as ShowId;
    store.transact((writes) => writes.insertShow(showOf(other), store.runSheet(SHOW)));
    expect(store.runSheet(other)).toEqual(store.runSheet(SHOW));
    expect(store.runSheet(other).products.map(({ productId }) => productId)).toEqual(['p-b', 'p-a', 'p-c']);
    expect(store.runSheet(other).cues[0]).toEqual(cueOf(variantOf('b', 1), 1));
    expect(store.runSheet(other).products[0]).toEqual(productOf(variantOf('b', 1)));
  });

  it('refuses a move that the phase does not allow, and a current show that is not there', async () => {
    const store = await opened();
    const started = await refusalOf(() =>
      store.transact((writes) => writes.moveShow(SHOW, 'show.rehearsed', instant(T0))),
    );
    expect(started.code).toBe('wrong_phase');
    const gone = await refusalOf(() => store.transact((writes) => writes.setCurrentShow('x' as ShowId)));
    expect([gone.code, store.currentShowId()]).toEqual(['not_found', SHOW]);
  });
});

describe('deals', () => {
  it('moves a deal only from the phase it is in, and forgets one that was put away', async () => {
    const store = await opened();
    const terms = termsOf('d1', variantOf('v1', 0), 10, 2);
    const id = terms.dealId;
    const did = store.transact((writes) => {
      writes.insertDeal(SHOW, terms, instant(T0));
      return [
        writes.openDeal(id),
        writes.endDeal(id, 'stopped', instant(T0)),
        writes.fireDeal(id, instant(T0), instant(T0 + 1)),
        writes.fireDeal(id, instant(T0), instant(T0 + 1)),
        writes.disarmDeal(id),
        writes.openDeal(id),
        writes.endDeal(id, 'time_up', instant(T0 + 5)),
        writes.endDeal(id, 'stopped', instant(T0 + 9)),
      ];
    });
    expect(did).toEqual([false, false, true, false, false, true, true, false]);
    expect(store.deal(id)).toEqual({
      ...terms,
      phase: 'ended',
      trigger: null,
      armedAt: T0,
      opensAt: T0,
      closesAt: T0 + 1,
      endedAt: T0 + 5,
      endReason: 'time_up',
      settledAt: null,
      sold: 0,
    });
    const second = termsOf('d2', variantOf('v1', 0), 10, 2);
    store.transact((writes) => writes.insertDeal(SHOW, second, instant(T0)));
    expect(store.dealsOf(SHOW).map(({ dealId }) => dealId)).toEqual(['d1', 'd2']);
    expect(store.transact((writes) => writes.disarmDeal(second.dealId))).toBe(true);
    expect([store.deal(second.dealId), store.dealsOf(SHOW).length]).toEqual([null, 1]);
  });
});

describe('outbox', () => {
  const command = (id: string): RoomCommand => ({
    id: id as CommandId,
    kind: 'notice.post',
    at: instant(T0),
    expiresAt: instant(T0 + 1000),
    body: { text: '\ud800 上链接' },
  });

  it('keeps sending order, the state of each, and one row for an id that is queued twice', async () => {
    const store = await opened();
    store.transact((writes) => {
      for (const id of ['c3', 'c1', 'c2', 'c1']) writes.queueCommand(ROOM, command(id));
      writes.settleCommand('c3' as CommandId, 'sent', instant(T0 + 1));
      writes.settleCommand('c3' as CommandId, 'refused', instant(T0 + 2), 'no', '不行');
      writes.settleCommand('c1' as CommandId, 'unknown', instant(T0 + 3));
    });
    expect(store.outboxOpen().map(({ command: { id }, state }) => [id, state])).toEqual([
      ['c1', 'unknown'],
      ['c2', 'pending'],
    ]);
    expect(store.outboxLatest(2).map(({ command: { id } }) => id)).toEqual(['c2', 'c1']);
    expect(store.outboxLatest(3)[2]).toEqual({
      command: command('c3'),
      source: ROOM,
      state: 'refused',
      attempts: 1,
      code: 'no',
      message: '不行',
      updatedAt: T0 + 2,
    });
  });

  it('says that a command is not there instead of settling nothing', async () => {
    const store = await opened();
    const refusal = await refusalOf(() =>
      store.transact((writes) => writes.settleCommand('x' as CommandId, 'acked', instant(T0))),
    );
    expect(refusal.code).toBe('not_found');
  });
});

describe('viewers', () => {
  it('knows the newest name and marks, since when, and in how many shows, whatever order shows run in', async () => {
    const folder = makeFolder();
    const { store: before } = await openIn(folder);
    seed(before);
    const other = '0190a000-0000-7000-8000-000000000002' as ShowId;
    before.transact((writes) => writes.insertShow(showOf(other), { cues: [], products: [] }));
    const id = 'u1' as ViewerId;
    const see = (eventId: string, viewer: object, showId: ShowId, at: number) =>
      before.appendFromSource(
        batchOf([chatOf(eventId, '在', { ...viewerOf('u1'), ...viewer })], null, { showId, receivedAt: instant(at) }),
      );
    see('e1', { name: '旧名', level: 3, isFollower: true }, SHOW, T0);
    see('e2', { name: '新名\u202e' }, other, T0 + 1000);
    see('e3', { isMember: true, name: '新名\u202e' }, SHOW, T0 + 200_000);
    const card = before.viewer(id);
    expect(card).toEqual({
      viewer: { viewerId: id, name: '新名', level: 3, isFollower: true, isMember: true },
      firstSeenAt: T0,
      lastSeenAt: T0 + 200_000,
      shows: 2,
    });
    before.close();
    const { store } = await openIn(folder);
    expect(store.viewer(id)).toEqual(card);
    expect(store.viewerFacts(id, 2).map(({ eventId }) => eventId)).toEqual(['e3', 'e2']);
  });

  it('finds what a buyer did, stock facts left out', async () => {
    const store = await opened();
    store.appendFromSource(
      batchOf([
        chatOf('e1', '买', viewerOf('u9')),
        factOf('e2', bodyOf('order.created', orderOf('o1', [{ variant: 'v1', quantity: 1 }], 'u9'))),
      ]),
    );
    expect(typesOf(store.viewerFacts('u9' as ViewerId, 5))).toEqual(['order.created', 'chat']);
  });
});

describe('settings', () => {
  it('keeps the name of this installation, a UUID', async () => {
    const folder = makeFolder();
    const first = await openIn(folder);
    expect(first.isFirstRun).toBe(true);
    const id = first.store.installationId();
    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    first.store.close();
    const second = await openIn(folder);
    expect([second.isFirstRun, second.store.installationId()]).toEqual([false, id]);
  });
});
