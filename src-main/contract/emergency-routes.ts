// What a screen may ask about emergencies: raise a card, close it, write its words, and who is affected.

import { z } from 'zod';
import { EMERGENCY_KINDS } from '../core/emergency.ts';
import type { EmergencyId, ShowId, VariantId } from '../core/units.ts';
import type { AffectedDocument } from './emergency-documents.ts';
import { LONGEST_CLOSING, LONGEST_NOTICE, LONGEST_SAY, LONGEST_WRONG } from './emergency-limits.ts';
import type { OutgoingFile } from './import-documents.ts';
import { command, query, RUNS_THE_SHOW } from './route.ts';
import { id, intent, moment } from './route-input.ts';

const kind = z.enum(EMERGENCY_KINDS);
const emergencyId = id<EmergencyId>();

/** `showId` left out: the current show. */
const ofShow = { emergencyId, showId: id<ShowId>().optional() };

const words = {
  wrong: z.string().trim().min(1).max(LONGEST_WRONG),
  say: z.string().trim().min(1).max(LONGEST_SAY),
  /** '' where viewers are told nothing. */
  notice: z.string().trim().max(LONGEST_NOTICE),
};

export const emergencyRoutes = {
  /** Freezes, tells and logs in one stroke; in a rehearsal it is a drill. */
  'emergency.raise': command<{ emergencyId: EmergencyId }>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      kind,
      /** The product that it is about; null for the whole show. */
      variantId: id<VariantId>().nullable(),
      since: moment,
      ...words,
    }),
  ),
  /** Also takes its correction off the picture. */
  'emergency.close': command()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, emergencyId, note: z.string().trim().min(1).max(LONGEST_CLOSING) }),
  ),
  /** Null: the words that came with the card. */
  'emergency.write': command()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      kind,
      words: z.strictObject({ zh: z.strictObject(words), en: z.strictObject(words) }).nullable(),
    }),
  ),
  /** Of an earlier show too, whose orders may have been paid or refunded since. */
  'emergency.affected': query<AffectedDocument>()(RUNS_THE_SHOW, z.strictObject(ofShow)),
  'emergency.file': query<OutgoingFile>()(
    RUNS_THE_SHOW,
    z.strictObject({ ...ofShow, language: z.enum(['zh-CN', 'en']) }),
  ),
} as const;
