// The demo show's scripts, read from resources/demo and checked before anything uses them.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { objectToDraft, SCRIPT_KINDS, type ScriptDraft, tidyDraft } from '../core/script.ts';
import type { ProductId } from '../core/units.ts';

const scriptFile = z.array(
  z.strictObject({
    productId: z
      .string()
      .regex(/^[0-9]{19}$/, 'expected 19 digits')
      .nullable(),
    kind: z.enum(SCRIPT_KINDS),
    title: z.string().min(1),
    text: z.string().min(1),
    tags: z.array(z.string().min(1)),
    isDraftedByAi: z.boolean(),
  }),
);

/** Throws an Error that names the file and the place in it. */
export const readDemoScripts = (resourcesDir: string): readonly ScriptDraft[] => {
  const path = join(resourcesDir, 'demo', 'scripts.json');
  const parsed = scriptFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`demo scripts ${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'no scripts'}`);
  }
  return parsed.data.map((row, index) => {
    const draft = tidyDraft({ ...row, productId: row.productId as ProductId | null });
    const objection = objectToDraft(draft);
    if (objection !== null) throw new Error(`demo scripts ${path}: ${index}: ${objection.reason}`);
    return draft;
  });
};
