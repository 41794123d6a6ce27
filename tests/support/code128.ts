// Reads Code 128 as a scanner does, by a table of its own: from dark and light modules to the text, or null.

const PATTERNS = `
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122
123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323
131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131
213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122
141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112
124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141
411131 211412 211214 211232`
  .trim()
  .split(/\s+/);

const STOP = '2331112';
const [SHIFT, CODE_C, CODE_B, CODE_A, START_A] = [98, 99, 100, 101, 103];

type Set = 'A' | 'B' | 'C';

const letterOf = (value: number, set: Set): string => {
  if (set === 'C') return String(value).padStart(2, '0');
  return String.fromCharCode(set === 'A' && value >= 64 ? value - 64 : value + 32);
};

const isLetter = (value: number, set: Set): boolean => value < (set === 'C' ? 100 : 96);

const textOf = (values: readonly number[], start: Set): string | null => {
  let set = start;
  let next: Set | null = null;
  let text = '';
  for (const value of values) {
    const now: Set = next ?? set;
    next = null;
    if (isLetter(value, now)) text += letterOf(value, now);
    else if (value === SHIFT && set !== 'C') next = set === 'A' ? 'B' : 'A';
    else if (value === CODE_C && set !== 'C') set = 'C';
    else if (value === CODE_B && set !== 'B') set = 'B';
    else if (value === CODE_A && set !== 'A') set = 'A';
    else return null;
  }
  return text;
};

/** Widths of bars and gaps in turn, a bar first. */
export const readCode128 = (widths: readonly number[]): string | null => {
  const digits = widths.join('');
  if (!digits.endsWith(STOP) || (digits.length - STOP.length) % 6 !== 0) return null;
  const values: number[] = [];
  for (let at = 0; at < digits.length - STOP.length; at += 6) values.push(PATTERNS.indexOf(digits.slice(at, at + 6)));
  const start = values[0] ?? -1;
  const check = values.at(-1);
  const letters = values.slice(1, -1);
  const sum = letters.reduce((total, value, index) => total + value * (index + 1), start) % 103;
  const set = (['A', 'B', 'C'] as const)[start - START_A];
  return set === undefined || values.includes(-1) || sum !== check ? null : textOf(letters, set);
};
