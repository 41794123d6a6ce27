// The engine in process: from a room's event and a person's click to what screens see, on a real store.

import { afterEach, describe, expect, it } from 'vitest';
import type { ProductRow } from '../../src-main/contract/topics.ts';
import type { LiveEventBody, RoomOrder } from '../../src-main/core/live-event.ts';
import { type DealId, money, type OrderId, type ViewerId } from '../../src-main/core/units.ts';
import { closeRigs, intent, openRig, openScreen, type Rig, until } from './support/engine-rig.ts';

afterEach(closeRigs);

const productOf = (rig: Rig, number: number): ProductRow => {
  const row = rig.screen.topic('product.list').find((each) => each.number === number);
  if (row === undefined) throw new Error(`no product ${number}`);
  return row;
};

const goLive = async (rig: Rig): Promise<void> => {
  await rig.screen.must('show.start', intent());
};

let orders = 0;
const orderFor = (
  row: ProductRow,
  quantity = 1,
  rest: { dealId?: DealId; buyer?: string; priceMinor?: number } = {},
): RoomOrder => {
  orders += 1;
  const unitPrice = money(rest.priceMinor ?? row.price.minor, 'CNY');
  return {
    id: `order-${orders}` as OrderId,
    lines: [
      {
        productId: row.productId,
        variantId: row.variantId,
        title: row.title,
        quantity,
        unitPrice,
        ...(rest.dealId === undefined ? {} : { dealId: rest.dealId }),
      },
    ],
    total: money(unitPrice.minor * quantity, 'CNY'),
    buyer: { id: (rest.buyer ?? `buyer-${orders}`) as ViewerId, name: '买家' },
  };
};

const created = (order: RoomOrder): LiveEventBody => ({ type: 'order.created', order });
const paid = (order: RoomOrder): LiveEventBody => ({ type: 'order.paid', order });

const armDeal = async (rig: Rig, row: ProductRow, terms: { quantity: number; perBuyer: number }): Promise<DealId> => {
  const { dealId } = await rig.screen.must('deal.arm', {
    ...intent(),
    productId: row.productId,
    variantId: row.variantId,
    priceMinor: row.price.minor - 1000,
    countdownMs: 10_000,
    durationMs: 60_000,
    ...terms,
  });
  return dealId;
};

describe('what a room says', () => {
  it('is seen on every screen, and a batch that comes twice changes nothing', async () => {
    const rig = await openRig();
    await goLive(rig);
    const row = productOf(rig, 1);
    const order = orderFor(row, 2);
    await rig.room.say(created(order), paid(order), { type: 'audience', online: 120, views: 300, unique: 200 });
    await rig.room.sayAgain();
    await until(rig, () => {
      expect(rig.screen.topic('kpi.live').figures.gmv.value).toBe(order.total.minor);
      expect(rig.screen.topic('kpi.live').figures.online.value).toBe(120);
      expect(productOf(rig, 1).stock).toBe(row.stock - 2);
      expect(productOf(rig, 1).sold).toBe(2);
    });
    await until(rig, () => expect(rig.screen.feed('lane.rows')).toHaveLength(1));
    const late = openScreen(rig.engine);
    expect(late.topic('kpi.live').figures.orders.value).toBe(1);
    expect(late.feed('lane.rows')).toHaveLength(1);
    expect(rig.faults).toEqual([]);
  });

  it('that cannot be read is counted and shown, and nothing else happens', async () => {
    const rig = await openRig();
    await goLive(rig);
    await rig.room.sink().take({
      events: [],
      rejects: [
        {
          eventId: 'x',
          reason: 'order.total.minor: expected a whole number of 0 or more, got -3',
          raw: '{"__proto__":1}',
          bytes: 15,
          times: 1,
        },
      ],
      cursor: 7,
    });
    await until(rig, () => expect(rig.screen.topic('reject.list').count).toBe(1));
    const rows = await rig.screen.must('reject.list', {});
    expect(rows[0]).toMatchObject({ reason: expect.stringContaining('order.total.minor'), excerpt: '{"__proto__":1}' });
    expect(rig.store.cursor(rig.room.source.sourceId)).toBe(7);
  });
});

describe('a click', () => {
  it('that arrives twice is carried out once and answered the same, and reaches the room once', async () => {
    const rig = await openRig();
    await goLive(rig);
    const row = productOf(rig, 3);
    const click = { ...intent(), productId: row.productId, variantId: row.variantId };
    const replies = await Promise.all([rig.screen.ask('product.pin', click), rig.screen.ask('product.pin', click)]);
    expect(replies).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ]);
    await until(rig, () => {
      expect(rig.screen.topic('pin.current').pinned?.number).toBe(3);
      expect(rig.room.commands).toHaveLength(1);
      expect(rig.screen.topic('command.state').waiting).toBe(0);
    });
    expect(rig.room.commands[0]?.id).toBe(click.commandId);
    await until(rig, () =>
      expect(rig.screen.topic('chart.live').marks.filter(({ kind }) => kind === 'pin')).toHaveLength(1),
    );
  });

  it('that the room refuses says so in the room’s own words', async () => {
    const rig = await openRig();
    await goLive(rig);
    rig.room.answer = async () => ({ ok: false, code: 'limit', message: '价格低于平台限制', retryable: false });
    const row = productOf(rig, 2);
    await rig.screen.must('product.pin', { ...intent(), productId: row.productId, variantId: row.variantId });
    await until(rig, () =>
      expect(rig.screen.topic('command.state').rows[0]).toMatchObject({
        state: 'refused',
        message: '价格低于平台限制',
        number: 2,
      }),
    );
  });

  it('of a role that may not is refused at the door', async () => {
    const rig = await openRig();
    const observer = openScreen(rig.engine, 'observer');
    expect(await observer.ask('show.start', intent())).toMatchObject({ ok: false, code: 'not_allowed' });
    expect(rig.screen.topic('show.current').phase).toBe('draft');
  });
});

describe('a deal', () => {
  it('counts down, opens, sells no more than it has, and ends sold out with the room told once', async () => {
    const rig = await openRig();
    await goLive(rig);
    const row = productOf(rig, 3);
    const dealId = await armDeal(rig, row, { quantity: 3, perBuyer: 2 });
    const fire = { ...intent(), dealId };
    await Promise.all([rig.screen.must('deal.fire', fire), rig.screen.must('deal.fire', fire)]);
    await until(rig, () => expect(rig.screen.topic('deal.list')[0]?.phase).toBe('countdown'));
    rig.clock.advance(10_000);
    await until(rig, () => expect(rig.screen.topic('deal.list')[0]?.phase).toBe('running'));
    const deal = { dealId, priceMinor: row.price.minor - 1000 };
    await rig.room.say(
      created(orderFor(row, 2, { ...deal, buyer: 'a' })),
      created(orderFor(row, 1, { ...deal, buyer: 'a' })),
      created(orderFor(row, 2, { ...deal, buyer: 'b' })),
      created(orderFor(row, 1, { ...deal, buyer: 'b' })),
    );
    await until(rig, () =>
      expect(rig.screen.topic('deal.list')[0]).toMatchObject({
        phase: 'ended',
        endReason: 'sold_out',
        sold: 3,
        left: 0,
      }),
    );
    await until(rig, () => {
      expect(productOf(rig, 3).stock).toBe(row.stock - 3);
      expect(rig.room.commands.map(({ kind }) => kind)).toEqual(['deal.start', 'deal.stop']);
    });
    const shorts = rig.screen.feed('lane.rows').map(({ short }) => short);
    expect(shorts.filter((short) => short !== null).sort()).toEqual(['deal_sold_out', 'per_buyer']);
  });

  it('ends when its time is up though the wall clock jumped far past it, and cannot be fired again', async () => {
    const rig = await openRig();
    await goLive(rig);
    const dealId = await armDeal(rig, productOf(rig, 1), { quantity: 5, perBuyer: 1 });
    await rig.screen.must('deal.fire', { ...intent(), dealId });
    rig.clock.advance(3_600_000);
    await until(rig, () => expect(rig.store.deal(dealId)).toMatchObject({ phase: 'ended', endReason: 'time_up' }));
    expect(await rig.screen.ask('deal.fire', { ...intent(), dealId })).toMatchObject({ ok: false, code: 'deal_over' });
  });

  it.each([
    ['dearer than the list price', { priceMinor: 10_000_000, quantity: 1, perBuyer: 1 }, 'deal_too_dear'],
    ['that allows a buyer more than there is', { priceMinor: 100, quantity: 1, perBuyer: 2 }, 'deal_limit'],
    ['of more than the shop has', { priceMinor: 100, quantity: 100_000, perBuyer: 2 }, 'stock_short'],
  ])('%s is not armed', async (_why, terms, code) => {
    const rig = await openRig();
    const row = productOf(rig, 1);
    const input = {
      ...intent(),
      productId: row.productId,
      variantId: row.variantId,
      countdownMs: 0,
      durationMs: 60_000,
    };
    expect(await rig.screen.ask('deal.arm', { ...input, ...terms })).toMatchObject({ ok: false, code });
    expect(rig.screen.topic('deal.list')).toEqual([]);
  });

  it('is the only one of its product at a time', async () => {
    const rig = await openRig();
    await armDeal(rig, productOf(rig, 1), { quantity: 5, perBuyer: 1 });
    await expect(armDeal(rig, productOf(rig, 1), { quantity: 5, perBuyer: 1 })).rejects.toThrow('deal_running');
  });
});

describe('a show', () => {
  it('ends with its deals and its pin, and its summary says what the desk said', async () => {
    const rig = await openRig();
    await goLive(rig);
    const row = productOf(rig, 3);
    await rig.screen.must('product.pin', { ...intent(), productId: row.productId, variantId: row.variantId });
    const dealId = await armDeal(rig, row, { quantity: 5, perBuyer: 2 });
    await rig.screen.must('deal.fire', { ...intent(), dealId });
    rig.clock.advance(30_000);
    const order = orderFor(row, 1);
    await rig.room.say({ type: 'audience', online: 90, views: 90, unique: 80 }, created(order), paid(order));
    await until(rig, () => expect(rig.screen.topic('kpi.live').figures.gmv.value).toBe(order.total.minor));
    const { showId } = rig.screen.topic('show.current');
    await rig.screen.must('show.end', intent());
    const summary = await rig.screen.must('review.summary', { showId });
    expect(summary.show.phase).toBe('ended');
    expect(summary.figures.figures.gmv.value).toBe(order.total.minor);
    expect(summary.deals).toMatchObject([{ dealId, endReason: 'stopped' }]);
    const product = summary.products.find(({ number }) => number === 3);
    expect(product).toMatchObject({ orders: 1, units: 1, gmv: order.total, stockLeft: row.stock - 1 });
    expect(product?.segments).toHaveLength(1);
    expect(await rig.screen.ask('show.end', intent())).toMatchObject({ ok: false, code: 'wrong_phase' });
  });

  it('an earlier show’s summary is read again from its facts, with a refund that came after', async () => {
    const rig = await openRig();
    await goLive(rig);
    const order = orderFor(productOf(rig, 1), 1);
    await rig.room.say(created(order), paid(order));
    const { showId } = rig.screen.topic('show.current');
    await rig.screen.must('show.end', intent());
    await rig.room.say({ type: 'order.refunded', order, amount: order.total });
    await rig.screen.must('show.create', { ...intent(), title: '第二场', host: '', plannedMinutes: 60, copyOf: null });
    const summary = await rig.screen.must('review.summary', { showId });
    expect(summary.figures.figures.gmv.value).toBe(order.total.minor);
    expect(summary.figures.refunds).toBe(order.total.minor);
    await until(rig, () => {
      expect(rig.screen.topic('show.current').title).toBe('第二场');
      expect(rig.screen.topic('kpi.live').figures.gmv.value ?? 0).toBe(0);
    });
  });

  it('a rehearsal leaves no trace: its orders go back on the shelf, its figures and deals are gone', async () => {
    const rig = await openRig({ sources: [] });
    await rig.screen.must('show.rehearse', intent());
    const stocks = (): number[] => rig.store.products().flatMap(({ variants }) => variants.map(({ stock }) => stock));
    const before = stocks();
    await openReplay(rig);
    await until(rig, () => expect(rig.screen.topic('kpi.live').figures.orders.value ?? 0).toBeGreaterThan(0));
    expect(stocks()).not.toEqual(before);
    await rig.screen.must('show.start', intent());
    await until(rig, () => {
      expect(rig.screen.topic('show.current').phase).toBe('live');
      expect(rig.screen.topic('source.list')).toEqual([]);
    });
    expect(stocks()).toEqual(before);
    await until(rig, () => expect(rig.screen.topic('kpi.live').figures.orders.value ?? 0).toBe(0));
  });
});

const openReplay = async (rig: Rig): Promise<void> => {
  const [recording] = await rig.screen.must('recording.list', {});
  if (recording === undefined) throw new Error('no built-in recording');
  await rig.screen.must('replay.start', { ...intent(), name: recording.name, speed: 1000 });
};

describe('after a crash', () => {
  it('a running show goes on where it was: the same figures, pin and deal, nothing twice', async () => {
    const rig = await openRig();
    await goLive(rig);
    const row = productOf(rig, 3);
    await rig.screen.must('product.pin', { ...intent(), productId: row.productId, variantId: row.variantId });
    const dealId = await armDeal(rig, row, { quantity: 50, perBuyer: 2 });
    await rig.screen.must('deal.fire', { ...intent(), dealId });
    rig.clock.advance(11_000);
    await until(rig, () => expect(rig.screen.topic('deal.list')[0]?.phase).toBe('running'));
    const orders = Array.from({ length: 20 }, () => orderFor(row, 1, { dealId, priceMinor: row.price.minor - 1000 }));
    await rig.room.say(...orders.map(created), ...orders.slice(0, 12).map(paid), {
      type: 'chat',
      text: '什么时候发货？',
    });
    await until(rig, () => expect(rig.screen.topic('kpi.live').figures.orders.value).toBe(12));
    const before = {
      kpi: rig.screen.topic('kpi.live').figures.gmv.value,
      deal: rig.screen.topic('deal.list')[0],
      stock: productOf(rig, 3).stock,
      lane: rig.screen.feed('lane.rows').length,
      questions: rig.screen.topic('question.list').map(({ questionKey }) => questionKey),
    };
    // No farewell: the file as it is, opened by another engine, with the room saying its last batch again.
    const again = await rig.reopen();
    await again.room.sayAgain();
    await until(again, () => {
      expect(again.screen.topic('kpi.live').figures.gmv.value).toBe(before.kpi);
      expect(again.screen.topic('deal.list')[0]).toMatchObject({ phase: 'running', sold: before.deal?.sold });
    });
    expect(productOf(again, 3).stock).toBe(before.stock);
    expect(again.screen.feed('lane.rows')).toHaveLength(before.lane);
    expect(again.screen.topic('question.list').map(({ questionKey }) => questionKey)).toEqual(before.questions);
    expect(again.screen.topic('pin.current').pinned?.number).toBe(3);
  });
});
