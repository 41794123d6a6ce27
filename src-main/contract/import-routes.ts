// What may be asked of imports and exports: a file sent in piece by piece, its preview, its taking over, and files to fetch.

import { z } from 'zod';
import { DRAFT_FIELDS } from '../core/draft-field.ts';
import type { ProductId } from '../core/units.ts';
import { MOST_CHOSEN } from './catalogue-limits.ts';
import { catalogueFilter } from './catalogue-routes.ts';
import {
  type ExportReport,
  FILE_ENCODINGS,
  IMPORT_FORMATS,
  IMPORT_KINDS,
  type ImportOutcome,
  type ImportPage,
  type ImportTable,
  type OutgoingFile,
} from './import-documents.ts';
import { FILE_CHUNK_BYTES, LARGEST_FILE_BYTES, MOST_PREVIEW_ROWS } from './import-limits.ts';
import { command, query, RUNS_THE_SHOW } from './route.ts';
import { id, intent } from './route-input.ts';

const MOST_COLUMNS = 1_000;

const uploadId = id<string>();
const column = z.int().min(0).max(MOST_COLUMNS);
const container = z.enum(['csv', 'xlsx']);

export const importRoutes = {
  /** Whatever import there was is given up for it. Refused as `busy` while one is being applied. */
  'import.begin': command<{ readonly uploadId: string }>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      name: z.string().min(1).max(255),
      size: z.int().min(0).max(LARGEST_FILE_BYTES),
    }),
  ),
  /** In order; one that came already is taken for granted. */
  'import.chunk': command()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      uploadId,
      offset: z.int().min(0).max(LARGEST_FILE_BYTES),
      /** Base64. */
      bytes: z
        .string()
        .min(1)
        .max(Math.ceil(FILE_CHUNK_BYTES / 3) * 4),
    }),
  ),
  /** Reads the file and compares it, again with other choices as often as wanted; `import.state` tells how far. */
  'import.open': command()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      uploadId,
      choices: z.strictObject({
        format: z.enum([...IMPORT_FORMATS, 'mapped']).nullable(),
        encoding: z.enum(FILE_ENCODINGS).nullable(),
        sheet: z.string().max(200).nullable(),
        /** 0: there are none. */
        headerRow: z.int().min(0).max(1_000).nullable(),
        mapping: z.partialRecord(z.enum(DRAFT_FIELDS), column).nullable(),
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/)
          .nullable(),
      }),
    }),
  ),
  'import.table': query<ImportTable>()(RUNS_THE_SHOW, z.strictObject({ uploadId })),
  'import.preview': query<ImportPage>()(
    RUNS_THE_SHOW,
    z.strictObject({
      uploadId,
      show: z.enum([...IMPORT_KINDS, 'warned', 'all']),
      search: z.string().max(200),
      offset: z.int().min(0),
      limit: z.int().min(1).max(MOST_PREVIEW_ROWS),
    }),
  ),
  /** All that is not refused, or nothing. Refused as `changed_meanwhile` where the catalogue is another than compared. */
  'import.apply': command<ImportOutcome>()(RUNS_THE_SHOW, z.strictObject({ ...intent, uploadId })),
  /** Gives it up; its file is removed. */
  'import.close': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, uploadId })),
  /** The refused rows in their own columns with the reason behind each. */
  'import.refusedFile': command<OutgoingFile>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, uploadId, container, language: z.enum(['zh-CN', 'en']) }),
  ),

  'export.write': command<ExportReport>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      format: z.enum(IMPORT_FORMATS),
      container,
      selection: z.union([
        z.strictObject({ kind: z.literal('everything') }),
        z.strictObject({ kind: z.literal('filter'), filter: catalogueFilter }),
        z.strictObject({ kind: z.literal('some'), productIds: z.array(id<ProductId>()).min(1).max(MOST_CHOSEN) }),
      ]),
    }),
  ),
  /** The formats that can be written. */
  'export.formats': query<readonly (typeof IMPORT_FORMATS)[number][]>()(RUNS_THE_SHOW, z.strictObject({})),
  /** Base64; '' at the end. */
  'file.read': query<{ readonly bytes: string }>()(
    RUNS_THE_SHOW,
    z.strictObject({ fileId: id<string>(), offset: z.int().min(0) }),
  ),
};
