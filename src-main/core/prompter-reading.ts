// What a host has read from the prompter, to tell how fast they speak: from a steady scroll, and from page to page.

import type { PrompterState } from './prompter.ts';
import { type PrompterLayout, spokenBetween } from './prompter-layout.ts';
import { DEFAULT_PACE, FASTEST_PACE, paceOfSpeech, SLOWEST_PACE, type SpeakingPace } from './speaking-time.ts';
import type { Duration } from './units.ts';

export interface PrompterReading {
  /** How long what was read takes at the default pace, in milliseconds. */
  readonly byDefaultMs: number;
  /** How long it took. */
  readonly tookMs: number;
  /** In page mode: where the page that is being read began, and when. */
  readonly page: { readonly position: number; readonly at: Duration } | null;
}

export const NOTHING_READ: PrompterReading = { byDefaultMs: 0, tookMs: 0, page: null };

const { charactersPerMinute: BY_DEFAULT } = DEFAULT_PACE;

/** A page that took longer was not being read all the time, a quicker one was turned over. */
const isPlausible = (byDefaultMs: number, tookMs: number): boolean => {
  const pace = (BY_DEFAULT * byDefaultMs) / tookMs;
  return pace >= SLOWEST_PACE && pace <= FASTEST_PACE;
};

const add = (reading: PrompterReading, byDefaultMs: number, tookMs: number): PrompterReading => ({
  ...reading,
  byDefaultMs: reading.byDefaultMs + byDefaultMs,
  tookMs: reading.tookMs + tookMs,
});

/** After one step of the prompter (a frame, a key). In words mode the pace is given, so that nothing is learnt of it. */
export const readOn = (
  reading: PrompterReading,
  before: PrompterState,
  after: PrompterState,
  layout: PrompterLayout,
): PrompterReading => {
  const moved = after.position - before.position;
  if (after.mode === 'page') {
    const { page } = reading;
    if (page === null || moved < 0) return { ...reading, page: { position: after.position, at: after.at } };
    if (moved === 0) return reading;
    const byDefaultMs = spokenBetween(layout, page.position, after.position, BY_DEFAULT);
    const tookMs = after.at - page.at;
    const next = { ...reading, page: { position: after.position, at: after.at } };
    // A jump is not one page turned after another.
    const isTurn = moved <= layout.viewportHeight;
    return isTurn && isPlausible(byDefaultMs, tookMs) ? add(next, byDefaultMs, tookMs) : next;
  }
  const resting = reading.page === null ? reading : { ...reading, page: null };
  const isReading = after.mode === 'steady' && before.mode === 'steady' && before.phase === 'playing' && moved > 0;
  // Faster than a page a second it was moved by hand.
  if (!isReading || moved > (layout.viewportHeight * (after.at - before.at)) / 1000) return resting;
  return add(resting, spokenBetween(layout, before.position, after.position, BY_DEFAULT), after.at - before.at);
};

/** Null until half a minute has been read. */
export const measuredPace = ({ byDefaultMs, tookMs }: PrompterReading): SpeakingPace | null =>
  paceOfSpeech(byDefaultMs, tookMs);
