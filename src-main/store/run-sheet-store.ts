// What the engine asks of its store about run sheets: drafts with their steps, named sheets, and what may be put on one.

import type { PickRow } from '../contract/run-sheet-documents.ts';
import type { FactBody } from '../core/fact.ts';
import type { Product } from '../core/product.ts';
import type { Cue, CuePlan, SheetStand } from '../core/run-sheet.ts';
import type { Instant, ShowId, TemplateId, VariantId } from '../core/units.ts';

/** A draft as one step leaves it. */
export interface SheetDraft {
  readonly startsAt: Instant | null;
  readonly cues: readonly Cue[];
}

/** A named run sheet (模板). */
export interface SheetTemplate {
  readonly templateId: TemplateId;
  readonly name: string;
  readonly cues: readonly CuePlan[];
  readonly updatedAt: Instant;
}

/** A variant on sale, as a search for it shows it. */
export type VariantOnSale = Omit<PickRow, 'isOnSheet'>;

export interface RunSheetReads {
  sheetStand(showId: ShowId): SheetStand;
  /** Those facts of a show that its sheet is made of, in store order. */
  sheetFacts(showId: ShowId): readonly FactBody[];
  /** Null where no variant with this id is on sale. */
  productOnSale(variantId: VariantId): Product | null;
  /** By name. */
  templates(): readonly SheetTemplate[];
  template(templateId: TemplateId): SheetTemplate | null;
}

export interface RunSheetWrites {
  /** Replaces a draft's sheet as one step that can be taken back; steps that were taken back are gone. */
  editSheet(showId: ShowId, draft: SheetDraft): void;
  /** A step back (−1) or forth (+1); false where there is none. */
  stepSheet(showId: ShowId, by: 1 | -1): boolean;
  saveTemplate(template: SheetTemplate): void;
  /** False where there is none. */
  deleteTemplate(templateId: TemplateId): boolean;
}
