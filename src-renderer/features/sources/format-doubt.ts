// Which sources a person is to be told of because they may speak another format now, given what was dismissed.

import type { SourceTopicRow } from '../../../src-main/contract/topics.ts';

export interface Dismissal {
  readonly at: number;
  /** How many there were by then. */
  readonly rejects: number;
}

/** As long as the time over which the share is taken: what is said again by then is new. */
const QUIET_MS = 10 * 60_000;
/** Fewer than these are single broken messages, not a format. */
const LEAST_NEW = 5;

type Doubtful = Pick<SourceTopicRow, 'sourceId' | 'doubt' | 'rejects'>;

const isQuiet = ({ rejects }: Doubtful, { at, rejects: before }: Dismissal, now: number): boolean =>
  // Attached anew, it counts from nothing: that is another time.
  rejects >= before && (now - at < QUIET_MS || rejects - before < LEAST_NEW);

/** Those with the largest share first. */
export const doubtful = <Row extends Doubtful>(
  sources: readonly Row[],
  dismissed: ReadonlyMap<string, Dismissal>,
  now: number,
): readonly Row[] =>
  sources
    .filter((source) => {
      const dismissal = dismissed.get(source.sourceId);
      return source.doubt !== null && (dismissal === undefined || !isQuiet(source, dismissal, now));
    })
    .toSorted((a, b) => (b.doubt ?? 0) - (a.doubt ?? 0));
