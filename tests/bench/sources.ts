// sources.<name>: frames of a producer to normalised events, as a share of bare JSON.parse over the same frames.

import { type Instant, instant } from '../../src-main/core/units.ts';
import { createBarrageGrabParser } from '../../src-main/ingest/barrage-grab/parse-barrage-grab.ts';
import { parseBlivechat } from '../../src-main/ingest/blivechat/parse-blivechat.ts';
import { createDouyinLiveParser } from '../../src-main/ingest/douyin-live/parse-douyin-live.ts';
import { createDycastParser } from '../../src-main/ingest/dycast/parse-dycast.ts';
import type { FeedReading } from '../../src-main/ingest/feed-reading.ts';
import { createLaplaceParser } from '../../src-main/ingest/laplace/parse-laplace.ts';
import { createTikTokParser } from '../../src-main/ingest/tiktok/parse-tiktok.ts';
import type { Bench, Size } from './bench.ts';
import { spread, thousands } from './figures.ts';
import { compareBy, playRounds } from './rounds.ts';
import {
  barrageGrabFrames,
  blivechatFrames,
  douyinLiveFrames,
  dycastFrames,
  laplaceFrames,
  tiktokFrames,
} from './support/feed-frames.ts';

type Read = (frame: string) => number;

export interface SourceBenchParts {
  readonly name: string;
  /** Text frames as they come off the wire. */
  frames(count: number): readonly string[];
  /** Bare JSON.parse of one frame, of all of it. */
  readonly parse?: (frame: string) => unknown;
  /** A reader that has met nothing yet. It returns how many events and rejects a frame made. */
  reader(): Read;
}

const CLOCK = (): Instant => instant(1_800_000_000_000);
const countOf = ({ events, rejects, skipped }: FeedReading): number => events.length + rejects.length + skipped;

const perSecond = (frames: readonly string[], read: (frame: string) => void): number => {
  globalThis.gc?.();
  const before = performance.now();
  for (const frame of frames) read(frame);
  return (frames.length / (performance.now() - before)) * 1000;
};

const framesOf = (size: Size): number => (size === 'full' ? 20_000 : 4000);

export const sourceBench = ({ name, frames, reader, parse = JSON.parse }: SourceBenchParts): Bench => ({
  name: `sources.${name}`,
  bar: 0.3,
  passes: 'at least',
  run: async (size) => {
    const given = frames(framesOf(size));
    let uncounted = 0;
    const rounds = await playRounds(
      {
        product: () => {
          const read = reader();
          return perSecond(given, (frame) => {
            if (read(frame) === 0) uncounted += 1;
          });
        },
        baseline: () => perSecond(given, (frame) => parse(frame)),
      },
      { rounds: size === 'full' ? 11 : 3, warmUps: 2 },
    );
    const read = compareBy(rounds, (figure) => figure);
    const bytes = Math.round(given.reduce((sum, frame) => sum + frame.length, 0) / given.length);
    return {
      ratio: read.ratio,
      alsoHolds: uncounted === 0,
      detail: `${thousands(read.product)} frames/s to events, JSON.parse ${thousands(read.baseline)}, ${spread(read)}; ${bytes} characters a frame; ${uncounted} uncounted`,
    };
  },
});

/** What Socket.IO's parser does with a frame is the same JSON.parse. */
const readTikTok = (): Read => {
  const parse = createTikTokParser(CLOCK);
  return (frame) => {
    const [name, payload] = JSON.parse(frame) as readonly [string, unknown];
    return countOf(parse(name, payload));
  };
};

export const tiktok = sourceBench({ name: 'tiktok', frames: tiktokFrames, reader: readTikTok });

export const barrageGrab = sourceBench({
  name: 'barrage-grab',
  frames: barrageGrabFrames,
  // JSON within JSON: parsed once, all of the message is still a text.
  parse: (frame) => JSON.parse(String(JSON.parse(frame).Data)),
  reader: () => {
    const parse = createBarrageGrabParser(CLOCK);
    return (frame) => countOf(parse(frame));
  },
});

export const douyinLive = sourceBench({
  name: 'douyin-live',
  frames: douyinLiveFrames,
  reader: () => {
    const parse = createDouyinLiveParser(CLOCK);
    return (frame) => countOf(parse(frame).reading);
  },
});

export const dycast = sourceBench({
  name: 'dycast',
  frames: dycastFrames,
  reader: () => {
    const parse = createDycastParser(CLOCK);
    return (frame) => countOf(parse(frame));
  },
});

export const laplace = sourceBench({
  name: 'laplace',
  frames: laplaceFrames,
  reader: () => {
    const parse = createLaplaceParser(CLOCK);
    return (frame) => {
      const { reading } = parse(frame);
      return reading === null ? 0 : countOf(reading);
    };
  },
});

export const blivechat = sourceBench({
  name: 'blivechat',
  frames: blivechatFrames,
  reader: () => (frame) => {
    const { reading } = parseBlivechat(frame, CLOCK());
    return reading === null ? 0 : countOf(reading);
  },
});
