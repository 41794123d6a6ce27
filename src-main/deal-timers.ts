// What becomes of deals by themselves: they open, end, are drawn, fire when their trigger falls due, and are settled.

import { type Deal, type DisarmCause, nextDealStep } from './core/deal.ts';
import { sellableOf } from './core/deal-check.ts';
import type { PlatformLimits } from './core/deal-limits.ts';
import { TRIGGER_FIGURES, type TriggerFigure } from './core/deal-offer.ts';
import { LATE_MS, nextTriggerStep } from './core/deal-trigger.ts';
import { ENGINE_SOURCE } from './core/fact.ts';
import { figureStaleSince } from './core/kpi.ts';
import { stateOf } from './core/order-book.ts';
import type { Room } from './core/room.ts';
import { type CommandId, type DealId, type Duration, duration, type Instant, type SourceId } from './core/units.ts';
import { coolingUntil, endDeal, fireDeal, isFreeToFire } from './gateway/deal-shot.ts';
import { offeredIn } from './gateway/deal-terms.ts';
import type { Decision } from './gateway/engine-desk.ts';
import { newId } from './new-id.ts';
import type { Store, Writes } from './store/store.ts';

export interface DealTimers {
  /** Opens and ends what is due: also right behind facts, so that what was sold out closes at once. */
  follow(): void;
  /** All the rest, from the engine's clock. */
  tick(): void;
}

export interface DealTimersOptions {
  readonly store: Store;
  readonly clock: () => Instant;
  readonly room: () => Room;
  readonly cooldown: () => Duration;
  readonly onePer: () => PlatformLimits['onePer'];
  commit<T>(commandId: CommandId, source: SourceId, work: (writes: Writes, now: Instant) => Decision<T>): T;
}

/** Between two looks of a watch that did not sleep. */
const LONGEST_PAUSE = 2000;
/** Rooms tell late of orders: figures of a deal are not final before. */
const SETTLE_AFTER = duration(2 * 60_000);
const SETTLE_EVERY = 5000;

export const createDealTimers = ({ store, clock, room, cooldown, onePer, commit }: DealTimersOptions): DealTimers => {
  /** Marks that were seen below their height; forgotten where the watch had a break. */
  const below = new Set<DealId>();
  let lookedAt: Instant | null = null;
  /** Since when each figure has been watched without a break. */
  const knownSince = new Map<TriggerFigure, Instant>();
  let settledAt = Number.NEGATIVE_INFINITY;

  const decide = (work: (writes: Writes, now: Instant) => Decision<null>): void => {
    commit(newId<CommandId>(), ENGINE_SOURCE, work);
  };

  const follow = (): void => {
    const now = clock();
    for (const deal of [...room().deals.values()]) {
      const step = nextDealStep(deal, now);
      if (step === null) continue;
      const { dealId } = deal;
      decide((writes) => {
        if (step.step === 'open') {
          return { facts: writes.openDeal(dealId) ? [{ type: 'deal.opened', dealId }] : [], value: null };
        }
        return { ...endDeal(writes, { room: room(), store }, deal, { reason: step.reason, now }), value: null };
      });
    }
  };

  const isSilent = (name: TriggerFigure): boolean => figureStaleSince(room(), name) !== null;

  /** What a room says at once after a break is old news. */
  const watch = (now: Instant): void => {
    const hadBreak = lookedAt === null || now - lookedAt > LONGEST_PAUSE || now < lookedAt;
    lookedAt = now;
    if (hadBreak) below.clear();
    for (const name of TRIGGER_FIGURES) {
      if (hadBreak || isSilent(name)) knownSince.delete(name);
      if (!isSilent(name) && !knownSince.has(name)) knownSince.set(name, now);
    }
    for (const dealId of [...below]) {
      const trigger = room().deals.get(dealId)?.trigger;
      if (trigger?.kind === 'mark' && isSilent(trigger.figure)) below.delete(dealId);
    }
  };

  const figure = (name: TriggerFigure): number | null => {
    const { tally } = room();
    if (isSilent(name)) return null;
    if (name === 'online') return tally.audience.online;
    return name === 'orders' ? tally.orders.paidOrders : tally.orders.gmvMinor;
  };

  const noteBelow = (deal: Deal, now: Instant): void => {
    if (deal.trigger?.kind !== 'mark') return;
    const since = knownSince.get(deal.trigger.figure);
    if (since === undefined || now - since < LATE_MS) return;
    const value = figure(deal.trigger.figure);
    if (value !== null && value < deal.trigger.reaches) below.add(deal.dealId);
  };

  const cancel = (deal: Deal, why: DisarmCause): void =>
    decide((writes) => ({
      facts: writes.disarmDeal(deal.dealId) ? [{ type: 'deal.disarmed', dealId: deal.dealId, why }] : [],
      value: null,
    }));

  const fire = (deal: Deal, cause: 'at' | 'mark'): void =>
    decide((writes, now) => ({ facts: [], ...fireDeal(writes, deal, now, { cause }), value: null }));

  const pullTriggers = (now: Instant): void => {
    for (const deal of [...room().deals.values()]) {
      if (deal.phase !== 'armed' || deal.trigger === null) continue;
      noteBelow(deal, now);
      const { show } = room();
      const step = nextTriggerStep(deal, {
        now,
        isOnAir: (show.phase === 'live' || show.phase === 'rehearsing') && !show.isPaused,
        figure,
        isCooling: coolingUntil(room(), cooldown(), now) !== null,
        isFree: isFreeToFire(room(), deal, onePer()),
        isInStock: sellableOf(deal, { offered: offeredIn({ room, store }) }) > 0,
        wasBelow: below.has(deal.dealId),
      });
      if (step === null) continue;
      if (step.step === 'fire') fire(deal, deal.trigger.kind);
      else cancel(deal, step.why);
    }
  };

  /** Deals whose figures are not final: somebody who ordered in them may still pay. */
  const unpaidDeals = (): ReadonlySet<DealId> => {
    const unpaid = new Set<DealId>();
    for (const entry of room().tally.orders.orders.values()) {
      if (stateOf(entry) !== 'created') continue;
      for (const { dealId } of entry.lines) if (dealId !== undefined) unpaid.add(dealId);
    }
    return unpaid;
  };

  const settle = (now: Instant): void => {
    if (now - settledAt < SETTLE_EVERY && now >= settledAt) return;
    settledAt = now;
    const isDue = ({ endedAt, settledAt: at }: Deal): boolean =>
      endedAt !== null && at === null && now - endedAt >= SETTLE_AFTER;
    const due = [...room().deals.values()].filter(isDue);
    // All orders of the show are looked at once, however many deals wait.
    const unpaid: ReadonlySet<DealId> = due.length === 0 ? new Set() : unpaidDeals();
    for (const { dealId } of due) {
      if (unpaid.has(dealId)) continue;
      decide((writes) => ({
        facts: writes.settleDeal(dealId, now) ? [{ type: 'deal.settled', dealId, cause: 'orders_final' }] : [],
        value: null,
      }));
    }
  };

  return {
    follow,
    tick: () => {
      follow();
      const now = clock();
      watch(now);
      pullTriggers(now);
      settle(now);
    },
  };
};
