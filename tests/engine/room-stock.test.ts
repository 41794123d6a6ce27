// What a room that sells beside claims is told of stock: over a real room server on loopback, and with races set by hand.

import { afterEach, describe, expect, it } from 'vitest';
import type { RoomCommand } from '../../src-main/contract/room-protocol.ts';
import type { ProductRow } from '../../src-main/contract/topics.ts';
import { DEFAULT_CLAIM_RULES } from '../../src-main/core/claim-rules.ts';
import type { LiveEventBody } from '../../src-main/core/live-event.ts';
import { instant, money, type OrderId, type SourceId, type ViewerId } from '../../src-main/core/units.ts';
import { createSocketIoSource } from '../../src-main/ingest/socketio-source.ts';
import { startRoomServer } from '../../src-main/room-server/room-server.ts';
import {
  closeRigs,
  createClock,
  createRoomVoice,
  intent,
  openRig,
  type Rig,
  type RoomVoice,
  until,
} from './support/engine-rig.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await closeRigs();
  for (const close of closers.splice(0)) await close();
});

const viewer = (name: string) => ({ id: `id-${name}` as ViewerId, name });
const says = (name: string, text: string): LiveEventBody => ({ type: 'chat', text, viewer: viewer(name) });

const second = (rig: Rig): ProductRow => {
  const row = rig.screen.topic('product.list').find((each) => each.number === 2);
  if (row === undefined) throw new Error('no product 2');
  return row;
};

const orderOf = (rig: Rig, id: string, quantity = 1) => {
  const { productId, variantId } = second(rig);
  const unitPrice = money(1000, 'CNY');
  return {
    id: id as OrderId,
    lines: [{ productId, variantId, title: '2', quantity, unitPrice }],
    total: money(1000 * quantity, 'CNY'),
    buyer: viewer(`buyer-${id}`),
  };
};

/** On air, claims taken, so many of number 2, and the room told of that. */
const openClaims = async (rig: Rig, stock: number): Promise<void> => {
  await until(rig, () => expect(rig.screen.topic('source.list').every(({ status }) => status === 'live')).toBe(true));
  await rig.screen.must('show.start', intent());
  await rig.screen.must('claims.open', { ...intent(), rules: DEFAULT_CLAIM_RULES });
  await rig.screen.must('catalogue.editMany', {
    ...intent(),
    selection: { kind: 'some', productIds: [second(rig).productId] },
    change: { kind: 'stock', how: 'set', quantity: stock },
    why: '补货',
  });
  await until(rig, () => expect(second(rig).stock).toBe(stock));
};

const setsOf = (commands: readonly RoomCommand[]): readonly number[] =>
  commands.flatMap(({ kind, body }) => (kind === 'stock.set' ? [body.available] : []));

/** Nothing more is on its way: several times the pause between two words has gone by. */
const settle = async (rig: Rig): Promise<void> => {
  const from = rig.clock();
  await until(rig, () => {
    expect(rig.clock() - from).toBeGreaterThan(3000);
    expect(rig.store.outboxOpen()).toEqual([]);
  });
};

interface Voices {
  readonly rig: Rig;
  readonly room: RoomVoice;
}

const withVoice = async (stock: number): Promise<Voices> => {
  const clock = createClock();
  const voice = createRoomVoice(clock);
  // As of the last event that it has told.
  voice.answer = async () => ({ ok: true, seq: voice.sink().cursor() });
  const rig = await openRig({ clock, room: voice });
  await openClaims(rig, stock);
  await settle(rig);
  rig.room.commands.length = 0;
  return { rig, room: rig.room };
};

describe('a room that sells beside claims', () => {
  it('goes on selling what a claim keeps, or never learns that it came back', async () => {
    const heard: RoomCommand[] = [];
    const server = await startRoomServer({
      room: { id: 'r1', title: '试播间', host: '小美', currency: 'CNY' },
      token: 'a-token-for-tests',
      clock: () => Date.now(),
      capabilities: ['stock.set'],
      onCommand: (command) => {
        heard.push(command);
        return { ok: true };
      },
    });
    closers.push(() => server.stop());
    const clock = createClock(Date.now());
    const source = createSocketIoSource({
      sourceId: 's1' as SourceId,
      name: '直播间',
      kind: 'room',
      url: server.url,
      token: 'a-token-for-tests',
      room: 'r1',
      client: '018f0000-0000-7000-8000-000000000001',
      clock: () => instant(Date.now()),
    });
    const rig = await openRig({ clock, sources: [source] });
    await openClaims(rig, 5);
    await until(rig, () => expect(setsOf(heard)).toEqual([5]), 5);
    server.publish(says('甲', '2号 +2'), Date.now());
    await until(rig, () => expect(setsOf(heard)).toEqual([5, 3]), 5);
    server.publish({ type: 'order.paid', order: orderOf(rig, 'o1') }, Date.now());
    await until(rig, () => expect(second(rig).stock).toBe(2), 5);
    server.publish(says('甲', '2号不要了'), Date.now());
    await until(rig, () => expect(setsOf(heard)).toEqual([5, 3, 4]), 5);
    expect(rig.faults).toEqual([]);
  });

  it('hears its own sales back as if it had not made them', async () => {
    const { rig, room } = await withVoice(5);
    await room.say(
      { type: 'order.created', order: orderOf(rig, 'o1') },
      { type: 'order.paid', order: orderOf(rig, 'o1') },
    );
    await until(rig, () => expect(second(rig).stock).toBe(4));
    await room.say({ type: 'order.cancelled', order: orderOf(rig, 'o1') });
    await settle(rig);
    expect(setsOf(room.commands)).toEqual([]);
  });

  it('is told each of many changes of one moment, and the last of them too late', async () => {
    const { rig, room } = await withVoice(50);
    await room.say(...Array.from({ length: 20 }, (_, n) => says(`买家${n}`, '2号+1')));
    await until(rig, () => expect(second(rig).stock).toBe(30));
    await settle(rig);
    expect(setsOf(room.commands).at(-1)).toBe(30);
    expect(setsOf(room.commands).length).toBeLessThanOrEqual(3);
  });

  it('keeps a unit too many where it had sold one before it took our word, and told us of that after', async () => {
    const { rig, room } = await withVoice(5);
    const seq = room.sink().cursor();
    // It answers as of its sale, whose event is seq + 2 and still on its way: the claim is seq + 1.
    room.answer = async () => ({ ok: true, seq: seq + 2 });
    await room.say(says('甲', '2号+1'));
    await until(rig, () => expect(setsOf(room.commands)).toEqual([4]));
    await settle(rig);
    await room.say({ type: 'order.paid', order: orderOf(rig, 'o1') });
    await until(rig, () => expect(setsOf(room.commands)).toEqual([4, 3]));
    // What it sells after our word it takes off by itself.
    await room.say({ type: 'order.paid', order: orderOf(rig, 'o2') });
    await until(rig, () => expect(second(rig).stock).toBe(2));
    await settle(rig);
    expect(setsOf(room.commands)).toEqual([4, 3]);
  });

  it('is not told again of a sale that came between our word and its answer, though it had made it before', async () => {
    const { rig, room } = await withVoice(5);
    const seq = room.sink().cursor();
    let answer: () => void = () => undefined;
    room.answer = () =>
      new Promise((resolve) => {
        answer = () => resolve({ ok: true, seq: seq + 2 });
      });
    await room.say(says('甲', '2号+1'));
    await until(rig, () => expect(setsOf(room.commands)).toEqual([4]));
    await room.say({ type: 'order.paid', order: orderOf(rig, 'o1') });
    await until(rig, () => expect(second(rig).stock).toBe(3));
    room.answer = async () => ({ ok: true, seq: seq + 2 });
    answer();
    await until(rig, () => expect(setsOf(room.commands)).toEqual([4, 3]));
    await settle(rig);
    expect(setsOf(room.commands)).toEqual([4, 3]);
  });

  it('is asked for what it does not carry out, or hears nothing of what another room sold', async () => {
    const clock = createClock();
    const [selling, other] = [createRoomVoice(clock, 'selling'), createRoomVoice(clock, 'other')];
    const rig = await openRig({ clock, room: selling, sources: [selling.source, other.source] });
    await openClaims(rig, 5);
    await settle(rig);
    for (const voice of [selling, other]) voice.commands.length = 0;
    other.sink().connected({ name: '只读', clockOffsetMs: 0, capabilities: ['product.pin'], startedAt: null });
    await other.say({ type: 'order.paid', order: orderOf(rig, 'x1', 2) });
    await until(rig, () => expect(setsOf(selling.commands)).toEqual([3]));
    await settle(rig);
    expect(setsOf(other.commands)).toEqual([]);
  });

  it('is not told what a refund of an earlier show gave back, or is told its own refund', async () => {
    const clock = createClock();
    const [selling, other] = [createRoomVoice(clock, 'selling'), createRoomVoice(clock, 'other')];
    const rig = await openRig({ clock, room: selling, sources: [selling.source, other.source] });
    await openClaims(rig, 5);
    const order = orderOf(rig, 'x1', 2);
    await other.say({ type: 'order.paid', order });
    await until(rig, () => expect(second(rig).stock).toBe(3));
    const { showId } = rig.screen.topic('show.current');
    await rig.screen.must('show.end', intent());
    const next = { title: '第二场', host: '', plannedMinutes: 60, copyOf: showId };
    await rig.screen.must('show.create', { ...intent(), ...next });
    await rig.screen.must('show.start', intent());
    await settle(rig);
    for (const voice of [selling, other]) voice.commands.length = 0;
    await other.say({ type: 'order.refunded', order, amount: order.total });
    await until(rig, () => expect(setsOf(selling.commands)).toEqual([5]));
    await settle(rig);
    expect([setsOf(selling.commands), setsOf(other.commands), second(rig).stock]).toEqual([[5], [], 5]);
  });

  it('forgets with a crash that a claim keeps something', async () => {
    const { rig, room } = await withVoice(5);
    room.answer = async () => ({ ok: 'lost' });
    await room.say(says('甲', '2号+2'));
    await until(rig, () => expect(second(rig).stock).toBe(3));
    const again = await rig.reopen();
    await until(again, () => expect(setsOf(again.room.commands).at(-1)).toBe(3));
    await settle(again);
    expect(again.faults).toEqual([]);
  });
});
