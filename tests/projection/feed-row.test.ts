// Which facts become rows of the feed: a show of hours must not leave its streaks behind.

import { describe, expect, it } from 'vitest';
import { createFeedFilter } from '../../src-main/projection/feed-row.ts';
import { at, fact, ROOM, viewer } from '../core/support/show-facts.ts';

const giftOf = (streakId: string) =>
  fact(ROOM, at(1), { type: 'gift', gift: { id: 'g', name: '小心心' }, count: 1, streakId, viewer: viewer(1) });

describe('the feed’s filter', () => {
  it('would remember for ever the streaks whose last word never came', () => {
    const isForFeed = createFeedFilter();
    expect(isForFeed(giftOf('first'))).toBe(true);
    expect(isForFeed(giftOf('first'))).toBe(false);
    for (let n = 0; n < 10_000; n += 1) isForFeed(giftOf(`other ${n}`));
    // One of the newest is still known, the oldest is a new one again.
    expect(isForFeed(giftOf('other 9999'))).toBe(false);
    expect(isForFeed(giftOf('first'))).toBe(true);
  });
});
