// Deals in the engine: kinds, limits, shots by hand and by themselves, calling back, draws, and a kill at each step.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RouteInput } from '../../src-main/contract/routes.ts';
import type { DealView, ProductRow } from '../../src-main/contract/topics.ts';
import { drawWinners } from '../../src-main/core/deal-draw.ts';
import type { Fact } from '../../src-main/core/fact.ts';
import type { LiveEventBody } from '../../src-main/core/live-event.ts';
import { type DealId, instant, type OrderId, type ViewerId } from '../../src-main/core/units.ts';
import { hashOfSeed } from '../../src-main/gateway/deal-seed.ts';
import { createSteadyClock } from '../../src-main/steady-clock.ts';
import { closeRigs, createClock, intent, openRig, openScreen, type Rig, tempDir, until } from './support/engine-rig.ts';

afterEach(closeRigs);

const productOf = (rig: Rig, number: number): ProductRow => {
  const row = rig.screen.topic('product.list').find((each) => each.number === number);
  if (row === undefined) throw new Error(`no product ${number}`);
  return row;
};

type Terms = Omit<RouteInput<'deal.arm'>, 'commandId'>;

const termsFor = (row: ProductRow, change: Partial<Terms> = {}): Terms => ({
  productId: row.productId,
  variantId: row.variantId,
  priceMinor: row.price.minor - 2000,
  quantity: 10,
  perBuyer: 2,
  countdownMs: 10_000,
  durationMs: 60_000,
  ...change,
});

const openLive = async (): Promise<Rig> => {
  const rig = await openRig();
  await rig.screen.must('show.start', intent());
  return rig;
};

const armed = async (rig: Rig, number = 3, change: Partial<Terms> = {}): Promise<DealId> => {
  const { dealId } = await rig.screen.must('deal.arm', { ...intent(), ...termsFor(productOf(rig, number), change) });
  return dealId;
};

const dealOf = (rig: Rig, dealId: DealId): DealView | null =>
  rig.screen.topic('deal.list').find((deal) => deal.dealId === dealId) ?? null;

const factsOf = (rig: Rig, type: string): readonly Fact[] => {
  const showId = rig.store.currentShowId();
  return showId === null ? [] : [...rig.store.factsOf(showId)].filter(({ body }) => body.type === type);
};

const kinds = (rig: Rig): readonly string[] => rig.room.commands.map(({ kind }) => kind);

const audience = (online: number): LiveEventBody => ({ type: 'audience', online });
const chat = (id: string, text: string): LiveEventBody => ({
  type: 'chat',
  text,
  viewer: { id: id as ViewerId, name: `观众${id}` },
});

describe('a shot', () => {
  it('held twice is one deal in the room', async () => {
    const rig = await openLive();
    const dealId = await armed(rig);
    const shot = { ...intent(), dealId };
    const replies = await Promise.all([
      rig.screen.ask('deal.fire', shot),
      rig.screen.ask('deal.fire', shot),
      rig.screen.ask('deal.fire', { ...intent(), dealId }),
    ]);
    expect(replies.map(({ ok }) => ok)).toEqual([true, true, false]);
    await until(rig, () => expect(dealOf(rig, dealId)?.phase).toBe('running'));
    expect(kinds(rig).filter((kind) => kind === 'deal.start')).toHaveLength(1);
    expect(factsOf(rig, 'deal.fired')).toHaveLength(1);
    expect(factsOf(rig, 'deal.fired')[0]?.body).toMatchObject({ cause: 'hand', by: 'owner' });
  });

  it('within the cooldown is refused with the seconds to go, and is open after them', async () => {
    const rig = await openLive();
    const [first, second] = [await armed(rig, 3), await armed(rig, 4)];
    await rig.screen.must('deal.fire', { ...intent(), dealId: first });
    expect(await rig.screen.ask('deal.fire', { ...intent(), dealId: second })).toMatchObject({
      code: 'deal_cooldown',
      details: { seconds: 3 },
    });
    rig.clock.advance(3000);
    expect(await rig.screen.ask('deal.fire', { ...intent(), dealId: second })).toMatchObject({ ok: true });
  });

  it('races for one variant: of many hands one arms, of all the others each is told', async () => {
    const rig = await openLive();
    const row = productOf(rig, 3);
    const screens = [rig.screen, openScreen(rig.engine), openScreen(rig.engine, 'assistant')];
    const replies = await Promise.all(
      [...screens, ...screens].map((screen) => screen.ask('deal.arm', { ...intent(), ...termsFor(row) })),
    );
    const codes = replies.map((reply) => (reply.ok ? 'ok' : reply.code)).sort();
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'deal_running'), 'ok'].sort());
  });

  it('does not move with the clock of the wall: an hour forth and an hour back change no countdown', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const steady = createSteadyClock();
      const clock = Object.assign(steady.now, { advance: () => undefined });
      const rig = await openRig({ clock });
      await rig.screen.must('show.start', intent());
      const dealId = await armed(rig, 3, { countdownMs: 1000, durationMs: 10_000 });
      const before = steady.now();
      await rig.screen.must('deal.fire', { ...intent(), dealId });
      vi.setSystemTime(Date.now() + 3_600_000);
      await until(rig, () => expect(dealOf(rig, dealId)?.phase).toBe('countdown'));
      vi.setSystemTime(Date.now() - 7_200_000);
      await until(rig, () => expect(dealOf(rig, dealId)?.phase).toBe('running'));
      const opened = factsOf(rig, 'deal.opened')[0]?.at ?? instant(0);
      expect(opened - before).toBeGreaterThanOrEqual(1000);
      expect(opened - before).toBeLessThan(5000);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('calling back', () => {
  it('ends it for good, tells a room that has it, and says so', async () => {
    const rig = await openLive();
    const dealId = await armed(rig);
    await rig.screen.must('deal.fire', { ...intent(), dealId });
    await until(rig, () => expect(kinds(rig)).toContain('deal.start'));
    await until(rig, () => expect(rig.screen.topic('command.state').waiting).toBe(0));
    expect(await rig.screen.must('deal.undo', { ...intent(), dealId })).toEqual({ reach: 'yes' });
    await until(rig, () => expect(kinds(rig)).toContain('deal.stop'));
    expect(rig.room.commands.at(-1)?.body).toMatchObject({ dealId, reason: 'stopped' });
    await until(rig, () => expect(dealOf(rig, dealId)).toMatchObject({ endReason: 'undone', state: 'stopped' }));
    expect(await rig.screen.ask('deal.undo', { ...intent(), dealId })).toMatchObject({ code: 'deal_over' });
    expect(await rig.screen.ask('deal.fire', { ...intent(), dealId })).toMatchObject({ code: 'deal_over' });
  });

  it('takes a start back that has not left: the room never hears of it', async () => {
    const rig = await openLive();
    const { source } = rig.room;
    Object.assign(source, { canCarry: () => false });
    const dealId = await armed(rig);
    await rig.screen.must('deal.fire', { ...intent(), dealId });
    expect(await rig.screen.must('deal.undo', { ...intent(), dealId })).toEqual({ reach: 'no' });
    Object.assign(source, { canCarry: () => true });
    const pin = productOf(rig, 1);
    await rig.screen.must('product.pin', { ...intent(), productId: pin.productId, variantId: pin.variantId });
    await until(rig, () => expect(kinds(rig)).toEqual(['product.pin']));
  });

  it('is over once the countdown is: then it can only be stopped', async () => {
    const rig = await openLive();
    const dealId = await armed(rig);
    await rig.screen.must('deal.fire', { ...intent(), dealId });
    await until(rig, () => expect(dealOf(rig, dealId)?.phase).toBe('running'));
    expect(await rig.screen.ask('deal.undo', { ...intent(), dealId })).toMatchObject({ code: 'undo_too_late' });
    expect(await rig.screen.ask('deal.stop', { ...intent(), dealId })).toMatchObject({ ok: true });
  });
});

describe('a deal that waits', () => {
  it('fires at its instant, once, as the engine’s doing', async () => {
    const rig = await openLive();
    const dealId = await armed(rig, 3, { trigger: { kind: 'at', at: instant(rig.clock() + 8000) } });
    await until(rig, () => expect(dealOf(rig, dealId)?.phase).toBe('running'));
    expect(factsOf(rig, 'deal.fired').map(({ body }) => body)).toMatchObject([{ cause: 'at' }]);
    await until(rig, () => expect(kinds(rig).filter((kind) => kind === 'deal.start')).toHaveLength(1));
  });

  it('whose instant was slept through is told, not made up for', async () => {
    const rig = await openLive();
    const dealId = await armed(rig, 3, { trigger: { kind: 'at', at: instant(rig.clock() + 60_000) } });
    rig.clock.advance(30 * 60_000);
    await until(rig, () =>
      expect(rig.screen.topic('deal.shelf').missed).toMatchObject([{ dealId, why: 'late', number: 3 }]),
    );
    expect(dealOf(rig, dealId)).toBeNull();
    expect(kinds(rig)).not.toContain('deal.start');
  });

  it('whose instant passed while the program was down is told after the start, not fired', async () => {
    const rig = await openLive();
    await armed(rig, 3, { trigger: { kind: 'at', at: instant(rig.clock() + 60_000) } });
    rig.clock.advance(120_000);
    const next = await rig.reopen();
    await until(next, () => expect(next.screen.topic('deal.shelf').missed).toMatchObject([{ why: 'late' }]));
    expect(kinds(next)).not.toContain('deal.start');
  });

  it('off air is cancelled at its instant', async () => {
    const rig = await openRig();
    await armed(rig, 3, { trigger: { kind: 'at', at: instant(rig.clock() + 3000) } });
    await until(rig, () => expect(rig.screen.topic('deal.shelf').missed).toMatchObject([{ why: 'off_air' }]));
  });

  it('beside a running one of its variant is cancelled, and the running one is let be', async () => {
    const rig = await openLive();
    const first = await armed(rig);
    await rig.screen.must('deal.fire', { ...intent(), dealId: first });
    await armed(rig, 3, { trigger: { kind: 'at', at: instant(rig.clock() + 5000) } });
    await until(rig, () => expect(rig.screen.topic('deal.shelf').missed).toMatchObject([{ why: 'busy' }]));
    expect(dealOf(rig, first)?.endReason).toBeNull();
  });

  it('fires although everything was sold meanwhile, by hand or at its instant', async () => {
    const rig = await openLive();
    const dealId = await armed(rig, 3, { trigger: { kind: 'at', at: instant(rig.clock() + 8000) } });
    const byHand = await armed(rig, 4);
    for (const number of [3, 4]) {
      const { productId, variantId, stock, price } = productOf(rig, number);
      const line = { productId, variantId, title: '', quantity: stock, unitPrice: price };
      await rig.room.say({
        type: 'order.paid',
        order: {
          id: `all-of-${number}` as OrderId,
          lines: [line],
          total: { ...price, minor: price.minor * stock },
          buyer: { id: 'u1' as ViewerId, name: '阿明' },
        },
      });
      await until(rig, () => expect(productOf(rig, number).stock).toBe(0));
    }
    expect(await rig.screen.ask('deal.fire', { ...intent(), dealId: byHand })).toMatchObject({ code: 'stock_short' });
    await until(rig, () => expect(rig.screen.topic('deal.shelf').missed).toMatchObject([{ dealId, why: 'sold_out' }]));
    expect(kinds(rig)).not.toContain('deal.start');
  });

  it('for a figure fires when it is passed in sight, not before', async () => {
    const rig = await openLive();
    await rig.room.say(audience(80));
    const dealId = await armed(rig, 3, { trigger: { kind: 'mark', figure: 'online', reaches: 100 } });
    await until(rig, () => expect(rig.screen.topic('kpi.live').figures.online.value).toBe(80));
    const since = rig.clock();
    await until(rig, () => expect(rig.clock() - since).toBeGreaterThan(8000));
    expect(dealOf(rig, dealId)?.phase).toBe('armed');
    await rig.room.say(audience(99));
    await rig.room.say(audience(100));
    await until(rig, () => expect(dealOf(rig, dealId)?.phase).toBe('running'));
  });

  it('for a figure that was passed while the machine slept is told, not fired', async () => {
    const rig = await openLive();
    await rig.room.say(audience(80));
    const dealId = await armed(rig, 3, { trigger: { kind: 'mark', figure: 'online', reaches: 100 } });
    const since = rig.clock();
    await until(rig, () => expect(rig.clock() - since).toBeGreaterThan(8000));
    rig.clock.advance(30 * 60_000);
    await rig.room.say(audience(500));
    await until(rig, () => expect(rig.screen.topic('deal.shelf').missed).toMatchObject([{ dealId, why: 'late' }]));
    expect(kinds(rig)).not.toContain('deal.start');
  });

  it('for what has come already is not armed', async () => {
    const rig = await openLive();
    await rig.room.say(audience(120));
    await until(rig, () => expect(rig.screen.topic('kpi.live').figures.online.value).toBe(120));
    const row = productOf(rig, 3);
    for (const trigger of [
      { kind: 'mark', figure: 'online', reaches: 100 },
      { kind: 'at', at: rig.clock() },
    ] as const) {
      expect(await rig.screen.ask('deal.arm', { ...intent(), ...termsFor(row, { trigger }) })).toMatchObject({
        code: 'deal_trigger_past',
      });
    }
  });
});

describe('kinds that rooms do not know', () => {
  it('are fired and ended without a word to them', async () => {
    const rig = await openLive();
    const row = productOf(rig, 3);
    const tiers = [{ from: 2, priceMinor: row.price.minor - 3000 }];
    const dealId = await armed(rig, 3, { offer: { kind: 'tiered', tiers } });
    await rig.screen.must('deal.fire', { ...intent(), dealId });
    await until(rig, () => expect(dealOf(rig, dealId)).toMatchObject({ phase: 'running', reachesRoom: false }));
    await rig.screen.must('deal.stop', { ...intent(), dealId });
    const pin = productOf(rig, 1);
    await rig.screen.must('product.pin', { ...intent(), productId: pin.productId, variantId: pin.variantId });
    await until(rig, () => expect(kinds(rig)).toEqual(['product.pin']));
  });

  it('a bundle keeps its items’ variants to itself, and its report shares the price to the fen', async () => {
    const rig = await openLive();
    const [lead, other] = [productOf(rig, 3), productOf(rig, 4)];
    const offer = {
      kind: 'bundle' as const,
      items: [
        { variantId: lead.variantId, quantity: 1 },
        { variantId: other.variantId, quantity: 2 },
      ],
    };
    const priceMinor = lead.price.minor + 2 * other.price.minor - 1001;
    const bundle = termsFor(lead, { offer, priceMinor });
    const report = await rig.screen.must('deal.check', bundle);
    expect(report.findings).toEqual([]);
    expect(report.brands.reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(priceMinor);
    await rig.screen.must('deal.arm', { ...intent(), ...bundle });
    expect(await rig.screen.ask('deal.arm', { ...intent(), ...termsFor(other) })).toMatchObject({
      code: 'deal_running',
    });
  });

  it('a draw publishes its hash first, draws among those who said the keyword in time, and anybody can draw again', async () => {
    const rig = await openLive();
    const draw = { rules: '每人一次', keyword: '锦鲤', prize: '口红', prizeValueMinor: 9900, winners: 2 };
    const dealId = await armed(rig, 3, { offer: { kind: 'draw', draw } });
    const before = await rig.screen.must('deal.draw.read', { dealId });
    expect(before).toMatchObject({ seed: null, seedHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    await rig.room.say(chat('early', '锦鲤'));
    await rig.screen.must('deal.fire', { ...intent(), dealId });
    await until(rig, () => expect(dealOf(rig, dealId)?.phase).toBe('running'));
    await rig.room.say(
      chat('a', '锦鲤'),
      chat('b', '我要锦鲤！'),
      chat('a', '锦鲤锦鲤'),
      chat('c', '锦 鲤'),
      chat('d', '好看'),
    );
    await until(rig, () => expect(dealOf(rig, dealId)?.draw?.entrants).toBe(3));
    await until(rig, () => expect(dealOf(rig, dealId)?.state).toBe('time_up'), 500);
    await rig.room.say(chat('late', '锦鲤'));
    const result = await rig.screen.must('deal.draw.read', { dealId });
    expect(result.entrants).toEqual(['room:a', 'room:b', 'room:c']);
    const seed = result.seed ?? '';
    expect(hashOfSeed(seed)).toBe(before.seedHash);
    expect(result.winners.map(({ entrant }) => entrant)).toEqual(drawWinners(seed, result.entrants, 2));
    expect(factsOf(rig, 'deal.drawn')).toHaveLength(1);
    expect(JSON.stringify(factsOf(rig, 'deal.armed'))).not.toContain(seed);
  });
});

describe('limits', () => {
  it('of the platform are refused to everybody, once the show is held there', async () => {
    const rig = await openLive();
    const row = productOf(rig, 3);
    await rig.screen.must('deal.platform.choose', { ...intent(), platformId: 'wechat' });
    expect(
      await rig.screen.ask('deal.arm', { ...intent(), ...termsFor(row, { priceMinor: row.price.minor - 500 }) }),
    ).toMatchObject({ ok: false, code: 'platform_share' });
    await rig.screen.must('deal.platform.choose', { ...intent(), platformId: 'own-shop' });
    expect(
      await rig.screen.ask('deal.arm', { ...intent(), ...termsFor(row, { priceMinor: row.price.minor - 500 }) }),
    ).toMatchObject({ ok: true });
  });

  it('of the owner bind the assistant, who may tighten them and not loosen them', async () => {
    const rig = await openLive();
    const row = productOf(rig, 3);
    const assistant = openScreen(rig.engine, 'assistant');
    const limits = { platformId: 'own-shop', leastPermille: null, leastPriceMinor: null, mostDurationMs: null };
    await rig.screen.must('deal.limits.set', { ...intent(), ...limits, mostQuantity: 20 });
    const looser = { ...intent(), ...limits, mostQuantity: 50 };
    expect(await assistant.ask('deal.limits.set', looser)).toMatchObject({ code: 'limits_looser' });
    await assistant.must('deal.limits.set', { ...intent(), ...limits, mostQuantity: 9 });
    expect(await assistant.ask('deal.arm', { ...intent(), ...termsFor(row) })).toMatchObject({
      code: 'owner_quantity',
      details: { most: 9 },
    });
    expect((await rig.screen.must('deal.check', termsFor(row))).warnings).toMatchObject([{ code: 'owner_quantity' }]);
    expect(await rig.screen.ask('deal.arm', { ...intent(), ...termsFor(row) })).toMatchObject({ ok: true });
  });
});

describe('drafts', () => {
  it('are checked as they are kept, armed under their own id, and come back when the deal is put away', async () => {
    const rig = await openLive();
    const terms = termsFor(productOf(rig, 3));
    const bad = await rig.screen.must('deal.draft.save', { ...intent(), ...terms, quantity: 999_999, dealId: null });
    expect(bad.findings.map(({ code }) => code)).toEqual(['stock_short']);
    const { dealId } = bad;
    await until(rig, () => expect(rig.screen.topic('deal.shelf').drafts).toMatchObject([{ dealId, isChecked: false }]));
    await rig.screen.must('deal.draft.save', { ...intent(), ...terms, dealId });
    expect(factsOf(rig, 'deal.checked')).toHaveLength(1);
    await rig.screen.must('deal.arm', { ...intent(), ...terms, dealId });
    await until(rig, () => expect(rig.screen.topic('deal.shelf').drafts).toEqual([]));
    expect(await rig.screen.ask('deal.draft.save', { ...intent(), ...terms, dealId })).toMatchObject({
      code: 'deal_running',
    });
    await rig.screen.must('deal.disarm', { ...intent(), dealId });
    await until(rig, () => expect(rig.screen.topic('deal.shelf').drafts).toMatchObject([{ dealId, isChecked: true }]));
  });
});

describe('settling', () => {
  it('comes by itself once the orders are final, or by a person, and once only', async () => {
    const rig = await openLive();
    const dealId = await armed(rig);
    expect(await rig.screen.ask('deal.settle', { ...intent(), dealId })).toMatchObject({ code: 'wrong_phase' });
    await rig.screen.must('deal.fire', { ...intent(), dealId });
    await rig.screen.must('deal.stop', { ...intent(), dealId });
    rig.clock.advance(121_000);
    await until(rig, () => expect(factsOf(rig, 'deal.settled')).toHaveLength(1));
    expect(await rig.screen.ask('deal.settle', { ...intent(), dealId })).toMatchObject({ code: 'wrong_phase' });
  });
});

describe('killed with -9', () => {
  const killAt = async (step: string) => {
    const dataDir = tempDir();
    const child = spawn(process.execPath, [join(import.meta.dirname, 'support/deal-child.ts'), dataDir, step], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    const [line] = await once(lines, 'line');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const said: { dealId: DealId; now: number } = JSON.parse(String(line));
    const rig = await openRig({ dataDir, clock: createClock(said.now) });
    return { rig, dealId: said.dealId };
  };

  it('as a draft it is there, checked', async () => {
    const { rig, dealId } = await killAt('draft');
    await until(rig, () => expect(rig.screen.topic('deal.shelf').drafts).toMatchObject([{ dealId, isChecked: true }]));
  });

  it('armed it is armed, and can be fired once', async () => {
    const { rig, dealId } = await killAt('armed');
    expect(dealOf(rig, dealId)?.phase).toBe('armed');
    await rig.screen.must('deal.fire', { ...intent(), dealId });
    await until(rig, () => expect(dealOf(rig, dealId)?.phase).toBe('running'));
  });

  it('counting down it goes on to its deadline, and the room has one start', async () => {
    const { rig, dealId } = await killAt('countdown');
    expect(dealOf(rig, dealId)?.phase).toBe('countdown');
    await until(rig, () => expect(dealOf(rig, dealId)?.phase).toBe('running'));
    await until(rig, () => expect(dealOf(rig, dealId)?.state).toBe('time_up'), 500);
    expect(factsOf(rig, 'deal.fired')).toHaveLength(1);
    const starts = rig.room.commands.filter(({ kind }) => kind === 'deal.start');
    expect(new Set(starts.map(({ id }) => id)).size).toBeLessThanOrEqual(1);
  });

  it('running it runs, and can be stopped', async () => {
    const { rig, dealId } = await killAt('running');
    expect(dealOf(rig, dealId)?.phase).toBe('running');
    await rig.screen.must('deal.stop', { ...intent(), dealId });
    await until(rig, () => expect(dealOf(rig, dealId)?.state).toBe('stopped'));
  });

  it.each([
    ['ended', 'stopped'],
    ['settled', 'settled'],
  ])('%s it stays so', async (step, state) => {
    const { rig, dealId } = await killAt(step);
    expect(dealOf(rig, dealId)?.state).toBe(state);
    expect(await rig.screen.ask('deal.fire', { ...intent(), dealId })).toMatchObject({ code: 'deal_over' });
  });
});
