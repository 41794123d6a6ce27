// A failure as a person is told of it: its code and what fills the sentence, never a stack.

import { Refusal } from '../contract/errors.ts';
import type { Problem } from '../contract/topics.ts';

export const problemOf = (error: unknown): Problem =>
  error instanceof Refusal
    ? { code: error.code, details: error.details }
    : { code: 'internal', details: { why: error instanceof Error ? error.message : String(error) } };
