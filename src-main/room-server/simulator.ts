// Plays a believable two-hour show, the same for the same seed and the same commands at the same moments.

import type { RoomCommand } from '../contract/room-protocol.ts';
import type { LiveEventBody, Viewer } from '../core/live-event.ts';
import { type Duration, type Instant, instant, type ViewerId } from '../core/units.ts';
import type { DemoCatalogue } from './demo-catalogue.ts';
import type { CommandResult } from './room-commands.ts';
import { createSeededRandom, type SeededRandom } from './seeded-random.ts';
import { createAudience } from './simulator-audience.ts';
import { type ChatTopic, sayBought, sayLine } from './simulator-chat.ts';
import { createCrowd } from './simulator-crowd.ts';
import { createFiller } from './simulator-filler.ts';
import { giveGift, type TimedBody } from './simulator-gifts.ts';
import { type BrokenBody, makeBroken, makeHuge } from './simulator-hostile.ts';
import { createOrderDesk, type OrderStory } from './simulator-orders.ts';
import { SCENARIOS, type ScenarioName } from './simulator-scenario.ts';
import { createShop } from './simulator-shop.ts';

export interface SimulatedEvent {
  readonly at: Instant;
  readonly body: LiveEventBody | BrokenBody;
}

export interface Simulator {
  /** How far the show has been played. */
  position(): Instant;
  isOver(): boolean;
  /** Plays on in whole ticks and returns what the room says, in the order it says it. */
  advance(until: Instant): SimulatedEvent[];
  /** Carries a command out at the present position. */
  apply(command: RoomCommand): CommandResult;
}

export interface SimulatorOptions {
  readonly seed: string;
  readonly scenario: ScenarioName;
  readonly catalogue: Pick<DemoCatalogue, 'show' | 'products' | 'cues'>;
  readonly startedAt: Instant;
  /** Cues that the room pins by itself until the first pin or unpin comes from a console. */
  readonly pins: readonly { readonly atMs: number; readonly number: number }[];
  /** Events a second of the show, on average exactly; null lets the show have its own. */
  readonly rate: number | null;
  /** How many ms of the show go by in one of the console's. */
  readonly speed: number;
}

const TICK_MS = 50;
const AUDIENCE_EVERY_MS = 2000;
const FUNNEL_EVERY_MS = 5000;
const STALL = { fromMs: 40 * 60_000, toMs: 40 * 60_000 + 20_000 };
const FULL_ROOM = 2600;
const HOSTILE_EVERY_MS = 5000;
const HUGE_EVERY_MS = 600_000;

/** Before the show; those who follow in it come on top. */
const HOST_FOLLOWERS = 48_200;

const NOTICES: readonly { readonly atMs: number; readonly body: LiveEventBody }[] = [
  { atMs: 1000, body: { type: 'notice', level: 'info', text: '欢迎来到直播间，理性消费，谨防私下交易' } },
  {
    atMs: 2_000_000,
    body: { type: 'notice', level: 'warning', text: '口播中疑似使用绝对化用语，请注意规范；再次出现可能限制推荐' },
  },
  { atMs: 3_600_000, body: { type: 'notice', level: 'info', text: '直播已满一小时，注意休息' } },
];

/** Cheapest first: what a room over its rate leaves out. */
const isSmallTalk = (body: LiveEventBody | BrokenBody): boolean =>
  body.type === 'enter' || body.type === 'like' || body.type === 'chat' || body.type === 'follow';

export const createSimulator = (options: SimulatorOptions): Simulator => {
  const { catalogue, startedAt } = options;
  const scenario = SCENARIOS[options.scenario];
  const { rate } = options;
  const endMs: Duration = catalogue.show.plannedMs;
  const { currency } = catalogue.show;
  const chance = (part: string): SeededRandom => createSeededRandom(`${options.seed}/${part}`);
  const [talk, likes, gifts, moves, funnel, mischief] = ['talk', 'likes', 'gifts', 'moves', 'funnel', 'mischief'].map(
    chance,
  ) as [SeededRandom, SeededRandom, SeededRandom, SeededRandom, SeededRandom, SeededRandom];

  const crowd = createCrowd(chance('crowd'));
  const audience = createAudience(chance('audience'), scenario.crowd);
  const shop = createShop(catalogue);
  const prefix = String(Math.floor(startedAt / 1000))
    .padStart(10, '1')
    .slice(-10);
  const orders = createOrderDesk({ random: chance('orders'), crowd, shop, prefix });
  const filler = createFiller(chance('filler'));
  const host: Viewer = { id: '1000000000000000001' as ViewerId, name: catalogue.show.host };

  let nowMs = 0;
  let isOver = false;
  let pins = [...options.pins];
  let streaks = 0;
  let seenViews = 0;
  let liked = 0;
  let followed = 0;
  let emitted = 0;
  /** By tick: what was set going earlier and comes now. */
  const later = new Map<number, (() => void)[]>();
  let tick: { atMs: number; body: LiveEventBody | BrokenBody }[] = [];
  let held: SimulatedEvent[] = [];

  const say = (body: LiveEventBody | BrokenBody, atMs = nowMs + moves.whole(0, TICK_MS - 1)) =>
    tick.push({ atMs, body });

  const sayLike = (count: number) => {
    liked += count;
    say({ type: 'like', count, viewer: crowd.someone(0.06) });
  };

  const at = (atMs: number, act: () => void) => {
    const slot = Math.max(nowMs + TICK_MS, Math.floor(atMs / TICK_MS) * TICK_MS);
    const acts = later.get(slot);
    if (acts === undefined) later.set(slot, [act]);
    else acts.push(act);
  };

  const tell = (said: readonly TimedBody[]) => {
    for (const { afterMs, body } of said) {
      const atMs = nowMs + afterMs;
      if (afterMs === 0) say(body);
      else at(atMs, () => say(body, Math.max(nowMs, Math.floor(atMs))));
    }
  };

  const nameTopic = (): ChatTopic => {
    const pinned = shop.pinned();
    const other = talk.pick(shop.listings);
    const price = shop.openDeal(nowMs)?.terms.price ?? pinned?.variant.price;
    return {
      pinned:
        pinned === null
          ? null
          : {
              number: pinned.listing.number,
              thing: pinned.listing.thing,
              unit: pinned.listing.unit,
              shades: pinned.listing.product.variants.map((variant) => variant.title).filter((title) => title !== ''),
              yuan: price === undefined ? '' : String(price.minor / 100),
              isLow: shop.stockOf(pinned.variant.variantId) < 10,
            },
      other: { number: other.number, thing: other.thing },
      isDealOn: shop.openDeal(nowMs) !== null,
      wasStalled: nowMs >= STALL.toMs && nowMs < STALL.toMs + 30_000,
    };
  };

  const followOrder = (story: OrderStory) => {
    tell(story.said);
    if (story.returnsAfterMs !== null)
      at(nowMs + story.returnsAfterMs, () => {
        for (const line of story.order.lines) shop.giveBack(line.variantId, line.quantity);
      });
    if (story.isPaidAfterMs !== null && talk.chance(0.18))
      at(nowMs + story.isPaidAfterMs + talk.whole(500, 6000), () =>
        say({ type: 'chat', text: sayBought(talk, nameTopic()), viewer: story.order.buyer }),
      );
  };

  const tellFunnel = () => {
    const entered = audience.views() - seenViews;
    seenViews = audience.views();
    const pinned = shop.pinned();
    const product = (pinned?.listing ?? funnel.pick(shop.listings)).product;
    const shown = Math.round(entered * (pinned === null ? 0.25 : 0.6) * funnel.around(1, 0.1));
    if (shown <= 0) return;
    const place = { productId: product.productId, ...(pinned === null ? {} : { variantId: pinned.variant.variantId }) };
    say({ type: 'product.shown', ...place, people: shown });
    const eager = shop.openDeal(nowMs) === null ? 0.34 : 0.55;
    const clicked = Math.min(shown, Math.round(shown * eager * funnel.around(1, 0.15)));
    if (clicked > 0) say({ type: 'product.clicked', ...place, people: clicked });
  };

  const breakThings = () => {
    if (nowMs % HOSTILE_EVERY_MS === 0 && nowMs > 0) say(makeBroken(mischief));
    if (nowMs % HUGE_EVERY_MS === 60_000) say(makeHuge());
  };

  const playTick = () => {
    if (nowMs === 0) say({ type: 'stream.started' }, 0);
    for (const notice of NOTICES) if (notice.atMs === nowMs) say(notice.body);
    while (pins[0] !== undefined && pins[0].atMs <= nowMs) {
      shop.pinCue(pins[0].number, nowMs);
      pins = pins.slice(1);
    }
    const isDealOn = shop.openDeal(nowMs) !== null;
    audience.move(TICK_MS, isDealOn);
    const people = audience.online() / FULL_ROOM;
    const perTick = (perSecond: number) => (perSecond * people * TICK_MS) / 1000;

    if (nowMs % AUDIENCE_EVERY_MS === 0)
      say({
        type: 'audience',
        online: audience.online(),
        views: audience.views(),
        unique: audience.unique(),
        likes: liked,
        followers: HOST_FOLLOWERS + followed,
      });
    if (nowMs % FUNNEL_EVERY_MS === 0) tellFunnel();
    const chatter = (1 + 0.35 * Math.sin(nowMs / 47_000) * Math.sin(nowMs / 13_000)) * (isDealOn ? 2.1 : 1);
    for (let left = talk.times(perTick(3.1) * chatter); left > 0; left -= 1)
      say({ type: 'chat', text: sayLine(talk, nameTopic()), viewer: crowd.speaker() });
    for (let left = likes.times(perTick(isDealOn ? 3.4 : 1.5)); left > 0; left -= 1)
      sayLike(1 + Math.floor(likes.next() ** 3 * 18));
    for (let left = moves.times(perTick(2.6)); left > 0; left -= 1) say({ type: 'enter', viewer: crowd.someone(0.8) });
    for (let left = moves.times(perTick(0.55)); left > 0; left -= 1) {
      followed += 1;
      say({ type: 'follow', viewer: crowd.follower() });
    }
    for (let left = moves.times(perTick(0.14)); left > 0; left -= 1)
      say({ type: 'share', viewer: crowd.someone(0.02) });
    for (let left = gifts.times(perTick(0.16)); left > 0; left -= 1) {
      streaks += 1;
      tell(giveGift(gifts, crowd.someone(0.05), `${prefix}-s${streaks}`, currency));
    }
    for (const story of orders.begin(nowMs, TICK_MS, people)) followOrder(story);
    if (scenario.isHostile) breakThings();
    const due = later.get(nowMs);
    later.delete(nowMs);
    for (const act of due ?? []) act();
  };

  /** Brings a tick to the asked rate: small talk goes first, made-up small talk fills what is missing. */
  const keepRate = (perSecond: number) => {
    const wanted = Math.floor((perSecond * (nowMs + TICK_MS)) / 1000) - emitted;
    if (tick.length > wanted) {
      let over = tick.length - wanted;
      tick = tick.filter(({ body }) => {
        if (over <= 0 || !isSmallTalk(body)) return true;
        over -= 1;
        return false;
      });
    }
    while (tick.length < wanted)
      say(
        filler(() => crowd.someone(0.01)),
        nowMs + filler.nextOffset(TICK_MS),
      );
    emitted += tick.length;
  };

  const endTick = (): readonly SimulatedEvent[] => {
    if (rate !== null) keepRate(rate);
    const said = tick
      .sort((a, b) => a.atMs - b.atMs)
      .map(({ atMs, body }): SimulatedEvent => ({ at: instant(startedAt + atMs), body }));
    tick = [];
    const isStalled = rate === null && nowMs >= STALL.fromMs && nowMs < STALL.toMs;
    if (isStalled) {
      held.push(...said);
      return [];
    }
    if (held.length === 0) return said;
    const all = [...held, ...said];
    held = [];
    return all;
  };

  return {
    position: () => instant(startedAt + nowMs),
    isOver: () => isOver,
    advance: (until) => {
      const events: SimulatedEvent[] = [];
      while (!isOver && startedAt + nowMs + TICK_MS <= until) {
        if (nowMs >= endMs) {
          isOver = true;
          events.push({ at: instant(startedAt + nowMs), body: { type: 'stream.ended', reason: '直播结束' } });
          break;
        }
        playTick();
        for (const event of endTick()) events.push(event);
        nowMs += TICK_MS;
      }
      return events;
    },
    apply: (command) => {
      if (isOver) return { ok: false, code: 'stream_over', message: 'the stream has ended', retryable: false };
      if (command.kind === 'notice.post') {
        say({ type: 'notice', level: 'info', text: command.body.text }, nowMs);
        return { ok: true };
      }
      if (command.kind === 'chat.reply') {
        say({ type: 'chat', text: command.body.text, replyTo: command.body.toEvent, viewer: host }, nowMs);
        return { ok: true };
      }
      const result = shop.carryOut(command, nowMs, options.speed);
      if (result.ok && (command.kind === 'product.pin' || command.kind === 'product.unpin')) pins = [];
      return result;
    },
  };
};
