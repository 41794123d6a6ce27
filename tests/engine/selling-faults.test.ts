// Selling while processes race, are killed, and the clock of the wall jumps.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_CLAIM_RULES } from '../../src-main/core/claim-rules.ts';
import { type DealId, duration, instant, type ViewerId } from '../../src-main/core/units.ts';
import { createSteadyClock } from '../../src-main/steady-clock.ts';
import { allFacts, SHOW, seed, stockOf as shelfOf, T0, termsOf, variantOf } from '../store/support/sample-facts.ts';
import { makeFolder, openIn } from '../store/support/store-folder.ts';
import { closeRigs, intent, openRig, type Rig, tempDir, until } from './support/engine-rig.ts';
import { factsOf, roomOf, stockOf } from './support/selling-truth.ts';

afterEach(closeRigs);

const HOUR_MS = 3_600_000;

const variantOfTwo = (rig: Rig) => {
  const row = rig.screen.topic('product.list').find(({ number }) => number === 2);
  if (row === undefined) throw new Error('no product 2');
  return row;
};

const setStock = async (rig: Rig, quantity: number): Promise<void> => {
  await rig.screen.must('catalogue.editMany', {
    ...intent(),
    selection: { kind: 'some', productIds: [variantOfTwo(rig).productId] },
    change: { kind: 'stock', how: 'set', quantity },
    why: '补货',
  });
};

const openClaims = (rig: Rig, holdMs: number): Promise<unknown> =>
  rig.screen.must('claims.open', { ...intent(), rules: { ...DEFAULT_CLAIM_RULES, holdMs: duration(holdMs) } });

const says = (rig: Rig, name: string, text: string): Promise<void> =>
  rig.room.say({ type: 'chat', text, viewer: { id: `id-${name}` as ViewerId, name } });

const brief = (rig: Rig): readonly string[] =>
  [...rig.screen.feed('claim.rows')]
    .sort((a, b) => a.place - b.place)
    .map(({ viewer, state }) => `${viewer.name} ${state}`);

const startChild = (script: string, ...args: readonly string[]) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'support', script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const closed = once(child, 'close');
  return { child, lines, closed };
};

describe('four processes at one stock of 500', () => {
  it('by orders and claims, in a deal and beside it, sell 501, or the deal more than it holds', async () => {
    const folder = makeFolder();
    const { store } = await openIn(folder);
    seed(store, [variantOf('v1', 500)]);
    store.transact((writes) => {
      const terms = termsOf('d1', variantOf('v1', 0), 120, 1000);
      writes.insertDeal(SHOW, terms, instant(T0));
      writes.fireDeal(terms.dealId, instant(T0), instant(T0 + 60_000));
    });
    store.close();
    const hands = [
      ['a', 'orders', ''],
      ['b', 'claims', ''],
      ['c', 'orders', 'd1'],
      ['d', 'claims', 'd1'],
    ] as const;
    const got = await Promise.all(
      hands.map(async ([name, how, deal]) => {
        const { lines, closed } = startChild('selling-racer.ts', folder, name, how, deal, '300');
        const [line] = await once(lines, 'line');
        await closed;
        return Number(line);
      }),
    );
    expect(got.reduce((a, b) => a + b, 0)).toBe(500);
    const { store: after } = await openIn(folder);
    expect(shelfOf(after, 'v1')).toBe(0);
    const sold = after.deal('d1' as DealId)?.sold;
    expect(sold).toBe((got[2] ?? 0) + (got[3] ?? 0));
    expect(sold).toBeLessThanOrEqual(120);
    const taken = allFacts(after).filter(({ body }) => body.type === 'stock.taken').length;
    expect(taken).toBe((got[0] ?? 0) + (got[2] ?? 0));
    after.close();
  }, 60_000);
});

describe('claims, killed with -9 in the middle of batches', () => {
  it('are lost, made twice, or stand in another order than they came', async () => {
    const KILLS = Number(process.env.KONGTAI_KILLS ?? 5);
    const STOCK = 400;
    const dataDir = tempDir();
    const first = await openRig({ dataDir });
    await first.screen.must('show.start', intent());
    await openClaims(first, HOUR_MS);
    await setStock(first, STOCK);
    const { variantId } = variantOfTwo(first);
    await first.engine.stop();
    let said = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { child, lines, closed } = startChild('claims-child.ts', dataDir, String(said));
      let acked = said;
      for (let line = 0; line <= kill % 3; line += 1) acked = Number((await once(lines, 'line'))[0]);
      // Within the next batch: each kill at another moment of it.
      const deadline = performance.now() + kill * 7;
      while (performance.now() < deadline) await new Promise(setImmediate);
      child.kill('SIGKILL');
      await closed;

      const rig = await openRig({ dataDir });
      await until(
        rig,
        () => expect(factsOf(rig).filter(({ body }) => body.type === 'claim.made').length).toBeGreaterThan(0),
        0,
      );
      const comments = factsOf(rig).flatMap(({ body }) => (body.type === 'chat' ? [body.viewer?.name ?? ''] : []));
      expect(comments.length).toBeGreaterThanOrEqual(acked);
      expect(new Set(comments).size).toBe(comments.length);
      const claims = () => [...roomOf(rig).tally.claimBook.entries.values()];
      await until(rig, () => expect(claims()).toHaveLength(comments.length), 0);
      expect(claims().map(({ terms }) => terms.viewer.name)).toEqual(comments);
      expect(claims().map(({ state }) => state)).toEqual(
        comments.map((_, index) => (index < STOCK ? 'reserved' : 'waiting')),
      );
      expect(stockOf(rig, variantId)).toBe(Math.max(0, STOCK - comments.length));
      expect(rig.faults).toEqual([]);
      said = comments.length;
      await rig.engine.stop();
    }
  }, 90_000);
});

describe('comments that made no claim', () => {
  it('are read again after a crash, when there is something that they could mean', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    await openClaims(rig, HOUR_MS);
    await setStock(rig, 5);
    const name = '电话王姐';
    await rig.screen.must('claim.say', { ...intent(), name, text: '2号不要了' });
    const showId = rig.store.currentShowId();
    if (showId === null) throw new Error('no show');
    const taken = factsOf(rig).find(({ body }) => body.type === 'chat')?.seq ?? 0;
    await until(rig, () => expect(rig.store.claimCursor(showId)).toBeGreaterThanOrEqual(taken));
    await rig.screen.must('claim.add', { ...intent(), name, variantId: variantOfTwo(rig).variantId, quantity: 1 });
    await until(rig, () => expect(brief(rig)).toEqual(['电话王姐 reserved']));
    const next = await rig.reopen();
    const since = next.clock();
    await until(next, () => expect(next.clock() - since).toBeGreaterThan(2000));
    expect(brief(next)).toEqual(['电话王姐 reserved']);
  });
});

describe('one who comes while others wait', () => {
  it('gets what came back in the same breath', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    await openClaims(rig, HOUR_MS);
    await setStock(rig, 1);
    await says(rig, '甲', '2号+1');
    await says(rig, '乙', '2号+1');
    const chat = (name: string, text: string) =>
      ({ type: 'chat', text, viewer: { id: `id-${name}` as ViewerId, name } }) as const;
    await rig.room.say(chat('甲', '2号不要了'), chat('丙', '2号+1'));
    await until(rig, () => expect(brief(rig)).toEqual(['甲 taken_back', '乙 reserved', '丙 waiting']));
  });

  it('keeps waiting for more than is there although fewer are asked for now', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    await openClaims(rig, HOUR_MS);
    await setStock(rig, 2);
    await says(rig, '甲', '2号+3');
    await until(rig, () => expect(brief(rig)).toEqual(['甲 waiting']));
    await says(rig, '甲', '2号+2');
    await until(rig, () => expect(brief(rig)).toEqual(['甲 reserved']));
  });

  it('waits for more than each may have', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    await rig.screen.must('claims.open', { ...intent(), rules: { ...DEFAULT_CLAIM_RULES, perBuyer: 2 } });
    await setStock(rig, 1);
    await says(rig, '甲', '2号+2');
    await says(rig, '甲', '2号+9');
    await until(rig, () => expect(brief(rig)).toEqual(['甲 waiting']));
    await setStock(rig, 9);
    await until(rig, () =>
      expect([...rig.screen.feed('claim.rows')]).toMatchObject([{ quantity: 2, state: 'reserved' }]),
    );
  });
});

describe('who waits behind one whose deal is sold out', () => {
  it('waits for ever, though there is stock beside the deal', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    await openClaims(rig, HOUR_MS);
    await setStock(rig, 5);
    const { productId, variantId, price } = variantOfTwo(rig);
    const times = { countdownMs: 1000, durationMs: 60_000 };
    const terms = { productId, variantId, priceMinor: price.minor - 1000, quantity: 2, perBuyer: 2, ...times };
    const { dealId } = await rig.screen.must('deal.arm', { ...intent(), ...terms });
    await rig.screen.must('deal.fire', { ...intent(), dealId });
    const deal = () => rig.screen.topic('deal.list').find((each) => each.dealId === dealId);
    await until(rig, () => expect(deal()?.phase).toBe('running'));
    const chat = (name: string, text: string) =>
      ({ type: 'chat', text, viewer: { id: `id-${name}` as ViewerId, name } }) as const;
    await rig.room.say(chat('甲', '2号+2'), chat('乙', '2号+1'));
    await until(rig, () => expect(deal()?.endReason).toBe('sold_out'));
    await setStock(rig, 0);
    await says(rig, '丙', '2号+1');
    await until(rig, () => expect(brief(rig)).toEqual(['甲 reserved', '乙 waiting', '丙 waiting']));
    await setStock(rig, 1);
    await until(rig, () => expect(brief(rig)).toEqual(['甲 reserved', '乙 waiting', '丙 reserved']));
  });
});

describe('who waited until after the end', () => {
  it('pays, and the money is in no figure', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    await openClaims(rig, 60_000);
    await setStock(rig, 1);
    await says(rig, '甲', '2号+1');
    await says(rig, '乙', '2号+1');
    await until(rig, () => expect(brief(rig)).toEqual(['甲 reserved', '乙 waiting']));
    await rig.screen.must('show.end', intent());
    rig.clock.advance(60_000);
    await until(rig, () => expect(brief(rig)).toEqual(['甲 expired', '乙 reserved']));
    const [cart] = await rig.screen.must('claim.carts', { search: '乙' });
    if (cart === undefined) throw new Error('no cart');
    await rig.screen.must('claim.pay', { ...intent(), orderId: cart.orderId, claimIds: null });
    await until(rig, () => expect(brief(rig)).toEqual(['甲 expired', '乙 paid']));
    await until(rig, () => expect(rig.screen.topic('kpi.live').figures.gmv.value).toBe(cart.total.minor));
  });
});

describe('the clock of the wall', () => {
  it('jumps an hour forth or back and a claim is let go too early, or kept too long', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const steady = createSteadyClock();
      let slept = 0;
      const clock = Object.assign(() => instant(steady.now() + slept), {
        advance: (ms: number) => {
          slept += ms;
        },
      });
      const rig = await openRig({ clock });
      await rig.screen.must('show.start', intent());
      await openClaims(rig, 60_000);
      await setStock(rig, 1);
      await says(rig, '甲', '2号+1');
      await says(rig, '乙', '2号+1');
      await until(rig, () => expect(brief(rig)).toEqual(['甲 reserved', '乙 waiting']));
      const made = clock();
      for (const jump of [HOUR_MS, -2 * HOUR_MS]) {
        vi.setSystemTime(Date.now() + jump);
        const from = clock();
        await until(rig, () => expect(clock() - from).toBeGreaterThan(2000));
        expect(brief(rig)).toEqual(['甲 reserved', '乙 waiting']);
      }
      clock.advance(60_000 - (clock() - made));
      await until(rig, () => expect(brief(rig)).toEqual(['甲 expired', '乙 reserved']));
      const ended = factsOf(rig).find(({ body }) => body.type === 'claim.ended');
      expect(Math.abs((ended?.at ?? 0) - made - 60_000)).toBeLessThan(3000);
    } finally {
      vi.useRealTimers();
    }
  });
});
