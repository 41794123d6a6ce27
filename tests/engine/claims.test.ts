// Claims in the engine: from a comment to stock that is kept, paid for, let go, and given to whoever waits.

import { afterEach, describe, expect, it } from 'vitest';
import type { ClaimRow } from '../../src-main/contract/claim-documents.ts';
import type { ProductRow } from '../../src-main/contract/topics.ts';
import { type ClaimRules, DEFAULT_CLAIM_RULES } from '../../src-main/core/claim-rules.ts';
import type { LiveEventBody, RoomOrder, Viewer } from '../../src-main/core/live-event.ts';
import { duration, type OrderId, type ViewerId } from '../../src-main/core/units.ts';
import { closeRigs, intent, openRig, type Rig, until } from './support/engine-rig.ts';

afterEach(closeRigs);

const viewer = (name: string, rest: Partial<Viewer> = {}): Viewer => ({ id: `id-${name}` as ViewerId, name, ...rest });
const says = (name: string, text: string, rest: Partial<Viewer> = {}): LiveEventBody => ({
  type: 'chat',
  text,
  viewer: viewer(name, rest),
});

const productOf = (rig: Rig, number: number): ProductRow => {
  const row = rig.screen.topic('product.list').find((each) => each.number === number);
  if (row === undefined) throw new Error(`no product ${number}`);
  return row;
};

/** On air, with claims taken, and so many of number 2 (a product of one variant) left. */
const selling = async (rules: Partial<ClaimRules> = {}, stock = 5): Promise<Rig> => {
  const rig = await openRig();
  await rig.screen.must('show.start', intent());
  await rig.screen.must('claims.open', { ...intent(), rules: { ...DEFAULT_CLAIM_RULES, ...rules } });
  await setStock(rig, stock);
  return rig;
};

const setStock = async (rig: Rig, stock: number): Promise<void> => {
  const { productId } = productOf(rig, 2);
  await rig.screen.must('catalogue.editMany', {
    ...intent(),
    selection: { kind: 'some', productIds: [productId] },
    change: { kind: 'stock', how: 'set', quantity: stock },
    why: '补货',
  });
};

const claims = (rig: Rig): readonly ClaimRow[] => [...rig.screen.feed('claim.rows')].sort((a, b) => a.place - b.place);
const brief = (rig: Rig) => claims(rig).map(({ viewer: { name }, quantity, state }) => `${name} ${quantity} ${state}`);

describe('a comment', () => {
  it('keeps stock, and a batch that comes again keeps no more', async () => {
    const rig = await selling();
    await rig.room.say(says('甲', '2号 +2'), says('乙', '好看吗'), says('丙', '2号扣1'));
    await rig.room.sayAgain();
    await until(rig, () => expect(brief(rig)).toEqual(['甲 2 reserved', '丙 1 reserved']));
    await until(rig, () => expect(productOf(rig, 2).stock).toBe(2));
    await until(rig, () => expect(rig.screen.topic('claim.state').unpaid.units).toBe(3));
    expect(rig.faults).toEqual([]);
  });

  it('that claims again replaces the quantity, and what cannot be had of it leaves what was kept', async () => {
    const rig = await selling();
    await rig.room.say(says('甲', '2号+2'), says('甲', '2号+3'));
    await until(rig, () => expect(brief(rig)).toEqual(['甲 3 reserved']));
    await rig.room.say(says('乙', '2号+1'), says('甲', '2号+9'));
    await until(rig, () => expect(claims(rig)[0]?.short).toEqual({ asked: 9, why: 'sold_out' }));
    expect(brief(rig)).toEqual(['甲 3 reserved', '乙 1 reserved']);
    await until(rig, () => expect(productOf(rig, 2).stock).toBe(1));
  });

  it('beyond the stock waits, and is served in the order of arrival as stock comes back', async () => {
    const rig = await selling({}, 1);
    await rig.room.say(says('甲', '2号+1'), says('乙', '2号+2'), says('丙', '2号+1'), says('丁', '2号+1'));
    await until(rig, () =>
      expect(brief(rig)).toEqual(['甲 1 reserved', '乙 2 waiting', '丙 1 waiting', '丁 1 waiting']),
    );
    await rig.room.say(says('甲', '2号不要了'));
    // 乙 wants more than came back and keeps the place.
    await until(rig, () =>
      expect(brief(rig)).toEqual(['甲 1 taken_back', '乙 2 waiting', '丙 1 reserved', '丁 1 waiting']),
    );
    await setStock(rig, 2);
    await until(rig, () =>
      expect(brief(rig)).toEqual(['甲 1 taken_back', '乙 2 reserved', '丙 1 reserved', '丁 1 waiting']),
    );
    await until(rig, () =>
      expect(rig.screen.topic('claim.state').waitlists).toMatchObject([{ number: 2, people: 1, units: 1 }]),
    );
  });

  it('waits on though an order of an earlier show gave back what it asks for, or that is counted twice', async () => {
    const rig = await selling({}, 1);
    const { productId, variantId, price } = productOf(rig, 2);
    const order: RoomOrder = {
      id: 'o-earlier' as OrderId,
      lines: [{ productId, variantId, title: '2', quantity: 1, unitPrice: price }],
      total: price,
      buyer: viewer('丙'),
    };
    await rig.room.say({ type: 'order.paid', order });
    const { showId } = rig.screen.topic('show.current');
    await rig.screen.must('show.end', intent());
    const next = { title: '第二场', host: '', plannedMinutes: 60, copyOf: showId };
    await rig.screen.must('show.create', { ...intent(), ...next });
    await rig.screen.must('show.start', intent());
    await rig.screen.must('claims.open', { ...intent(), rules: DEFAULT_CLAIM_RULES });
    await rig.room.say(says('乙', '2号+1'));
    await until(rig, () => expect(brief(rig)).toEqual(['乙 1 waiting']));
    await rig.room.say({ type: 'order.refunded', order, amount: price });
    await until(rig, () => expect(brief(rig)).toEqual(['乙 1 reserved']));
    await rig.room.say(says('乙', '2号不要了'));
    await until(rig, () => expect(productOf(rig, 2).stock).toBe(1));
    const again = await rig.reopen();
    await until(again, () => expect(productOf(again, 2).stock).toBe(1));
    expect(rig.faults).toEqual([]);
  });

  it('that an earlier show let go leaves this one counting less than the shelf holds', async () => {
    const rig = await selling({ holdMs: duration(60_000) }, 1);
    await rig.room.say(says('甲', '2号+1'));
    await until(rig, () => expect(brief(rig)).toEqual(['甲 1 reserved']));
    const { showId } = rig.screen.topic('show.current');
    await rig.screen.must('show.end', intent());
    const next = { title: '第二场', host: '', plannedMinutes: 60, copyOf: showId };
    await rig.screen.must('show.create', { ...intent(), ...next });
    await rig.screen.must('show.start', intent());
    await until(rig, () => expect(productOf(rig, 2).stock).toBe(0));
    rig.clock.advance(61_000);
    await until(rig, () => expect(productOf(rig, 2).stock).toBe(1));
    expect(rig.faults).toEqual([]);
  });

  it('is let go when its time is up, and the next in line gets it', async () => {
    const rig = await selling({ holdMs: duration(60_000) }, 1);
    await rig.room.say(says('甲', '2号+1'), says('乙', '2号+1'));
    await until(rig, () => expect(brief(rig)).toEqual(['甲 1 reserved', '乙 1 waiting']));
    rig.clock.advance(60_000);
    await until(rig, () => expect(brief(rig)).toEqual(['甲 1 expired', '乙 1 reserved']));
    await until(rig, () => expect(productOf(rig, 2).stock).toBe(0));
  });

  it.each([
    ['members', { audience: 'members' }, { isMember: false }, 'refused', 'not_member'],
    ['followers', { audience: 'followers' }, { isFollower: false }, 'refused', 'not_follower'],
    ['a limit for each', { perBuyer: 1 }, {}, 'refused', 'per_buyer'],
    ['one a person', { isOnePerPerson: true }, {}, 'refused', 'one_per_person'],
  ] as const)('meets the rules: %s', async (_name, rules, who, state, why) => {
    const rig = await selling(rules);
    await rig.room.say(says('甲', '2号+2', who));
    await until(rig, () => expect(claims(rig)).toMatchObject([{ state, why }]));
    await until(rig, () => expect(productOf(rig, 2).stock).toBe(5));
  });

  it('whose writer’s standing the room does not tell is put before a person', async () => {
    const rig = await selling({ audience: 'members' });
    await rig.room.say(says('甲', '2号+1'));
    await until(rig, () =>
      expect(rig.screen.topic('claim.state').unclear).toMatchObject([{ why: 'audience_unknown' }]),
    );
    const [row] = rig.screen.topic('claim.state').unclear;
    if (row === undefined) throw new Error('nothing is unclear');
    const choice = { variantId: productOf(rig, 2).variantId, quantity: 1 };
    await rig.screen.must('claim.settle', { ...intent(), claimId: row.claimId, choice });
    await until(rig, () => expect(brief(rig)).toEqual(['甲 1 reserved']));
    await until(rig, () => expect(rig.screen.topic('claim.state').unclear).toEqual([]));
  });

  it('that was unclear and is settled replaces what its writer has claimed of it already', async () => {
    const rig = await selling();
    await rig.room.say(says('甲', '3号枫叶红+1'), says('甲', '3号+2'));
    await until(rig, () => expect(rig.screen.topic('claim.state').unclear).toMatchObject([{ why: 'which_variant' }]));
    const [row] = rig.screen.topic('claim.state').unclear;
    const [claim] = claims(rig);
    if (row === undefined || claim === undefined) throw new Error('nothing is unclear');
    const choice = { variantId: claim.variantId, quantity: 2 };
    await rig.screen.must('claim.settle', { ...intent(), claimId: row.claimId, choice });
    await until(rig, () => expect(brief(rig)).toEqual(['甲 2 reserved']));
  });

  it('after the close waits, or is refused, as the rules say', async () => {
    const rig = await selling();
    await rig.screen.must('claims.close', intent());
    await rig.room.say(says('甲', '2号+1'));
    await until(rig, () => expect(claims(rig)).toMatchObject([{ state: 'waiting', why: 'closed' }]));
    await rig.screen.must('claims.open', { ...intent(), rules: { ...DEFAULT_CLAIM_RULES, afterClose: 'refuse' } });
    await until(rig, () => expect(brief(rig)).toEqual(['甲 1 reserved']));
    await rig.screen.must('claims.close', intent());
    await rig.room.say(says('乙', '2号+1'));
    await until(rig, () => expect(claims(rig)[1]).toMatchObject({ state: 'refused', why: 'closed' }));
  });

  it('of somebody who is kept out is refused in every show until they are let in again', async () => {
    const rig = await selling();
    const source = rig.room.source.sourceId;
    await rig.screen.must('viewer.block', {
      ...intent(),
      source,
      viewerId: viewer('甲').id,
      name: '甲',
      reason: '弃单',
    });
    await rig.room.say(says('甲', '2号+1'));
    await until(rig, () => expect(claims(rig)).toMatchObject([{ state: 'refused', why: 'blocked' }]));
    expect(await rig.screen.must('viewer.blocked', {})).toMatchObject([{ name: '甲', reason: '弃单' }]);
  });

  it('is no claim before claims are opened', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    await rig.room.say(says('甲', '2号+1'));
    await until(rig, () => expect(rig.screen.feed('lane.rows')).toHaveLength(1));
    expect(claims(rig)).toEqual([]);
  });
});

describe('a cart', () => {
  it('holds all that a viewer has claimed, is paid as one order, and makes the GMV', async () => {
    const rig = await selling();
    await rig.room.say(says('甲', '2号+2'), says('甲', '8号+1'), says('乙', '2号+1'));
    await until(rig, () => expect(brief(rig)).toEqual(['甲 2 reserved', '甲 1 reserved', '乙 1 reserved']));
    const [cart] = await rig.screen.must('claim.carts', { search: '甲' });
    if (cart === undefined) throw new Error('no cart');
    expect(cart.claims).toHaveLength(2);
    expect(cart.total.minor).toBe(2 * productOf(rig, 2).price.minor + productOf(rig, 8).price.minor);
    await rig.screen.must('claim.pay', { ...intent(), orderId: cart.orderId, claimIds: null });
    await until(rig, () => {
      expect(brief(rig)).toEqual(['甲 2 paid', '甲 1 paid', '乙 1 reserved']);
      expect(rig.screen.topic('kpi.live').figures.gmv.value).toBe(cart.total.minor);
      expect(rig.screen.topic('kpi.live').figures.orders.value).toBe(1);
    });
    rig.clock.advance(3_600_000);
    await until(rig, () => expect(brief(rig)).toEqual(['甲 2 paid', '甲 1 paid', '乙 1 expired']));
    await until(rig, () => expect(productOf(rig, 2).stock).toBe(3));
  });

  it('that is paid in part goes on with the rest, and nothing is paid twice', async () => {
    const rig = await selling();
    await rig.room.say(says('甲', '2号+2'), says('甲', '8号+1'));
    await until(rig, () => expect(claims(rig)).toHaveLength(2));
    const [first] = claims(rig);
    if (first?.orderId == null) throw new Error('no cart');
    const click = { ...intent(), orderId: first.orderId, claimIds: [first.key] };
    const replies = [await rig.screen.must('claim.pay', click), await rig.screen.must('claim.pay', click)];
    expect(replies[0]).toEqual(replies[1]);
    await until(rig, () => expect(brief(rig)).toEqual(['甲 2 paid', '甲 1 reserved']));
    const gmv = 2 * productOf(rig, 2).price.minor;
    await until(rig, () => expect(rig.screen.topic('kpi.live').figures.gmv.value).toBe(gmv));
    const again = await rig.screen.ask('claim.pay', { ...intent(), orderId: first.orderId, claimIds: null });
    expect(again).toMatchObject({ ok: false, code: 'claim_over' });
    const [rest] = await rig.screen.must('claim.carts', { search: '' });
    expect(rest).toMatchObject({ isPaid: false, orderId: replies[0]?.left, claims: [{ quantity: 1 }] });
  });

  it('goes to whoever pays first where the rules say so: who comes too late pays nothing', async () => {
    const rig = await selling({ allocation: 'first_paid' }, 1);
    await rig.room.say(says('甲', '2号+1'), says('乙', '2号+1'));
    await until(rig, () => expect(brief(rig)).toEqual(['甲 1 claimed', '乙 1 claimed']));
    await until(rig, () => expect(productOf(rig, 2).stock).toBe(1));
    const [one, two] = claims(rig);
    if (one?.orderId == null || two?.orderId == null) throw new Error('no cart');
    await rig.screen.must('claim.pay', { ...intent(), orderId: two.orderId, claimIds: null });
    const late = await rig.screen.ask('claim.pay', { ...intent(), orderId: one.orderId, claimIds: null });
    expect(late).toMatchObject({ ok: false, code: 'stock_short' });
    await until(rig, () => expect(brief(rig)).toEqual(['甲 1 claimed', '乙 1 paid']));
    await until(rig, () => expect(productOf(rig, 2).stock).toBe(0));
  });

  it('that is paid can be refunded at the desk, and its stock goes to whoever waits', async () => {
    const rig = await selling({}, 1);
    await rig.room.say(says('甲', '2号+1'), says('乙', '2号+1'));
    await until(rig, () => expect(brief(rig)).toEqual(['甲 1 reserved', '乙 1 waiting']));
    const [first] = claims(rig);
    if (first?.orderId == null) throw new Error('no cart');
    const { showId } = rig.screen.topic('show.current');
    const order = { showId, orderId: first.orderId };
    const refund = () => rig.screen.ask('order.refund', { ...intent(), ...order, amountMinor: first.total.minor });
    expect(await refund()).toMatchObject({ ok: false, code: 'not_allowed' });
    await rig.screen.must('claim.pay', { ...intent(), orderId: first.orderId, claimIds: null });
    expect(await refund()).toMatchObject({ ok: true });
    await until(rig, () => expect(brief(rig)).toEqual(['甲 1 paid', '乙 1 reserved']));
    await until(rig, () => expect(rig.screen.topic('kpi.live').refunds).toBe(first.total.minor));
  });

  it('of somebody on the phone is served by name, and by what the desk types for them', async () => {
    const rig = await selling();
    const { variantId } = productOf(rig, 2);
    await rig.screen.must('claim.add', { ...intent(), name: '电话王姐', variantId, quantity: 2 });
    await rig.screen.must('claim.say', { ...intent(), name: '门店李姐', text: '2号+1' });
    await until(rig, () => expect(brief(rig)).toEqual(['电话王姐 2 reserved', '门店李姐 1 reserved']));
  });
});

describe('after a crash', () => {
  it('the show goes on with the same claims, carts and waitlist, and times that went by meanwhile are kept', async () => {
    const rig = await selling({ holdMs: duration(60_000) }, 1);
    await rig.room.say(says('甲', '2号+1'), says('乙', '2号+1'));
    await until(rig, () => expect(brief(rig)).toEqual(['甲 1 reserved', '乙 1 waiting']));
    const again = await rig.reopen();
    await until(again, () => expect(brief(again)).toEqual(['甲 1 reserved', '乙 1 waiting']), 0);
    again.clock.advance(60_000);
    await until(again, () => expect(brief(again)).toEqual(['甲 1 expired', '乙 1 reserved']));
    expect(again.faults).toEqual([]);
  });
});

describe('an answer', () => {
  it('goes to the comment’s own room, once, and is refused where rooms take none', async () => {
    const rig = await selling();
    await rig.room.say(says('甲', '2号+1'));
    await until(rig, () => expect(claims(rig)).toHaveLength(1));
    const claimId = claims(rig)[0]?.key;
    if (claimId === undefined) throw new Error('no claim');
    const reply = await rig.screen.ask('claim.reply', { ...intent(), claimId, text: '已登记 2号 ×1' });
    expect(reply).toMatchObject({ ok: false, code: 'no_room' });
  });
});
