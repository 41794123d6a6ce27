// What a person typed for all that are chosen, as the change that is sent; null while it says nothing.

import type { RouteInput } from '../../../src-main/contract/routes.ts';
import { parseAmount } from '../../ui/money.ts';
import { wordsOf } from './product-form.ts';

type Change = RouteInput<'catalogue.editMany'>['change'];

export const BULK_KINDS = [
  'livePercent',
  'liveAmount',
  'liveNone',
  'listPercent',
  'listAmount',
  'stockSet',
  'stockAdd',
  'tagsAdd',
  'tagsRemove',
  'category',
] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

const MOST_PERCENT = 1_000;

const readSign = (text: string): { readonly sign: 1 | -1; readonly rest: string } => {
  const plain = text.normalize('NFKC').trim();
  const isLess = /^[-−]/u.test(plain);
  return { sign: isLess ? -1 : 1, rest: plain.replace(/^[+\-−]/u, '') };
};

/** +10, -5.5, 12 %: hundredths of a percent, exactly. */
const readBasisPoints = (text: string): number | null => {
  const { sign, rest } = readSign(text);
  const match = /^(\d{1,4})(?:\.(\d{1,2}))?\s*%?$/.exec(rest);
  if (match === null) return null;
  const [, whole = '0', part = ''] = match;
  const points = Number(`${whole}${part.padEnd(2, '0')}`);
  if (points === 0 || points > MOST_PERCENT * 100 || (sign === -1 && points > 10_000)) return null;
  return sign * points;
};

const readMinor = (text: string, currency: string): number | null => {
  const { sign, rest } = readSign(text);
  const minor = parseAmount(rest, currency);
  return minor === null || minor === 0 || minor > 1_000_000_000 ? null : sign * minor;
};

const readPieces = (text: string): number | null => {
  const { sign, rest } = readSign(text);
  return /^\d{1,8}$/.test(rest) ? sign * Number(rest) : null;
};

const price = (target: 'list' | 'live', kind: 'basis-points' | 'minor', by: number | null): Change | null => {
  if (by === null) return null;
  return kind === 'minor'
    ? { kind: 'price', target, by: { kind, minor: by } }
    : { kind: 'price', target, by: { kind, basisPoints: by } };
};

const tags = (text: string, how: 'add' | 'remove'): Change | null => {
  const words = wordsOf(text);
  if (words.length === 0) return null;
  return how === 'add' ? { kind: 'tags', add: words, remove: [] } : { kind: 'tags', add: [], remove: words };
};

export const readBulk = (kind: BulkKind, text: string, currency: string): Change | null => {
  switch (kind) {
    case 'livePercent':
      return price('live', 'basis-points', readBasisPoints(text));
    case 'liveAmount':
      return price('live', 'minor', readMinor(text, currency));
    case 'liveNone':
      return { kind: 'price', target: 'live', by: { kind: 'none' } };
    case 'listPercent':
      return price('list', 'basis-points', readBasisPoints(text));
    case 'listAmount':
      return price('list', 'minor', readMinor(text, currency));
    case 'stockSet': {
      const quantity = readPieces(text);
      return quantity === null || quantity < 0 ? null : { kind: 'stock', how: 'set', quantity };
    }
    case 'stockAdd': {
      const quantity = readPieces(text);
      return quantity === null || quantity === 0 ? null : { kind: 'stock', how: 'add', quantity };
    }
    case 'tagsAdd':
      return tags(text, 'add');
    case 'tagsRemove':
      return tags(text, 'remove');
    case 'category':
      return text.trim() === '' ? null : { kind: 'category', category: text.trim() };
  }
};
