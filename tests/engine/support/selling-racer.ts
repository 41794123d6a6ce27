// One of several hands that sell the same stock at once, by orders or by claims, in a deal or beside it: prints how many units it got.

import { join } from 'node:path';
import { instant, type SourceId } from '../../../src-main/core/units.ts';
import { makeWritable, openDatabase } from '../../../src-main/store/database.ts';
import { createSqliteStore } from '../../../src-main/store/sqlite-store.ts';
import { claimAsk } from '../../store/support/claim-ask.ts';
import { batchOf, bodyOf, factOf, orderOf } from '../../store/support/sample-facts.ts';

const [dataDir = '', name = '', how = '', deal = '', count = '0'] = process.argv.slice(2);
const path = join(dataDir, 'kongtai.db');
const db = openDatabase(path, {});
makeWritable(db);
const store = createSqliteStore({ db, path, backupDir: dataDir, clock: () => instant(Date.now()), driver: {} });
const source = `room:${name}` as SourceId;

let got = 0;
for (let index = 0; index < Number(count); index += 1) {
  const id = `${name}-${index}`;
  const line = { variant: 'v1', quantity: 1, ...(deal === '' ? {} : { deal }) };
  if (how === 'claims') {
    const ask = claimAsk(id, [line]);
    if (store.transact((writes) => writes.keepForClaim(ask)).isHeld) got += 1;
  } else {
    const body = bodyOf('order.created', orderOf(id, [line], id));
    const said = store.appendFromSource(batchOf([factOf(`e${index}`, body, source)], index + 1, { source }));
    got += said.filter((fact) => fact.body.type === 'stock.taken').length;
  }
}
console.log(got);
store.close();
