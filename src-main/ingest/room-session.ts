// One connection to a room with what it needs: greeting, resuming, taking batches in order, watching for silence.

import type { RoomAuth, RoomCommand, RoomHello } from '../contract/room-protocol.ts';
import type { Problem } from '../contract/topics.ts';
import { type Instant, instant } from '../core/units.ts';
import type { Carried, SourceSink } from './event-source.ts';
import { problemOf } from './problem-of.ts';
import { createRoomIntake, type RoomIntake } from './room-intake.ts';
import { type LinkEnd, openRoomLink } from './room-link.ts';
import type { RoomEndpoint } from './room-url.ts';
import { createStaleWatch } from './stale-watch.ts';

export interface SessionLimits {
  /** Without an event for so long, a standing link is stale. */
  readonly staleAfterMs: number;
  /** For dialling, authentication and hello together. */
  readonly openMs: number;
  /** For the room's answer to a command. */
  readonly answerMs: number;
  /** Bytes; a larger frame ends the connection. */
  readonly maxFrame: number;
  /** Batches that may wait for the store. */
  readonly maxWaiting: number;
}

export interface RoomSessionOptions {
  readonly endpoint: RoomEndpoint;
  readonly auth: Omit<RoomAuth, 'since'>;
  readonly name: string;
  readonly clock: () => Instant;
  readonly sink: SourceSink;
  readonly limits: SessionLimits;
  /** The first seq of a hole that the session before this one asked for again. */
  readonly askedAgainAt: number | null;
}

export type SessionEnd = LinkEnd | { readonly why: 'store'; readonly problem: Problem };

interface SessionOutcome {
  readonly end: SessionEnd;
  readonly wasGreeted: boolean;
  /** Something was committed, or it stood for a while. */
  readonly wasOfUse: boolean;
  /** A hole that is to be asked for again; null where there is none. */
  readonly askAgainAt: number | null;
}

export interface RoomSession {
  /** Settles after the last word into the sink. */
  readonly outcome: Promise<SessionOutcome>;
  isUp(): boolean;
  carry(command: RoomCommand): Promise<Carried>;
  close(reason: string): void;
}

/** The room counts anew: the next session begins from where this one has moved to. */
export const RENUMBERED = 'renumbered';

/** A round trip longer than this tells more of a slow server than of the way to it. */
const LONGEST_ROUND_TRIP = 4000;
const OF_USE_AFTER = 5000;

export const openRoomSession = (options: RoomSessionOptions): RoomSession => {
  const { endpoint, auth, name, clock, sink, limits, askedAgainAt } = options;
  // One object, so that what callbacks write is what the end reads.
  const so: {
    since: number;
    greetedAt: Instant | null;
    committed: number;
    problem: Problem | null;
    askAgainAt: number | null;
    intake: RoomIntake | null;
    capabilities: readonly string[];
    clockOffsetMs: number;
  } = {
    since: sink.cursor(),
    greetedAt: null,
    committed: 0,
    problem: null,
    askAgainAt: askedAgainAt,
    intake: null,
    capabilities: [],
    clockOffsetMs: 0,
  };

  const failStore = (error: unknown): void => {
    so.problem = problemOf(error);
    link.close('not stored');
  };

  /** What is said of the room is stored too: where it cannot be, the session ends as if a batch had failed. */
  const say = (word: () => void): boolean => {
    try {
      word();
      return true;
    } catch (error) {
      failStore(error);
      return false;
    }
  };

  const watch = createStaleWatch({
    clock,
    staleAfterMs: limits.staleAfterMs,
    onStale: () => say(() => sink.status({ status: 'stale', retryAt: null, problem: null })),
    onFresh: () => say(() => sink.status({ status: 'live', retryAt: null, problem: null })),
  });

  const passHole = (hole: { readonly from: number; readonly to: number }): boolean => {
    if (so.askAgainAt !== hole.from) {
      so.askAgainAt = hole.from;
      link.close('hole');
      return false;
    }
    // Asked for once and not given: it is gone.
    if (!say(() => sink.gap(hole))) return false;
    so.askAgainAt = null;
    return true;
  };

  const openIntake = (hello: RoomHello): RoomIntake =>
    createRoomIntake({
      sink,
      first: so.since + 1,
      maxWaiting: limits.maxWaiting,
      onCommitted: (events) => {
        so.committed += 1;
        if (events > 0) watch.heard();
      },
      onFailed: failStore,
      onHole: (hole) => (hole.to < hello.oldest ? true : passHole(hole)),
      onOverrun: () => link.close('overrun'),
    });

  /** Settles what lies between our position and what the room still has. */
  const resume = async (hello: RoomHello, intake: RoomIntake): Promise<void> => {
    const { since } = so;
    if (hello.newest < since) {
      // The room's memory is gone and it counts anew: what followed `since` is lost, how much nobody knows.
      // One lost seq is said, and the room is asked again from before its oldest.
      const isSaid = say(() => sink.gap({ from: since + 1, to: since + 1 }));
      if (isSaid && (await intake.moveTo(Math.max(0, hello.oldest - 1)))) link.close(RENUMBERED);
    } else if (since + 1 < hello.oldest) {
      if (say(() => sink.gap({ from: since + 1, to: hello.oldest - 1 }))) await intake.moveTo(hello.oldest - 1);
    }
  };

  const clockOffset = (hello: RoomHello, roundTripMs: number): number => {
    const half = roundTripMs <= LONGEST_ROUND_TRIP ? roundTripMs / 2 : 0;
    return Math.round(hello.now + half - clock());
  };

  /** A command's time is up by the room's clock, which may be minutes off ours. */
  const inRoomTime = (command: RoomCommand): RoomCommand => ({
    ...command,
    at: instant(command.at + so.clockOffsetMs),
    expiresAt: instant(command.expiresAt + so.clockOffsetMs),
  });

  const link = openRoomLink({
    endpoint,
    auth: () => {
      so.since = sink.cursor();
      return { ...auth, since: so.since };
    },
    openMs: limits.openMs,
    answerMs: limits.answerMs,
    maxFrame: limits.maxFrame,
    onHello: (hello, roundTripMs) => {
      const { title, startedAt } = hello.room;
      sink.frame?.({ way: 'in', data: ['hello', hello] });
      so.greetedAt = clock();
      so.capabilities = hello.capabilities;
      so.clockOffsetMs = clockOffset(hello, roundTripMs);
      const intake = openIntake(hello);
      so.intake = intake;
      const isSaid = say(() =>
        sink.connected({
          name: title === '' ? name : title,
          clockOffsetMs: so.clockOffsetMs,
          capabilities: hello.capabilities,
          startedAt: startedAt === null ? null : instant(startedAt),
        }),
      );
      if (!isSaid) return;
      watch.start();
      void resume(hello, intake);
    },
    onBatch: (raw, ack) => {
      sink.frame?.({ way: 'in', data: ['events', raw] });
      so.intake?.take(raw, ack);
    },
  });

  const outcome = link.ended.then(async (end): Promise<SessionOutcome> => {
    watch.stop();
    await so.intake?.close();
    const stoodMs = so.greetedAt === null ? 0 : clock() - so.greetedAt;
    return {
      end: so.problem === null ? end : { why: 'store', problem: so.problem },
      wasGreeted: so.greetedAt !== null,
      wasOfUse: so.committed > 0 || stoodMs > OF_USE_AFTER,
      askAgainAt: so.askAgainAt,
    };
  });

  return {
    outcome,
    isUp: () => link.isUp(),
    carry: async (command) => {
      if (!link.isUp()) return { ok: 'not_sent' };
      if (so.capabilities.includes(command.kind)) {
        sink.frame?.({ way: 'out', data: ['command', inRoomTime(command)] });
        return link.carry(inRoomTime(command));
      }
      const message = `this room does not carry out ${command.kind}`;
      return { ok: false, code: 'not_carried', message, retryable: false };
    },
    close: (reason) => link.close(reason),
  };
};
