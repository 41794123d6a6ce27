// The shape of a raw frame without what it says: keys, kinds and lengths, and the few words that name what a message is.

import { decodeFrame } from './json-frame.ts';

export interface FrameShape {
  /** Whether a person is told of in it. */
  isTold(text: string): boolean;
}

const SAFE_KEY = /^[A-Za-z_$][\w$.:-]{0,60}$/;
/** Whose values name a kind of message, not a person. */
const WORD_KEYS: ReadonlySet<string> = new Set([
  'type',
  'cmd',
  'method',
  'event',
  'topic',
  'op',
  'action',
  'msgtype',
  'currency',
  'displaytype',
  'origin',
  'kind',
  '0',
]);
const WORD = /^[A-Za-z][A-Za-z0-9_.:/-]{0,60}$/;
const ID_KEY = /(?:id|uid|user|phone|mobile|tel|zip|postcode|no|number)$/i;
const LARGEST_SHOWN = 10_000;
const MOST_SHOWN = 200;
const DEEPEST = 40;
const LONGEST_INNER = 1024 * 1024;

const isNested = (text: string): boolean => /^\s*[[{]/.test(text) && text.length <= LONGEST_INNER;

export const createFrameShape = ({ isTold }: FrameShape): ((text: string) => string) => {
  const shapeText = (text: string, key: string, depth: number): unknown => {
    const inner = isNested(text) ? decodeFrame(text) : undefined;
    if (typeof inner === 'object' && inner !== null) return JSON.stringify(shape(inner, '', depth + 1));
    if (WORD_KEYS.has(key.toLowerCase()) && WORD.test(text) && !isTold(text)) return text;
    if (/^\d+$/.test(text)) return `<${text.length} digits>`;
    if (/^https?:/.test(text)) return '<url>';
    return `<text ${text.length}>`;
  };

  const shapeKey = (key: string, place: number): string =>
    SAFE_KEY.test(key) && !/\d{5}/.test(key) && !isTold(key) ? key : `<key ${place}>`;

  const shape = (value: unknown, key: string, depth: number): unknown => {
    if (depth > DEEPEST) return '<deeper>';
    if (typeof value === 'string') return shapeText(value, key, depth);
    if (typeof value === 'number')
      return Math.abs(value) < LARGEST_SHOWN && !ID_KEY.test(key) ? value : `<number ${String(value).length}>`;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const shown = value
        .slice(0, MOST_SHOWN)
        // An event's name stands first in its message; of any other list nothing is known.
        .map((each: unknown, place) => shape(each, depth === 0 ? String(place) : '', depth + 1));
      return value.length > MOST_SHOWN ? [...shown, `<${value.length - MOST_SHOWN} more>`] : shown;
    }
    return Object.fromEntries(
      Object.entries(value)
        .slice(0, MOST_SHOWN)
        .map(([name, inner], place) => [shapeKey(name, place), shape(inner, name, depth + 1)]),
    );
  };

  return (text) => {
    const value = decodeFrame(text);
    if (value !== undefined) return JSON.stringify(shape(value, '', 0));
    return /^(?:ping|pong)$/.test(text) ? text : `<text ${text.length}>`;
  };
};
