// How much of what a source sent lately could not be read: enough of it means that its format is another one now.

import { type Instant, MINUTE } from '../core/units.ts';

export interface RejectShare {
  add(at: Instant, events: number, rejects: number): void;
  /** Rejects as a share of all that came in the last ten minutes; null where it is too little to say anything. */
  doubt(at: Instant): number | null;
}

interface Bucket {
  readonly minute: number;
  events: number;
  rejects: number;
}

const MINUTES = 10;
/** Single broken messages are everyday; a format that changed breaks every one of its kind. */
const LEAST_REJECTS = 5;
const LEAST_SHARE = 0.2;

const minuteOf = (at: Instant): number => Math.floor(at / MINUTE);

export const createRejectShare = (): RejectShare => {
  let buckets: Bucket[] = [];
  return {
    add: (at, events, rejects) => {
      const minute = minuteOf(at);
      const last = buckets.at(-1);
      if (last?.minute === minute) {
        last.events += events;
        last.rejects += rejects;
        return;
      }
      buckets = [...buckets, { minute, events, rejects }].slice(-MINUTES);
    },
    doubt: (at) => {
      const oldest = minuteOf(at) - MINUTES;
      let events = 0;
      let rejects = 0;
      for (const bucket of buckets) {
        if (bucket.minute <= oldest) continue;
        events += bucket.events;
        rejects += bucket.rejects;
      }
      const share = rejects / Math.max(1, events + rejects);
      return rejects >= LEAST_REJECTS && share >= LEAST_SHARE ? Math.round(share * 100) / 100 : null;
    },
  };
};
