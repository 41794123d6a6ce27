// What a screen may say to the host, and the host's two words back: seen, and acknowledged.

import { z } from 'zod';
import type { MessageId, VariantId } from '../core/units.ts';
import { LONGEST_CORRECTION, LONGEST_MESSAGE, LONGEST_TIMER_MS, SHORTEST_TIMER_MS } from './message-limits.ts';
import { command, ON_THE_SHOW, RUNS_THE_SHOW } from './route.ts';
import { id, intent } from './route-input.ts';

const words = z.string().trim().min(1).max(LONGEST_MESSAGE);
/** May be left out: the kind alone says what is meant. */
const note = z.string().trim().max(LONGEST_MESSAGE);
const side = z.string().trim().min(1).max(LONGEST_CORRECTION);

const message = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: words }),
  z.strictObject({ kind: z.literal('flash'), text: note }),
  /** Begins when it is sent, and travels as a deadline. */
  z.strictObject({
    kind: z.literal('timer'),
    text: note,
    durationMs: z.int().min(SHORTEST_TIMER_MS).max(LONGEST_TIMER_MS),
  }),
  /** To a product of the run sheet. */
  z.strictObject({ kind: z.literal('product'), text: note, variantId: id<VariantId>() }),
  z.strictObject({ kind: z.literal('correction'), text: note, wrong: side, right: side }),
]);

const messageId = id<MessageId>();

export const messageRoutes = {
  'message.send': command<{ messageId: MessageId }>()(RUNS_THE_SHOW, z.strictObject({ ...intent, message })),
  'message.seen': command()(ON_THE_SHOW, z.strictObject({ ...intent, messageId })),
  'message.acknowledge': command()(ON_THE_SHOW, z.strictObject({ ...intent, messageId })),
} as const;
