// The key of the overlay's link, kept beside the store and readable by this user alone: OBS holds the same address for years.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export interface OverlayKey {
  token(): string;
  /** The port of the last opening; null where there was none. */
  port(): number | null;
  opens(given: unknown): boolean;
  /** Another token: the old one opens nothing any more. */
  renew(): void;
  keepPort(port: number): void;
}

const FILE = 'overlay-link.json';
const TOKEN_BYTES = 24;

const kept = z.strictObject({
  token: z.string().regex(/^[A-Za-z0-9_-]{32}$/),
  port: z.int().min(1).max(65_535).nullable(),
});
type Kept = z.infer<typeof kept>;

const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');
const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

const readKept = (path: string): Kept | null => {
  try {
    return kept.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Missing or damaged: OBS needs the new address, nothing else is lost.
    return null;
  }
};

/** Needs the data folder to be there; throws what the file system says where it cannot be written. */
export const openOverlayKey = (dataDir: string): OverlayKey => {
  const path = join(dataDir, FILE);
  const write = (next: Kept): Kept => {
    writeFileSync(`${path}.new`, JSON.stringify(next), { mode: 0o600 });
    renameSync(`${path}.new`, path);
    return next;
  };
  let current = readKept(path) ?? write({ token: newToken(), port: null });
  return {
    token: () => current.token,
    port: () => current.port,
    opens: (given) => typeof given === 'string' && timingSafeEqual(digest(given), digest(current.token)),
    renew: () => {
      current = write({ ...current, token: newToken() });
    },
    keepPort: (port) => {
      if (port !== current.port) current = write({ ...current, port });
    },
  };
};
