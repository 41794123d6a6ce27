// One text frame as JSON, long numbers kept as digits; undefined where it is none.

import { parseLongJson } from './long-integers.ts';

export const decodeFrame = (text: string): unknown => {
  try {
    return parseLongJson(text);
  } catch {
    return undefined;
  }
};
