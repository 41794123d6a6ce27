// Why each row of a file was not taken, in one sentence a row.

import { sayProblem } from './catalogue-files/problem-words.ts';
import type { RouteParsed } from './contract/routes.ts';
import type { ImportPlan } from './import-plan.ts';

/** By row of the file. */
export const refusedReasons = (
  { kinds, product }: ImportPlan,
  language: RouteParsed<'import.refusedFile'>['language'],
): ReadonlyMap<number, string> => {
  const reasons = new Map<number, string>();
  for (const [place, kind] of kinds.entries()) {
    if (kind !== 'refused') continue;
    const { problems, rows } = product(place);
    const errors = problems.filter(({ severity }) => severity === 'error');
    for (const row of rows) {
      const own = errors.filter((problem) => problem.row === row);
      // Rows of one product are mended together, whichever of them is wrong.
      const said = (own.length > 0 ? own : errors.slice(0, 1)).map((problem) => sayProblem(problem, language));
      reasons.set(row, said.join(language === 'en' ? '; ' : '；'));
    }
  }
  return reasons;
};
