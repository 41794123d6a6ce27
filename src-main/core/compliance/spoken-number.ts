// Numbers as they stand beside a word: 「原价 1,299 元」, 「仅剩3件」, 「一百万人回购」.

import { type Folded, GAP, KIND } from './folding.ts';

const CHINESE = new Set('零一二两三四五六七八九十百千万亿半几数');
/** A Chinese numeral counts before one of these; 一直, 一定, 一起 and their like count nothing. */
const COUNTED = new Set('成倍万亿千百十人件单名瓶盒支天周月年次分个家位斤%');

/** No clause is spoken longer than this; it bounds the work that a hostile text can cause. */
const LONGEST_CLAUSE = 60;

/** Where the clause around a place begins and ends: at the pauses of speech. */
export const clauseAround = (
  folded: Folded,
  from: number,
  to: number,
): { readonly from: number; readonly to: number } => {
  let first = from;
  while (first > 0 && from - first < LONGEST_CLAUSE && (folded.gaps[first] ?? GAP.stop) < GAP.comma) first -= 1;
  let end = to;
  while (end < folded.length && end - to < LONGEST_CLAUSE && (folded.gaps[end] ?? GAP.stop) < GAP.comma) end += 1;
  return { from: first, to: end };
};

/** The run of a number nearest to the places from … to within `reach` characters of the same clause, or null. */
export const numberBeside = (
  folded: Folded,
  from: number,
  to: number,
  reach: number,
): { readonly from: number; readonly to: number } | null => {
  const clause = clauseAround(folded, from, to);
  const letterAt = (at: number): string => String.fromCharCode(folded.units[at] ?? 0);
  const isDigit = (at: number): boolean => folded.kinds[at] === KIND.digit;
  const isChinese = (at: number): boolean => CHINESE.has(letterAt(at));
  const isNumber = (at: number): boolean => {
    if (isDigit(at)) return true;
    let next = at;
    while (next < clause.to && isChinese(next)) next += 1;
    return next > at && next < folded.length && (isDigit(next) || COUNTED.has(letterAt(next)) || next - at > 1);
  };
  const isPart = (at: number): boolean => isDigit(at) || isChinese(at) || letterAt(at) === '%';
  const last = Math.min(clause.to, to + reach);
  const first = Math.max(clause.from, from - reach);
  for (let distance = 0; distance < reach; distance += 1) {
    for (const at of [from - 1 - distance, to + distance]) {
      if (at < first || at >= last || !isNumber(at)) continue;
      let begin = at;
      let end = at + 1;
      while (begin > first && isPart(begin - 1)) begin -= 1;
      while (end < last && isPart(end)) end += 1;
      return { from: begin, to: end };
    }
  }
  return null;
};

/** The amount that follows at once in `text`, in major units; null where none does. Currency signs may stand before it. */
export const amountAfter = (text: string, offset: number): number | null => {
  const head = text.slice(offset, offset + 32).normalize('NFKC');
  const read = /^[\s:是要卖¥$€£]{0,6}(\d[\d,]{0,12}(?:\.\d{1,4})?)\s*(万?)/.exec(head);
  const [, digits, tenThousand] = read ?? [];
  if (digits === undefined) return null;
  const amount = Number(digits.replaceAll(',', ''));
  return tenThousand === '万' ? amount * 10_000 : amount;
};

const SMALL = '一二三四五六七八九十';

/** The whole number in a saying (最后三件, 最后5件), right behind it (仅剩 3 件) or before it (3 件最后库存); null without one. */
export const countBeside = (text: string, start: number, end: number): number | null => {
  const said = text.slice(start, end).normalize('NFKC');
  const small = /[一二两三四五六七八九十](?![一二三四五六七八九十百千万])/.exec(said)?.[0];
  const ahead = text.slice(Math.max(0, start - 12), start).normalize('NFKC');
  const digits =
    /(\d{1,6})/.exec(said)?.[1] ??
    /^[\s:\p{L}]{0,4}?(\d{1,6})(?![\d.])/u.exec(text.slice(end, end + 12).normalize('NFKC'))?.[1] ??
    (small === undefined ? /(?:^|[^\d.])(\d{1,6})\s?\p{L}{0,2}\s?$/u.exec(ahead)?.[1] : undefined);
  if (digits !== undefined) return Number(digits);
  return small === undefined ? null : small === '两' ? 2 : SMALL.indexOf(small) + 1;
};
