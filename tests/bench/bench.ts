// What a benchmark is: a name, a bar, and a measurement of the product against its baseline in one run.

/** `quick` is for working on a benchmark: small loads, the same way of measuring. Its figures judge nothing. */
export type Size = 'full' | 'quick';

export interface Measured {
  readonly ratio: number;
  /** What the bar asks for beside the ratio; true where it asks for nothing else. */
  readonly alsoHolds: boolean;
  /** The figures that the ratio was made of, for a person. */
  readonly detail: string;
}

export interface Bench {
  readonly name: string;
  readonly bar: number;
  readonly passes: 'at least' | 'at most';
  run(size: Size): Promise<Measured>;
}

export interface BenchResult {
  readonly name: string;
  /** Null where it could not be measured. */
  readonly ratio: number | null;
  readonly bar: number;
  readonly pass: boolean | null;
  readonly detail: string;
}

/** What a benchmark's process tells the one that started it. */
export interface BenchReport {
  readonly passes: Bench['passes'];
  readonly result: BenchResult;
}

/** Thrown where this machine lacks what a benchmark needs; the message says what, and what to do. */
export class CannotRun extends Error {}

export const toResult = ({ name, bar, passes }: Bench, { ratio, alsoHolds, detail }: Measured): BenchResult => {
  const reaches = passes === 'at least' ? ratio >= bar : ratio <= bar;
  return { name, ratio, bar, pass: reaches && alsoHolds, detail };
};
