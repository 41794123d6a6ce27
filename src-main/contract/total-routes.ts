// What a screen may ask about platforms' totals: a file of them beside what was counted here. On screen they go with the figures.

import { z } from 'zod';
import type { ShowId } from '../core/units.ts';
import type { OutgoingFile } from './import-documents.ts';
import { query, RUNS_THE_SHOW } from './route.ts';
import { id } from './route-input.ts';

export const totalRoutes = {
  /** A CSV: a row for each thing that each source totals. */
  'review.totals-file': query<OutgoingFile>()(
    RUNS_THE_SHOW,
    z.strictObject({ showId: id<ShowId>(), language: z.enum(['zh-CN', 'en']) }),
  ),
} as const;
