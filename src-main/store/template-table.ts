// Named run sheets, to begin a show's sheet with.

import type { Instant, TemplateId } from '../core/units.ts';
import type { SqliteFile } from './database.ts';
import type { SheetTemplate } from './run-sheet-store.ts';
import { fromStored, toStored } from './stored-text.ts';

export interface TemplateTable {
  save(template: SheetTemplate): void;
  remove(templateId: TemplateId): boolean;
  all(): readonly SheetTemplate[];
  template(templateId: TemplateId): SheetTemplate | null;
}

interface TemplateRow {
  readonly template_id: TemplateId;
  readonly name: string;
  readonly cues: string;
  readonly updated_at_ms: Instant;
}

const rowToTemplate = (row: TemplateRow): SheetTemplate => ({
  templateId: row.template_id,
  name: fromStored(row.name),
  cues: JSON.parse(row.cues),
  updatedAt: row.updated_at_ms,
});

export const createTemplateTable = (db: SqliteFile): TemplateTable => {
  const save = db.prepare<[TemplateId, string, string, Instant]>(
    `INSERT INTO run_sheet_template (template_id, name, cues, updated_at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET name = excluded.name, cues = excluded.cues, updated_at_ms = excluded.updated_at_ms`,
  );
  const remove = db.prepare<[TemplateId]>('DELETE FROM run_sheet_template WHERE template_id = ?');
  const all = db.prepare<[], TemplateRow>(
    'SELECT template_id, name, cues, updated_at_ms FROM run_sheet_template ORDER BY name, rowid',
  );
  const one = db.prepare<[TemplateId], TemplateRow>(
    'SELECT template_id, name, cues, updated_at_ms FROM run_sheet_template WHERE template_id = ?',
  );
  return {
    save: ({ templateId, name, cues, updatedAt }) => {
      save.run(templateId, toStored(name), JSON.stringify(cues), updatedAt);
    },
    remove: (templateId) => remove.run(templateId).changes > 0,
    all: () => all.all().map(rowToTemplate),
    template: (templateId) => {
      const row = one.get(templateId);
      return row === undefined ? null : rowToTemplate(row);
    },
  };
};
