// The log beside the file: a quiet room's many small commits must not grow it without end.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { NewFact } from '../../src-main/core/fact.ts';
import { instant, type SourceId, type ViewerId } from '../../src-main/core/units.ts';
import { closeRigs, openRig } from '../engine/support/engine-rig.ts';

afterEach(closeRigs);

it('a few events at a time, ten times a second for five minutes, leave a log of a few megabytes', async () => {
  const rig = await openRig({ sources: [] });
  const showId = rig.store.currentShowId();
  if (showId === null) throw new Error('no show');
  const source = 'room' as SourceId;
  for (let batch = 1; batch <= 3000; batch += 1) {
    const facts = [1, 2, 3].map(
      (n): NewFact => ({
        source,
        eventId: `${batch}-${n}`,
        at: instant(batch),
        body: { type: 'chat', text: '弹幕', viewer: { id: `u${batch % 500}-${n}` as ViewerId, name: '观众' } },
      }),
    );
    rig.store.appendFromSource({ showId, source, facts, rejects: [], cursor: batch * 3, receivedAt: instant(batch) });
    // Checkpoints come between two turns of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(statSync(join(rig.dataDir, 'kongtai.db-wal')).size).toBeLessThan(12 * 1024 * 1024);
});
