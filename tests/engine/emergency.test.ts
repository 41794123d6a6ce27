// Emergency cards through the engine: frozen in one stroke, told to host, room and picture, logged; a drill tells no room.

import { afterEach, describe, expect, it } from 'vitest';
import type { EmergencyKind } from '../../src-main/contract/emergency-documents.ts';
import type { RouteInput } from '../../src-main/contract/routes.ts';
import type { ProductRow } from '../../src-main/contract/topics.ts';
import { DEFAULT_CLAIM_RULES } from '../../src-main/core/claim-rules.ts';
import type { RoomOrder } from '../../src-main/core/live-event.ts';
import {
  type DealId,
  type EmergencyId,
  instant,
  money,
  type OrderId,
  type ViewerId,
} from '../../src-main/core/units.ts';
import { closeRigs, intent, openRig, openScreen, type Rig, until } from './support/engine-rig.ts';

afterEach(closeRigs);

const CAPABILITIES = ['product.pin', 'product.unpin', 'deal.start', 'deal.stop', 'notice.post'];

const openIn = async (phase: 'live' | 'rehearsing', capabilities = CAPABILITIES): Promise<Rig> => {
  const rig = await openRig();
  rig.room.sink().connected({ name: '直播间', clockOffsetMs: 0, capabilities, startedAt: null });
  await rig.screen.must(phase === 'live' ? 'show.start' : 'show.rehearse', intent());
  return rig;
};

const productOf = (rig: Rig, number: number): ProductRow => {
  const row = rig.screen.topic('product.list').find((each) => each.number === number);
  if (row === undefined) throw new Error(`no product ${number}`);
  return row;
};

const arm = async (rig: Rig, number: number): Promise<DealId> => {
  const { productId, variantId, price } = productOf(rig, number);
  const terms = { priceMinor: price.minor - 1000, quantity: 5, perBuyer: 1, countdownMs: 10_000, durationMs: 60_000 };
  const { dealId } = await rig.screen.must('deal.arm', { ...intent(), productId, variantId, ...terms });
  return dealId;
};

const pin = (rig: Rig, number: number) => {
  const { productId, variantId } = productOf(rig, number);
  return rig.screen.must('product.pin', { ...intent(), productId, variantId });
};

type Raise = Omit<RouteInput<'emergency.raise'>, 'commandId'>;

const card = (rig: Rig, kind: EmergencyKind, number: number | null, change: Partial<Raise> = {}): Raise => ({
  kind,
  variantId: number === null ? null : productOf(rig, number).variantId,
  since: rig.clock(),
  wrong: '3 号价格错了',
  say: '先停一下，价格有误',
  notice: '更正：3 号价格有误，已暂停',
  ...change,
});

const raise = async (rig: Rig, asked: Raise) =>
  (await rig.screen.must('emergency.raise', { ...intent(), ...asked })).emergencyId;

const topic = (rig: Rig) => rig.screen.topic('emergency.state');
const sent = (rig: Rig, kind: string) => rig.room.commands.filter((command) => command.kind === kind);
const evidence = (rig: Rig) =>
  rig.store
    .evidenceLatest(instant(0), instant(rig.clock() + 1), 10)
    .map(({ decision, ruleId, matched }) => [decision, ruleId, matched]);

/** 3 is running and pinned, 5 armed, claims open. */
const selling = async (phase: 'live' | 'rehearsing' = 'live', capabilities = CAPABILITIES): Promise<Rig> => {
  const rig = await openIn(phase, capabilities);
  await rig.screen.must('claims.open', { ...intent(), rules: DEFAULT_CLAIM_RULES });
  await pin(rig, 3);
  const running = await arm(rig, 3);
  await rig.screen.must('deal.fire', { ...intent(), dealId: running });
  await arm(rig, 5);
  await until(
    rig,
    () =>
      expect(
        rig.screen
          .topic('deal.list')
          .map(({ phase: each }) => each)
          .sort(),
      ).toEqual(['armed', 'running']),
    1000,
  );
  return rig;
};

describe('a card on air', () => {
  it('freezes less than its product, or more, or leaves host, room or picture untold', async () => {
    const rig = await selling();
    const emergencyId = await raise(rig, card(rig, 'wrong_offer', 3));
    await until(rig, () => expect(topic(rig).open).toHaveLength(1));
    expect(topic(rig).open[0]).toMatchObject({
      emergencyId,
      isDrill: false,
      by: 'owner',
      subject: { number: 3 },
      frozen: { claims: true, pin: 'taken_off', disarmed: [], names: false },
    });
    expect(topic(rig).open[0]?.frozen.stopped).toHaveLength(1);
    const deals = rig.screen.topic('deal.list').map(({ number, phase, endReason }) => [number, phase, endReason]);
    expect(deals.sort()).toEqual([
      [3, 'ended', 'emergency'],
      [5, 'armed', null],
    ]);
    expect(rig.screen.topic('claim.state').window?.closedAt).not.toBeNull();
    expect(rig.screen.topic('pin.current').pinned).toBeNull();
    expect(rig.screen.topic('message.list').current).toMatchObject({
      kind: 'correction',
      text: '',
      wrong: '3 号价格错了',
      right: '先停一下，价格有误',
    });
    expect(rig.screen.topic('overlay.view').correction).toMatchObject({ text: '更正：3 号价格有误，已暂停' });
    await until(rig, () => expect(sent(rig, 'notice.post')).toHaveLength(1));
    expect(sent(rig, 'notice.post')[0]?.body).toEqual({ text: '更正：3 号价格有误，已暂停' });
    expect(sent(rig, 'deal.stop')[0]?.body).toMatchObject({ reason: 'emergency' });
    expect(evidence(rig)[0]).toEqual(['emergency_raised', 'L4', '3 号价格错了']);
    expect(rig.store.evidenceBrokenAt()).toBeNull();

    const again = await rig.reopen();
    await until(again, () => expect(topic(again).open).toHaveLength(1));
    await rig.screen.must('emergency.close', { ...intent(), emergencyId, note: '已改价，逐一联系' });
    await until(rig, () =>
      expect(topic(rig)).toMatchObject({ open: [], closed: [{ closed: { note: '已改价，逐一联系' } }] }),
    );
    expect(rig.screen.topic('overlay.view').correction).toBeNull();
    expect(evidence(rig)[0]?.[0]).toBe('emergency_closed');
    expect(await rig.screen.ask('emergency.close', { ...intent(), emergencyId, note: '又' })).toMatchObject({
      code: 'changed_meanwhile',
    });
    const showId = rig.store.currentShowId();
    if (showId === null) throw new Error('no show');
    const summary = await rig.screen.must('review.summary', { showId });
    expect(summary.emergencies).toMatchObject([{ emergencyId, kind: 'wrong_offer', note: '已改价，逐一联系' }]);
    expect(rig.faults).toEqual([]);
  });

  it('that holds for the show leaves an armed deal to fire by itself, or takes the product from the host', async () => {
    const rig = await selling();
    await raise(rig, card(rig, 'feed_lost', null, { notice: '' }));
    await until(rig, () => expect(topic(rig).open).toHaveLength(1));
    expect(rig.screen.topic('deal.list').map(({ phase }) => phase)).toEqual(['ended']);
    expect(topic(rig).open[0]?.frozen.disarmed).toHaveLength(1);
    expect(rig.screen.topic('pin.current').pinned?.number).toBe(3);
    expect(rig.screen.topic('overlay.view').correction).toBeNull();
    expect(sent(rig, 'notice.post')).toEqual([]);
  });

  it('about data that leaked stops deals, or leaves names on the picture', async () => {
    const rig = await selling();
    await raise(rig, card(rig, 'data_leak', null));
    await until(rig, () => expect(rig.screen.topic('overlay.state').settings.names).toBe('hidden'));
    expect(
      rig.screen
        .topic('deal.list')
        .map(({ phase }) => phase)
        .sort(),
    ).toEqual(['armed', 'running']);
    expect(topic(rig).open[0]?.frozen.names).toBe(true);
  });

  it('is posted to a room that carries no notices', async () => {
    const rig = await selling('live', ['product.pin', 'deal.start']);
    expect(topic(rig).now.noticeRooms).toBe(0);
    await raise(rig, card(rig, 'wrong_offer', 3));
    await until(rig, () => expect(topic(rig).open).toHaveLength(1));
    expect(rig.store.outboxLatest(50).map(({ command }) => command.kind)).not.toContain('notice.post');
  });

  it('sent twice is two emergencies', async () => {
    const rig = await selling();
    const asked = { ...intent(), ...card(rig, 'wrong_offer', 3) };
    const [one, two] = [
      await rig.screen.must('emergency.raise', asked),
      await rig.screen.must('emergency.raise', asked),
    ];
    expect(two).toEqual(one);
    await until(rig, () => expect(topic(rig).open).toHaveLength(1));
  });

  it('takes off a correction that another has posted since', async () => {
    const rig = await selling();
    const emergencyId = await raise(rig, card(rig, 'wrong_offer', 3));
    await rig.screen.must('overlay.correct', { ...intent(), text: '另一条更正' });
    await rig.screen.must('emergency.close', { ...intent(), emergencyId, note: '好了' });
    await until(rig, () => expect(rig.screen.topic('overlay.view').correction).toMatchObject({ text: '另一条更正' }));
  });
});

describe('a drill', () => {
  it('reaches a room or the picture, or is logged as the real thing', async () => {
    const rig = await selling('rehearsing');
    expect(topic(rig).mode).toBe('drill');
    const emergencyId = await raise(rig, card(rig, 'wrong_offer', 3));
    await until(rig, () => expect(topic(rig).open).toMatchObject([{ isDrill: true, frozen: { claims: true } }]));
    expect(rig.screen.topic('message.list').current).toMatchObject({ kind: 'correction', text: '演练 · DRILL' });
    expect(rig.screen.topic('overlay.view').correction).toBeNull();
    expect(rig.store.outboxLatest(50).map(({ command }) => command.kind)).not.toContain('notice.post');
    expect(evidence(rig)[0]?.[0]).toBe('emergency_drill');
    await rig.screen.must('emergency.close', { ...intent(), emergencyId, note: '演练完毕' });
    await until(rig, () => expect(topic(rig).open).toEqual([]));
  });
});

describe('who is affected', () => {
  const buy = (rig: Rig, id: string, name: string): RoomOrder => {
    const { productId, variantId, price } = productOf(rig, 3);
    return {
      id: id as OrderId,
      buyer: { id: `id-${id}` as ViewerId, name },
      total: money(price.minor, 'CNY'),
      lines: [{ productId, variantId, title: '口红', quantity: 1, unitPrice: price }],
    };
  };

  it('leaves out a buyer, counts one from before, or writes a stranger’s name as a formula', async () => {
    const rig = await openIn('live');
    await rig.room.say({ type: 'order.paid', order: buy(rig, 'o1', '早买的') });
    rig.clock.advance(60_000);
    const since = rig.clock();
    await rig.room.say({ type: 'order.paid', order: buy(rig, 'o2', '=cmd|calc') });
    await until(rig, () => expect(rig.screen.feed('lane.rows').filter(({ kind }) => kind === 'order')).toHaveLength(2));
    const emergencyId = await raise(rig, card(rig, 'wrong_offer', 3, { since }));
    const affected = await rig.screen.must('emergency.affected', { emergencyId });
    expect(affected).toMatchObject({ people: 1, orders: 1, units: 1, buyers: [{ viewer: { viewerId: 'id-o2' } }] });
    const { fileId } = await rig.screen.must('emergency.file', { emergencyId, language: 'zh-CN' });
    const { bytes } = await rig.screen.must('file.read', { fileId, offset: 0 });
    const text = Buffer.from(bytes, 'base64').toString('utf8');
    expect(text).toContain(`'=cmd|calc`);
    expect(text).toContain('o2');
    expect(text).not.toContain('o1');
  });

  it('is forgotten with its show, or what became of the orders since is', async () => {
    const rig = await openIn('live');
    const order = buy(rig, 'o1', '小雨');
    await rig.room.say({ type: 'order.paid', order });
    await until(rig, () => expect(rig.screen.feed('lane.rows').filter(({ kind }) => kind === 'order')).toHaveLength(1));
    const { showId, startedAt } = rig.screen.topic('show.current');
    const emergencyId = await raise(rig, card(rig, 'wrong_offer', 3, { since: startedAt ?? instant(0) }));
    await rig.screen.must('show.end', intent());
    const next = { title: '第二场', host: '', plannedMinutes: 60, copyOf: showId };
    await rig.screen.must('show.create', { ...intent(), ...next });
    await rig.room.say({ type: 'order.refunded', order, amount: order.total });
    const affected = await rig.screen.must('emergency.affected', { emergencyId, showId });
    expect(affected).toMatchObject({ people: 1, buyers: [{ orders: [{ orderId: 'o1', state: 'refunded' }] }] });
    const { fileId } = await rig.screen.must('emergency.file', { emergencyId, showId, language: 'en' });
    const { bytes } = await rig.screen.must('file.read', { fileId, offset: 0 });
    expect(Buffer.from(bytes, 'base64').toString('utf8')).toMatch(/小雨.*o1.*refunded/);
    const current = rig.screen.topic('show.current').showId;
    expect(current).not.toBe(showId);
    for (const wrong of [{ emergencyId }, { emergencyId: 'none' as EmergencyId, showId }]) {
      expect(await rig.screen.ask('emergency.affected', wrong)).toMatchObject({ ok: false, code: 'not_found' });
    }
    expect(rig.faults).toEqual([]);
  });
});

describe('a card’s words', () => {
  it('are lost, or cannot be put back as they came', async () => {
    const rig = await openIn('live');
    const wordsOf = () => topic(rig).cards.find(({ kind }) => kind === 'oversold');
    const before = wordsOf()?.zh;
    const own = { wrong: '卖超了', say: '停', notice: '' };
    await rig.screen.must('emergency.write', { ...intent(), kind: 'oversold', words: { zh: own, en: own } });
    await until(rig, () => expect(wordsOf()).toMatchObject({ zh: own, isOwn: true }));
    await rig.screen.must('emergency.write', { ...intent(), kind: 'oversold', words: null });
    await until(rig, () => expect(wordsOf()).toMatchObject({ zh: before, isOwn: false }));
  });
});

it.each<[string, (rig: Rig) => Raise, string]>([
  ['without words', (rig) => card(rig, 'oversold', 3, { say: '\u200b' }), 'bad_input'],
  ['about what the show does not sell', (rig) => card(rig, 'oversold', 3, { variantId: 'x' as never }), 'not_found'],
])('a card is raised %s', async (_how, asked, code) => {
  const rig = await openIn('live');
  expect(await rig.screen.ask('emergency.raise', { ...intent(), ...asked(rig) })).toMatchObject({ ok: false, code });
});

it('a card is raised before the show, or by the host', async () => {
  const rig = await openRig();
  const asked = card(rig, 'oversold', 3);
  expect(await rig.screen.ask('emergency.raise', { ...intent(), ...asked })).toMatchObject({ code: 'wrong_phase' });
  const host = openScreen(rig.engine, 'host');
  expect(await host.ask('emergency.raise', { ...intent(), ...asked })).toMatchObject({ code: 'not_allowed' });
});
