// What a screen may ask about the overlay: what it shows, its link, and a correction on the picture.

import { z } from 'zod';
import {
  HIGHEST_GOAL,
  LONGEST_CORRECTION,
  OVERLAY_CORNERS,
  OVERLAY_GOALS,
  OVERLAY_LANGUAGES,
  OVERLAY_NAMES,
  OVERLAY_ORIENTATIONS,
  OVERLAY_PARTS,
  OVERLAY_THEMES,
} from './overlay-documents.ts';
import { command, query, RUNS_THE_SHOW } from './route.ts';
import { intent, nothing } from './route-input.ts';

export const overlaySettings = z.strictObject({
  isOn: z.boolean(),
  theme: z.enum(OVERLAY_THEMES),
  orientation: z.enum(OVERLAY_ORIENTATIONS),
  corner: z.enum(OVERLAY_CORNERS),
  language: z.enum(OVERLAY_LANGUAGES),
  parts: z.array(z.enum(OVERLAY_PARTS)).max(OVERLAY_PARTS.length),
  names: z.enum(OVERLAY_NAMES),
  goal: z.strictObject({ figure: z.enum(OVERLAY_GOALS), target: z.int().min(1).max(HIGHEST_GOAL) }).nullable(),
});

export const overlayRoutes = {
  'overlay.save': command()(RUNS_THE_SHOW, z.strictObject({ ...intent, settings: overlaySettings })),
  /** Another token: pages that hold the old one are shut out at once. */
  'overlay.renew': command()(RUNS_THE_SHOW, z.strictObject(intent)),
  /** What OBS is to open; null while the overlay is off. Whoever has it may look, and nothing else. */
  'overlay.address': query<{ readonly url: string | null }>()(RUNS_THE_SHOW, nothing),
  /** Null takes it off the picture. */
  'overlay.correct': command()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, text: z.string().trim().min(1).max(LONGEST_CORRECTION).nullable() }),
  ),
} as const;
