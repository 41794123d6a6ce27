// The sending end of the product's way: a utility process that pushes feed messages into a MessagePort, as the engine does.

import { setImmediate as turn } from 'node:timers/promises';
import type { FeedMessage, ToEngine } from '../../../src-main/contract/wire.ts';
import { makeRows, type TransportLoad, YIELD_EVERY } from './transport-rows.ts';

process.parentPort.on('message', ({ ports: [port] }) => {
  if (port === undefined) return;
  port.on('message', async ({ data }: { readonly data: ToEngine }) => {
    if (data.t !== 'request') return;
    const { batch, batches } = data.input as TransportLoad;
    const rows = makeRows(batch);
    for (let sent = 0; sent < batches; sent += 1) {
      const message: FeedMessage = { t: 'feed', topic: 'feed.rows', seq: sent, isSnapshot: false, rows, skipped: 0 };
      port.postMessage(message);
      if (sent % YIELD_EVERY === 0) await turn();
    }
  });
  port.start();
});
