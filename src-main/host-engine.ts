// Sets an engine going for one data folder and one choice of room: what the desktop's engine process and headless share.

import { join } from 'node:path';
import { openRuleShelf } from './compliance-shelf.ts';
import { Refusal } from './contract/errors.ts';
import type { Instant, SourceId } from './core/units.ts';
import { openPlatformShelf } from './deal-platforms.ts';
import { seedDemoShow } from './demo-show.ts';
import { createEngine, type Engine } from './engine.ts';
import type { OpenOverlayDoor } from './gateway/overlay-door.ts';
import type { EventSource } from './ingest/event-source.ts';
import { finishRecordings } from './ingest/recording-shelf.ts';
import { roomSourceId } from './ingest/room-kind.ts';
import { createSocketIoSource } from './ingest/socketio-source.ts';
import { createSourceKinds } from './ingest/source-kinds.ts';
import { readAffected, readReview, readShowOrders } from './review.ts';
import { readDemoCatalogue } from './room-server/demo-catalogue.ts';
import { type DemoRoom, startDemoRoom } from './room-server/demo-room.ts';
import { NO_SECRET_BOX, type SecretBox } from './secret-box.ts';
import { createSteadyClock } from './steady-clock.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { VERSION } from './version.ts';

/** Which room to attach at the start. */
export type RoomChoice =
  | { readonly kind: 'demo' }
  | { readonly kind: 'none' }
  | { readonly kind: 'url'; readonly url: string; readonly token: string; readonly room: string };

export interface EngineHostOptions {
  readonly dataDir: string;
  readonly room: RoomChoice;
  readonly resourcesDir: string;
  /** The built review-worker. */
  readonly reviewWorker: string;
  /** A self-built better-sqlite3 addon, for an Electron older than the shipped one needs. */
  readonly nativeBinding?: string;
}

/** What an engine can use of the program around it. */
export interface EngineSurroundings {
  readonly openOverlayDoor: OpenOverlayDoor;
  readonly secrets: SecretBox;
}

const ALONE: EngineSurroundings = {
  openOverlayDoor: () => Promise.reject(new Error('No pages are served here.')),
  secrets: NO_SECRET_BOX,
};

export interface EngineHost {
  readonly engine: Engine;
  readonly mediaDir: string;
  /** The machine has slept: the clock is set anew. */
  resumed(): void;
  stop(): Promise<void>;
}

const DEMO = 'demo' as SourceId;

/** When the show that goes on was last heard of. */
const heardOfOpenShow = (store: Store): Instant | null => {
  const showId = store.currentShowId();
  const phase = store.shows().find((show) => show.showId === showId)?.phase;
  return showId !== null && (phase === 'live' || phase === 'rehearsing') ? store.heardAt(showId) : null;
};

/** Throws Refusal where the store cannot be opened; what was started by then is stopped again. */
export const startEngineHost = async (
  options: EngineHostOptions,
  { openOverlayDoor, secrets }: EngineSurroundings = ALONE,
): Promise<EngineHost> => {
  const { dataDir, room, resourcesDir, reviewWorker, nativeBinding } = options;
  const driver = nativeBinding === undefined ? {} : { nativeBinding };
  const clock = createSteadyClock();
  const mediaDir = join(dataDir, 'media');
  const recordingDirs = { own: join(dataDir, 'recordings'), builtIn: join(resourcesDir, 'recordings') };
  const catalogue = readDemoCatalogue(resourcesDir);
  const ruleShelf = openRuleShelf({
    shippedDir: join(resourcesDir, 'compliance'),
    userDir: join(dataDir, 'compliance'),
  });
  const platforms = openPlatformShelf({
    shippedDir: join(resourcesDir, 'platforms'),
    userDir: join(dataDir, 'platforms'),
  });
  const { store, problem } = await openStore({
    dataDir,
    clock: clock.now,
    ...driver,
  });
  const heardAt = heardOfOpenShow(store);
  if (heardAt !== null) clock.notBefore(heardAt);

  const roomSource = (kind: 'room' | 'demo', address: { url: string; token: string; room: string }): EventSource => {
    const sourceId = kind === 'demo' ? DEMO : roomSourceId(address.url, address.room);
    const client = store.installationId();
    return createSocketIoSource({ ...address, sourceId, name: address.room, kind, client, clock: clock.now });
  };

  let demo: DemoRoom | null = null;
  try {
    await finishRecordings(recordingDirs.own, (name, fault) => console.error(`recording ${name}:`, fault));
    demo =
      room.kind === 'demo'
        ? await startDemoRoom({ catalogue, journalDir: join(dataDir, 'demo-room'), clock: clock.now })
        : null;
    seedDemoShow(store, catalogue, demo, mediaDir, clock.now());
    const sources: EventSource[] = [];
    if (demo !== null) sources.push(roomSource('demo', demo));
    if (room.kind === 'url') sources.push(roomSource('room', room));
    const engine = createEngine({
      store,
      clock: clock.now,
      sources,
      sourceKinds: createSourceKinds(store.installationId()),
      recordingDirs,
      ruleShelf,
      platforms,
      openOverlayDoor,
      secrets,
      earlierSummary: (showId, now) => readReview(reviewWorker, { dataDir, showId, now, ...driver }),
      earlierOrders: (showId, now) => readShowOrders(reviewWorker, { dataDir, showId, now, ...driver }),
      earlierAffected: (showId, emergencyId, now) =>
        readAffected(reviewWorker, { dataDir, showId, emergencyId, now, ...driver }),
      dataDir,
      version: VERSION,
      problem,
      onFault: (where, fault) => console.error(`${where}:`, fault),
    });
    return {
      engine,
      mediaDir,
      resumed: clock.reanchor,
      stop: async () => {
        await engine.stop();
        await demo?.stop();
      },
    };
  } catch (fault) {
    await demo?.stop();
    store.close();
    throw fault instanceof Refusal ? fault : new Error('The engine could not be started.', { cause: fault });
  }
};
