// Promises through the engine: made by key, script and cue, due before the host, broken by a price, owed over shows, in a file.

import { afterEach, describe, expect, it } from 'vitest';
import type { RouteInput } from '../../src-main/contract/routes.ts';
import type { ProductRow } from '../../src-main/contract/topics.ts';
import type { PromiseId, VariantId } from '../../src-main/core/units.ts';
import { closeRigs, intent, openRig, openScreen, type Rig, until } from './support/engine-rig.ts';

afterEach(closeRigs);

const live = async (): Promise<Rig> => {
  const rig = await openRig();
  await rig.screen.must('show.start', intent());
  return rig;
};

const productOf = (rig: Rig, number: number): ProductRow => {
  const row = rig.screen.topic('product.list').find((each) => each.number === number);
  if (row === undefined) throw new Error(`no product ${number}`);
  return row;
};

type Ask = Omit<RouteInput<'promise.make'>, 'commandId'>;

const gift = (change: Partial<Ask> = {}): Ask => ({
  kind: 'gift',
  text: '拍下送一双袜子',
  subject: { on: 'show' },
  due: { when: 'after_show' },
  price: null,
  origin: { from: 'desk' },
  ...change,
});

const onProduct = (rig: Rig, number: number): Ask['subject'] => {
  const { productId } = productOf(rig, number);
  return { on: 'product', productId, variantId: null };
};

const make = async (rig: Rig, ask: Ask): Promise<PromiseId> =>
  (await rig.screen.must('promise.make', { ...intent(), ...ask })).promiseId;

const pin = (rig: Rig, number: number) => {
  const { productId, variantId } = productOf(rig, number);
  return rig.screen.must('product.pin', { ...intent(), productId, variantId });
};

const topic = (rig: Rig) => rig.screen.topic('promise.state');

const readFile = async (rig: Rig, ask: RouteInput<'promise.file'>): Promise<string> => {
  const { fileId } = await rig.screen.must('promise.file', ask);
  return Buffer.from((await rig.screen.must('file.read', { fileId, offset: 0 })).bytes, 'base64').toString('utf8');
};

describe('a promise', () => {
  it('waits for the next explaining, comes before the host then, and is gone once it is kept; a crash forgets nothing', async () => {
    const rig = await live();
    await pin(rig, 2);
    const promiseId = await make(rig, gift({ subject: onProduct(rig, 2), due: { when: 'explained' } }));
    await until(rig, () => expect(topic(rig).promises).toHaveLength(1));
    expect(topic(rig)).toMatchObject({ due: [], promises: [{ subject: { number: 2 }, by: 'owner', state: 'open' }] });
    await pin(rig, 3);
    await pin(rig, 2);
    await until(rig, () => expect(topic(rig).due).toEqual([promiseId]));
    const again = await rig.reopen();
    await until(again, () => expect(topic(again).due).toEqual([promiseId]));
    await rig.screen.must('promise.keep', { ...intent(), promiseId, reason: '' });
    await until(rig, () => expect(topic(rig)).toMatchObject({ due: [], promises: [{ state: 'kept' }] }));
    expect(await rig.screen.ask('promise.keep', { ...intent(), promiseId, reason: '' })).toMatchObject({
      code: 'changed_meanwhile',
    });
    await rig.screen.must('promise.reopen', { ...intent(), promiseId });
    await until(rig, () => expect(topic(rig).due).toEqual([promiseId]));
    expect(rig.faults).toEqual([]);
  });

  it('that is not kept is missing from the summary, or from the next show, or can no longer be settled there', async () => {
    const rig = await live();
    const showId = rig.screen.topic('show.current').showId;
    const promiseId = await make(rig, gift({ text: '48 小时发货', kind: 'shipping' }));
    const other = await make(rig, gift());
    await rig.screen.must('promise.drop', { ...intent(), promiseId: other, reason: '口误，当场更正' });
    await rig.screen.must('show.end', intent());
    const summary = await rig.screen.must('review.summary', { showId });
    expect(summary.promises).toMatchObject({ open: [{ promiseId, isDue: true }], kept: 0, dropped: 1 });
    await rig.screen.must('show.create', {
      ...intent(),
      title: '第二场',
      host: '',
      plannedMinutes: 60,
      copyOf: null,
    });
    await until(rig, () => expect(topic(rig)).toMatchObject({ promises: [], owed: [{ promiseId, isDue: true }] }));
    // Of no use to the host now.
    expect(topic(rig).due).toEqual([]);
    await rig.screen.must('promise.keep', { ...intent(), promiseId, reason: '已发出' });
    await until(rig, () => expect(topic(rig).owed).toEqual([]));
    const later = await rig.screen.must('review.summary', { showId });
    expect(later.promises).toMatchObject({ open: [], kept: 1 });
    expect(await rig.screen.must('promise.list', { showId: null, state: 'kept' })).toMatchObject({
      rows: [{ promiseId, settled: { reason: '已发出' } }],
      shows: [{ showId }],
    });
    const [fact] = [...rig.store.factsOf(showId)].filter(({ body }) => body.type === 'promise.kept');
    expect(fact?.body).toMatchObject({ promiseId, by: 'owner' });
  });

  it('of a price is not said to be broken by a later deal', async () => {
    const rig = await live();
    const { price, productId, variantId } = productOf(rig, 3);
    const promiseId = await make(
      rig,
      gift({
        kind: 'price',
        text: '今天就是最低价',
        subject: onProduct(rig, 3),
        price: { vow: 'lowest', minor: price.minor, until: null },
      }),
    );
    await until(rig, () => expect(topic(rig).promises).toHaveLength(1));
    expect(topic(rig).promises[0]?.breach).toBeNull();
    await rig.screen.must('deal.arm', {
      ...intent(),
      productId,
      variantId,
      priceMinor: price.minor - 1000,
      quantity: 5,
      perBuyer: 1,
      countdownMs: 10_000,
      durationMs: 60_000,
    });
    await until(rig, () =>
      expect(topic(rig)).toMatchObject({ due: [promiseId], promises: [{ breach: { by: 'deal' } }] }),
    );
  });

  it('that a script marks is not offered while it is explained, or is offered after it was written down', async () => {
    const rig = await live();
    const { productId } = productOf(rig, 2);
    const saved = await rig.screen.must('script.save', {
      ...intent(),
      blockId: null,
      version: null,
      draft: {
        kind: 'custom',
        productId,
        title: '福利',
        text: '今天{承诺:拍下送{商品名}小样}！',
        tags: [],
        isDraftedByAi: false,
      },
    });
    await pin(rig, 3);
    await until(rig, () => expect(rig.screen.topic('pin.current').pinned?.number).toBe(3));
    expect(topic(rig).offers).toEqual([]);
    await pin(rig, 2);
    await until(rig, () => expect(topic(rig).offers).toHaveLength(1));
    const [offer] = topic(rig).offers;
    if (offer === undefined) throw new Error('no offer');
    expect(offer).toMatchObject({ kind: 'gift', origin: { from: 'script', blockId: saved.blockId } });
    expect(offer.text).toMatch(/^拍下送.+小样$/);
    await make(rig, gift({ text: offer.text, origin: offer.origin, subject: onProduct(rig, 2) }));
    await until(rig, () => expect(topic(rig).offers).toEqual([]));
  });

  it('reaches a spreadsheet as a formula', async () => {
    const rig = await live();
    const promiseId = await make(rig, gift({ text: '=HYPERLINK("http://x")' }));
    await rig.screen.must('promise.drop', { ...intent(), promiseId, reason: '@口误' });
    const text = await readFile(rig, { showId: null, state: null, language: 'zh-CN' });
    expect(text).toMatch(/^\ufeff"?场次/);
    expect(text).toContain(`'=HYPERLINK`);
    expect(text).toContain(`'@口误`);
    expect(text).not.toMatch(/(^|,|")[=@]/m);
  });

  it.each<[string, (rig: Rig) => Ask, string]>([
    [
      'about a product that the show does not have',
      () => gift({ subject: { on: 'product', productId: 'x' as never, variantId: null } }),
      'not_found',
    ],
    [
      'about another product’s variant',
      (rig) =>
        gift({ subject: { on: 'product', productId: productOf(rig, 2).productId, variantId: 'x' as VariantId } }),
      'not_found',
    ],
    ['to a viewer whom nobody knows', () => gift({ subject: { on: 'viewer', viewerId: 'x' as never } }), 'not_found'],
    ['about an order that is none', () => gift({ subject: { on: 'order', orderId: 'x' as never } }), 'not_found'],
    ['of signs that nobody sees', () => gift({ text: '\u200b\u202e' }), 'bad_input'],
    [
      'of a price of nothing',
      () => gift({ kind: 'price', price: { vow: 'lowest', minor: 1, until: null } }),
      'bad_input',
    ],
    ['to explain the whole show again', () => gift({ due: { when: 'explained' } }), 'bad_input'],
  ])('is taken %s', async (_what, ask, code) => {
    const rig = await live();
    expect(await rig.screen.ask('promise.make', { ...intent(), ...ask(rig) })).toMatchObject({ ok: false, code });
    expect(rig.store.openPromises()).toEqual([]);
  });

  it('can be made before a show, or by the host’s screen, or dropped without a reason', async () => {
    const rig = await openRig();
    expect(await rig.screen.ask('promise.make', { ...intent(), ...gift() })).toMatchObject({ code: 'wrong_phase' });
    await rig.screen.must('show.start', intent());
    const host = openScreen(rig.engine, 'host');
    expect(await host.ask('promise.make', { ...intent(), ...gift() })).toMatchObject({ code: 'not_allowed' });
    const promiseId = await make(rig, gift());
    for (const reason of ['', '  ', '\u200b']) {
      expect(await rig.screen.ask('promise.drop', { ...intent(), promiseId, reason })).toMatchObject({
        code: 'bad_input',
      });
    }
  });

  it('of a rehearsal is owed afterwards', async () => {
    const rig = await openRig();
    await rig.screen.must('show.rehearse', intent());
    await make(rig, gift());
    await rig.screen.must('show.start', intent());
    await until(rig, () => expect(topic(rig)).toMatchObject({ promises: [], owed: [] }));
    expect(rig.store.openPromises()).toEqual([]);
  });
});
