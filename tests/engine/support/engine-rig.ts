// An engine in process on a real store, with a clock that a test moves and a room that a test speaks for.

import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { openRuleShelf, type RuleShelf } from '../../../src-main/compliance-shelf.ts';
import type { Reply } from '../../../src-main/contract/errors.ts';
import { ROOM_COMMAND_KINDS, type RoomCommand } from '../../../src-main/contract/room-protocol.ts';
import type { Role } from '../../../src-main/contract/route.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../../src-main/contract/routes.ts';
import type {
  FeedTopicName,
  FeedTopics,
  StateTopicName,
  StateTopics,
  TopicName,
} from '../../../src-main/contract/topics.ts';
import type { FromEngine } from '../../../src-main/contract/wire.ts';
import type { LiveEvent, LiveEventBody } from '../../../src-main/core/live-event.ts';
import { type CommandId, type Instant, instant, type SourceId } from '../../../src-main/core/units.ts';
import { openPlatformShelf } from '../../../src-main/deal-platforms.ts';
import { seedDemoShow } from '../../../src-main/demo-show.ts';
import { createEngine, type Engine } from '../../../src-main/engine.ts';
import type { OpenOverlayDoor } from '../../../src-main/gateway/overlay-door.ts';
import type { Carried, EventSource, SourceSink } from '../../../src-main/ingest/event-source.ts';
import type { SourceKind } from '../../../src-main/ingest/source-kind.ts';
import { readAffected, readReview, readShowOrders } from '../../../src-main/review.ts';
import { readDemoCatalogue } from '../../../src-main/room-server/demo-catalogue.ts';
import { NO_SECRET_BOX, type SecretBox } from '../../../src-main/secret-box.ts';
import { openStore } from '../../../src-main/store/open-store.ts';
import type { Store } from '../../../src-main/store/store.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources');
const REVIEW_WORKER = join(import.meta.dirname, '../../../src-main/review-worker.ts');
const NOON = Date.UTC(2026, 10, 24, 12);

const shelfIn = (dataDir: string): RuleShelf =>
  openRuleShelf({ shippedDir: join(RESOURCES, 'compliance'), userDir: join(dataDir, 'compliance') });
/** Compiled once for all rigs that have no rules of their own. */
const shippedShelf = shelfIn(join(RESOURCES, 'nobody'));

export interface Clock {
  (): Instant;
  advance(ms: number): void;
}

export const createClock = (start = NOON): Clock => {
  let now = start;
  return Object.assign(() => instant(now), {
    advance: (ms: number) => {
      now += ms;
    },
  });
};

export interface RoomVoice {
  readonly source: EventSource;
  readonly commands: RoomCommand[];
  /** What the room answers; a test may change it. */
  answer: (command: RoomCommand) => Promise<Carried>;
  say(...bodies: LiveEventBody[]): Promise<void>;
  /** The same batch again, as after a lost acknowledgement. */
  sayAgain(): Promise<void>;
  sink(): SourceSink;
  /** The same room after this engine's end: it says again what it said last. */
  heir(): RoomVoice;
}

export const createRoomVoice = (clock: Clock, name = 'room', said: readonly LiveEvent[] = []): RoomVoice => {
  let sink: SourceSink | null = null;
  let last: readonly LiveEvent[] = said;
  const heard = (): SourceSink => {
    if (sink === null) throw new Error('the room is not attached');
    return sink;
  };
  const take = (events: readonly LiveEvent[]): Promise<void> =>
    heard().take({ events, rejects: [], cursor: events.at(-1)?.seq ?? null });
  const voice: RoomVoice = {
    commands: [],
    answer: async () => ({ ok: true, seq: 1 }),
    source: {
      sourceId: name as SourceId,
      name,
      kind: 'room',
      start: (given) => {
        sink = given;
        given.connected({
          name: '直播间',
          clockOffsetMs: 0,
          capabilities: ROOM_COMMAND_KINDS.filter((kind) => kind !== 'chat.reply'),
          startedAt: null,
        });
      },
      stop: async () => undefined,
      carry: async (command) => {
        voice.commands.push(command);
        return voice.answer(command);
      },
    },
    say: (...bodies) => {
      const next = heard().cursor() + 1;
      last = bodies.map((body, index) => ({ id: `${name}-${next + index}`, seq: next + index, at: clock(), body }));
      return take(last);
    },
    sayAgain: () => take(last),
    sink: heard,
    heir: () => createRoomVoice(clock, name, last),
  };
  return voice;
};

export interface Screen {
  ask<Name extends RouteName>(name: Name, input: RouteInput<Name>): Promise<Reply<RouteOutput<Name>>>;
  /** Fails where the engine refuses. */
  must<Name extends RouteName>(name: Name, input: RouteInput<Name>): Promise<RouteOutput<Name>>;
  topic<Name extends StateTopicName>(name: Name): StateTopics[Name];
  feed<Name extends FeedTopicName>(name: Name): readonly FeedTopics[Name][];
  /** All that this screen was pushed, in order. */
  pushed(): readonly FromEngine[];
}

const TOPICS: readonly TopicName[] = [
  'show.current',
  'source.list',
  'source.shelf',
  'recording.state',
  'product.list',
  'pin.current',
  'run-sheet.current',
  'script.current',
  'deal.list',
  'deal.shelf',
  'kpi.live',
  'chart.live',
  'question.list',
  'command.state',
  'reject.list',
  'catalogue.state',
  'import.state',
  'picture.state',
  'order-import.state',
  'order.state',
  'message.list',
  'overlay.view',
  'overlay.state',
  'obs.state',
  'promise.state',
  'emergency.state',
  'engine.state',
  'feed.rows',
  'lane.rows',
  'claim.state',
  'claim.rows',
];

export const openScreen = (engine: Engine, role: Role = 'owner'): Screen => {
  const states = new Map<string, unknown>();
  const feeds = new Map<string, Map<string, { readonly key: string }>>();
  const waiting = new Map<number, (reply: Reply<unknown>) => void>();
  let tell: (message: unknown) => void = () => undefined;
  let lastId = 0;
  const pushes: FromEngine[] = [];
  const hear = (message: FromEngine): void => {
    if (message.t !== 'reply') pushes.push(message);
    if (message.t === 'reply') waiting.get(message.id)?.(message.reply);
    else if (message.t === 'state') states.set(message.topic, message.value);
    else if (message.t === 'feed') {
      const held = message.isSnapshot ? new Map() : (feeds.get(message.topic) ?? new Map());
      for (const row of message.rows) held.set(row.key, row);
      feeds.set(message.topic, held);
    }
  };
  engine.connect(role, {
    send: hear,
    onMessage: (handler) => {
      tell = handler;
    },
    onClose: () => undefined,
  });
  for (const topic of TOPICS) tell({ t: 'subscribe', topic });
  const ask: Screen['ask'] = (name, input) =>
    new Promise((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve as (reply: Reply<unknown>) => void);
      tell({ t: 'request', id: lastId, name, input });
    });
  return {
    ask,
    must: async (name, input) => {
      const reply = await ask(name, input);
      if (!reply.ok) throw new Error(`${name}: ${reply.code} ${reply.message}`);
      return reply.value;
    },
    topic: <Name extends StateTopicName>(name: Name) => states.get(name) as StateTopics[Name],
    feed: <Name extends FeedTopicName>(name: Name) =>
      [...(feeds.get(name)?.values() ?? [])] as unknown as readonly FeedTopics[Name][],
    pushed: () => pushes,
  };
};

export interface Rig {
  readonly engine: Engine;
  readonly store: Store;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly room: RoomVoice;
  readonly screen: Screen;
  readonly faults: unknown[];
  /** Another engine on the files as they lie there now: what a start after a crash finds. */
  reopen(): Promise<Rig>;
}

const cleanUps: (() => Promise<void>)[] = [];

/** Call it after each test. */
export const closeRigs = async (): Promise<void> => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
};

export const tempDir = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'kongtai-engine-'));
  cleanUps.push(async () => rmSync(dir, { recursive: true, force: true }));
  return dir;
};

export const openRig = async (
  given: {
    dataDir?: string;
    clock?: Clock;
    room?: RoomVoice;
    sources?: EventSource[];
    openOverlayDoor?: OpenOverlayDoor;
    secrets?: SecretBox;
    sourceKinds?: readonly SourceKind[];
    /** Whether pictures may be fetched from an IP address. */
    isPictureAddress?: (address: string) => boolean;
    /** Rules are read from the data folder too: it takes a while. */
    hasOwnRules?: boolean;
  } = {},
): Promise<Rig> => {
  const clock = given.clock ?? createClock();
  const dataDir = given.dataDir ?? tempDir();
  const room = given.room ?? createRoomVoice(clock);
  const { store, problem } = await openStore({ dataDir, clock });
  seedDemoShow(store, readDemoCatalogue(RESOURCES), null, join(dataDir, 'media'), clock());
  const faults: unknown[] = [];
  const engine = createEngine({
    store,
    clock,
    sources: given.sources ?? [room.source],
    sourceKinds: given.sourceKinds ?? [],
    sourceTestMs: 60,
    passphraseCost: { N: 2, r: 1, p: 1 },
    earlierSummary: (showId, now) => readReview(REVIEW_WORKER, { dataDir, showId, now }),
    earlierOrders: (showId, now) => readShowOrders(REVIEW_WORKER, { dataDir, showId, now }),
    earlierAffected: (showId, emergencyId, now) => readAffected(REVIEW_WORKER, { dataDir, showId, emergencyId, now }),
    ruleShelf: given.hasOwnRules === true ? shelfIn(dataDir) : shippedShelf,
    platforms: openPlatformShelf({ shippedDir: join(RESOURCES, 'platforms'), userDir: join(dataDir, 'platforms') }),
    recordingDirs: { own: join(dataDir, 'recordings'), builtIn: join(RESOURCES, 'recordings') },
    openOverlayDoor: given.openOverlayDoor ?? (() => Promise.reject(new Error('no door here'))),
    secrets: given.secrets ?? NO_SECRET_BOX,
    ...(given.isPictureAddress === undefined ? {} : { isPictureAddress: given.isPictureAddress }),
    dataDir,
    version: '0.0.0',
    problem,
    onFault: (_where, fault) => faults.push(fault),
  });
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (isStopped) return;
    isStopped = true;
    await engine.stop();
  };
  cleanUps.push(stop);
  const reopen = (): Promise<Rig> => {
    const copy = tempDir();
    for (const name of ['kongtai.db', 'kongtai.db-wal']) {
      if (existsSync(join(dataDir, name))) copyFileSync(join(dataDir, name), join(copy, name));
    }
    const { sourceKinds = [], sources } = given;
    const isWithoutRoom = sources?.length === 0;
    return openRig({ dataDir: copy, clock, room: room.heir(), sourceKinds, ...(isWithoutRoom ? { sources: [] } : {}) });
  };
  return { engine: { ...engine, stop }, store, dataDir, clock, room, screen: openScreen(engine), faults, reopen };
};

let lastIntent = 0;
export const intent = (): { commandId: CommandId } => {
  lastIntent += 1;
  return { commandId: `00000000-0000-7000-8000-${String(lastIntent).padStart(12, '0')}` as CommandId };
};

/** Moves the clock on until the check holds: topics are pushed by the clock, the engine's own timer is real. */
export const until = (rig: Rig, check: () => void, stepMs = 50): Promise<void> =>
  vi.waitFor(
    () => {
      rig.clock.advance(stepMs);
      check();
    },
    { timeout: 8000, interval: 10 },
  );
