// How a draft's run sheet stands, and the steps that led there, for undo and redo.

import type { FactBody } from '../core/fact.ts';
import type { SheetStand } from '../core/run-sheet.ts';
import type { Instant, ShowId } from '../core/units.ts';
import type { CueTable } from './cue-table.ts';
import type { SqliteFile } from './database.ts';
import type { SheetDraft } from './run-sheet-store.ts';

export interface RunSheetTable {
  stand(showId: ShowId): SheetStand;
  edit(showId: ShowId, draft: SheetDraft): void;
  step(showId: ShowId, by: 1 | -1): boolean;
  /** Those facts of a show that its sheet is made of, in store order. */
  facts(showId: ShowId): readonly FactBody[];
  /** What is on air cannot be taken back. */
  forgetSteps(showId: ShowId): void;
}

interface SheetRow {
  readonly version: number;
  readonly starts_at_ms: Instant | null;
  readonly step: number;
}

/** Further back nobody remembers what they did. */
const KEEP_STEPS = 50;

export const createRunSheetTable = (db: SqliteFile, cues: CueTable): RunSheetTable => {
  const read = db.prepare<[ShowId], SheetRow>('SELECT version, starts_at_ms, step FROM run_sheet WHERE show_id = ?');
  const write = db.prepare<[ShowId, number, Instant | null, number]>(
    `INSERT INTO run_sheet (show_id, version, starts_at_ms, step) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET version = excluded.version, starts_at_ms = excluded.starts_at_ms, step = excluded.step`,
  );
  const readStep = db
    .prepare<[ShowId, number], string>('SELECT sheet FROM run_sheet_step WHERE show_id = ? AND step = ?')
    .pluck();
  const writeStep = db.prepare<[ShowId, number, string]>(
    'INSERT INTO run_sheet_step (show_id, step, sheet) VALUES (?, ?, ?)',
  );
  const keepBetween = db.prepare<[ShowId, number, number]>(
    'DELETE FROM run_sheet_step WHERE show_id = ? AND step NOT BETWEEN ? AND ?',
  );
  const clear = db.prepare<[ShowId]>('DELETE FROM run_sheet_step WHERE show_id = ?');

  const facts = db
    .prepare<[ShowId, ShowId, ShowId], string>(
      `SELECT body FROM fact
       WHERE show_id = ? AND seq BETWEEN (SELECT first_seq FROM show WHERE show_id = ?)
         AND (SELECT last_seq FROM show WHERE show_id = ?)
         AND (type GLOB 'cue.*' OR type IN ('show.rehearsed', 'show.started', 'show.reset'))
       ORDER BY seq`,
    )
    .pluck();

  const rowOf = (showId: ShowId): SheetRow => read.get(showId) ?? { version: 0, starts_at_ms: null, step: 0 };
  const hasStep = (showId: ShowId, step: number): boolean => readStep.get(showId, step) !== undefined;

  const keepStep = (showId: ShowId, step: number, draft: SheetDraft): void => {
    writeStep.run(showId, step, JSON.stringify(draft));
  };

  return {
    stand: (showId) => {
      const { version, starts_at_ms: startsAt, step } = rowOf(showId);
      return { version, startsAt, canUndo: hasStep(showId, step - 1), canRedo: hasStep(showId, step + 1) };
    },
    edit: (showId, draft) => {
      const { version, starts_at_ms: startsAt, step } = rowOf(showId);
      // The first edit also keeps what there was before it.
      if (!hasStep(showId, step)) keepStep(showId, step, { startsAt, cues: cues.ofShow(showId) });
      keepBetween.run(showId, step + 1 - KEEP_STEPS, step);
      keepStep(showId, step + 1, draft);
      cues.replace(showId, draft.cues);
      write.run(showId, version + 1, draft.startsAt, step + 1);
    },
    step: (showId, by) => {
      const { version, step } = rowOf(showId);
      const kept = readStep.get(showId, step + by);
      if (kept === undefined) return false;
      const draft: SheetDraft = JSON.parse(kept);
      cues.replace(showId, draft.cues);
      write.run(showId, version + 1, draft.startsAt, step + by);
      return true;
    },
    facts: (showId) => facts.all(showId, showId, showId).map((body): FactBody => JSON.parse(body)),
    forgetSteps: (showId) => {
      clear.run(showId);
    },
  };
};
