// A problem's sentence: what happened and what to do, found by its code, filled from its details.

import type { TFunction } from 'i18next';
import type { Problem } from '../../../src-main/contract/topics.ts';

/** An unknown code still says something true. */
export const problemText = (t: TFunction, problem: Problem): string =>
  t([`errors:${problem.code}`, 'errors:unknown'], { ...problem.details, code: problem.code });
