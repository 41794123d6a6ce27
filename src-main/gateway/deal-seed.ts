// The secret of a draw: 32 random bytes as hex, and the hash by which anybody can tell later that it was this one.

import { createHash, randomBytes } from 'node:crypto';

export const hashOfSeed = (seed: string): string => createHash('sha256').update(seed, 'ascii').digest('hex');

export const makeSeed = (): { readonly seed: string; readonly hash: string } => {
  const seed = randomBytes(32).toString('hex');
  return { seed, hash: hashOfSeed(seed) };
};
