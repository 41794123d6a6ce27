// When a promise must be honoured, and the first that a host has to say or do of those that are due now.

import type { RoomPromise } from './promise.ts';
import type { Room } from './room.ts';
import type { Instant, ProductId, VariantId } from './units.ts';

export interface PromiseMoment {
  readonly pin: Pick<NonNullable<Room['pin']>, 'productId' | 'variantId' | 'startedAt'> | null;
  /** The show that it was made in is over. */
  readonly isOver: boolean;
  readonly now: Instant;
}

const isAbout = (
  { subject }: Pick<RoomPromise, 'subject'>,
  pinned: { readonly productId: ProductId; readonly variantId: VariantId },
): boolean => {
  if (subject.on === 'deal') return subject.productId === pinned.productId;
  if (subject.on !== 'product' || subject.productId !== pinned.productId) return false;
  return subject.variantId === null || subject.variantId === pinned.variantId;
};

/** Explained again: what was promised within a segment waits for the next one. After its show every open promise is due. */
export const isPromiseDue = (
  promise: Pick<RoomPromise, 'subject' | 'due' | 'state' | 'madeAt'>,
  { pin, isOver, now }: PromiseMoment,
): boolean => {
  if (promise.state !== 'open') return false;
  if (isOver) return promise.due.when !== 'at' || now >= promise.due.at;
  switch (promise.due.when) {
    case 'at':
      return now >= promise.due.at;
    case 'after_show':
      return false;
    case 'explained':
      return pin !== null && pin.startedAt > promise.madeAt && isAbout(promise, pin);
  }
};
