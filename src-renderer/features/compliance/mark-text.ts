// A text cut into stretches by the findings in it, so that each can be marked with the worst that is said of it.

import type { Finding } from '../../../src-main/contract/compliance-documents.ts';

/** `exempted`: found, and let stand. */
export type Mark = 'block' | 'warn' | 'exempted';

export interface Stretch {
  readonly text: string;
  /** Null where nothing was found. */
  readonly mark: Mark | null;
  /** Where in the text it begins, which names it. */
  readonly start: number;
}

type Marked = Pick<Finding, 'start' | 'end' | 'severity'> & { readonly isSettled: boolean };

const RANK: Readonly<Record<Mark, number>> = { exempted: 0, warn: 1, block: 2 };

const markOf = ({ severity, isSettled }: Marked): Mark => (isSettled ? 'exempted' : severity);

const worse = (a: Mark | null, b: Mark): Mark => (a !== null && RANK[a] >= RANK[b] ? a : b);

/** The stretches run through the whole text; findings without a place in it mark nothing. */
export const markText = (text: string, findings: readonly Marked[]): readonly Stretch[] => {
  const placed = findings.filter(({ start, end }) => start < end && start >= 0 && end <= text.length);
  const cuts = [...new Set([0, text.length, ...placed.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? text.length;
    const mark = placed
      .filter((finding) => finding.start < end && finding.end > start)
      .reduce<Mark | null>((worst, finding) => worse(worst, markOf(finding)), null);
    return { text: text.slice(start, end), mark, start };
  });
};

/** So many characters are kept on either side of what was found. */
const AROUND = 60;
const CUT = '…';

/** The head or the tail of a text, with no half of a character at the cut. */
const headOf = (text: string): string => text.slice(0, AROUND).replace(/[\uD800-\uDBFF]$/, '');
const tailOf = (text: string): string => text.slice(-AROUND).replace(/^[\uDC00-\uDFFF]/, '');

/** A long text with only what stands around its marks; one without a mark keeps its head. */
export const shortenStretches = (stretches: readonly Stretch[]): readonly Stretch[] =>
  stretches.map((stretch, index) => {
    const { text, mark } = stretch;
    if (mark !== null || text.length <= 2 * AROUND + 2 * CUT.length) return stretch;
    const head = index > 0 || stretches.length === 1 ? headOf(text) : '';
    const tail = index < stretches.length - 1 ? tailOf(text) : '';
    return { ...stretch, text: `${head}${CUT}${tail}` };
  });
