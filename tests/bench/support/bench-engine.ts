// An engine in this process on a real file, with kinds of source of a benchmark's own choice.

import { join } from 'node:path';
import { openRuleShelf } from '../../../src-main/compliance-shelf.ts';
import { type Instant, instant } from '../../../src-main/core/units.ts';
import { openPlatformShelf } from '../../../src-main/deal-platforms.ts';
import { seedDemoShow } from '../../../src-main/demo-show.ts';
import { createEngine, type Engine } from '../../../src-main/engine.ts';
import type { SourceKind } from '../../../src-main/ingest/source-kind.ts';
import { readDemoCatalogue } from '../../../src-main/room-server/demo-catalogue.ts';
import { NO_SECRET_BOX } from '../../../src-main/secret-box.ts';
import { openStore } from '../../../src-main/store/open-store.ts';
import type { Store } from '../../../src-main/store/store.ts';
import { RESOURCES } from './show-stream.ts';

const nothingEarlier = (): Promise<never> => Promise.reject(new Error('there is one show only'));

export interface BenchEngine {
  readonly engine: Engine;
  readonly store: Store;
  /** Faults of ours that the engine got over. */
  readonly faults: readonly unknown[];
}

export const startBenchEngine = async (dataDir: string, sourceKinds: readonly SourceKind[]): Promise<BenchEngine> => {
  const clock = (): Instant => instant(Date.now());
  const { store, problem } = await openStore({ dataDir, clock });
  seedDemoShow(store, readDemoCatalogue(RESOURCES), null, join(dataDir, 'media'), clock());
  const faults: unknown[] = [];
  const engine = createEngine({
    store,
    clock,
    sources: [],
    sourceKinds,
    earlierSummary: nothingEarlier,
    earlierOrders: nothingEarlier,
    earlierAffected: nothingEarlier,
    ruleShelf: openRuleShelf({ shippedDir: join(RESOURCES, 'compliance'), userDir: join(dataDir, 'compliance') }),
    platforms: openPlatformShelf({ shippedDir: join(RESOURCES, 'platforms'), userDir: join(dataDir, 'platforms') }),
    recordingDirs: { own: join(dataDir, 'recordings'), builtIn: null },
    openOverlayDoor: () => Promise.reject(new Error('no pages are served here')),
    secrets: NO_SECRET_BOX,
    dataDir,
    version: '0.0.0',
    problem,
    onFault: (where, fault) => faults.push(`${where}: ${fault}`),
  });
  return { engine, store, faults };
};
