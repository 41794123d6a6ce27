// What a screen may ask about viewers: a card, others by their name, and which of them are one person.

import { z } from 'zod';
import type { ViewerId } from '../core/units.ts';
import type { ViewerCard } from './documents.ts';
import { command, ON_THE_SHOW, query, RUNS_THE_SHOW } from './route.ts';
import { id, intent } from './route-input.ts';
import type { ViewerView } from './topics.ts';

export const viewerRoutes = {
  'viewer.card': query<ViewerCard>()(ON_THE_SHOW, z.strictObject({ viewerId: id<ViewerId>() })),
  /** At most 20, those seen last first. */
  'viewer.search': query<readonly ViewerView[]>()(
    RUNS_THE_SHOW,
    z.strictObject({ text: z.string().trim().min(1).max(200) }),
  ),
  /** Says that both are one person, and all that are the same as either. */
  'viewer.link': command()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, viewerId: id<ViewerId>(), otherId: id<ViewerId>() }),
  ),
  /** Takes this one out of the person that they belong to. */
  'viewer.unlink': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, viewerId: id<ViewerId>() })),
} as const;
