// The event table of the room protocol as strict schemas: what the simulator's events are held against.

import { z } from 'zod';
import { NOTICE_LEVELS } from '../../src-main/core/live-event.ts';

const id = z.string().min(1);
const count = z.int().positive();
/** What a console takes as the text of one comment. */
const text = z.string().min(1).max(10_000);
const money = z.strictObject({ minor: z.int().nonnegative(), currency: z.literal('CNY') });
const viewer = z.strictObject({
  id,
  name: z.string().min(1),
  level: z.int().positive().optional(),
  isFollower: z.boolean().optional(),
  isMember: z.boolean().optional(),
});
const order = z.strictObject({
  id: z.string().regex(/^[0-9]{19}$/),
  lines: z
    .array(
      z.strictObject({
        productId: z.string().regex(/^[0-9]{19}$/),
        variantId: z.string().regex(/^[0-9]{19}$/),
        title: z.string().min(1),
        quantity: count,
        unitPrice: money,
        dealId: id.optional(),
      }),
    )
    .min(1),
  total: money,
  buyer: viewer,
  note: z.string().optional(),
});

export const eventShape = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('chat'), text, replyTo: id.optional(), viewer }),
  z.strictObject({
    type: z.literal('gift'),
    gift: z.strictObject({ id, name: id, unitValue: money }),
    count,
    streakId: id.optional(),
    streakEnd: z.boolean().optional(),
    viewer,
  }),
  z.strictObject({ type: z.literal('like'), count, viewer }),
  z.strictObject({ type: z.enum(['enter', 'follow', 'share']), viewer }),
  z.strictObject({
    type: z.literal('audience'),
    online: count,
    views: count,
    unique: count,
    likes: z.int().nonnegative(),
    followers: count,
  }),
  z.strictObject({
    type: z.enum(['product.shown', 'product.clicked']),
    productId: id,
    variantId: id.optional(),
    people: count,
  }),
  z.strictObject({ type: z.enum(['order.created', 'order.paid', 'order.cancelled']), order }),
  z.strictObject({ type: z.literal('order.refunded'), order, amount: money }),
  z.strictObject({ type: z.enum(['stream.started', 'stream.ended']), reason: z.string().optional() }),
  z.strictObject({ type: z.literal('notice'), level: z.enum(NOTICE_LEVELS), text }),
]);
export type ShapedEvent = z.infer<typeof eventShape>;
