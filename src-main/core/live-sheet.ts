// The run sheet on air: what facts have made of the plan. Off air the plan is all there is.

import type { FactBody } from './fact.ts';
import type { Product } from './product.ts';
import { type Cue, changeCue, insertCues, moveCue, removeCue } from './run-sheet.ts';
import type { VariantId } from './units.ts';

/** Changes of a sheet that is on air. */
export type CueFactBody =
  /** `product` as the shop had it then: a room that is folded again knows it by nothing else. */
  | { readonly type: 'cue.inserted'; readonly cue: Cue; readonly at: number; readonly product: Product }
  /** `to`: its place afterwards, 0 for the first. */
  | { readonly type: 'cue.moved'; readonly variantId: VariantId; readonly to: number }
  /** Minutes, deal, note, speaker or scripts; the number is the old one. */
  | { readonly type: 'cue.changed'; readonly cue: Cue }
  | { readonly type: 'cue.skipped' | 'cue.restored'; readonly variantId: VariantId };

const CUE_FACTS = [
  'cue.inserted',
  'cue.moved',
  'cue.changed',
  'cue.skipped',
  'cue.restored',
] as const satisfies readonly CueFactBody['type'][];

const CUE_FACT_TYPES: ReadonlySet<string> = new Set(CUE_FACTS);
export const isCueFact = (body: FactBody): body is CueFactBody => CUE_FACT_TYPES.has(body.type);

/** The moves after which a sheet is as it was planned: a rehearsal leaves no trace. */
const RESTARTS: ReadonlySet<string> = new Set(['show.rehearsed', 'show.started', 'show.reset']);

export interface LiveSheet {
  readonly cues: readonly Cue[];
  readonly skipped: ReadonlySet<VariantId>;
  /** Facts that have changed it so far. */
  readonly changes: number;
}

export const createLiveSheet = (plan: readonly Cue[]): LiveSheet => ({ cues: plan, skipped: new Set(), changes: 0 });

/** As it was planned. */
export const restartSheet = (sheet: LiveSheet, plan: readonly Cue[]): LiveSheet => ({
  cues: plan,
  skipped: new Set(),
  changes: sheet.changes + 1,
});

const toCues = ({ cues }: LiveSheet, body: CueFactBody): readonly Cue[] => {
  switch (body.type) {
    case 'cue.inserted':
      return insertCues(removeCue(cues, body.cue.variantId), [body.cue], body.at);
    case 'cue.moved':
      return moveCue(cues, body.variantId, body.to);
    case 'cue.changed':
      return changeCue(cues, body.cue);
    case 'cue.skipped':
    case 'cue.restored':
      return cues;
  }
};

const toSkipped = ({ skipped }: LiveSheet, body: CueFactBody): ReadonlySet<VariantId> => {
  if (body.type === 'cue.skipped') return new Set([...skipped, body.variantId]);
  if (body.type === 'cue.restored') return new Set([...skipped].filter((variantId) => variantId !== body.variantId));
  return skipped;
};

export const foldSheet = (sheet: LiveSheet, body: CueFactBody): LiveSheet => ({
  cues: toCues(sheet, body),
  skipped: toSkipped(sheet, body),
  changes: sheet.changes + 1,
});

/** The sheet of a show from its plan and its facts, of which all that do not concern it may be left out. */
export const recallSheet = (plan: readonly Cue[], facts: Iterable<FactBody>): LiveSheet => {
  let sheet = createLiveSheet(plan);
  for (const body of facts) {
    if (isCueFact(body)) sheet = foldSheet(sheet, body);
    else if (RESTARTS.has(body.type)) sheet = restartSheet(sheet, plan);
  }
  return sheet;
};
