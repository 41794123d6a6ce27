// How fast a host speaks: set by hand or as it was measured in a rehearsal. `script.current` tells all paces.

import { z } from 'zod';
import { FASTEST_PACE, SLOWEST_PACE } from '../core/speaking-time.ts';
import { command, ON_THE_SHOW } from './route.ts';
import { intent } from './route-input.ts';

export const paceRoutes = {
  /** Null brings back the default. */
  'pace.set': command()(
    ON_THE_SHOW,
    z.strictObject({
      ...intent,
      name: z.string().trim().max(50),
      charactersPerMinute: z.int().min(SLOWEST_PACE).max(FASTEST_PACE).nullable(),
    }),
  ),
} as const;
