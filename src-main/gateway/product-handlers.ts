// Requests about what is being explained: pin and unpin.

import { Refusal } from '../contract/errors.ts';
import { after, duration, type Instant, type ProductId, type VariantId } from '../core/units.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk, RoomOrderOut } from './engine-desk.ts';

/** A pin that reaches the room later than this would show what the host has long left. */
const PIN_GOOD_FOR = duration(30_000);

type PinBody = { readonly productId: ProductId; readonly variantId: VariantId };

export const productUnpin = (body: PinBody, now: Instant): RoomOrderOut => ({
  kind: 'product.unpin',
  body,
  expiresAt: after(now, PIN_GOOD_FOR),
});

type ProductHandlers = Pick<Handlers, 'product.pin' | 'product.unpin'>;

export const createProductHandlers = (desk: EngineDesk): ProductHandlers => ({
  'product.pin': ({ commandId, productId, variantId }) =>
    desk.decide(commandId, (_writes, now) => {
      const isListed = desk.room().cues.some((cue) => cue.productId === productId);
      if (!isListed) throw new Refusal('not_found', 'That product is not on the run sheet.');
      const body = { productId, variantId };
      return {
        facts: [{ type: 'product.pinned', ...body }],
        rooms: [{ kind: 'product.pin', body, expiresAt: after(now, PIN_GOOD_FOR) }],
        value: null,
      };
    }),
  'product.unpin': ({ commandId }) =>
    desk.decide(commandId, (_writes, now) => {
      const pinned = desk.room().pin;
      if (pinned === null) throw new Refusal('nothing_pinned', 'Nothing is being explained.');
      const body = { productId: pinned.productId, variantId: pinned.variantId };
      return {
        facts: [{ type: 'product.unpinned', productId: pinned.productId }],
        rooms: [productUnpin(body, now)],
        value: null,
      };
    }),
});
