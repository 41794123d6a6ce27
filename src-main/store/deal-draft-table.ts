// Deals that are being prepared, deals to begin with, and the secrets of draws.

import type { DealId, Instant, ShowId, TemplateId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import type { DealDraft, DealTemplate } from './deal-store.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface DealDraftTable {
  save(draft: DealDraft): void;
  remove(dealId: DealId): boolean;
  draft(dealId: DealId): DealDraft | null;
  ofShow(showId: ShowId): readonly DealDraft[];
  saveTemplate(template: DealTemplate): void;
  removeTemplate(templateId: TemplateId): boolean;
  templates(): readonly DealTemplate[];
  keepSeed(dealId: DealId, seed: string): void;
  seed(dealId: DealId): string | null;
  revision(): number;
}

interface DraftRow {
  readonly show_id: ShowId;
  readonly terms: string;
  readonly deal_trigger: string | null;
  readonly is_checked: number;
  readonly updated_at_ms: Instant;
}

interface TemplateRow {
  readonly template_id: TemplateId;
  readonly name: string;
  readonly terms: string;
  readonly updated_at_ms: Instant;
}

const rowToDraft = (row: DraftRow): DealDraft => ({
  showId: row.show_id,
  terms: JSON.parse(row.terms),
  trigger: row.deal_trigger === null ? null : JSON.parse(row.deal_trigger),
  isChecked: row.is_checked === 1,
  updatedAt: row.updated_at_ms,
});

const rowToTemplate = (row: TemplateRow): DealTemplate => ({
  templateId: row.template_id,
  name: fromStored(row.name),
  terms: JSON.parse(row.terms),
  updatedAt: row.updated_at_ms,
});

export const createDealDraftTable = (db: SqliteFile): DealDraftTable => {
  const save = db.prepare<[string, ShowId, string, string | null, number, Instant]>(
    `INSERT INTO deal_draft (deal_id, show_id, terms, deal_trigger, is_checked, updated_at_ms) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET terms = excluded.terms, deal_trigger = excluded.deal_trigger,
       is_checked = excluded.is_checked, updated_at_ms = excluded.updated_at_ms`,
  );
  const remove = db.prepare<[string]>('DELETE FROM deal_draft WHERE deal_id = ?');
  const one = db.prepare<[string], DraftRow>(
    'SELECT show_id, terms, deal_trigger, is_checked, updated_at_ms FROM deal_draft WHERE deal_id = ?',
  );
  const ofShow = db.prepare<[ShowId], DraftRow>(
    'SELECT show_id, terms, deal_trigger, is_checked, updated_at_ms FROM deal_draft WHERE show_id = ? ORDER BY rowid',
  );
  const saveTemplate = db.prepare<[TemplateId, string, string, Instant]>(
    `INSERT INTO deal_template (template_id, name, terms, updated_at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET name = excluded.name, terms = excluded.terms, updated_at_ms = excluded.updated_at_ms`,
  );
  const removeTemplate = db.prepare<[TemplateId]>('DELETE FROM deal_template WHERE template_id = ?');
  const templates = db.prepare<[], TemplateRow>(
    'SELECT template_id, name, terms, updated_at_ms FROM deal_template ORDER BY name, rowid',
  );
  // Armed again after it was put away, a draw has another secret.
  const keepSeed = db.prepare<[string, string]>(
    'INSERT INTO deal_seed (deal_id, seed) VALUES (?, ?) ON CONFLICT DO UPDATE SET seed = excluded.seed',
  );
  const seed = db.prepare<[string], string>('SELECT seed FROM deal_seed WHERE deal_id = ?').pluck();
  let revision = 0;

  return {
    save: ({ showId, terms, trigger, isChecked, updatedAt }) => {
      revision += 1;
      const stored = trigger === null ? null : JSON.stringify(trigger);
      save.run(toStored(terms.dealId), showId, JSON.stringify(terms), stored, Number(isChecked), updatedAt);
    },
    remove: (dealId) => {
      revision += 1;
      return remove.run(toStored(dealId)).changes > 0;
    },
    draft: (dealId) => {
      const row = one.get(toStored(dealId));
      return row === undefined ? null : rowToDraft(row);
    },
    ofShow: (showId) => ofShow.all(showId).map(rowToDraft),
    saveTemplate: ({ templateId, name, terms, updatedAt }) => {
      revision += 1;
      saveTemplate.run(templateId, toStored(name), JSON.stringify(terms), updatedAt);
    },
    removeTemplate: (templateId) => {
      revision += 1;
      return removeTemplate.run(templateId).changes > 0;
    },
    templates: () => templates.all().map(rowToTemplate),
    keepSeed: (dealId, value) => {
      keepSeed.run(toStored(dealId), value);
    },
    seed: (dealId) => seed.get(toStored(dealId)) ?? null,
    revision: () => revision,
  };
};
