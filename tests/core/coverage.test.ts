// Gaps: what was not heard must show, what was told after all must not, and a gap must never be forgotten.

import { describe, expect, it } from 'vitest';
import {
  type Coverage,
  connectFeed,
  createCoverage,
  gapsOf,
  hearFeed,
  holesOf,
  loseEvents,
  loseFeed,
  restartCoverage,
  staleSince,
  standOf,
} from '../../src-main/core/coverage.ts';
import type { LiveEventType } from '../../src-main/core/live-event.ts';
import { type Instant, instant, type SourceId } from '../../src-main/core/units.ts';

const A = 'a' as SourceId;
const B = 'b' as SourceId;
const t = (seconds: number): Instant => instant(seconds * 1000);
const gaps = (coverage: Coverage, until = 1000) =>
  gapsOf(coverage, t(0), t(until)).map(({ from, to }) => [from / 1000, to === null ? null : to / 1000]);

const live = (): Coverage => {
  const coverage = createCoverage();
  connectFeed(coverage, A, t(-5));
  restartCoverage(coverage, t(0));
  hearFeed(coverage, A, t(10));
  return coverage;
};

describe('a feed that is lost', () => {
  it('leaves a gap from the last thing heard, without an end while it lasts', () => {
    const coverage = live();
    loseFeed(coverage, A, t(30), { isOnPurpose: false });
    expect(gaps(coverage)).toEqual([[10, null]]);
    expect(staleSince(coverage)).toBe(t(10));
  });

  it('leaves no gap once the room has told again what happened meanwhile', () => {
    const coverage = live();
    loseFeed(coverage, A, t(30), { isOnPurpose: false });
    connectFeed(coverage, A, t(60));
    for (const second of [12, 40, 58, 61]) hearFeed(coverage, A, t(second));
    expect(gaps(coverage)).toEqual([]);
  });

  it('keeps its gap where the room goes on as if nothing had been', () => {
    const coverage = live();
    loseFeed(coverage, A, t(30), { isOnPurpose: false });
    connectFeed(coverage, A, t(60));
    hearFeed(coverage, A, t(61));
    expect(gaps(coverage)).toEqual([[10, 60]]);
    expect(staleSince(coverage)).toBeNull();
  });

  it('that held its events back and lets them go before it is called fresh again leaves no gap', () => {
    const coverage = live();
    loseFeed(coverage, A, t(30), { isOnPurpose: false });
    for (const second of [12, 29]) hearFeed(coverage, A, t(second));
    connectFeed(coverage, A, t(31));
    hearFeed(coverage, A, t(31));
    expect(gaps(coverage)).toEqual([]);
  });

  it('by a crash of our own, which said no last word, leaves a gap until it is filled', () => {
    const coverage = live();
    connectFeed(coverage, A, t(90));
    expect(gaps(coverage)).toEqual([[10, 90]]);
    hearFeed(coverage, A, t(50));
    hearFeed(coverage, A, t(91));
    expect(gaps(coverage)).toEqual([]);
  });
});

describe('events that are gone', () => {
  it('leave a gap for good, up to the next event, whatever is told later', () => {
    const coverage = live();
    loseFeed(coverage, A, t(30), { isOnPurpose: false });
    connectFeed(coverage, A, t(60));
    loseEvents(coverage, A, t(10));
    for (const second of [45, 50, 61, 70]) hearFeed(coverage, A, t(second));
    expect(gaps(coverage)).toEqual([[10, 45]]);
  });
});

describe('a show', () => {
  it('that begins before any room is attached begins with a gap, and is not called stale', () => {
    const coverage = createCoverage();
    restartCoverage(coverage, t(0));
    // One that no room ever tells of has no gap: the desk is all there is.
    expect(gaps(coverage)).toEqual([]);
    expect(staleSince(coverage)).toBeNull();
    connectFeed(coverage, A, t(20));
    hearFeed(coverage, A, t(21));
    expect(gaps(coverage)).toEqual([[0, 20]]);
  });

  it('has no part in gaps from before it', () => {
    const coverage = createCoverage();
    connectFeed(coverage, A, t(-100));
    loseFeed(coverage, A, t(-90), { isOnPurpose: false });
    connectFeed(coverage, A, t(-50));
    restartCoverage(coverage, t(0));
    expect(gaps(coverage)).toEqual([]);
  });

  it('a shop that answered until it was lost is not thought silent since its last order', () => {
    const coverage = live();
    hearFeed(coverage, A, t(11));
    loseFeed(coverage, A, t(80), { isOnPurpose: false, knownAt: t(76) });
    expect(staleSince(coverage)).toBe(t(76));
  });

  it('whose room is put aside while another is heard goes on without a gap', () => {
    const coverage = live();
    connectFeed(coverage, B, t(15));
    loseFeed(coverage, A, t(20), { isOnPurpose: true });
    expect(gaps(coverage)).toEqual([]);
  });

  it('whose only chat is put aside beside a shop shows what it told as if it went on', () => {
    const coverage = createCoverage();
    const self = (...reads: LiveEventType[]) => ({ reads, memory: 'none' as const });
    const stale = (type: LiveEventType) => staleSince(coverage, [type]);
    connectFeed(coverage, A, t(-5), self('chat', 'audience', 'share'));
    connectFeed(coverage, B, t(-4), self('order.paid'));
    restartCoverage(coverage, t(0));
    loseFeed(coverage, A, t(20), { isOnPurpose: true });
    expect([stale('audience'), stale('order.paid')]).toEqual([t(20), null]);
    // One that tells a part of it leaves the rest unknown.
    connectFeed(coverage, A, t(30));
    connectFeed(coverage, 'room' as SourceId, t(40), self('chat', 'audience'));
    loseFeed(coverage, A, t(50), { isOnPurpose: true });
    expect([stale('audience'), stale('share')]).toEqual([null, t(50)]);
  });

  it('that lost one of two goes on missing it after a person has put it aside', () => {
    const coverage = live();
    connectFeed(coverage, B, t(15));
    hearFeed(coverage, B, t(16));
    hearFeed(coverage, A, t(20));
    loseFeed(coverage, A, t(30), { isOnPurpose: false });
    loseFeed(coverage, A, t(50), { isOnPurpose: true });
    expect([gaps(coverage), staleSince(coverage)]).toEqual([[[20, 50]], null]);
  });

  it('that was lost and put aside is forgotten for a shop, which tells nothing of what it told', () => {
    const coverage = createCoverage();
    const self = (...reads: LiveEventType[]) => ({ reads, memory: 'none' as const });
    const stale = (type: LiveEventType) => staleSince(coverage, [type]);
    connectFeed(coverage, A, t(-5), self('chat', 'audience', 'notice'));
    restartCoverage(coverage, t(0));
    hearFeed(coverage, A, t(10));
    connectFeed(coverage, B, t(15), self('order.paid'));
    loseFeed(coverage, A, t(20), { isOnPurpose: false });
    loseFeed(coverage, A, t(30), { isOnPurpose: true });
    connectFeed(coverage, 'shop' as SourceId, t(35), self('order.paid'));
    expect([stale('audience'), stale('order.paid')]).toEqual([t(10), null]);
    connectFeed(coverage, 'room' as SourceId, t(40), self('chat', 'audience'));
    expect(stale('audience')).toBeNull();
  });

  it('passes over one that was put aside, is wanted again and cannot be had', () => {
    const coverage = live();
    connectFeed(coverage, B, t(15));
    loseFeed(coverage, A, t(20), { isOnPurpose: true });
    expect(standOf(coverage, A)).toBe('aside');
    loseFeed(coverage, A, t(40), { isOnPurpose: false });
    expect([standOf(coverage, A), staleSince(coverage)]).toEqual(['lost', t(40)]);
    connectFeed(coverage, A, t(60));
    hearFeed(coverage, A, t(61));
    expect([gaps(coverage), staleSince(coverage)]).toEqual([[[40, 60]], null]);
  });

  it('whose only room is put aside has a gap until another is attached', () => {
    const coverage = live();
    loseFeed(coverage, A, t(20), { isOnPurpose: true });
    connectFeed(coverage, B, t(40));
    hearFeed(coverage, B, t(41));
    expect(gaps(coverage)).toEqual([[10, 40]]);
  });
});

it('gaps that touch are one, and none reaches beyond the axis', () => {
  const coverage = live();
  connectFeed(coverage, B, t(12));
  hearFeed(coverage, B, t(20));
  loseFeed(coverage, A, t(30), { isOnPurpose: false });
  loseFeed(coverage, B, t(35), { isOnPurpose: false });
  connectFeed(coverage, A, t(50));
  hearFeed(coverage, A, t(51));
  connectFeed(coverage, B, t(70));
  hearFeed(coverage, B, t(71));
  expect(gaps(coverage)).toEqual([[10, 70]]);
  expect(gaps(coverage, 60)).toEqual([[10, 60]]);
});

describe('a feed without a memory', () => {
  const SELF = { reads: ['chat', 'gift'], memory: 'none' } as const;
  const liveFeed = (): Coverage => {
    const coverage = createCoverage();
    connectFeed(coverage, A, t(-5), SELF);
    restartCoverage(coverage, t(0));
    hearFeed(coverage, A, t(10));
    return coverage;
  };

  it('that says its last few words again hides a hole of minutes', () => {
    const coverage = liveFeed();
    loseFeed(coverage, A, t(30), { isOnPurpose: false });
    connectFeed(coverage, A, t(300), SELF);
    for (const second of [290, 299, 301]) hearFeed(coverage, A, t(second));
    expect(gaps(coverage)).toEqual([[10, 300]]);
  });

  it('that was silent for too long is taken for whole once it speaks again', () => {
    const coverage = liveFeed();
    loseFeed(coverage, A, t(30), { isOnPurpose: false });
    connectFeed(coverage, A, t(45));
    hearFeed(coverage, A, t(46));
    expect(holesOf(coverage, t(0), t(100))).toEqual([{ from: t(10), to: t(45), source: A, misses: ['chat', 'gift'] }]);
  });

  it('makes a hole in figures that it never tells', () => {
    const coverage = liveFeed();
    loseFeed(coverage, A, t(30), { isOnPurpose: false });
    expect(gapsOf(coverage, t(0), t(60), ['chat'])).toEqual([{ from: t(10), to: null }]);
    expect(gapsOf(coverage, t(0), t(60), ['order.paid'])).toEqual([]);
  });

  it('that a person put aside was not there while it had nothing to say', () => {
    const coverage = liveFeed();
    loseFeed(coverage, A, t(30), { isOnPurpose: true });
    expect(gaps(coverage)).toEqual([[30, null]]);
  });

  it('and another one are one hole that both miss', () => {
    const coverage = liveFeed();
    connectFeed(coverage, B, t(11), { reads: ['order.paid'], memory: 'none' });
    hearFeed(coverage, B, t(20));
    loseFeed(coverage, A, t(30), { isOnPurpose: false });
    loseFeed(coverage, B, t(31), { isOnPurpose: false });
    connectFeed(coverage, A, t(40), SELF);
    const holes = holesOf(coverage, t(0), t(60));
    expect(holes.map(({ from, to, source }) => [from, to, source])).toEqual([
      [t(10), t(40), A],
      [t(20), null, B],
    ]);
    expect(gaps(coverage, 60)).toEqual([[10, null]]);
  });
});

describe('a shop that is asked for what was missed', () => {
  const SHOP = { reads: ['order.paid'], memory: 'whole' } as const;

  it('keeps its hole though it has told everything', () => {
    const coverage = createCoverage();
    connectFeed(coverage, A, t(-5), SHOP);
    restartCoverage(coverage, t(0));
    loseFeed(coverage, A, t(30), { isOnPurpose: false });
    expect(gaps(coverage)).toEqual([[30, null]]);
    connectFeed(coverage, A, t(60), SHOP);
    expect(gaps(coverage)).toEqual([]);
  });

  it('fills the hole of a chat that was put aside', () => {
    const coverage = live();
    loseFeed(coverage, A, t(20), { isOnPurpose: true });
    connectFeed(coverage, B, t(40), SHOP);
    expect(gaps(coverage)).toEqual([[10, 40]]);
  });
});
