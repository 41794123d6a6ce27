// Sources that are kept, viewers that are one person, and what could not be read, as the store holds them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, type PersonId, type SourceId, type ViewerId } from '../../src-main/core/units.ts';
import { keepReject } from '../../src-main/ingest/reject.ts';
import type { SourceConfig } from '../../src-main/store/source-store.ts';
import type { Store } from '../../src-main/store/store.ts';
import { batchOf, bodyOf, factOf, orderOf, ROOM, SHOW, seed, T0, termsOf, variantOf } from './support/sample-facts.ts';
import { makeFolder, openIn } from './support/store-folder.ts';

const TIKTOK = 'tiktok:1' as SourceId;

const configOf = (id: string, part: Partial<SourceConfig> = {}): SourceConfig => ({
  sourceId: id as SourceId,
  kind: 'room',
  name: `来源 ${id}`,
  settings: { url: 'https://room.example', room: '\ud800' },
  sealed: '',
  isPaused: false,
  createdAt: instant(T0),
  ...part,
});

const opened = async (): Promise<Store> => {
  const { store } = await openIn(makeFolder());
  seed(store, [variantOf('v1', 100)]);
  return store;
};

describe('a source', () => {
  it('comes back after a restart as another one, or not at all', async () => {
    const folder = makeFolder();
    const { store } = await openIn(folder);
    const first = configOf('a', { name: '\0 "quoted"; DROP TABLE', sealed: 'c2VhbGVk' });
    store.transact((writes) => {
      writes.addSource(first);
      writes.addSource(configOf('b', { createdAt: instant(T0 + 1), isPaused: true }));
    });
    store.close();
    const again = await openIn(folder);
    expect(again.store.sourceConfigs()).toEqual([first, configOf('b', { createdAt: instant(T0 + 1), isPaused: true })]);
  });

  it('loses what was not changed, or one is changed that is not there', async () => {
    const store = await opened();
    store.transact((writes) => writes.addSource(configOf('a', { sealed: 'kept' })));
    const change = (id: string, part: Partial<SourceConfig>) =>
      store.transact((writes) => writes.changeSource(id as SourceId, part));
    expect(change('a', { name: '改名' })).toBe(true);
    expect(change('a', { isPaused: true })).toBe(true);
    expect(change('b', { isPaused: true })).toBe(false);
    expect(store.sourceConfigs()).toEqual([configOf('a', { name: '改名', isPaused: true, sealed: 'kept' })]);
    expect(change('a', { sealed: '' })).toBe(true);
    expect(store.sourceConfigs()[0]?.sealed).toBe('');
    const remove = () => store.transact((writes) => writes.removeSource('a' as SourceId));
    expect([remove(), remove(), store.sourceConfigs()]).toEqual([true, false, []]);
  });
});

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => name as ViewerId);

describe('viewers that a person links', () => {
  it('are one where nobody said so, or are two where somebody did', async () => {
    const viewer = fc.constantFrom(...NAMES);
    const steps = fc.array(
      fc.oneof(
        fc.record({ step: fc.constant('link' as const), one: viewer, other: viewer }),
        fc.record({ step: fc.constant('leave' as const), one: viewer, other: viewer }),
      ),
      { maxLength: 30 },
    );
    const store = await opened();
    let person = 0;
    fc.assert(
      fc.property(steps, (all) => {
        for (const name of NAMES) store.transact((writes) => writes.unlinkViewer(name));
        let groups: ReadonlySet<ViewerId>[] = NAMES.map((name) => new Set([name]));
        const of = (name: ViewerId) => groups.find((group) => group.has(name)) ?? new Set<ViewerId>();
        for (const { step, one, other } of all) {
          if (step === 'link' && one !== other) {
            person += 1;
            store.transact((writes) => writes.linkViewers(one, other, `p${person}` as PersonId, instant(T0 + person)));
            const both = new Set([...of(one), ...of(other)]);
            groups = [...groups.filter((group) => !group.has(one) && !group.has(other)), both];
          } else if (step === 'leave') {
            const wasLinked = of(one).size > 1;
            expect(store.transact((writes) => writes.unlinkViewer(one))).toBe(wasLinked);
            const rest = new Set([...of(one)].filter((name) => name !== one));
            groups = [...groups.filter((group) => !group.has(one)), rest, new Set([one])];
          }
          for (const name of NAMES) expect(new Set(store.sameViewers(name))).toEqual(of(name));
        }
      }),
    );
  });

  it('may each buy the whole limit of a deal', async () => {
    const store = await opened();
    store.transact((writes) => {
      const terms = termsOf('d1', variantOf('v1', 0), 10, 2);
      writes.insertDeal(SHOW, terms, instant(T0));
      writes.fireDeal(terms.dealId, instant(T0), instant(T0 + 60_000));
    });
    const buy = (id: string, buyer: string, source = ROOM) =>
      store
        .appendFromSource({
          ...batchOf([
            factOf(id, bodyOf('order.paid', orderOf(id, [{ variant: 'v1', quantity: 1, deal: 'd1' }], buyer)), source),
          ]),
          source,
        })
        .map(({ body }) => (body.type === 'stock.short' ? body.why : body.type));
    const link = () =>
      store.transact((writes) => writes.linkViewers('a' as ViewerId, 'b' as ViewerId, 'p' as PersonId, instant(T0)));
    expect(buy('o1', 'a')).toEqual(['order.paid', 'stock.taken']);
    expect(buy('o2', 'b', TIKTOK)).toEqual(['order.paid', 'stock.taken']);
    link();
    expect(buy('o3', 'b', TIKTOK)).toEqual(['order.paid', 'per_buyer']);
    expect(buy('o4', 'a')).toEqual(['order.paid', 'per_buyer']);
    expect(buy('o5', 'c')).toEqual(['order.paid', 'stock.taken']);
    store.transact((writes) => writes.unlinkViewer('b' as ViewerId));
    expect(buy('o6', 'b', TIKTOK)).toEqual(['order.paid', 'stock.taken']);
  });

  it('cannot be found by their name, or a wild card finds everybody', async () => {
    const store = await opened();
    const say = (id: string, name: string) =>
      factOf(`e-${id}`, { type: 'chat', text: '好', viewer: { id: id as ViewerId, name } });
    store.appendFromSource(batchOf([say('1', '小鹿'), say('2', '100%真'), say('3', '大鹿\\_x')]));
    const found = (text: string) => store.viewersNamed(text, 10).map(({ viewerId }) => viewerId);
    expect(found('鹿').toSorted()).toEqual(['1', '3']);
    expect([found('%'), found('_'), found('\\'), found('2'), found('%%')]).toEqual([['2'], ['3'], ['3'], ['2'], []]);
    expect(store.showsOfViewers(['1', '2', 'nobody'].map((id) => id as ViewerId))).toBe(1);
  });
});

describe('what could not be read', () => {
  it('is told once for each line number, or one source is blamed for another', async () => {
    const store = await opened();
    const reject = (source: SourceId, reason: string, raw: string) =>
      store.appendFromSource({ ...batchOf([]), source, rejects: [keepReject(raw, null, reason)] });
    reject(ROOM, 'line 12: no text', 'first');
    reject(ROOM, 'line 13: no text', 'second');
    reject(TIKTOK, 'line 13: no text', 'x'.repeat(70_000));
    reject(ROOM, 'no type', '{}');
    expect(store.rejectGroups(10)).toMatchObject([
      { sourceId: ROOM, reason: 'no type', count: 1, excerpt: '{}' },
      { sourceId: TIKTOK, reason: 'line 13: no text', count: 1, bytes: 70_000 },
      { sourceId: ROOM, reason: 'line 13: no text', count: 2, excerpt: 'second' },
    ]);
    expect(store.rejectGroups(1)).toHaveLength(1);
    const [, large, small] = store.rejectGroups(10);
    expect(store.rejectedRaw(small?.key ?? '')).toEqual({ raw: 'second', bytes: 6, isCut: false });
    expect(store.rejectedRaw(large?.key ?? '')).toMatchObject({ raw: 'x'.repeat(65_536), bytes: 70_000, isCut: true });
    expect([store.rejectedRaw('99'), store.rejectedRaw('1; DROP'), store.rejectedRaw('1.5')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
