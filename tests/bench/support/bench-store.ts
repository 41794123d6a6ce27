// A store on a real file with a show and the demo's products in it, as the engine would find it.

import type { ShowId } from '../../../src-main/core/units.ts';
import { seedDemoShow } from '../../../src-main/demo-show.ts';
import { readDemoCatalogue } from '../../../src-main/room-server/demo-catalogue.ts';
import { openStore } from '../../../src-main/store/open-store.ts';
import type { Store } from '../../../src-main/store/store.ts';
import { RESOURCES, STREAM_STARTED_AT } from './show-stream.ts';

export const openBenchStore = async (dataDir: string): Promise<{ readonly store: Store; readonly showId: ShowId }> => {
  const { store } = await openStore({ dataDir, clock: () => STREAM_STARTED_AT });
  seedDemoShow(store, readDemoCatalogue(RESOURCES), null, `${dataDir}/media`, STREAM_STARTED_AT);
  const showId = store.currentShowId();
  if (showId === null) throw new Error('the store has no show');
  return { store, showId };
};
