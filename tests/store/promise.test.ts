// Promises on a real file: they stay in sight over shows and crashes until they are honoured, and a rehearsal's do not.

import { describe, expect, it } from 'vitest';
import type { FactBody } from '../../src-main/core/fact.ts';
import type { PromiseTerms } from '../../src-main/core/promise.ts';
import { instant, type PromiseId } from '../../src-main/core/units.ts';
import type { Store } from '../../src-main/store/store.ts';
import { factOf, SHOW, seed, T0, variantOf } from './support/sample-facts.ts';
import { makeFolder, openIn } from './support/store-folder.ts';

const terms = (id: string, text = '送袜子'): PromiseTerms => ({
  promiseId: id as PromiseId,
  kind: 'gift',
  text,
  subject: { on: 'show' },
  due: { when: 'after_show' },
  price: null,
  origin: { from: 'desk' },
});

let events = 0;
const say = (store: Store, ...bodies: readonly FactBody[]): void => {
  store.transact((writes) =>
    writes.appendFacts(
      SHOW,
      bodies.map((body) => {
        events += 1;
        return factOf(`p${events}`, body);
      }),
      instant(T0 + 5),
    ),
  );
};
const made = (id: string, text?: string): FactBody => ({ type: 'promise.made', promise: terms(id, text), by: 'owner' });
const openTexts = (store: Store) => store.openPromises().map(({ text }) => text);

const open = async () => {
  const folder = makeFolder();
  const { store } = await openIn(folder);
  seed(store, [variantOf('v1', 1000)]);
  return { folder, store };
};

describe('a promise in the store', () => {
  it('is lost in a restart, or stays open once it is kept', async () => {
    const { folder, store } = await open();
    say(store, made('a', '送袜子'), made('b', '包邮\ud800'));
    say(store, { type: 'promise.kept', promiseId: 'a' as PromiseId, reason: '已放进包裹', by: 'owner' });
    store.close();
    const again = (await openIn(folder)).store;
    expect(openTexts(again)).toEqual(['包邮\ud800']);
    expect(again.promise('a' as PromiseId)).toMatchObject({
      state: 'kept',
      settled: { by: 'owner', reason: '已放进包裹' },
      showTitle: again.show(SHOW)?.title,
    });
    say(again, { type: 'promise.reopened', promiseId: 'a' as PromiseId, by: 'owner' });
    expect(openTexts(again)).toEqual(['送袜子', '包邮\ud800']);
    expect(again.promises({ showId: SHOW, state: 'open' }, 1).map(({ promiseId }) => promiseId)).toEqual(['b']);
    again.close();
  });

  it('is remembered although what wrote it fell through', async () => {
    const { store } = await open();
    say(store, made('a'));
    expect(openTexts(store)).toHaveLength(1);
    expect(() =>
      store.transact((writes) => {
        writes.appendFacts(SHOW, [factOf('gone', made('b'))], instant(T0));
        expect(openTexts(store)).toHaveLength(2);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(openTexts(store)).toHaveLength(1);
    store.close();
  });

  it('of a rehearsal is owed by the show that follows', async () => {
    const { store } = await open();
    say(store, { type: 'show.rehearsed' }, made('a'), { type: 'show.started' }, made('b'));
    expect(store.openPromises().map(({ promiseId }) => promiseId)).toEqual(['b']);
    store.close();
  });
});
