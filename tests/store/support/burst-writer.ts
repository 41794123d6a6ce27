// Appends batches as fast as it can until it is killed; prints a batch's cursor once it is committed.

import { writeSync } from 'node:fs';
import { instant } from '../../../src-main/core/units.ts';
import { openStore } from '../../../src-main/store/open-store.ts';
import { batchOf, bodyOf, chatOf, factOf, orderOf, ROOM, seed, variantOf } from './sample-facts.ts';

const BATCH = 40;
const [dataDir = ''] = process.argv.slice(2);
const { store, isFirstRun } = await openStore({ dataDir, clock: () => instant(Date.now()) });
if (isFirstRun) seed(store, [variantOf('v1', 1_000_000)]);

const factAt = (seq: number) =>
  seq % 10 === 0
    ? factOf(`e${seq}`, bodyOf('order.created', orderOf(`o${seq}`, [{ variant: 'v1', quantity: 1 }], `u${seq % 97}`)))
    : chatOf(`e${seq}`);

for (let cursor = store.cursor(ROOM); ; cursor += BATCH) {
  const facts = Array.from({ length: BATCH }, (_, index) => factAt(cursor + index + 1));
  store.appendFromSource(batchOf(facts, cursor + BATCH));
  writeSync(1, `${cursor + BATCH}\n`);
}
