// The run sheet as screens see it: the plan of the current show with what each cue lacks and has become.

import type { CueLack } from '../core/cue-lack.ts';
import type { Cue } from '../core/run-sheet.ts';
import type { ShowPhase } from '../core/show.ts';
import type { Duration, Instant, Money, ProductId, ShowId, TemplateId, VariantId } from '../core/units.ts';

/** What is read in a cue: the blocks that it names, else its product's. Answers are left out. */
export interface CueScript {
  readonly blocks: number;
  /** At the default pace, variables as they are written. */
  readonly spokenMs: Duration;
}

export interface CueRow extends Cue {
  readonly title: string;
  readonly variantTitle: string;
  /** `media/<name>`, relative to the page. */
  readonly image: string | null;
  readonly price: Money;
  readonly stock: number;
  /** From the start to its begin, by the plan; skipped cues take no time. */
  readonly offsetMs: Duration;
  readonly lacks: readonly CueLack[];
  readonly script: CueScript;
  readonly isSkipped: boolean;
  readonly explain: 'none' | 'explaining' | 'explained';
  /** All ended segments together. */
  readonly explainedMs: Duration;
}

export interface RunSheetTopic {
  readonly showId: ShowId;
  readonly title: string;
  readonly phase: ShowPhase;
  readonly currency: string;
  /** What an edit must name: another one in the meantime is refused as `changed_meanwhile`. */
  readonly version: number;
  /** Only ever true in a draft. */
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The planned start; null where none is set. */
  readonly startsAt: Instant | null;
  /** When the show (or its rehearsal) really began. */
  readonly startedAt: Instant | null;
  /** The show's slot. */
  readonly slotMs: Duration;
  /** All planned minutes together, without skipped cues. */
  readonly plannedMs: Duration;
  readonly cues: readonly CueRow[];
}

/** A variant that may be put on the sheet. */
export interface PickRow {
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string;
  readonly image: string | null;
  readonly price: Money;
  readonly stock: number;
  readonly isOnSheet: boolean;
}

export interface TemplateRow {
  readonly templateId: TemplateId;
  readonly name: string;
  readonly cues: number;
  readonly plannedMs: Duration;
  readonly updatedAt: Instant;
}

/** What a copy did: variants that were on the sheet already, or are no longer sold, are left out. */
export interface CopyReport {
  readonly version: number;
  readonly added: number;
  readonly leftOut: number;
}

export interface SheetExport {
  readonly name: string;
  readonly text: string;
}
