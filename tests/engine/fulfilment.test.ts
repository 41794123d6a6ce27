// Packing and shipping through the engine: marks lie with their show, are made once, outlive a crash and are taken back.

import { afterEach, describe, expect, it } from 'vitest';
import type { SlipPage, SlipView } from '../../src-main/contract/fulfilment-documents.ts';
import type { RouteInput } from '../../src-main/contract/routes.ts';
import type { ProductRow } from '../../src-main/contract/topics.ts';
import type { RoomOrder } from '../../src-main/core/live-event.ts';
import { money, type OrderId, type ShowId, type SourceId, type ViewerId } from '../../src-main/core/units.ts';
import { closeRigs, intent, openRig, type Rig, until } from './support/engine-rig.ts';

afterEach(closeRigs);

const MINUTE_MS = 60_000;

const productAt = (rig: Rig, index: number): ProductRow => {
  const row = rig.screen.topic('product.list')[index];
  if (row === undefined) throw new Error(`no product ${index}`);
  return row;
};

const orderOf = (id: string, row: ProductRow, buyer: string, quantity = 1): RoomOrder => ({
  id: id as OrderId,
  lines: [{ productId: row.productId, variantId: row.variantId, title: row.title, quantity, unitPrice: row.price }],
  total: money(row.price.minor * quantity, row.price.currency),
  buyer: { id: `viewer-${buyer}` as ViewerId, name: buyer },
});

const slipsOf = (rig: Rig, showId: ShowId, search = ''): Promise<SlipPage> =>
  rig.screen.must('fulfilment.slips', { showId, filter: 'all', search, offset: 0, limit: 100 });

const slipOf = async (rig: Rig, showId: ShowId, buyer: string): Promise<SlipView> => {
  const slip = (await slipsOf(rig, showId)).slips.find((each) => each.buyer === buyer);
  if (slip === undefined) throw new Error(`no slip of ${buyer}`);
  return slip;
};

const keysOf = ({ orders }: SlipView): readonly OrderId[] => orders.map(({ key }) => key);

const send = async (rig: Rig, text: string, name = '单号.csv'): Promise<string> => {
  const bytes = Buffer.from(text);
  const { uploadId } = await rig.screen.must('tracking.begin', { ...intent(), name, size: bytes.length });
  const piece = bytes.toString('base64');
  await rig.screen.must('tracking.chunk', { ...intent(), uploadId, offset: 0, bytes: piece });
  return uploadId;
};

const LONG = '6917926768823643751';

/** 王小姐 has two orders, 李先生 one; the show has ended and another is on air. */
const afterShow = async () => {
  const rig = await openRig();
  await rig.screen.must('show.start', intent());
  rig.clock.advance(MINUTE_MS);
  const { showId } = rig.screen.topic('show.current');
  const [a, b] = [productAt(rig, 0), productAt(rig, 1)];
  const orders = [orderOf(LONG, a, '王小姐'), orderOf('A-2', b, '李先生', 2), orderOf('A-3', b, '王小姐', 3)] as const;
  await rig.room.say(...orders.map((order) => ({ type: 'order.paid' as const, order })));
  await until(rig, () => expect(rig.screen.topic('kpi.live').figures.orders.value).toBe(3));
  await rig.screen.must('show.end', intent());
  const about = { title: '下一场', host: '', plannedMinutes: 60, copyOf: null };
  const { showId: next } = await rig.screen.must('show.create', { ...intent(), ...about });
  await rig.screen.must('show.start', intent());
  rig.clock.advance(MINUTE_MS);
  return { rig, a, b, orders, showId, next };
};

const typesOf = (rig: Rig, showId: ShowId): readonly string[] =>
  [...rig.store.factsOf(showId)].map(({ body }) => body.type);

describe('packing', () => {
  it('a mark on an earlier show lands in the one that is on air, or is gone after a crash', async () => {
    const { rig, showId, next } = await afterShow();
    const slip = await slipOf(rig, showId, '王小姐');
    expect([slip.number, slip.lines.map(({ quantity }) => quantity).sort()]).toEqual([1, [1, 3]]);
    const packed = await rig.screen.must('fulfilment.pack', { ...intent(), showId, orderKeys: keysOf(slip) });
    expect(packed.orderKeys).toHaveLength(2);
    expect((await slipOf(rig, showId, '王小姐')).state).toBe('packed');
    expect(typesOf(rig, showId).filter((type) => type === 'order.packed')).toHaveLength(2);
    expect(typesOf(rig, next)).not.toContain('order.packed');
    expect((await slipsOf(rig, next)).slips).toEqual([]);
    const again = await rig.reopen();
    expect((await slipOf(again, showId, '王小姐')).state).toBe('packed');
    await again.screen.must('fulfilment.unpack', { ...intent(), showId, orderKeys: packed.orderKeys });
    expect((await slipOf(again, showId, '王小姐')).state).toBe('open');
  });

  it('one key press packs twice', async () => {
    const { rig, showId } = await afterShow();
    const slip = await slipOf(rig, showId, '李先生');
    const once = intent();
    const first = await rig.screen.must('fulfilment.pack', { ...once, showId, orderKeys: keysOf(slip) });
    expect(await rig.screen.must('fulfilment.pack', { ...once, showId, orderKeys: keysOf(slip) })).toEqual(first);
    const second = await rig.screen.must('fulfilment.pack', { ...intent(), showId, orderKeys: keysOf(slip) });
    expect(second.orderKeys).toEqual([]);
    expect(typesOf(rig, showId).filter((type) => type === 'order.packed')).toHaveLength(1);
  });

  it('a scanned number that two buyers’ orders have, or one of another show, packs somebody else’s parcel', async () => {
    const { rig, a, showId, next } = await afterShow();
    const scan = (code: string) => rig.screen.must('fulfilment.scan', { showId, code });
    const found = async (code: string) => {
      const answer = await scan(code);
      return answer.kind === 'order' ? answer.slip.buyer : answer.kind;
    };
    for (const { buyer, orders } of (await slipsOf(rig, showId)).slips) {
      for (const { code } of orders) expect(await found(code ?? '')).toBe(buyer);
    }
    // A slip's own number is found, an order's of the same letters from another show is not.
    expect([await found('2'), await found('#2')]).toEqual(['李先生', 'unknown']);
    const ofShop = (shop: string, buyer: string) => ({ ...orderOf('B-9', a, buyer), shop: shop as SourceId });
    const paid = (order: RoomOrder) => ({ type: 'order.paid', order }) as const;
    await rig.room.say(paid(ofShop('one.example', '赵先生')), paid(ofShop('two.example', '钱先生')));
    await until(rig, () => expect(typesOf(rig, next).filter((type) => type === 'order.paid')).toHaveLength(2));
    expect((await slipsOf(rig, next)).slips).toHaveLength(2);
    expect(await rig.screen.must('fulfilment.scan', { showId: next, code: 'B-9' })).toEqual({ kind: 'many' });
  });

  it('a buyer whose money went back since the slip was printed is packed all the same', async () => {
    const { rig, b, orders, showId } = await afterShow();
    const slip = await slipOf(rig, showId, '王小姐');
    const order = orders[2];
    await rig.room.say({ type: 'order.refunded', order, amount: money(b.price.minor * 3, b.price.currency) });
    await until(rig, () => expect(typesOf(rig, showId)).toContain('order.refunded'));
    const reply = await rig.screen.ask('fulfilment.pack', { ...intent(), showId, orderKeys: keysOf(slip) });
    expect(reply).toMatchObject({ ok: false, code: 'order_off', details: { order: 'A-3' } });
    expect(typesOf(rig, showId)).not.toContain('order.packed');
    const left = await slipOf(rig, showId, '王小姐');
    expect(left.orders.map(({ orderId }) => orderId)).toEqual([LONG]);
  });

  it('goods that were packed before the refund are sent', async () => {
    const { rig, b, orders, showId } = await afterShow();
    const slip = await slipOf(rig, showId, '李先生');
    await rig.screen.must('fulfilment.pack', { ...intent(), showId, orderKeys: keysOf(slip) });
    await rig.room.say({ type: 'order.refunded', order: orders[1], amount: money(b.price.minor * 2, 'CNY') });
    await until(rig, () => expect(typesOf(rig, showId)).toContain('order.refunded'));
    const { recalls } = await slipsOf(rig, showId);
    expect(recalls.map(({ orderId, buyer }) => [orderId, buyer])).toEqual([['A-2', '李先生']]);
    const reply = await rig.screen.ask('fulfilment.ship', {
      ...intent(),
      showId,
      orderKeys: keysOf(slip),
      carrier: '',
      trackingNumber: 'SF12345678',
    });
    expect(reply).toMatchObject({ ok: false, code: 'order_off' });
    await rig.screen.must('fulfilment.unpack', { ...intent(), showId, orderKeys: keysOf(slip) });
    expect((await slipsOf(rig, showId)).recalls).toEqual([]);
  });

  it('a scanned order, slip number or barcode opens another parcel, or none', async () => {
    const { rig, a, b, showId } = await afterShow();
    const scan = (code: string) => rig.screen.must('fulfilment.scan', { showId, code });
    const sku = rig.store
      .catalogueProduct(b.productId)
      ?.product.variants.find((each) => each.variantId === b.variantId);
    expect(await scan(` ${LONG} `)).toMatchObject({ kind: 'order', slip: { buyer: '王小姐' } });
    expect(await scan('2')).toMatchObject({ kind: 'order', slip: { buyer: '李先生' } });
    expect(await scan(sku?.sku ?? '')).toMatchObject({ kind: 'item', variantId: b.variantId, slip: { number: 1 } });
    expect(await scan('no-such-code')).toEqual({ kind: 'unknown' });
    expect(a.variantId).not.toBe(b.variantId);
  });

  it('what was noted or promised with an order by hand is not on its slip', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    rig.clock.advance(MINUTE_MS);
    const { showId } = rig.screen.topic('show.current');
    const { productId, variantId } = productAt(rig, 0);
    const note = '送到前台，电话 13800000000';
    const lines = [{ productId, variantId, quantity: 2, unitMinor: 100 }];
    const { orderId } = await rig.screen.must('order.create', {
      ...intent(),
      ...{ buyer: '电话客人', note, isPaid: true, lines },
    });
    const promise = { kind: 'gift', due: { when: 'after_show' }, price: null, origin: { from: 'desk' } } as const;
    const promised = async (text: string, subject: RouteInput<'promise.make'>['subject']) =>
      (await rig.screen.must('promise.make', { ...intent(), ...promise, text, subject })).promiseId;
    await promised('送两片面膜', { on: 'order', orderId });
    const dropped = await promised('送小样', { on: 'product', productId, variantId: null });
    await promised('全场送贴纸', { on: 'product', productId, variantId });
    await rig.screen.must('promise.drop', { ...intent(), promiseId: dropped, reason: '没有了' });
    const slip = await slipOf(rig, showId, '电话客人');
    expect(slip.orders[0]?.note).toBe(note);
    expect(slip.promises.map(({ text, isKept }) => [text, isKept])).toEqual([
      ['送两片面膜', false],
      ['全场送贴纸', false],
    ]);
    expect(slip.state).toBe('open');
  });

  it('an order’s word on the desk stays behind its parcel', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    rig.clock.advance(MINUTE_MS);
    const { showId } = rig.screen.topic('show.current');
    const order = orderOf('A-1', productAt(rig, 0), '王小姐');
    const wordIs = (word: string) =>
      until(rig, () => {
        const row = rig.screen.feed('lane.rows').find(({ orderId }) => orderId === order.id);
        expect(row?.lifecycle).toBe(word);
      });
    await rig.room.say({ type: 'order.created', order });
    await wordIs('reserved');
    await rig.room.say({ type: 'order.paid', order });
    await wordIs('paid');
    const orderKeys = [order.id];
    await rig.screen.must('fulfilment.pack', { ...intent(), showId, orderKeys });
    await wordIs('packed');
    const sent = { carrier: '顺丰', trackingNumber: 'SF12345678' };
    await rig.screen.must('fulfilment.ship', { ...intent(), showId, orderKeys, ...sent });
    await wordIs('shipped');
    const page = await rig.screen.must('order.list', { showId, filter: 'all', search: '', offset: 0, limit: 10 });
    expect(page.rows.map(({ lifecycle }) => lifecycle)).toEqual(['shipped']);
    await rig.screen.must('fulfilment.unship', { ...intent(), showId, orderKeys });
    await wordIs('packed');
  });
});

describe('tracking numbers', () => {
  it('a file of tracking numbers marks refunded orders, cannot be taken back, or takes back what was typed', async () => {
    const { rig, b, orders, showId, next } = await afterShow();
    await rig.room.say({ type: 'order.refunded', order: orders[2], amount: money(b.price.minor * 3, 'CNY') });
    await until(rig, () => expect(typesOf(rig, showId)).toContain('order.refunded'));
    const typed = { carrier: '中通', trackingNumber: 'zt 1111 2222' };
    await rig.screen.must('fulfilment.ship', { ...intent(), showId, orderKeys: ['A-2' as OrderId], ...typed });

    const text = `订单号,快递公司,快递单号\r\n"\t${LONG}",顺丰,SF12345678\r\nA-2,顺丰,SF87654321\r\nA-3,顺丰,SF3\r\n?,顺丰,SF4\r\n`;
    const uploadId = await send(rig, text);
    const asked = { uploadId, showId, mapping: null };
    const preview = await rig.screen.must('tracking.preview', asked);
    expect([preview.counts, preview.orders]).toEqual([{ ship: 1, change: 1, same: 0, refused: 2 }, 2]);
    expect(preview.rows.map(({ row, why }) => [row, why])).toEqual([
      [4, 'off_order'],
      [5, 'unknown_order'],
      [2, null],
      [3, null],
    ]);
    const once = intent();
    const outcome = await rig.screen.must('tracking.apply', { ...once, ...asked });
    expect(await rig.screen.must('tracking.apply', { ...once, ...asked })).toEqual(outcome);
    expect(outcome.orders).toBe(2);
    const numbers = async (at: Rig) =>
      (await slipsOf(at, showId)).slips.flatMap((slip) => slip.orders.map(({ trackingNumber }) => trackingNumber));
    expect(await numbers(rig)).toEqual(['SF12345678', 'SF87654321']);
    expect(await rig.screen.must('tracking.apply', { ...intent(), ...asked })).toEqual({ importId: null, orders: 0 });
    expect((await rig.screen.must('tracking.preview', asked)).counts).toMatchObject({ same: 2, refused: 2 });
    expect(typesOf(rig, next)).not.toContain('order.shipped');

    const { importId } = outcome;
    if (importId === null) throw new Error('nothing was imported');
    const again = await rig.reopen();
    await again.screen.must('tracking.undo', { ...intent(), showId, importId });
    expect(await numbers(again)).toEqual(['', 'ZT11112222']);
    const reply = await again.screen.ask('tracking.undo', { ...intent(), showId, importId });
    expect(reply).toMatchObject({ ok: false, code: 'nothing_to_undo' });
    expect((await slipsOf(again, showId)).imports[0]?.undoneAt).not.toBeNull();
  });

  it('the shipping file, filled in, does not come back', async () => {
    const { rig, showId } = await afterShow();
    const file = await rig.screen.must('fulfilment.shippingFile', { ...intent(), showId, language: 'zh-CN' });
    const { bytes } = await rig.screen.must('file.read', { fileId: file.fileId, offset: 0 });
    const text = Buffer.from(bytes, 'base64').toString('utf8');
    let parcel = 0;
    const filled = text.replace(/,,\r\n/g, () => {
      parcel += 1;
      return `,顺丰,SF1000000${parcel}\r\n`;
    });
    expect(parcel).toBe(2);
    const uploadId = await send(rig, filled);
    const outcome = await rig.screen.must('tracking.apply', { ...intent(), uploadId, showId, mapping: null });
    expect(outcome.orders).toBe(3);
    const { progress } = await slipsOf(rig, showId);
    expect(progress).toMatchObject({ all: 2, open: 0, packed: 0, shipped: 2, orders: 3, units: 6 });
  });

  it('what is no table is said in no sentence, or pieces may come in any order', async () => {
    const { rig, showId } = await afterShow();
    const uploadId = await send(rig, '<html><table>');
    const reply = await rig.screen.ask('tracking.preview', { uploadId, showId, mapping: null });
    expect(reply).toMatchObject({ ok: false, code: 'bad_tracking_file' });
    const { uploadId: second } = await rig.screen.must('tracking.begin', { ...intent(), name: 'x', size: 10 });
    const piece = Buffer.from('abc').toString('base64');
    const out = await rig.screen.ask('tracking.chunk', { ...intent(), uploadId: second, offset: 5, bytes: piece });
    expect(out).toMatchObject({ ok: false, code: 'bad_input' });
    const early = await rig.screen.ask('tracking.preview', { uploadId: second, showId, mapping: null });
    expect(early).toMatchObject({ ok: false, code: 'bad_input' });
  });
});

describe('pick list', () => {
  it('its units are others than those of the slips, or oversold goods are not marked', async () => {
    const { rig, showId } = await afterShow();
    const list = await rig.screen.must('fulfilment.pickList', { showId });
    const { slips } = await slipsOf(rig, showId);
    const ofSlips = slips.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0);
    expect(list.rows.reduce((sum, { units }) => sum + units, 0)).toBe(ofSlips);
    expect(list.progress.units).toBe(ofSlips);
    expect(list.rows.every(({ sku }) => sku !== '')).toBe(true);
    const codes = list.rows.map(({ sku }) => sku);
    expect(codes).toEqual([...codes].sort((x, y) => x.localeCompare(y, 'en', { numeric: true })));
    expect(list.rows.map(({ shortUnits }) => shortUnits)).toEqual([0, 0]);

    await rig.screen.must('show.end', intent());
    const oversold = productAt(rig, 0);
    const about = { title: '再一场', host: '', plannedMinutes: 60, copyOf: null };
    const { showId: third } = await rig.screen.must('show.create', { ...intent(), ...about });
    await rig.screen.must('show.start', intent());
    rig.clock.advance(MINUTE_MS);
    const order = orderOf('big', oversold, '大户', 100_000);
    await rig.room.say({ type: 'order.paid', order });
    await until(rig, () => expect(typesOf(rig, third)).toContain('stock.short'));
    const left = rig.store
      .catalogueProduct(oversold.productId)
      ?.product.variants.find(({ variantId }) => variantId === oversold.variantId)?.stock;
    const [row] = (await rig.screen.must('fulfilment.pickList', { showId: third })).rows;
    expect(row?.shortUnits).toBe(100_000 - (left ?? 0));
    expect((await slipOf(rig, third, '大户')).lines[0]?.short).toBe(100_000);
  });
});
