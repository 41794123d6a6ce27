// The recording that comes with Kongtai: listed, whole, playable, and the one that the simulator of today makes.

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LiveEventBody } from '../../src-main/core/live-event.ts';
import { instant } from '../../src-main/core/units.ts';
import { findRecording, listRecordings } from '../../src-main/ingest/recording-shelf.ts';
import { makeRehearsalRecording, REHEARSAL_DIR, REHEARSAL_NAME } from '../support/rehearsal-recording.ts';
import { playAll } from './support/replay.ts';

const file = join(REHEARSAL_DIR, REHEARSAL_NAME);

describe('the rehearsal recording', () => {
  it('is what its maker makes: after a change of the simulator it is to be made anew', () => {
    expect(readFileSync(file, 'utf8') === makeRehearsalRecording()).toBe(true);
  });

  it('is on the shelf of a fresh installation, ten minutes long and below 1.5 MB', () => {
    const own = mkdtempSync(join(tmpdir(), 'kongtai-own-'));
    const dirs = { own, builtIn: REHEARSAL_DIR };
    const row = listRecordings(dirs).find(({ name }) => name === REHEARSAL_NAME);
    rmSync(own, { recursive: true });
    expect(row).toMatchObject({ isBuiltIn: true, durationMs: 600_000, bytes: statSync(file).size });
    expect(row?.events).toBeGreaterThan(3000);
    expect(row?.bytes).toBeLessThan(1_500_000);
    expect(findRecording(dirs, REHEARSAL_NAME)).toBe(file);
  });

  it('plays without a reject, with chat, gifts, orders and the deals that were fired in it', async () => {
    let day = 0;
    const clock = () => {
      day += 1;
      return instant(1_800_000_000_000 + day * 86_400_000);
    };
    const { sink } = await playAll({ file, clock });
    expect(sink.last()?.status).toBe('off');
    expect(sink.rejects).toEqual([]);
    const bodies = sink.events.map(({ body }) => body);
    const count = (isIt: (body: LiveEventBody) => boolean): number => bodies.filter(isIt).length;
    expect(count(({ type }) => type === 'chat')).toBeGreaterThan(500);
    expect(count(({ type }) => type === 'gift')).toBeGreaterThan(50);
    expect(count(({ type }) => type === 'order.paid')).toBeGreaterThan(100);
    const dealt = new Set(
      bodies.flatMap((body) => ('order' in body ? body.order.lines.flatMap(({ dealId }) => dealId ?? []) : [])),
    );
    expect([...dealt].sort()).toEqual(['deal-1', 'deal-3']);
  });
});
