// What the engine asks of its store about deals beside their phases: drafts, templates, and the secrets of draws.

import type { DealTerms, DealTrigger } from '../core/deal.ts';
import type { DealId, Instant, ShowId, TemplateId } from '../core/units.ts';

/** A deal that is being prepared; its id stays the deal's own when it is armed. */
export interface DealDraft {
  readonly showId: ShowId;
  readonly terms: DealTerms;
  readonly trigger: DealTrigger | null;
  /** It has passed all checks as it stands. */
  readonly isChecked: boolean;
  readonly updatedAt: Instant;
}

/** Terms to begin with; ids in them are those of the deal that it was made of. */
export interface DealTemplate {
  readonly templateId: TemplateId;
  readonly name: string;
  readonly terms: DealTerms;
  readonly updatedAt: Instant;
}

export interface DealReads {
  dealDraft(dealId: DealId): DealDraft | null;
  /** Oldest first. */
  dealDrafts(showId: ShowId): readonly DealDraft[];
  /** By name. */
  dealTemplates(): readonly DealTemplate[];
  /** Null where the deal is no draw. */
  drawSeed(dealId: DealId): string | null;
  /** Goes up with every draft and template that is written. */
  dealShelfRevision(): number;
}

export interface DealWrites {
  saveDealDraft(draft: DealDraft): void;
  /** False where there is none. */
  deleteDealDraft(dealId: DealId): boolean;
  saveDealTemplate(template: DealTemplate): void;
  deleteDealTemplate(templateId: TemplateId): boolean;
  keepDrawSeed(dealId: DealId, seed: string): void;
  /** False where the deal is not over or settled already. */
  settleDeal(dealId: DealId, at: Instant): boolean;
}
