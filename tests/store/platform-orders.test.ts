// Platform orders in a real file: an import killed at any moment is there as a whole or not at all, and so is its undoing.

import { describe, expect, it } from 'vitest';
import type { PlatformOrder } from '../../src-main/core/platform-order.ts';
import { type CommandId, instant } from '../../src-main/core/units.ts';
import type { Store } from '../../src-main/store/store.ts';
import { startChild } from './support/child.ts';
import { ORDERS_A_BATCH, orderBatch } from './support/order-batch.ts';
import { makeFolder, openIn } from './support/store-folder.ts';

const KILLS = 8;
const ALL = [instant(0), instant(Date.UTC(2040, 0))] as const;

const allOrders = (store: Store): readonly PlatformOrder[] => store.platformOrdersBetween(...ALL);

describe('an import', () => {
  it(`that is killed leaves half of its orders, in ${KILLS} kills`, async () => {
    const folder = makeFolder();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = startChild('order-writer.ts', folder);
      await child.printed(1 + ((kill * 5) % 7));
      await child.kill();
      const { store, problem } = await openIn(folder);
      expect(problem).toBeNull();
      const standing = store.orderImports(1_000).filter(({ undoneAt }) => undoneAt === null);
      expect(allOrders(store)).toHaveLength(standing.length * ORDERS_A_BATCH);
      for (const { name } of standing) {
        const batch = orderBatch(Number(name));
        expect(store.platformOrdersNamed(batch.map(({ orderId }) => orderId))).toHaveLength(ORDERS_A_BATCH);
      }
      expect(store.isSound()).toBe(true);
      store.close();
    }
  }, 120_000);

  it('undone leaves a trace of what it changed', async () => {
    const { store } = await openIn(makeFolder());
    const [first] = orderBatch(1);
    if (first === undefined) throw new Error('no order');
    const about = { name: 'a.csv', platform: 'doudian', by: 'owner', at: instant(1), created: 1, changed: 0 };
    const change = { ...first, refundedMinor: 10, otherIds: ['other-9'] };
    store.transact((writes) => {
      writes.importOrders({ ...about, importId: 'i1' as CommandId }, [{ before: null, after: first }]);
    });
    store.transact((writes) => {
      writes.importOrders({ ...about, importId: 'i2' as CommandId }, [{ before: first, after: change }]);
    });
    expect(store.platformOrdersNamed(['other-9'])).toEqual([change]);
    expect(store.transact((writes) => writes.undoOrderImport('i1' as CommandId, instant(2)))).toEqual({ later: 1 });
    expect(store.transact((writes) => writes.undoOrderImport('i2' as CommandId, instant(3)))).toEqual({ later: 0 });
    expect(store.platformOrdersNamed(['other-9'])).toEqual([]);
    expect(store.platformOrder('doudian', first.orderId)).toEqual(first);
    store.transact((writes) => writes.undoOrderImport('i1' as CommandId, instant(4)));
    expect(allOrders(store)).toEqual([]);
    store.close();
  });

  it('that was compared with something else than is there is taken over', async () => {
    const { store } = await openIn(makeFolder());
    const [first] = orderBatch(1);
    if (first === undefined) throw new Error('no order');
    const about = { name: 'a.csv', platform: 'doudian', by: 'owner', at: instant(1), created: 1, changed: 0 };
    const stale = { before: { ...first, totalMinor: 1 }, after: first };
    const isTaken = store.transact((writes) => writes.importOrders({ ...about, importId: 'i1' as CommandId }, [stale]));
    expect(isTaken).toBe(false);
    store.close();
  });
});
