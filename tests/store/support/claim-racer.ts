// One of several desks that keep stock for claims at once: prints how many of its claims got some.

import { join } from 'node:path';
import { instant } from '../../../src-main/core/units.ts';
import { makeWritable, openDatabase } from '../../../src-main/store/database.ts';
import { createSqliteStore } from '../../../src-main/store/sqlite-store.ts';
import { claimAsk } from './claim-ask.ts';

const [dataDir = '', name = '', count = '0'] = process.argv.slice(2);
const path = join(dataDir, 'kongtai.db');
const db = openDatabase(path, {});
makeWritable(db);
const store = createSqliteStore({ db, path, backupDir: dataDir, clock: () => instant(Date.now()), driver: {} });

let kept = 0;
for (let index = 0; index < Number(count); index += 1) {
  const ask = claimAsk(`${name}-${index}`, [{ variant: 'v1', quantity: 1 }]);
  if (store.transact((writes) => writes.keepForClaim(ask)).isHeld) kept += 1;
}
console.log(kept);
store.close();
