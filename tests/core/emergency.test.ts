// Emergency cards: their words within their limits in both languages, a log that closes once, and who is affected.

import { describe, expect, it } from 'vitest';
import { LONGEST_NOTICE, LONGEST_SAY, LONGEST_WRONG } from '../../src-main/contract/emergency-limits.ts';
import {
  EMERGENCY_KINDS,
  type EmergencyFactBody,
  type EmergencyLog,
  foldEmergency,
} from '../../src-main/core/emergency.ts';
import { EMERGENCY_CARDS, fillCard } from '../../src-main/core/emergency-card.ts';
import { affectedBy } from '../../src-main/core/emergency-scope.ts';
import type { RoomOrder } from '../../src-main/core/live-event.ts';
import { foldRoom } from '../../src-main/core/room-fold.ts';
import {
  type EmergencyId,
  instant,
  money,
  type OrderId,
  type ProductId,
  type VariantId,
  type ViewerId,
} from '../../src-main/core/units.ts';
import { at, emptyRoom, fact, ROOM } from './support/show-facts.ts';

const PRODUCT = { number: 128, title: '轻熟风羊毛双面呢大衣女中长款秋冬新品 深驼色 XXL 加大码' };

describe('the cards', () => {
  it('leave an emergency without a card, or give one two', () => {
    expect(EMERGENCY_CARDS.map(({ kind }) => kind)).toEqual([...EMERGENCY_KINDS]);
  });

  it.each(EMERGENCY_CARDS.flatMap((card) => [[card.kind, card.zh] as const, [card.kind, card.en] as const]))(
    '%s says more than fits, or keeps a place that nothing fills',
    (_kind, words) => {
      const filled = (text: string) => fillCard(text, PRODUCT, '今晚八点');
      expect(filled(words.wrong).length).toBeLessThanOrEqual(LONGEST_WRONG);
      expect(filled(words.say).length).toBeLessThanOrEqual(LONGEST_SAY);
      expect(filled(words.notice).length).toBeLessThanOrEqual(LONGEST_NOTICE);
      expect(`${filled(words.wrong)}${filled(words.say)}${filled(words.notice)}`).not.toMatch(/[{}]/);
    },
  );

  it('let a title put words of its own into the place of another', () => {
    expect(fillCard('{product}!', { number: 3, title: '{number} {title}' }, '')).toBe('no. 3 {number} {title}!');
  });
});

it('an emergency is closed twice, or by a card that was never raised', () => {
  const log: EmergencyLog = new Map();
  const emergencyId = 'e1' as EmergencyId;
  const raised: EmergencyFactBody = {
    type: 'emergency.raised',
    by: 'owner',
    emergency: {
      emergencyId,
      kind: 'oversold',
      isDrill: false,
      subject: null,
      since: instant(0),
      wrong: '超卖',
      say: '停',
      notice: '',
      frozen: { stopped: [], disarmed: [], claims: false, pin: 'none', names: false },
    },
  };
  const closed = (note: string): EmergencyFactBody => ({ type: 'emergency.closed', emergencyId, note, by: 'owner' });
  foldEmergency(log, closed('太早'), instant(1));
  foldEmergency(log, raised, instant(2));
  foldEmergency(log, closed('补货了'), instant(3));
  foldEmergency(log, closed('又一次'), instant(4));
  expect(log.get(emergencyId)).toMatchObject({ raisedAt: 2, closed: { at: 3, note: '补货了' } });
});

describe('who is affected', () => {
  const order = (id: string, buyer: string, productId: string, quantity = 1): RoomOrder => ({
    id: id as OrderId,
    buyer: { id: buyer as ViewerId, name: `买家${buyer}` },
    total: money(10_000 * quantity, 'CNY'),
    lines: [
      {
        productId: productId as ProductId,
        variantId: productId.replace('p', 'v') as VariantId,
        title: '商品',
        quantity,
        unitPrice: money(10_000, 'CNY'),
      },
    ],
  });
  const P1 = { productId: 'p1' as ProductId, variantId: 'v1' as VariantId, number: 1, title: '商品1' };

  it('misses who paid late or has two orders, or names who bought before or something else', () => {
    const room = emptyRoom();
    foldRoom(room, fact(ROOM, at(0), { type: 'show.started' }));
    const say = (seconds: number, type: 'order.created' | 'order.paid' | 'order.cancelled', of: RoomOrder): void =>
      foldRoom(room, fact(ROOM, at(seconds), { type, order: of }));
    say(10, 'order.paid', order('o1', 'early', 'p1'));
    say(20, 'order.created', order('o2', 'late-payer', 'p1'));
    say(110, 'order.created', order('o3', 'asks', 'p1'));
    say(120, 'order.paid', order('o4', 'twice', 'p1', 2));
    say(130, 'order.paid', order('o5', 'twice', 'p1'));
    say(140, 'order.paid', order('o6', 'other', 'p2'));
    say(150, 'order.paid', order('o2', 'late-payer', 'p1'));
    const found = affectedBy({ subject: P1, since: at(100) }, room);
    expect(found.map(({ viewerId, orders }) => [viewerId, orders.map(({ orderId }) => orderId)])).toEqual([
      ['late-payer', ['o2']],
      ['twice', ['o4', 'o5']],
      ['asks', ['o3']],
    ]);
    const everybody = affectedBy({ subject: null, since: at(0) }, room);
    expect(everybody.map(({ viewerId }) => viewerId)).toEqual(['early', 'late-payer', 'twice', 'other', 'asks']);
  });
});
