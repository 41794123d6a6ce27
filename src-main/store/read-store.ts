// A second, read-only look at the store's file, for a thread that may take its time over a whole show.

import { join } from 'node:path';
import type { ShowId } from '../core/units.ts';
import { createCueTable } from './cue-table.ts';
import { type DriverOptions, openDatabase } from './database.ts';
import { createFactTable } from './fact-table.ts';
import type { PlatformOrderReads } from './platform-order-store.ts';
import { createPlatformOrderTable } from './platform-order-table.ts';
import { createProductTable } from './product-table.ts';
import { createRejectTable } from './reject-table.ts';
import { createRunSheetTable } from './run-sheet-table.ts';
import { createShowTable } from './show-table.ts';
import { refusing } from './sqlite-failure.ts';
import { DATABASE, type Store } from './store.ts';

export type ReadStore = Pick<
  Store,
  'currentShowId' | 'show' | 'runSheet' | 'sheetStand' | 'factsOf' | 'rejectCountOf' | 'close'
> &
  Omit<PlatformOrderReads, 'deskOrdersOf' | 'orderSourcesOf'>;

/** Throws a store Refusal where the file cannot be read. */
export const openReadStore = (dataDir: string, driver: DriverOptions): ReadStore => {
  const path = join(dataDir, DATABASE);
  return refusing(path, () => {
    const db = openDatabase(path, driver, true);
    const shows = createShowTable(db);
    const cues = createCueTable(db);
    const sheets = createRunSheetTable(db, cues);
    const products = createProductTable(db);
    const facts = createFactTable(db);
    const rejects = createRejectTable(db);
    return {
      ...createPlatformOrderTable(db),
      currentShowId: shows.current,
      show: shows.show,
      runSheet: (showId: ShowId) => ({ cues: cues.ofShow(showId), products: products.ofShow(showId) }),
      sheetStand: sheets.stand,
      factsOf: facts.ofShow,
      rejectCountOf: rejects.countOf,
      close: () => {
        db.close();
      },
    };
  });
};
