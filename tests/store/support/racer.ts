// One of several hands that buy from the same stock at once: prints how many of its orders got some.

import { join } from 'node:path';
import { instant, type SourceId } from '../../../src-main/core/units.ts';
import { makeWritable, openDatabase } from '../../../src-main/store/database.ts';
import { createSqliteStore } from '../../../src-main/store/sqlite-store.ts';
import { batchOf, bodyOf, factOf, orderOf } from './sample-facts.ts';

const [dataDir = '', name = '', count = '0'] = process.argv.slice(2);
const path = join(dataDir, 'kongtai.db');
const db = openDatabase(path, {});
makeWritable(db);
const store = createSqliteStore({ db, path, backupDir: dataDir, clock: () => instant(Date.now()), driver: {} });
const source = `room:${name}` as SourceId;

let taken = 0;
for (let index = 0; index < Number(count); index += 1) {
  const body = bodyOf('order.created', orderOf(`o${index}`, [{ variant: 'v1', quantity: 1 }], name));
  const said = store.appendFromSource(batchOf([factOf(`e${index}`, body, source)], index + 1, { source }));
  taken += said.filter((fact) => fact.body.type === 'stock.taken').length;
}
console.log(taken);
store.close();
