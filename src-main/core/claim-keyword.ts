// Keywords: what people call a product in a comment, worked out of its title.

import { normaliseClaim } from './claim-text.ts';

const HAN = /\p{Script=Han}{2,}/gu;
const LATIN = /[a-z][a-z'-]{2,}/g;
/** What a pack holds is no part of its name: 120g, 三支装, 3 只装. */
const PACK =
  /\d+(?:\.\d+)?\s*(?:g|kg|ml|l|cm|mm|m|oz|克|毫升|升|斤|寸)(?![a-z])|[\d一二两三四五六七八九十]+\s*[支只片盒瓶袋条双件包罐]装/g;
const SHAPE = /[霜盘乳膏液油盒水露粉]$/;
const EMPTY: ReadonlySet<string> = new Set([
  'the',
  'and',
  'with',
  'for',
  'new',
  'set',
  'pack',
  'size',
  'all',
  'one',
  'two',
]);
const LONGEST = 12;

const ofHan = (run: string): readonly string[] => {
  const last = run.slice(-LONGEST);
  const ends = Array.from({ length: last.length - 1 }, (_, at) => last.slice(at));
  // 眼影盘 is 眼影 to most: at most its last two characters before the shape.
  const bare = SHAPE.test(last) && last.length >= 3 ? [last.slice(-3, -1)] : [];
  return [...ends, ...bare];
};

/** Of a title; longest first. What a title shares with another is for the reader to tell apart. */
export const keywordsOf = (title: string): readonly string[] => {
  const said = normaliseClaim(title.slice(0, 120)).replace(PACK, ' ');
  const words = (said.match(LATIN) ?? []).filter((word) => !EMPTY.has(word));
  const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`);
  const found = new Set([...(said.match(HAN) ?? []).flatMap(ofHan), ...pairs, ...words]);
  return [...found].sort((a, b) => b.length - a.length);
};
