// A thread that reads one show's review and ends: folding a whole show must not hold up the one that is on air.

import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from './contract/errors.ts';
import { affectedIn } from './core/emergency-scope.ts';
import { toShowOrders } from './core/show-orders.ts';
import { toSummary } from './projection/summary.ts';
import { recallRoom } from './recall-room.ts';
import type { ReviewAnswer, ReviewOrder } from './review.ts';
import { openReadStore } from './store/read-store.ts';

const read = ({ what, dataDir, nativeBinding, showId, now }: ReviewOrder): ReviewAnswer => {
  try {
    const store = openReadStore(dataDir, nativeBinding === undefined ? {} : { nativeBinding });
    try {
      const room = recallRoom(store, showId);
      if (what === 'orders') return { ok: true, what, orders: toShowOrders(room) };
      if (what !== 'summary') {
        const affected = affectedIn(room, what.affectedBy);
        if (affected === null) throw new Refusal('not_found', 'The show has no such emergency.');
        return { ok: true, what: 'affected', affected };
      }
      const isCurrent = store.currentShowId() === showId;
      const asked = { isCurrent, rejects: store.rejectCountOf(showId), shelf: store };
      return { ok: true, what, summary: toSummary(room, asked, now) };
    } finally {
      store.close();
    }
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    return { ok: false, code: fault.code, message: fault.message, details: fault.details };
  }
};

// What this thread is given comes from its own engine.
parentPort?.postMessage(read(workerData as ReviewOrder));
