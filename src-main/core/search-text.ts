// Text as it is searched: folded once when it is kept, folded alike when it is asked for.

const MOST_WORDS = 8;
const LONGEST_WORD = 64;

/** Full width, case and the shape of a line do not count. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

/** A word never matches across two parts. */
export const toSearchText = (parts: readonly string[]): string => parts.map(foldText).join('\n');

/** What must all stand in a text, in any order; none where nothing was asked for. */
export const toSearchWords = (query: string): readonly string[] =>
  foldText(query)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
    .map((word) => word.slice(0, LONGEST_WORD));
