// One text frame as JSON; undefined where it is none.

import { parseLongJson } from './long-integers.ts';

const attempt = (text: string, parse: (text: string) => unknown): unknown => {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
};

/** Long numbers come as strings of all their digits. */
export const decodeFrame = (text: string): unknown => attempt(text, parseLongJson);

/** For what has no numbers beyond 2^53 that matter: it is read in two thirds of the time. */
export const decodePlain = (text: string): unknown => attempt(text, JSON.parse);
