// Keeps a spreadsheet from running what a stranger wrote into a cell, and takes the guard off again on the way back in.

/** What makes a spreadsheet see a formula, also behind spaces and in full width. */
const DANGER = /^'*[\s\p{Cc}]*[=+\-@＝＋－＠﹢﹣﹦﹫\p{Cc}]/u;

/** The text as it may stand in a file: `=1+1` becomes `'=1+1`, and `'=1+1` becomes `''=1+1`. */
export const guardFormula = (text: string): string => (DANGER.test(text) ? `'${text}` : text);

/** The inverse of `guardFormula`: unguardFormula(guardFormula(text)) is text. */
export const unguardFormula = (text: string): string =>
  text.startsWith("'") && DANGER.test(text) ? text.slice(1) : text;
