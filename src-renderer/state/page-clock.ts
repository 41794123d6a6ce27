// The page's own steady clock: a wall clock set forward or back in mid-show must not move a countdown.

export const pageNow = (): number => performance.timeOrigin + performance.now();

/** Forward by less than this is the way of the wire, not of the clocks. */
const SLACK_MS = 250;

/** Nothing the engine has published can lie in our future: where it seems to, this page has slept. */
export const offsetAfter = (offsetMs: number, publishedAt: number, now: number): number =>
  publishedAt - now > offsetMs + SLACK_MS ? publishedAt - now : offsetMs;

/** What is left of a span by the last tick, which may be a second old: never more than when the span was first seen. */
export const timeLeft = (until: number, tickedAt: number, seenAt: number): number =>
  Math.min(until - tickedAt, until - seenAt - SLACK_MS);
