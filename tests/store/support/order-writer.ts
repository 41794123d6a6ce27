// Imports batches of orders and undoes every third as fast as it can until it is killed; prints each once it is committed.

import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { type CommandId, instant } from '../../../src-main/core/units.ts';
import { openStore } from '../../../src-main/store/open-store.ts';
import { ORDERS_A_BATCH, orderBatch } from './order-batch.ts';

const [dataDir = ''] = process.argv.slice(2);
const { store } = await openStore({ dataDir, clock: () => instant(Date.now()) });

for (let batch = store.orderImports(100_000).length; ; batch += 1) {
  const importId = randomUUID() as CommandId;
  const about = { name: String(batch), platform: 'doudian', by: 'owner', at: instant(batch), changed: 0 };
  store.transact((writes) => {
    const changes = orderBatch(batch).map((after) => ({ before: null, after }));
    writes.importOrders({ ...about, importId, created: ORDERS_A_BATCH }, changes);
  });
  if (batch % 3 === 2) store.transact((writes) => writes.undoOrderImport(importId, instant(batch)));
  writeSync(1, `${batch}\n`);
}
