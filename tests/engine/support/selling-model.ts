// A seller's evening as steps that may come in any order, and what must hold after each of them, whatever came before.

import fc from 'fast-check';
import { vi } from 'vitest';
import type { RouteInput, RouteName } from '../../../src-main/contract/routes.ts';
import { type ClaimEntry, isInCart } from '../../../src-main/core/claim-book.ts';
import { type ClaimRules, DEFAULT_CLAIM_RULES } from '../../../src-main/core/claim-rules.ts';
import type { LiveEventBody, RoomOrder, Viewer } from '../../../src-main/core/live-event.ts';
import type { RoomVariant } from '../../../src-main/core/room.ts';
import {
  type DealId,
  duration,
  money,
  type OrderId,
  type VariantId,
  type ViewerId,
} from '../../../src-main/core/units.ts';
import type { SourceBatch } from '../../../src-main/ingest/event-source.ts';
import { intent, openRig, type Rig } from './engine-rig.ts';
import { expectWhole, factsOf, roomOf, stockOf } from './selling-truth.ts';

/** Numbers of the demo's sheet whose products have one variant. */
const NUMBERS = [2, 8] as const;
const VIEWERS = ['甲', '乙', '丙'] as const;
const ORDERS = ['o1', 'o2', 'o3', 'o4'] as const;
const HOLD_MS = 60_000;
const TICK_MS = 60;
/** Of the engine's clock: whatever is due comes within a few ticks. */
const TICK_CLOCK_MS = 300;
const SETTLE_TICKS = 4;

/** What was done from outside, as far as one must know it to judge the outcome. */
export interface Model {
  readonly perBuyer: number | null;
  /** Units that were put on the shelf, by variant. */
  readonly put: Map<VariantId, number>;
  /** Events that the room has said. */
  readonly said: Set<string>;
  /** Each order's first payment. */
  readonly paid: Map<OrderId, number>;
  readonly refunded: Map<OrderId, number>;
  /** Called off, or given back in full. */
  readonly closed: Set<OrderId>;
  readonly orders: Map<OrderId, RoomOrder>;
  readonly deals: DealId[];
  readonly batches: SourceBatch[];
}

export interface Evening {
  rig: Rig;
}

type Step = fc.AsyncCommand<Model, Evening>;

const passTime = async (rig: Rig, ticks = SETTLE_TICKS): Promise<void> => {
  for (let tick = 0; tick < ticks; tick += 1) {
    rig.clock.advance(TICK_CLOCK_MS);
    await vi.advanceTimersByTimeAsync(TICK_MS);
  }
};

const variantBy = (rig: Rig, number: number): RoomVariant => {
  const room = roomOf(rig);
  const cue = room.cues.find((each) => each.number === number);
  const variant = cue === undefined ? undefined : room.variants.get(cue.variantId);
  if (variant === undefined) throw new Error(`no product ${number}`);
  return variant;
};

/** Asks twice under one id: the second time says the same and changes nothing. Returns whether it was done. */
const askTwice = async <Name extends RouteName>(rig: Rig, name: Name, input: RouteInput<Name>): Promise<boolean> => {
  const first = await rig.screen.ask(name, input);
  if (!first.ok) return false;
  const before = factsOf(rig).length;
  const again = await rig.screen.ask(name, input);
  if (JSON.stringify(again) !== JSON.stringify(first)) throw new Error(`${name} says something else the second time`);
  if (factsOf(rig).length !== before) throw new Error(`${name} was carried out twice`);
  return true;
};

const setStock = async (model: Model, rig: Rig, number: number, stock: number): Promise<void> => {
  const { productId, variantId } = variantBy(rig, number);
  const before = stockOf(rig, variantId);
  const isDone = await askTwice(rig, 'catalogue.editMany', {
    ...intent(),
    selection: { kind: 'some', productIds: [productId] },
    change: { kind: 'stock', how: 'set', quantity: stock },
    why: '补货',
  });
  if (isDone) model.put.set(variantId, (model.put.get(variantId) ?? before) + stock - before);
};

export const openEvening = async (rules: Partial<ClaimRules>): Promise<{ model: Model; real: Evening }> => {
  const rig = await openRig();
  await rig.screen.must('show.start', intent());
  const all = { ...DEFAULT_CLAIM_RULES, holdMs: duration(HOLD_MS), ...rules };
  await rig.screen.must('claims.open', { ...intent(), rules: all });
  await rig.screen.must('deal.cooldown.set', { ...intent(), cooldownMs: 0 });
  const model: Model = {
    perBuyer: all.perBuyer,
    put: new Map(),
    said: new Set(),
    paid: new Map(),
    refunded: new Map(),
    closed: new Set(),
    orders: new Map(),
    deals: [],
    batches: [],
  };
  await setStock(model, rig, 2, 5);
  await setStock(model, rig, 8, 3);
  return { model, real: { rig } };
};

// ---- what a room says ----

type Saying =
  | { readonly kind: 'claim'; readonly viewer: string; readonly number: number; readonly quantity: number }
  | { readonly kind: 'take_back'; readonly viewer: string; readonly number: number }
  | {
      readonly kind: 'order';
      readonly id: (typeof ORDERS)[number];
      readonly what: 'created' | 'paid' | 'cancelled' | 'half' | 'rest';
    };

const viewerOf = (name: string): Viewer => ({ id: `id-${name}` as ViewerId, name });

/** The same id is always the same order, in whatever order its facts come. */
const orderBy = (model: Model, rig: Rig, id: (typeof ORDERS)[number]): RoomOrder => {
  const known = model.orders.get(id as OrderId);
  if (known !== undefined) return known;
  const at = ORDERS.indexOf(id);
  const [one, two] = [variantBy(rig, 2), variantBy(rig, 8)];
  const dealId = model.deals.at(-1);
  const deal = dealId === undefined ? null : rig.store.deal(dealId);
  const toLine = (variant: RoomVariant, quantity: number) => ({
    productId: variant.productId,
    variantId: variant.variantId,
    title: '货',
    quantity,
    unitPrice: variant.price,
    ...(deal !== null && deal.variantId === variant.variantId ? { dealId: deal.dealId } : {}),
  });
  const lines = at % 2 === 0 ? [toLine(one, 1 + (at % 3))] : [toLine(one, 1), toLine(two, 2)];
  const minor = lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice.minor * quantity, 0);
  const order: RoomOrder = {
    id: id as OrderId,
    lines,
    total: money(minor, one.price.currency),
    buyer: viewerOf(VIEWERS[at % VIEWERS.length] ?? '甲'),
  };
  model.orders.set(order.id, order);
  return order;
};

const noteOrder = (model: Model, order: RoomOrder, what: Extract<Saying, { kind: 'order' }>['what']): LiveEventBody => {
  const { id, total } = order;
  if (what === 'created') return { type: 'order.created', order };
  if (what === 'paid') {
    if (!model.paid.has(id)) model.paid.set(id, total.minor);
    return { type: 'order.paid', order };
  }
  if (what === 'cancelled') {
    model.closed.add(id);
    return { type: 'order.cancelled', order };
  }
  const half = Math.floor(total.minor / 2);
  const amount = what === 'half' ? half : total.minor - half;
  const refunded = (model.refunded.get(id) ?? 0) + amount;
  model.refunded.set(id, refunded);
  if (refunded >= total.minor) model.closed.add(id);
  return { type: 'order.refunded', order, amount: money(amount, total.currency) };
};

const bodyOf = (model: Model, rig: Rig, saying: Saying): LiveEventBody => {
  if (saying.kind === 'order') return noteOrder(model, orderBy(model, rig, saying.id), saying.what);
  const { viewer, number } = saying;
  const text = saying.kind === 'claim' ? `${number}号+${saying.quantity}` : `${number}号不要了`;
  return { type: 'chat', text, viewer: viewerOf(viewer) };
};

/** Each viewer's last word on a variant is what became of it. */
const expectHeard = ({ perBuyer }: Model, rig: Rig, sayings: readonly Saying[]): void => {
  const last = new Map<string, Exclude<Saying, { kind: 'order' }>>();
  for (const saying of sayings) {
    if (saying.kind !== 'order') last.set(`${saying.viewer}|${saying.number}`, saying);
  }
  const entries = [...roomOf(rig).tally.claimBook.entries.values()];
  for (const saying of last.values()) {
    const own = entries.filter(
      ({ terms }) => terms.viewer.name === saying.viewer && terms.number === saying.number && terms.source === 'room',
    );
    const pending = own.filter((entry) => isInCart(entry) || entry.state === 'waiting');
    const told = JSON.stringify([saying, own.map(({ state, terms, short }) => [state, terms.quantity, short])]);
    if (pending.length > 1) throw new Error(`one claim became several: ${told}`);
    if (saying.kind === 'take_back') {
      if (pending.length > 0) throw new Error(`a claim outlived its taking back: ${told}`);
      continue;
    }
    // What is beyond the limit leaves a claim that waits, or waits to be paid, as it is.
    const paid = own.filter(({ state }) => state === 'paid').reduce((sum, { terms }) => sum + terms.quantity, 0);
    if (perBuyer !== null && paid + saying.quantity > perBuyer) continue;
    const newest: ClaimEntry | undefined = pending[0] ?? own.at(-1);
    const asked = newest?.short?.asked ?? newest?.terms.quantity;
    if (asked !== saying.quantity) throw new Error(`a claim was not heard: ${told}`);
  }
};

const event = (model: Model, rig: Rig, saying: Saying, index: number, seq: number) => {
  const id = `said-${model.batches.length}-${index}`;
  model.said.add(id);
  return { id, seq: seq + index, at: rig.clock(), body: bodyOf(model, rig, saying) };
};

const nextBatch = (model: Model, rig: Rig, sayings: readonly Saying[]): SourceBatch => {
  const seq = rig.room.sink().cursor() + 1;
  const events = sayings.map((saying, index) => event(model, rig, saying, index, seq));
  const batch = { events, rejects: [], cursor: events.at(-1)?.seq ?? null };
  model.batches.push(batch);
  return batch;
};

/** Hands a batch over, and lets so much time pass that it is taken in. */
const deliver = async (rig: Rig, batch: SourceBatch): Promise<void> => {
  const taken = rig.room.sink().take(batch);
  await passTime(rig, 2);
  await taken;
};

// ---- steps ----

/** Whatever was done, time passes and all must be whole. */
const step = (name: string, act: (model: Model, real: Evening) => Promise<void>): Step => ({
  check: () => true,
  run: async (model, real) => {
    await act(model, real);
    await passTime(real.rig);
    expectWhole(model, real.rig);
  },
  toString: () => name,
});

const viewers = fc.constantFrom(...VIEWERS);
const numbers = fc.constantFrom(...NUMBERS);

const sayings = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('claim' as const),
        viewer: viewers,
        number: numbers,
        quantity: fc.integer({ min: 1, max: 4 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('take_back' as const), viewer: viewers, number: numbers }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('order' as const),
        id: fc.constantFrom(...ORDERS),
        what: fc.constantFrom('created', 'paid', 'cancelled', 'half', 'rest'),
      }),
    },
  ),
  { minLength: 1, maxLength: 6 },
);

const says = fc.tuple(sayings, fc.integer({ min: 1, max: 3 })).map(([said, times]) =>
  step(`says ${times}× ${JSON.stringify(said)}`, async (model, { rig }) => {
    const batch = nextBatch(model, rig, said);
    for (let time = 0; time < times; time += 1) await deliver(rig, batch);
    expectHeard(model, rig, said);
  }),
);

/** What of the show's claims is in a cart, oldest first. */
const inCarts = (rig: Rig): readonly ClaimEntry[] => [...roomOf(rig).tally.claimBook.entries.values()].filter(isInCart);

const pays = fc.tuple(fc.nat(), fc.boolean()).map(([pick, isWhole]) =>
  step(`pays cart ${pick}${isWhole ? '' : ' in part'}`, async (model, { rig }) => {
    const held = inCarts(rig);
    const one = held[pick % Math.max(1, held.length)];
    if (one?.orderId == null) return;
    const { orderId } = one;
    const paying = isWhole ? held.filter((entry) => entry.orderId === orderId) : [one];
    const lines = paying.flatMap(({ terms }) => terms.lines);
    const minor = lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice.minor * quantity, 0);
    const claimIds = isWhole ? null : [one.terms.claimId];
    if (await askTwice(rig, 'claim.pay', { ...intent(), orderId, claimIds })) model.paid.set(orderId, minor);
  }),
);

const changes = fc
  .tuple(fc.nat(), fc.constantFrom('change', 'serve', 'end', 'cancel'), fc.integer({ min: 1, max: 4 }))
  .map(([pick, what, quantity]) =>
    step(`the desk: ${what} claim ${pick} (${quantity})`, async (_model, { rig }) => {
      const entries = [...roomOf(rig).tally.claimBook.entries.values()];
      const one = entries[pick % Math.max(1, entries.length)];
      if (one === undefined) return;
      const { claimId } = one.terms;
      if (what === 'change') await askTwice(rig, 'claim.change', { ...intent(), claimId, quantity });
      if (what === 'serve') await askTwice(rig, 'claim.serve', { ...intent(), claimId });
      if (what === 'end') await askTwice(rig, 'claim.end', { ...intent(), claimId });
      if (what === 'cancel' && one.orderId !== null) {
        await askTwice(rig, 'claim.cancel', { ...intent(), orderId: one.orderId });
      }
    }),
  );

const arms = fc
  .tuple(numbers, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
  .map(([number, ...terms]) =>
    step(`arms and fires a deal on ${number}: ${terms.join(', ')}`, async (model, { rig }) => {
      const { productId, variantId, price } = variantBy(rig, number);
      const [quantity, perBuyer] = terms;
      const times = { countdownMs: 1000, durationMs: 30_000 };
      const asked = { productId, variantId, priceMinor: price.minor - 1000, quantity, perBuyer, ...times };
      const armed = await rig.screen.ask('deal.arm', { ...intent(), ...asked });
      if (!armed.ok) return;
      model.deals.push(armed.value.dealId);
      await askTwice(rig, 'deal.fire', { ...intent(), dealId: armed.value.dealId });
    }),
  );

const ends = fc.constantFrom('deal.undo', 'deal.stop').map((name) =>
  step(name, async (model, { rig }) => {
    const dealId = model.deals.at(-1);
    if (dealId !== undefined) await askTwice(rig, name, { ...intent(), dealId });
  }),
);

const stocks = fc
  .tuple(numbers, fc.integer({ min: 0, max: 6 }))
  .map(([number, stock]) =>
    step(`puts ${stock} of ${number} on the shelf`, (model, { rig }) => setStock(model, rig, number, stock)),
  );

const waits = fc.constantFrom(1000, 31_000, HOLD_MS + 1000).map((ms) =>
  step(`${ms} ms go by`, async (_model, { rig }) => {
    rig.clock.advance(ms);
  }),
);

/** After a lost acknowledgement a room says again what it said, and not always in the same order. */
const loses = fc.array(fc.nat(), { minLength: 1, maxLength: 3 }).map((picks) =>
  step(`the room is lost and says again ${picks.join(', ')}`, async (model, { rig }) => {
    const sink = rig.room.sink();
    sink.status({ status: 'reconnecting', retryAt: null, problem: null });
    await passTime(rig, 1);
    sink.connected({ name: '直播间', clockOffsetMs: 0, capabilities: [], startedAt: null });
    for (const pick of picks) {
      const batch = model.batches[pick % Math.max(1, model.batches.length)];
      if (batch !== undefined) await deliver(rig, batch);
    }
  }),
);

/** The batch may be committed, half decided or lost at that moment: the room says it again. */
const crashes = fc.tuple(sayings, fc.integer({ min: 0, max: 2 })).map(([said, ticks]) =>
  step(`crashes ${ticks} ticks after ${JSON.stringify(said)}`, async (model, real) => {
    const { rig } = real;
    const batch = nextBatch(model, rig, said);
    const taken = rig.room.sink().take(batch);
    await passTime(rig, ticks);
    real.rig = await rig.reopen();
    await passTime(rig, 2);
    await taken;
    await rig.engine.stop();
    await deliver(real.rig, batch);
    expectHeard(model, real.rig, said);
  }),
);

export const steps = (maxSteps: number) =>
  fc.commands([says, says, says, pays, pays, changes, arms, ends, stocks, waits, loses, crashes], {
    maxCommands: maxSteps,
    size: 'max',
  });
