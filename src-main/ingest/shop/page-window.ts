// Pages through a list that changes while it is read: each page begins where the last one's moments ended, not at a count that shifts.

export interface PageWindow {
  /** UTC ms by the shop's clock, inclusive. */
  readonly since: number;
  /** How many at the beginning of it were read. */
  readonly skip: number;
}

/** A second is the coarsest that shops date their orders by. */
const COARSE = 1000;

export const readWindow = (since: number, page: string | null): PageWindow => {
  const [from, skip] = (page ?? '').split('/').map(Number);
  return page === null ? { since, skip: 0 } : { since: from ?? since, skip: skip ?? 0 };
};

/** Null after the last page. `newest`: when the newest of this one was changed. */
export const nextWindow = (window: PageWindow, read: number, perPage: number, newest: number | null): string | null => {
  if (read < perPage) return null;
  const since = (newest ?? 0) - COARSE;
  // A whole page within one moment: only counting gets past it.
  return since > window.since ? `${since}/0` : `${window.since}/${window.skip + read}`;
};
