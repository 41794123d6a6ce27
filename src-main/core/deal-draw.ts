// Lucky draws: who said the keyword while it ran, and winners that anybody can work out again from what was published.

import type { SourceId, ViewerId } from './units.ts';

/** A viewer of one room, as the published list names them. */
export type Entrant = string;

export const entrantOf = (source: SourceId, viewerId: ViewerId): Entrant => `${source}:${viewerId}`;

export interface DrawEntries {
  readonly keyword: string;
  readonly from: number;
  readonly to: number;
  /** By entrant, the name that they had when they first said it. */
  readonly entrants: Map<Entrant, string>;
}

export interface DrawWinner {
  readonly entrant: Entrant;
  readonly name: string;
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');

export const createDrawEntries = (keyword: string, from: number, to: number): DrawEntries => ({
  keyword: plain(keyword),
  from,
  to,
  entrants: new Map(),
});

/** Counts once whoever says the keyword (anywhere in the comment, in any width or case) from `from` on and before `to`. */
export const enterDraw = (
  draw: DrawEntries,
  said: { readonly source: SourceId; readonly viewerId: ViewerId; readonly name: string; readonly text: string },
  at: number,
): void => {
  if (at < draw.from || at >= draw.to || draw.keyword === '' || !plain(said.text).includes(draw.keyword)) return;
  const entrant = entrantOf(said.source, said.viewerId);
  if (!draw.entrants.has(entrant)) draw.entrants.set(entrant, said.name);
};

const rotate = (word: number, by: number): number => ((word << by) | (word >>> (32 - by))) >>> 0;

/** xoshiro128** (Blackman, Vigna): 32 bits a call. */
const createStream = (seed: string): (() => number) => {
  const words = Array.from(
    { length: 8 },
    (_, index) => Number.parseInt(seed.slice(index * 8, index * 8 + 8), 16) >>> 0,
  );
  const half = (index: number): number => ((words[index] ?? 0) ^ (words[index + 4] ?? 0)) >>> 0;
  let [a, b, c, d] = [half(0), half(1), half(2), half(3)];
  if ((a | b | c | d) === 0) a = 1;
  return () => {
    const out = Math.imul(rotate(Math.imul(b, 5) >>> 0, 7), 9) >>> 0;
    const kept = (b << 9) >>> 0;
    c = (c ^ a) >>> 0;
    d = (d ^ b) >>> 0;
    b = (b ^ c) >>> 0;
    a = (a ^ d) >>> 0;
    c = (c ^ kept) >>> 0;
    d = rotate(d, 11);
    return out;
  };
};

const WORDS = 0x1_0000_0000;

/**
 * At most `n` distinct entrants, in the order in which they are drawn. `seed` is 64 hexadecimal digits. Anybody can do it again:
 * 1. Sort the distinct entrants by their UTF-16 code units.
 * 2. Read the seed as eight big-endian 32-bit words w0…w7; the state of xoshiro128** is (w0^w4, w1^w5, w2^w6, w3^w7),
 *    with the first word 1 where all four are 0.
 * 3. For i = 0, 1, … n−1: m = entrants − i; take words until one is below the greatest multiple of m that 2^32 holds; swap
 *    the entrant at i with the one at i + (word mod m); the entrant now at i has won.
 */
export const drawWinners = (seed: string, entrants: readonly Entrant[], n: number): readonly Entrant[] => {
  const next = createStream(seed);
  const below = (m: number): number => {
    const fair = Math.floor(WORDS / m) * m;
    let word = next();
    while (word >= fair) word = next();
    return word % m;
  };
  const pool = [...new Set(entrants)].sort((x, y) => (x < y ? -1 : x > y ? 1 : 0));
  const most = Math.min(n, pool.length);
  for (let i = 0; i < most; i += 1) {
    const j = i + below(pool.length - i);
    const [here, there] = [pool[i], pool[j]];
    if (here === undefined || there === undefined) break;
    pool[i] = there;
    pool[j] = here;
  }
  return pool.slice(0, most);
};
