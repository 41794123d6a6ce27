// Facts as the store hands them to a recorder, and a folder of their own for a test's recordings.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fact, FactBody } from '../../../src-main/core/fact.ts';
import { instant, type ShowId, type SourceId } from '../../../src-main/core/units.ts';

export const STARTED = instant(Date.UTC(2026, 10, 24, 12, 0, 5));

export const factAt = (seq: number, body: FactBody, afterMs: number, source = 'room'): Fact => ({
  source: source as SourceId,
  eventId: `e${seq}`,
  at: instant(STARTED + afterMs),
  body,
  seq,
  showId: 'show-1' as ShowId,
  receivedAt: instant(STARTED + afterMs + 5),
});

/** The folder and how to take it away. */
export const makeFolder = (): { readonly dir: string; readonly remove: () => void } => {
  const dir = mkdtempSync(join(tmpdir(), 'kongtai-recordings-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
};
