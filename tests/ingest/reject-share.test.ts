// When rejects are many enough to say that a format has changed.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, MINUTE } from '../../src-main/core/units.ts';
import { createRejectShare } from '../../src-main/ingest/reject-share.ts';

const NOW = instant(Date.UTC(2026, 10, 24, 12));

describe('the share of rejects', () => {
  it.each([
    ['four rejects among nothing else are taken for a changed format', 0, 4, null],
    ['a handful among thousands is taken for a changed format', 5000, 50, null],
    ['a fifth that breaks is passed over', 80, 20, 0.2],
    ['a feed that breaks altogether is passed over', 0, 5, 1],
  ])('%s', (_bug, events, rejects, doubt) => {
    const share = createRejectShare();
    share.add(NOW, events, rejects);
    expect(share.doubt(NOW)).toBe(doubt);
  });

  it('goes on accusing a source that was mended ten minutes ago', () => {
    const share = createRejectShare();
    share.add(NOW, 0, 50);
    share.add(instant(NOW + MINUTE), 0, 50);
    expect(share.doubt(instant(NOW + 10 * MINUTE))).toBe(1);
    expect(share.doubt(instant(NOW + 12 * MINUTE))).toBeNull();
  });

  it('depends on how what came was cut into batches', () => {
    const pieces = fc.array(fc.record({ ms: fc.nat(12 * MINUTE), events: fc.nat(30), rejects: fc.nat(30) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(pieces, (all) => {
        const inOrder = all.toSorted((a, b) => a.ms - b.ms);
        const share = createRejectShare();
        for (const { ms, events, rejects } of inOrder) share.add(instant(NOW + ms), events, rejects);
        const end = NOW + (inOrder.at(-1)?.ms ?? 0);
        const oldest = Math.floor(end / MINUTE) - 10;
        const recent = inOrder.filter(({ ms }) => Math.floor((NOW + ms) / MINUTE) > oldest);
        const rejects = recent.reduce((sum, each) => sum + each.rejects, 0);
        const total = recent.reduce((sum, each) => sum + each.events + each.rejects, 0);
        const expected = rejects >= 5 && rejects / total >= 0.2 ? Math.round((rejects / total) * 100) / 100 : null;
        expect(share.doubt(instant(end))).toBe(expected);
      }),
    );
  });
});
