// Reads a shop's orders by asking again and again for what was changed: by the shop's own clock, with an overlap, each thing once.

import type { RoomCommand, RoomCommandKind } from '../../contract/room-protocol.ts';
import { type Instant, instant, type SourceId } from '../../core/units.ts';
import { createBackOff } from '../back-off.ts';
import type { Carried, DealPrice, EventSource, ShopOutlook, SourceSink } from '../event-source.ts';
import { problemOf } from '../problem-of.ts';
import { sayStatus } from '../say-status.ts';
import { createSleeper } from '../sleeper.ts';
import { ShopFault } from './ask-shop.ts';
import { catchUpFrom } from './catch-up.ts';
import { createOnce } from './once.ts';
import { type ShopReading, sinceFloor } from './shop-order.ts';

export interface ShopPage {
  readonly reading: ShopReading;
  /** The shop's answer, for whoever records. */
  readonly raw: unknown;
  /** When the newest of its orders was changed, by the shop's clock; null for an empty page. */
  readonly newest: number | null;
  /** Where the next page is; null: there is none. */
  readonly next: string | null;
}

/** One shop's API. Rejects with ShopFault. */
export interface ShopReader {
  /** Lets itself in. */
  hello(signal: AbortSignal): Promise<{ readonly name: string; readonly clockOffsetMs: number }>;
  /** Orders that were changed at or after `since`, by the shop's clock, oldest change first. */
  read(since: number, page: string | null, signal: AbortSignal): Promise<ShopPage>;
  carry?(command: RoomCommand, signal: AbortSignal): Promise<Carried>;
  foresee?(deal: DealPrice, signal: AbortSignal): Promise<ShopOutlook>;
}

export interface ShopLimits {
  readonly pollMs: number;
  /** Clocks of databases are coarse, and what is written late is dated early. */
  readonly overlapMs: number;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly retryMinMs: number;
  readonly retryMaxMs: number;
  readonly refusedRetryMs: number;
}

export const SHOP_LIMITS: ShopLimits = {
  pollMs: 4000,
  overlapMs: 10_000,
  timeoutMs: 10_000,
  maxBytes: 32 * 1024 * 1024,
  retryMinMs: 1000,
  retryMaxMs: 30_000,
  refusedRetryMs: 60_000,
};

export interface ShopSourceOptions {
  readonly sourceId: SourceId;
  readonly name: string;
  readonly kind: string;
  readonly clock: () => number;
  readonly reader: ShopReader;
  readonly capabilities: readonly RoomCommandKind[];
  readonly limits: ShopLimits;
}

export const createShopSource = (options: ShopSourceOptions): EventSource => {
  const { sourceId, name, kind, clock, reader, capabilities, limits } = options;
  const backOff = createBackOff({ minMs: limits.retryMinMs, maxMs: limits.retryMaxMs });
  const sleeper = createSleeper();
  const stopping = new AbortController();
  const once = createOnce();
  let isUp = false;
  /** When the last question that was answered was put. */
  let knownAt: Instant | undefined;
  let finished: Promise<void> = Promise.resolve();
  /** By the shop's clock; null until it was reached for the first time. */
  let from: { readonly floor: number; since: number } | null = null;

  const greet = async (sink: SourceSink): Promise<void> => {
    const hello = await reader.hello(stopping.signal);
    if (from === null) {
      const cursor = sink.cursor();
      const since = catchUpFrom(cursor, instant(clock() + hello.clockOffsetMs));
      // What was written late is dated before what is known already.
      from = { floor: since === cursor ? since - limits.overlapMs : since, since };
    }
    if (stopping.signal.aborted) return;
    sink.connected({ name: hello.name, clockOffsetMs: hello.clockOffsetMs, capabilities, startedAt: null });
    isUp = true;
  };

  const hand = async (sink: SourceSink, page: ShopPage, floor: number, cursor: number | null): Promise<void> => {
    const reading = once.fresh(sinceFloor(page.reading, floor));
    const isNews = reading.events.length + reading.rejects.length > 0;
    if (isNews) {
      sink.frame?.({ way: 'in', data: page.raw });
      sink.read?.({ ...reading, skipped: 0 });
    }
    if (!isNews && cursor === null) return;
    await sink.take({ ...reading, cursor });
    once.keep(reading);
  };

  /** All pages of what was changed. The position moves with each that is stored: they come in the order of change. */
  const poll = async (sink: SourceSink, at: { readonly floor: number; since: number }): Promise<void> => {
    const since = at.since - limits.overlapMs;
    let page: string | null = null;
    do {
      const read: ShopPage = await reader.read(since, page, stopping.signal);
      if (stopping.signal.aborted) return;
      const newest = Math.max(at.since, read.newest ?? 0);
      await hand(sink, read, at.floor, newest > at.since ? newest : null);
      at.since = newest;
      page = read.next;
    } while (page !== null);
  };

  /** Says what is wrong; the wait in ms. */
  const fail = (sink: SourceSink, error: unknown): number => {
    const fault = error instanceof ShopFault ? error : null;
    const patience = fault?.isFinal === true ? limits.refusedRetryMs : backOff.next();
    const waitMs = Math.max(patience, fault?.retryAfterMs ?? 0);
    const retryAt = instant(clock() + waitMs);
    const problem = fault?.problem ?? problemOf(error);
    const known = knownAt === undefined ? {} : { knownAt };
    // It answers and asks for patience: that is no lost link.
    if (isUp && problem.code === 'rate_limited') {
      sayStatus(sink, { status: 'stale', retryAt, problem, ...known });
      return waitMs;
    }
    isUp = false;
    sayStatus(sink, { status: fault?.isFinal === false ? 'reconnecting' : 'down', retryAt, problem, ...known });
    return waitMs;
  };

  const step = async (sink: SourceSink, isPatient: boolean): Promise<void> => {
    if (!isUp) await greet(sink);
    const askedAt = clock();
    if (from !== null && !stopping.signal.aborted) await poll(sink, from);
    knownAt = instant(askedAt);
    if (isPatient && isUp && !stopping.signal.aborted) sink.status({ status: 'live', retryAt: null, problem: null });
  };

  const run = async (sink: SourceSink): Promise<void> => {
    let wasPatient = false;
    while (!stopping.signal.aborted) {
      let waitMs = limits.pollMs;
      try {
        await step(sink, wasPatient);
        wasPatient = false;
        backOff.reset();
      } catch (error) {
        if (stopping.signal.aborted) return;
        waitMs = fail(sink, error);
        wasPatient = isUp;
      }
      await sleeper.sleep(waitMs);
    }
  };

  const { carry, foresee } = reader;
  return {
    sourceId,
    name,
    kind,
    start: (sink) => {
      sink.status({ status: 'connecting', retryAt: null, problem: null });
      finished = run(sink);
    },
    stop: async () => {
      stopping.abort();
      sleeper.wake();
      await finished;
    },
    ...(carry === undefined
      ? null
      : {
          canCarry: () => isUp,
          carry: async (command: RoomCommand): Promise<Carried> =>
            isUp ? carry(command, stopping.signal) : { ok: 'not_sent' },
        }),
    ...(foresee === undefined
      ? null
      : {
          foresee: async (deal: DealPrice): Promise<ShopOutlook | null> => {
            if (!isUp) return null;
            try {
              return await foresee(deal, stopping.signal);
            } catch (error) {
              if (error instanceof ShopFault) return null;
              throw error;
            }
          },
        }),
  };
};
