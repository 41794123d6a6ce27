// What changed between two versions of a text: line by line, and within a changed line letter by letter.

export interface DiffPart {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** One line of the comparison; `before` or `after` is null where the line stands on one side only. */
export interface DiffLine {
  readonly before: string | null;
  readonly after: string | null;
  /** The line in pieces: same and gone make `before`, same and new make `after`. */
  readonly parts: readonly DiffPart[];
}

type Step = readonly [kind: DiffPart['kind'], before: number, after: number];

/** Beyond this many differences nobody reads a diff: the rest is told as gone and new. */
const MOST_EDITS = 1500;

/** The furthest reach of each diagonal after each number of edits (Myers, An O(ND) Difference Algorithm, 1986). */
const reachOf = (
  countA: number,
  countB: number,
  isSame: (a: number, b: number) => boolean,
): readonly Int32Array[] | null => {
  const most = Math.min(countA + countB, MOST_EDITS);
  const trace: Int32Array[] = [];
  let last = new Int32Array([0, 0, 0]);
  for (let edits = 0; edits <= most; edits += 1) {
    // Diagonal k lies at k + edits + 1; one spare place at each end.
    const reach = new Int32Array(2 * edits + 3);
    const before = (k: number): number => last[k + edits] ?? 0;
    for (let k = -edits; k <= edits; k += 2) {
      const isDown = edits > 0 && (k === -edits || (k !== edits && before(k - 1) < before(k + 1)));
      let a = edits === 0 ? 0 : isDown ? before(k + 1) : before(k - 1) + 1;
      while (a < countA && a - k < countB && isSame(a, a - k)) a += 1;
      reach[k + edits + 1] = a;
      if (a >= countA && a - k >= countB) {
        trace.push(reach);
        return trace;
      }
    }
    trace.push(reach);
    last = reach;
  }
  return null;
};

const stepsBetween = (countA: number, countB: number, isSame: (a: number, b: number) => boolean): readonly Step[] => {
  const trace = reachOf(countA, countB, isSame);
  const steps: Step[] = [];
  let a = countA;
  let b = countB;
  if (trace === null) {
    while (b > 0) steps.push(['new', a, --b]);
    while (a > 0) steps.push(['gone', --a, b]);
    return steps.reverse();
  }
  for (let edits = trace.length - 1; edits > 0; edits -= 1) {
    const k = a - b;
    const reach = (diagonal: number): number => trace[edits - 1]?.[diagonal + edits] ?? 0;
    const isDown = k === -edits || (k !== edits && reach(k - 1) < reach(k + 1));
    const fromA = isDown ? reach(k + 1) : reach(k - 1);
    const snakeFrom = isDown ? fromA : fromA + 1;
    while (a > snakeFrom) steps.push(['same', --a, --b]);
    if (isDown) steps.push(['new', a, --b]);
    else steps.push(['gone', --a, b]);
  }
  while (a > 0) steps.push(['same', --a, --b]);
  return steps.reverse();
};

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
/** A number or a Latin word changes as a whole: 59 → 69 is another price, not another digit. */
const WHOLE = /(\d+(?:[.,]\d+)*|[A-Za-z]+)/;
const lettersOf = (line: string): readonly string[] =>
  line
    .split(WHOLE)
    .flatMap((piece, at) => (at % 2 === 1 ? [piece] : [...graphemes.segment(piece)].map(({ segment }) => segment)));

const joined = (steps: readonly Step[], a: readonly string[], b: readonly string[]): readonly DiffPart[] => {
  const parts: { kind: DiffPart['kind']; text: string }[] = [];
  for (const [kind, atA, atB] of steps) {
    const text = (kind === 'new' ? b[atB] : a[atA]) ?? '';
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += text;
    else parts.push({ kind, text });
  }
  return parts;
};

/** Letters that two lines share, as parts of both; null where they have too little in common to be one line changed. */
const changedParts = (before: string, after: string): readonly DiffPart[] | null => {
  const a = lettersOf(before);
  const b = lettersOf(after);
  const parts = joined(
    stepsBetween(a.length, b.length, (i, j) => a[i] === b[j]),
    a,
    b,
  );
  const shared = parts.reduce((sum, { kind, text }) => (kind === 'same' ? sum + text.length : sum), 0);
  return shared * 3 >= Math.max(before.length, after.length) ? parts : null;
};

const goneLine = (text: string): DiffLine => ({ before: text, after: null, parts: [{ kind: 'gone', text }] });
const newLine = (text: string): DiffLine => ({ before: null, after: text, parts: [{ kind: 'new', text }] });

/** Lines that left and came at one place: in pairs where they are alike, one after the other where not. */
const pairUp = (gone: readonly string[], come: readonly string[]): readonly DiffLine[] => {
  const lines: DiffLine[] = [];
  for (let at = 0; at < Math.max(gone.length, come.length); at += 1) {
    const before = gone[at];
    const after = come[at];
    const parts = before === undefined || after === undefined ? null : changedParts(before, after);
    if (before !== undefined && after !== undefined && parts !== null) lines.push({ before, after, parts });
    else {
      if (before !== undefined) lines.push(goneLine(before));
      if (after !== undefined) lines.push(newLine(after));
    }
  }
  return lines;
};

/**
 * The comparison of two texts in reading order. The lines with a `before` make the old text, those with an `after` the new
 * one, each in its order.
 */
export const diffText = (before: string, after: string): readonly DiffLine[] => {
  const a = before.split('\n');
  const b = after.split('\n');
  const lines: DiffLine[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const settle = (): void => {
    lines.push(...pairUp(gone, come));
    gone = [];
    come = [];
  };
  for (const [kind, atA, atB] of stepsBetween(a.length, b.length, (i, j) => a[i] === b[j])) {
    if (kind === 'gone') gone.push(a[atA] ?? '');
    else if (kind === 'new') come.push(b[atB] ?? '');
    else {
      settle();
      const text = a[atA] ?? '';
      lines.push({ before: text, after: text, parts: text === '' ? [] : [{ kind: 'same', text }] });
    }
  }
  settle();
  return lines;
};

/** Where the letter at `offset` of the old text stands in the new one; where it is gone, the place that it left. */
export const carryOffset = (before: string, after: string, offset: number): number => {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  if (offset < head) return offset;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const fromEnd = before.length - offset;
  if (fromEnd <= tail) return Math.max(0, after.length - fromEnd);
  const a = before.slice(head, before.length - tail);
  const b = after.slice(head, after.length - tail);
  for (const [kind, atA, atB] of stepsBetween(a.length, b.length, (i, j) => a[i] === b[j])) {
    if (kind !== 'new' && atA + head === offset) return atB + head;
  }
  return after.length - tail;
};
