// What a screen may ask about the run sheet of the current show: a draft is edited, a sheet on air is changed by facts.

import { z } from 'zod';
import { MOST_CUES } from '../core/run-sheet.ts';
import type { Duration, ScriptBlockId, ShowId, TemplateId, VariantId } from '../core/units.ts';
import { ANYBODY, command, query, RUNS_THE_SHOW } from './route.ts';
import { id, intent, minor, moment, nothing } from './route-input.ts';
import type { CopyReport, PickRow, RunSheetTopic, SheetExport, TemplateRow } from './run-sheet-documents.ts';

const DAY_MS = 24 * 3_600_000;

const span = (least: number, most: number) => z.int().min(least).max(most) as unknown as z.ZodType<Duration, number>;

/** Which sheet is meant, as it was seen; `version` null where whatever it is now will do. */
const sheet = { ...intent, showId: id<ShowId>(), version: z.int().min(0).nullable() };

/** Prices are in the show's currency. */
const cue = z.strictObject({
  variantId: id<VariantId>(),
  plannedMs: span(0, DAY_MS),
  deal: z
    .strictObject({
      priceMinor: minor.min(1),
      quantity: z.int().min(1).max(1_000_000),
      perBuyer: z.int().min(1).max(1_000),
      countdownMs: span(0, 300_000),
      durationMs: span(10_000, DAY_MS),
    })
    .nullable(),
  note: z.string().max(500),
  speaker: z.string().trim().max(50),
  scriptBlocks: z.array(id<ScriptBlockId>()).max(100),
});

type Edited = { readonly version: number };

export const runSheetRoutes = {
  'run-sheet.read': query<RunSheetTopic>()(ANYBODY, nothing),
  /** Variants on sale, at most 60, as the catalogue finds them: by name, option, code, tag, sound and initials. */
  'run-sheet.pick': query<readonly PickRow[]>()(RUNS_THE_SHOW, z.strictObject({ search: z.string().max(100) })),

  /** Behind the cue of `after`, at the end where null. On air each gets the next free number. */
  'run-sheet.insert': command<Edited>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...sheet, cues: z.array(cue).min(1).max(100), after: id<VariantId>().nullable() }),
  ),
  /** What is left out of `cue` stays as it is. */
  'run-sheet.change': command<Edited>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...sheet, cue: cue.partial().required({ variantId: true }) }),
  ),
  /** `to`: its place afterwards, 0 for the first. */
  'run-sheet.move': command<Edited>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...sheet, variantId: id<VariantId>(), to: z.int().min(0).max(MOST_CUES) }),
  ),
  /** Only in a draft: what viewers have seen a number of is skipped, not removed. */
  'run-sheet.remove': command<Edited>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...sheet, variantIds: z.array(id<VariantId>()).min(1).max(MOST_CUES) }),
  ),
  /** Only on air or in rehearsal. */
  'run-sheet.skip': command<Edited>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...sheet, variantId: id<VariantId>(), isSkipped: z.boolean() }),
  ),
  /** The planned start; the show itself begins when somebody starts it. */
  'run-sheet.schedule': command<Edited>()(RUNS_THE_SHOW, z.strictObject({ ...sheet, startsAt: moment.nullable() })),
  'run-sheet.undo': command<Edited>()(RUNS_THE_SHOW, z.strictObject(sheet)),
  'run-sheet.redo': command<Edited>()(RUNS_THE_SHOW, z.strictObject(sheet)),

  /** From an earlier show as it went, or from a template; `replace` takes away what the draft has. */
  'run-sheet.copy': command<CopyReport>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...sheet,
      from: z.union([z.strictObject({ showId: id<ShowId>() }), z.strictObject({ templateId: id<TemplateId>() })]),
      mode: z.enum(['replace', 'append']),
    }),
  ),
  'run-sheet.template.list': query<readonly TemplateRow[]>()(RUNS_THE_SHOW, nothing),
  /** Keeps the current sheet under a name; `templateId` null makes a new one. */
  'run-sheet.template.save': command<{ templateId: TemplateId }>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      templateId: id<TemplateId>().nullable(),
      name: z.string().trim().min(1).max(60),
    }),
  ),
  'run-sheet.template.delete': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, templateId: id<TemplateId>() })),

  'run-sheet.export': query<SheetExport>()(
    RUNS_THE_SHOW,
    z.strictObject({ format: z.enum(['csv', 'markdown']), language: z.enum(['zh-CN', 'en']) }),
  ),
} as const;
