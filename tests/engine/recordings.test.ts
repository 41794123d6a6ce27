// Recordings through the engine: a mix is recorded, copied, and played into a rehearsal that can be wound forward and back.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { LiveEventBody } from '../../src-main/core/live-event.ts';
import { money, type OrderId, type ProductId, type VariantId, type ViewerId } from '../../src-main/core/units.ts';
import { closeRigs, createClock, createRoomVoice, intent, openRig, type Rig, until } from './support/engine-rig.ts';

afterEach(closeRigs);

const stocks = (rig: Rig): number[] =>
  rig.store.products().flatMap(({ variants }) => variants.map(({ stock }) => stock));

const chat = (text: string, id = 'viewer-0001', name = '小鹿酱'): LiveEventBody => ({
  type: 'chat',
  text,
  viewer: { id: id as ViewerId, name },
});

const paid = (rig: Rig, id: string, quantity: number): LiveEventBody => {
  const row = rig.screen.topic('product.list')[0];
  if (row === undefined) throw new Error('no product');
  return {
    type: 'order.paid',
    order: {
      id: id as OrderId,
      lines: [
        {
          productId: row.productId as ProductId,
          variantId: row.variantId as VariantId,
          title: row.title,
          quantity,
          unitPrice: money(row.price.minor, 'CNY'),
        },
      ],
      total: money(row.price.minor * quantity, 'CNY'),
      buyer: { id: 'viewer-0002' as ViewerId, name: '买家阿珍' },
    },
  };
};

/** Two rooms, a minute apart: chat of one, two orders of the other, and a loss between them. */
const recordEvening = async (): Promise<{ readonly rig: Rig; readonly name: string }> => {
  const clock = createClock();
  const [first, second] = [createRoomVoice(clock, 'first'), createRoomVoice(clock, 'second')];
  const rig = await openRig({ clock, room: first, sources: [first.source, second.source] });
  await rig.screen.must('show.start', intent());
  await until(rig, () => expect(rig.screen.topic('product.list').length).toBeGreaterThan(0));
  const { name } = await rig.screen.must('recording.start', intent());
  await first.say(chat('多少钱'));
  await second.say(paid(rig, 'o1', 1));
  clock.advance(30_000);
  second.sink().status({ status: 'reconnecting', retryAt: null, problem: null });
  clock.advance(30_000);
  second.sink().connected({ name: '店铺', clockOffsetMs: 0, capabilities: [], startedAt: null });
  await second.say(paid(rig, 'o2', 2));
  clock.advance(30_000);
  await first.say(chat('再见 13800138000'));
  await until(rig, () =>
    expect(rig.screen.topic('recording.state').recording).toMatchObject({ name, sources: 2, events: 4 }),
  );
  await rig.screen.must('recording.stop', intent());
  await rig.screen.must('show.end', intent());
  await rig.screen.must('show.create', { ...intent(), title: '彩排', host: '', plannedMinutes: 60, copyOf: null });
  for (const sourceId of ['first', 'second'])
    await rig.screen.must('source.detach', { ...intent(), sourceId: sourceId as never });
  await rig.screen.must('show.rehearse', intent());
  return { rig, name };
};

const figures = (rig: Rig) => {
  const { orders, gmv } = rig.screen.topic('kpi.live').figures;
  return { orders: orders.value ?? 0, gmv: gmv.value ?? 0 };
};

describe('a recording of two sources', () => {
  it('played, wound forward and back gives other figures, takes stock twice, or leaves a trace in the show', async () => {
    const { rig, name } = await recordEvening();
    const before = stocks(rig);
    await rig.screen.must('replay.start', { ...intent(), name, speed: 1 });
    await until(rig, () => expect(figures(rig).orders).toBe(1));
    expect(rig.screen.topic('source.list').map(({ kind, name: called }) => [kind, called])).toEqual([
      ['replay', '直播间'],
      ['replay', '直播间'],
    ]);
    const first = figures(rig);
    const sold = (at: readonly number[]): number =>
      before.reduce((sum, stock, index) => sum + stock - (at[index] ?? 0), 0);
    expect(sold(stocks(rig))).toBe(1);

    await rig.screen.must('replay.seek', { ...intent(), positionMs: 80_000 });
    await until(rig, () => expect(figures(rig).orders).toBe(2));
    expect(figures(rig).gmv).toBe(first.gmv * 3);
    expect(sold(stocks(rig))).toBe(3);

    await rig.screen.must('replay.pause', intent());
    await rig.screen.must('replay.seek', { ...intent(), positionMs: 45_000 });
    await until(rig, () =>
      expect(rig.screen.topic('recording.state').replay).toMatchObject({ status: 'paused', positionMs: 45_000 }),
    );
    await until(rig, () => expect(figures(rig)).toEqual(first));
    expect(sold(stocks(rig))).toBe(1);
    expect(rig.screen.topic('source.list').map(({ status }) => status)).toEqual(['live', 'reconnecting']);

    await rig.screen.must('show.start', intent());
    await until(rig, () => {
      expect(rig.screen.topic('source.list')).toEqual([]);
      expect(rig.screen.topic('recording.state').replay).toBeNull();
      expect(figures(rig)).toEqual({ orders: 0, gmv: 0 });
    });
    expect(stocks(rig)).toEqual(before);
    expect(rig.faults).toEqual([]);
  });

  it('is wound back outside a rehearsal, or without anything playing', async () => {
    const { rig, name } = await recordEvening();
    expect(await rig.screen.ask('replay.seek', { ...intent(), positionMs: 0 })).toMatchObject({
      ok: false,
      code: 'not_found',
    });
    expect(await rig.screen.ask('replay.pause', intent())).toMatchObject({ ok: false, code: 'not_found' });
    await rig.screen.must('show.reset', intent());
    expect(await rig.screen.ask('replay.start', { ...intent(), name, speed: 1 })).toMatchObject({
      ok: false,
      code: 'wrong_phase',
    });
  });

  it('marks no loss and no source on its slider, or is copied with its people', async () => {
    const { rig, name } = await recordEvening();
    const row = (await rig.screen.must('recording.list', {})).find((each) => each.name === name);
    expect(row).toMatchObject({ events: 4, isPseudonymised: false, sources: [{ name: '直播间' }, { name: '直播间' }] });
    const copy = await rig.screen.must('recording.copy', { name });
    expect(copy).toMatchObject({ people: 2, texts: 1, path: join(rig.dataDir, 'recordings', copy.name) });
    const { bytes } = await rig.screen.must('file.read', { fileId: copy.file.fileId, offset: 0 });
    const sent = Buffer.from(bytes, 'base64').toString('utf8');
    expect(sent).toBe(readFileSync(copy.path, 'utf8'));
    for (const each of ['小鹿酱', '买家阿珍', 'viewer-0001', '13800138000']) expect(sent).not.toContain(each);
    await rig.screen.must('replay.start', { ...intent(), name: copy.name, speed: 1 });
    await until(rig, () =>
      expect(rig.screen.topic('recording.state').replay?.marks).toEqual([{ atMs: expect.any(Number), kind: 'loss' }]),
    );
    await rig.screen.must('replay.seek', { ...intent(), positionMs: 80_000 });
    await until(rig, () => expect(figures(rig).orders).toBe(2));
  });

  it('holds what a source said that was not chosen', async () => {
    const clock = createClock();
    const [first, second] = [createRoomVoice(clock, 'first'), createRoomVoice(clock, 'second')];
    const rig = await openRig({ clock, room: first, sources: [first.source, second.source] });
    await rig.screen.must('show.start', intent());
    expect(await rig.screen.ask('recording.start', { ...intent(), sources: ['none' as never] })).toMatchObject({
      ok: false,
      code: 'not_found',
    });
    const { name } = await rig.screen.must('recording.start', {
      ...intent(),
      sources: ['second' as never],
      hasFrames: false,
    });
    await first.say(chat('不要的'));
    await second.say(chat('这句'));
    await rig.screen.must('recording.stop', intent());
    const text = readFileSync(join(rig.dataDir, 'recordings', name), 'utf8');
    expect([text.includes('这句'), text.includes('不要的')]).toEqual([true, false]);
  });
});
