// Who may enter over the loopback link: a new token at every start, and for a while those of earlier starts, kept as hashes.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { after, duration, type Instant } from '../core/units.ts';

export interface Admission {
  readonly token: string;
  isAdmitted(given: unknown): boolean;
}

const TOKEN_BYTES = 32;
/** So long after its start does a token let an open page find back by itself: as long as the longest show. */
const LASTS = duration(24 * 3_600_000);
const MOST_KEPT = 20;
const FILE = 'link-tokens.json';

const kept = z.array(z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), until: z.int() }));
type Kept = z.infer<typeof kept>;

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

const readKept = (path: string): Kept => {
  try {
    return kept.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Missing or damaged: pages of earlier starts need the new address, nothing else is lost.
    return [];
  }
};

const writeKept = (path: string, tokens: Kept): void => {
  writeFileSync(`${path}.new`, JSON.stringify(tokens), { mode: 0o600 });
  renameSync(`${path}.new`, path);
};

/** Needs the data folder to be there; throws what the file system says where it cannot be written. */
export const openAdmission = (dataDir: string, clock: () => Instant): Admission => {
  const path = join(dataDir, FILE);
  const now = clock();
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const earlier = readKept(path).filter(({ until }) => until > now);
  const tokens = [{ sha256: digest(token).toString('hex'), until: after(now, LASTS) }, ...earlier].slice(0, MOST_KEPT);
  writeKept(path, tokens);
  return {
    token,
    isAdmitted: (given) => {
      if (typeof given !== 'string') return false;
      const wanted = digest(given);
      // This start's own token lasts as long as the start does.
      return tokens.some(
        ({ sha256, until }, index) =>
          (index === 0 || until > clock()) && timingSafeEqual(Buffer.from(sha256, 'hex'), wanted),
      );
    },
  };
};
