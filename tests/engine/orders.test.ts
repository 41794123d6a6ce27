// A show's orders against the platforms' files: matched, settled, restated by later refunds, and every step of it taken back.

import { afterEach, describe, expect, it } from 'vitest';
import type { ImportTopic } from '../../src-main/contract/import-documents.ts';
import type { OrderPage, OrderRow } from '../../src-main/contract/order-documents.ts';
import type { RouteInput } from '../../src-main/contract/routes.ts';
import type { ProductRow } from '../../src-main/contract/topics.ts';
import type { RoomOrder } from '../../src-main/core/live-event.ts';
import { money, type OrderId, type ShowId, type ViewerId } from '../../src-main/core/units.ts';
import { closeRigs, intent, openRig, type Rig, until } from './support/engine-rig.ts';

afterEach(closeRigs);

type Choices = RouteInput<'orderImport.open'>['choices'];

const NO_CHOICES: Choices = {
  format: null,
  encoding: null,
  sheet: null,
  headerRow: null,
  mapping: null,
  currency: null,
  zone: null,
};
const MINUTE_MS = 60_000;

const HEADERS =
  '主订单编号,子订单编号,选购商品,商品规格,商品数量,商家编码,订单应付金额,运费,订单提交时间,支付完成时间,订单状态,售后状态,退款金额,买家昵称';

interface FileOrder {
  readonly id: string;
  readonly sku: string;
  readonly quantity?: number;
  readonly paid: string;
  readonly at: number;
  readonly state?: string;
  readonly afterSale?: string;
  readonly refunded?: string;
  readonly buyer?: string;
}

/** 2026-11-24 20:00:00, as the platform's clock says it. */
const chinaTime = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

const fileOf = (orders: readonly FileOrder[]): Uint8Array => {
  const rows = orders.map(
    ({ id, sku, quantity = 1, paid, at, state = '待发货', afterSale = '-', refunded = '-', buyer = '-' }) =>
      [
        `"\t${id}"`,
        `"\t${id}"`,
        '商品',
        '-',
        quantity,
        `"\t${sku}"`,
        paid,
        '0.00',
        chinaTime(at),
        chinaTime(at),
        state,
        afterSale,
        refunded,
        buyer,
      ].join(','),
  );
  return new TextEncoder().encode(`\ufeff${[HEADERS, ...rows].join('\r\n')}\r\n`);
};

const send = async (rig: Rig, bytes: Uint8Array, name: string): Promise<string> => {
  const { uploadId } = await rig.screen.must('orderImport.begin', { ...intent(), name, size: bytes.length });
  const piece = Buffer.from(bytes).toString('base64');
  await rig.screen.must('orderImport.chunk', { ...intent(), uploadId, offset: 0, bytes: piece });
  return uploadId;
};

const stateIs = async (rig: Rig, uploadId: string, phase: ImportTopic['phase']): Promise<ImportTopic> => {
  const topic = (): ImportTopic => rig.screen.topic('order-import.state');
  await until(rig, () => expect([topic().uploadId, topic().phase]).toEqual([uploadId, phase]));
  return topic();
};

const compared = async (rig: Rig, bytes: Uint8Array, choices: Partial<Choices> = {}, name = '订单.csv') => {
  const uploadId = await send(rig, bytes, name);
  await rig.screen.must('orderImport.open', { ...intent(), uploadId, choices: { ...NO_CHOICES, ...choices } });
  const { counts } = await stateIs(rig, uploadId, 'ready');
  return { uploadId, counts };
};

const taken = async (rig: Rig, bytes: Uint8Array, choices: Partial<Choices> = {}) => {
  const { uploadId } = await compared(rig, bytes, choices);
  return rig.screen.must('orderImport.apply', { ...intent(), uploadId });
};

const products = (rig: Rig): readonly ProductRow[] => rig.screen.topic('product.list');

const productAt = (rig: Rig, index: number): ProductRow => {
  const row = products(rig)[index];
  if (row === undefined) throw new Error(`no product ${index}`);
  return row;
};

const skuOf = (rig: Rig, { productId, variantId }: ProductRow): string => {
  const sku = rig.store.catalogueProduct(productId)?.product.variants.find((each) => each.variantId === variantId)?.sku;
  if (sku === undefined || sku === '') throw new Error('no SKU');
  return sku;
};

const orderOf = (id: string, row: ProductRow, quantity = 1, buyer = '王小姐'): RoomOrder => ({
  id: id as OrderId,
  lines: [{ productId: row.productId, variantId: row.variantId, title: row.title, quantity, unitPrice: row.price }],
  total: money(row.price.minor * quantity, row.price.currency),
  buyer: { id: `viewer-${buyer}` as ViewerId, name: buyer },
});

const showOf = (rig: Rig): ShowId => rig.screen.topic('show.current').showId;

const goLive = async (): Promise<Rig> => {
  const rig = await openRig();
  await rig.screen.must('show.start', intent());
  rig.clock.advance(MINUTE_MS);
  return rig;
};

const list = (rig: Rig, showId: ShowId, filter: RouteInput<'order.list'>['filter'] = 'all'): Promise<OrderPage> =>
  rig.screen.must('order.list', { showId, filter, search: '', offset: 0, limit: 100 });

const rowBy = (page: OrderPage, id: string): OrderRow => {
  const row = page.rows.find(({ own }) => own.orderId === id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return row;
};

const yuan = (minor: number): string => (minor / 100).toFixed(2);

const LONG = (n: number): string => `69179267688236437${String(n).padStart(2, '0')}`;

/** Two paid orders with numbers that the platform has too, and the show has ended. */
const endedShow = async () => {
  const rig = await goLive();
  const [a, b] = [productAt(rig, 0), productAt(rig, 1)];
  const at = rig.clock();
  const first = orderOf(LONG(1), a);
  const second = orderOf(LONG(2), b, 2, '李先生');
  await rig.room.say({ type: 'order.paid', order: first }, { type: 'order.paid', order: second });
  await until(rig, () => expect(rig.screen.topic('kpi.live').figures.orders.value).toBe(2));
  await rig.screen.must('show.end', intent());
  const file: readonly FileOrder[] = [
    { id: LONG(1), sku: skuOf(rig, a), paid: yuan(a.price.minor), at, buyer: '王小姐' },
    { id: LONG(2), sku: skuOf(rig, b), quantity: 2, paid: yuan(b.price.minor * 2), at, buyer: '李先生' },
  ];
  return { rig, a, b, at, first, second, file, showId: showOf(rig) };
};

describe('settlement', () => {
  it('a refund file imported the next day leaves the summary as it was', async () => {
    const { rig, a, b, file, showId } = await endedShow();
    const gmv = a.price.minor + b.price.minor * 2;
    expect(await taken(rig, fileOf(file))).toMatchObject({ created: 2, changed: 0 });
    const before = await rig.screen.must('review.summary', { showId });
    expect(before.settlement).toMatchObject({
      settled: { gmv: { minor: gmv }, refunds: { minor: 0 }, orders: 2, units: 3 },
      confirmed: 2,
      unconfirmed: 0,
    });

    rig.clock.advance(24 * 60 * MINUTE_MS);
    const [one, two] = file;
    if (one === undefined || two === undefined) throw new Error('no file');
    const refunds = fileOf([{ ...one, state: '已关闭', afterSale: '退款成功' }, two]);
    const { uploadId, counts } = await compared(rig, refunds, {}, '退款.csv');
    expect(counts).toMatchObject({ create: 0, change: 1, same: 1, refused: 0 });
    const [changed] = (
      await rig.screen.must('orderImport.preview', { uploadId, show: 'change', search: '', offset: 0, limit: 10 })
    ).rows;
    expect(changed?.changes.map(({ field, from, to }) => [field, from, to])).toContainEqual([
      'order.state',
      'paid',
      'refunded',
    ]);
    const { editId } = await rig.screen.must('orderImport.apply', { ...intent(), uploadId });

    const after = await rig.screen.must('review.summary', { showId });
    expect(after.figures.figures.gmv.value).toBe(gmv);
    expect(after.settlement).toMatchObject({
      provisional: { gmv: { minor: gmv }, refunds: { minor: 0 }, net: { minor: gmv } },
      settled: { gmv: { minor: gmv }, refunds: { minor: a.price.minor }, net: { minor: gmv - a.price.minor } },
      difference: { refundsMinor: a.price.minor, netMinor: -a.price.minor },
    });
    expect(after.settlement.restatedAt).toBeGreaterThan(before.settlement.restatedAt ?? 0);
    expect(after.settlement.products.find(({ variantId }) => variantId === a.variantId)).toMatchObject({
      refunds: { minor: a.price.minor },
      netDifferenceMinor: -a.price.minor,
    });

    if (editId === null) throw new Error('nothing was changed');
    await rig.screen.must('orderImport.undo', { ...intent(), importId: editId });
    const undone = await rig.screen.must('review.summary', { showId });
    expect(undone.settlement.settled).toEqual(before.settlement.settled);
  });

  it('a refund that the room tells after the next show has begun counts in the wrong show, or in none', async () => {
    const { rig, a, first, showId } = await endedShow();
    const { showId: next } = await rig.screen.must('show.create', {
      ...intent(),
      title: '下一场',
      host: '',
      plannedMinutes: 60,
      copyOf: null,
    });
    await rig.screen.must('show.start', intent());
    rig.clock.advance(MINUTE_MS);
    await rig.room.say({ type: 'order.refunded', order: first, amount: a.price });
    await until(rig, () => expect([...rig.store.factsOf(showId)].at(-2)?.body.type).toBe('order.refunded'));
    const summary = await rig.screen.must('review.summary', { showId });
    expect(summary.figures.refunds).toBe(a.price.minor);
    expect(summary.settlement.settled.refunds.minor).toBe(a.price.minor);
    expect(summary.settlement.restatedAt).not.toBeNull();
    expect(rowBy(await list(rig, showId), first.id).own).toMatchObject({ state: 'refunded' });
    expect(rig.screen.topic('show.current').showId).toBe(next);
    expect(rig.screen.topic('kpi.live').refunds).toBe(0);
  });
});

describe('reconciliation', () => {
  it('an order that only looks alike is matched without anybody having agreed', async () => {
    const rig = await goLive();
    const a = productAt(rig, 0);
    const at = rig.clock();
    await rig.room.say({ type: 'order.paid', order: orderOf('room-1', a) });
    await until(rig, () => expect(rig.screen.topic('kpi.live').figures.orders.value).toBe(1));
    const showId = showOf(rig);
    await taken(rig, fileOf([{ id: LONG(9), sku: skuOf(rig, a), paid: yuan(a.price.minor - 5), at, buyer: '王小姐' }]));

    const guessed = await list(rig, showId);
    expect(rowBy(guessed, 'room-1')).toMatchObject({ match: 'proposed', other: { orderId: LONG(9) } });
    expect(guessed.settlement.settled.gmv.minor).toBe(a.price.minor);

    const { decisionId } = await rig.screen.must('order.acceptProposals', { ...intent(), showId, atLeast: 0.4 });
    const accepted = await list(rig, showId);
    expect(rowBy(accepted, 'room-1')).toMatchObject({ match: 'person', totalDifferenceMinor: -5 });
    expect(accepted.counts.difference).toBe(1);
    expect(accepted.settlement).toMatchObject({
      settled: { gmv: { minor: a.price.minor - 5 } },
      difference: { gmvMinor: -5 },
    });

    await rig.screen.must('order.undoDecision', { ...intent(), decisionId });
    expect(rowBy(await list(rig, showId), 'room-1').match).toBe('proposed');
    await rig.screen.must('order.decide', {
      ...intent(),
      showId,
      decisions: [{ platform: 'doudian', orderId: LONG(9), verdict: 'rejected', roomOrderId: 'room-1' as OrderId }],
    });
    const rejected = await list(rig, showId);
    expect(rowBy(rejected, 'room-1').match).toBe('none');
    expect(rowBy(rejected, LONG(9)).from).toBe('platform');
  });

  it('orders of a platform whose room tells of none are lost to the show', async () => {
    const rig = await goLive();
    const a = productAt(rig, 0);
    await rig.screen.must('product.pin', { ...intent(), productId: a.productId, variantId: a.variantId });
    rig.clock.advance(MINUTE_MS);
    const at = rig.clock();
    const showId = showOf(rig);
    await taken(rig, fileOf([{ id: LONG(3), sku: skuOf(rig, a), paid: yuan(a.price.minor), at }]));
    const row = rowBy(await list(rig, showId), LONG(3));
    expect(row).toMatchObject({ from: 'platform', match: 'proposed', grounds: ['window', 'segment'] });
    await rig.screen.must('order.decide', {
      ...intent(),
      showId,
      decisions: [{ platform: 'doudian', orderId: LONG(3), verdict: 'of_show', roomOrderId: null }],
    });
    const { settlement } = await list(rig, showId);
    expect(settlement).toMatchObject({
      provisional: { gmv: { minor: 0 }, orders: 0 },
      settled: { gmv: { minor: a.price.minor }, orders: 1, units: 1 },
      confirmed: 1,
    });
  });
});

describe('imports', () => {
  it('the same file twice makes orders twice', async () => {
    const { rig, file } = await endedShow();
    await taken(rig, fileOf(file));
    const { counts } = await compared(rig, fileOf(file));
    expect(counts).toMatchObject({ create: 0, change: 0, same: 2, refused: 0 });
  });

  it('an import is undone under a later one that stands on it', async () => {
    const { rig, file } = await endedShow();
    const first = await taken(rig, fileOf(file));
    const [one] = file;
    if (one === undefined || first.editId === null) throw new Error('nothing imported');
    const second = await taken(rig, fileOf([{ ...one, afterSale: '退款成功' }]));
    const refused = await rig.screen.ask('orderImport.undo', { ...intent(), importId: first.editId });
    expect(refused).toMatchObject({ ok: false, code: 'changed_meanwhile', details: { later: 1 } });
    if (second.editId === null) throw new Error('nothing changed');
    await rig.screen.must('orderImport.undo', { ...intent(), importId: second.editId });
    await rig.screen.must('orderImport.undo', { ...intent(), importId: first.editId });
    expect(rig.store.platformOrder('doudian', LONG(1))).toBeNull();
    const again = await rig.screen.ask('orderImport.undo', { ...intent(), importId: first.editId });
    expect(again).toMatchObject({ ok: false, code: 'nothing_to_undo' });
  });

  it('a bad row takes the good ones with it, or is taken in silence', async () => {
    const { rig, a, file } = await endedShow();
    const bad: FileOrder = { id: LONG(8), sku: skuOf(rig, a), paid: '一百', at: rig.clock() };
    const { uploadId, counts } = await compared(rig, fileOf([...file, bad]));
    expect(counts).toMatchObject({ create: 2, refused: 1 });
    const [row] = (
      await rig.screen.must('orderImport.preview', { uploadId, show: 'refused', search: '', offset: 0, limit: 10 })
    ).rows;
    expect(row?.problems[0]?.said['zh-CN']).toBe('第 4 行「订单应付金额」：「一百」不是一个金额');
    const { fileId, bytes } = await rig.screen.must('orderImport.refusedFile', {
      ...intent(),
      uploadId,
      container: 'csv',
      language: 'zh-CN',
    });
    expect(bytes).toBeGreaterThan(0);
    const text = Buffer.from((await rig.screen.must('file.read', { fileId, offset: 0 })).bytes, 'base64').toString();
    expect(text).toContain(LONG(8));
    expect(text).not.toContain(LONG(1));
  });

  it('the columns of an unknown table are asked for each time', async () => {
    const rig = await goLive();
    const bytes = new TextEncoder().encode('单子,谁,啥,几个,钱\nA-1,王,口红,1,59\n');
    const uploadId = await send(rig, bytes, '手记.csv');
    await rig.screen.must('orderImport.open', { ...intent(), uploadId, choices: NO_CHOICES });
    await stateIs(rig, uploadId, 'mapping');
    const mapping = { orderId: 0, buyerName: 1, title: 2, quantity: 3, total: 4 };
    await rig.screen.must('orderImport.open', {
      ...intent(),
      uploadId,
      choices: { ...NO_CHOICES, format: 'mapped', mapping },
    });
    await stateIs(rig, uploadId, 'ready');
    await rig.screen.must('orderImport.apply', { ...intent(), uploadId });
    const { uploadId: second, counts } = await compared(rig, bytes);
    expect(counts).toMatchObject({ same: 1 });
    expect(await rig.screen.must('orderImport.table', { uploadId: second })).toMatchObject({
      isMappingRemembered: true,
      mapping,
    });
  });
});

describe('orders by hand', () => {
  it('an order by hand moves no stock and no figure', async () => {
    const rig = await goLive();
    const row = products(rig).find(({ isTracked, stock }) => isTracked && stock > 5);
    if (row === undefined) throw new Error('nothing to sell');
    const line = { productId: row.productId, variantId: row.variantId, quantity: 2, unitMinor: 1999 };
    const make = { ...intent(), buyer: '电话客人', note: '', isPaid: false, lines: [line] };
    const { orderId } = await rig.screen.must('order.create', make);
    expect(await rig.screen.must('order.create', make)).toEqual({ orderId });
    const stock = (): number | undefined => products(rig).find(({ variantId }) => variantId === row.variantId)?.stock;
    await until(rig, () => expect(stock()).toBe(row.stock - 2));
    const showId = showOf(rig);
    expect(rowBy(await list(rig, showId), orderId)).toMatchObject({ from: 'desk', own: { state: 'unpaid' } });

    await rig.screen.must('order.pay', { ...intent(), showId, orderId });
    await until(rig, () => expect(rig.screen.topic('kpi.live').figures.gmv.value).toBe(3998));
    const tooMuch = await rig.screen.ask('order.refund', { ...intent(), showId, orderId, amountMinor: 3999 });
    expect(tooMuch).toMatchObject({ ok: false, code: 'bad_input' });
    await rig.screen.must('order.refund', { ...intent(), showId, orderId, amountMinor: 1000 });
    await until(rig, () => expect(rig.screen.topic('kpi.live').refunds).toBe(1000));
    expect(rowBy(await list(rig, showId), orderId).own).toMatchObject({ state: 'part_refunded' });
    expect(await rig.screen.ask('order.cancel', { ...intent(), showId, orderId })).toMatchObject({
      ok: false,
      code: 'wrong_phase',
    });
  });

  it('a cancelled order by hand keeps its stock', async () => {
    const rig = await goLive();
    const row = products(rig).find(({ isTracked, stock }) => isTracked && stock > 5);
    if (row === undefined) throw new Error('nothing to sell');
    const stock = (): number | undefined => products(rig).find(({ variantId }) => variantId === row.variantId)?.stock;
    const { orderId } = await rig.screen.must('order.create', {
      ...intent(),
      buyer: '门店',
      note: '',
      isPaid: false,
      lines: [{ productId: row.productId, variantId: row.variantId, quantity: 1, unitMinor: 100 }],
    });
    await until(rig, () => expect(stock()).toBe(row.stock - 1));
    const unmatched = async (): Promise<number> => (await list(rig, showOf(rig))).counts.unmatched;
    expect(await unmatched()).toBe(1);
    await rig.screen.must('order.cancel', { ...intent(), showId: showOf(rig), orderId });
    await until(rig, () => expect(stock()).toBe(row.stock));
    // Nobody looks for it in a platform's file.
    expect(await unmatched()).toBe(0);
  });

  it('the desk changes what only a room may say', async () => {
    const { rig, showId } = await endedShow();
    const asked = { ...intent(), showId, orderId: LONG(1) as OrderId, amountMinor: 1 };
    expect(await rig.screen.ask('order.refund', asked)).toMatchObject({ ok: false, code: 'not_allowed' });
  });

  it('a show’s orders written out are others when they are read back', async () => {
    const { rig, file, showId } = await endedShow();
    await taken(rig, fileOf(file));
    const { fileId } = await rig.screen.must('order.export', { ...intent(), showId });
    const { bytes } = await rig.screen.must('file.read', { fileId, offset: 0 });
    const { counts } = await compared(rig, Buffer.from(bytes, 'base64'), {}, '控台.csv');
    expect(counts).toMatchObject({ create: 0, change: 0, same: 2, refused: 0 });
  });
});
