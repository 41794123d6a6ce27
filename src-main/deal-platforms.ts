// The platforms that deals are held on: files in resources, checked, with the user's own from the data folder in their place.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from './contract/topics.ts';
import type { Platform } from './core/deal-limits.ts';
import type { Duration } from './core/units.ts';

export const DEFAULT_PLATFORM = 'own-shop';

export interface PlatformShelf {
  /** Where a user's own files lie. */
  readonly userDir: string;
  /** By id; the own shop first. */
  platforms(): readonly Platform[];
  /** The own shop's where there is none of this id (any more). */
  platform(platformId: string): Platform;
  /** Files of the user's that are not in force, each with `details.file` and `details.place`. */
  problems(): readonly Problem[];
  /** Reads the files anew. Throws where a shipped one is broken. */
  reload(): void;
}

const LARGEST = 64 * 1024;

const span = z.int().min(0).max(86_400_000) as unknown as z.ZodType<Duration, number>;
const spans = z
  .strictObject({ least: span, most: span })
  .refine(({ least, most }) => least <= most, { message: 'least must not be more than most' });
const permille = z.int().min(0).max(1000);
const minor = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

const platformShape = z.strictObject({
  format: z.literal(1),
  platformId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  title: z.strictObject({ zh: z.string().min(1).max(40), en: z.string().min(1).max(40) }),
  source: z.string().max(500),
  limits: z.strictObject({
    countdownMs: spans,
    durationMs: spans,
    currency: z.string().regex(/^[A-Z]{3}$/),
    priceAboveMinor: minor.nullable(),
    sharePermille: z
      .strictObject({ least: permille, most: permille })
      .refine(({ least, most }) => least <= most, { message: 'least must not be more than most' }),
    leastOffMinor: minor,
    mostQuantity: z.int().min(1).max(1_000_000).nullable(),
    mostPerBuyer: z.int().min(1).max(1_000).nullable(),
    onePer: z.enum(['variant', 'product']),
  }),
});

type Read = { readonly ok: true; readonly platform: Platform } | { readonly ok: false; readonly place: string };

const readPlatform = (path: string): Read => {
  let raw: unknown;
  try {
    if (statSync(path).size > LARGEST) return { ok: false, place: `larger than ${LARGEST} bytes` };
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch (fault) {
    return { ok: false, place: fault instanceof Error ? fault.message : String(fault) };
  }
  const parsed = platformShape.safeParse(raw);
  if (parsed.success) {
    const { format: _format, ...platform } = parsed.data;
    return { ok: true, platform };
  }
  const issue = parsed.error.issues[0];
  return { ok: false, place: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a platform'}` };
};

const filesIn = (dir: string): readonly string[] =>
  existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
        .toSorted()
    : [];

/** Throws where a shipped file is broken, or the own shop is not among them. */
export const openPlatformShelf = (given: { readonly shippedDir: string; readonly userDir: string }): PlatformShelf => {
  const { shippedDir, userDir } = given;
  const read = () => {
    const problems: Problem[] = [];
    const found = new Map<string, Platform>();
    for (const file of filesIn(shippedDir)) {
      const shipped = readPlatform(join(shippedDir, file));
      if (!shipped.ok) throw new Error(`${file}: ${shipped.place}`);
      found.set(shipped.platform.platformId, shipped.platform);
    }
    for (const file of filesIn(userDir)) {
      const own = readPlatform(join(userDir, file));
      if (own.ok) found.set(own.platform.platformId, own.platform);
      else problems.push({ code: 'bad_platform', details: { file, place: own.place } });
    }
    const fallback = found.get(DEFAULT_PLATFORM);
    if (fallback === undefined) throw new Error(`${shippedDir} holds no ${DEFAULT_PLATFORM}.json`);
    const others = [...found.values()].filter(({ platformId }) => platformId !== DEFAULT_PLATFORM);
    return { platforms: [fallback, ...others], fallback, problems };
  };
  let current = read();
  return {
    userDir,
    platforms: () => current.platforms,
    platform: (platformId) =>
      current.platforms.find((platform) => platform.platformId === platformId) ?? current.fallback,
    problems: () => current.problems,
    reload: () => {
      current = read();
    },
  };
};
