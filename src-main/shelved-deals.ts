// Drafts and templates of deals as they lie in the store, read anew only where one was written, with the rules that hold for them.

import type { Room } from './core/room.ts';
import type { Instant, ShowId } from './core/units.ts';
import type { PlatformShelf } from './deal-platforms.ts';
import { cooldownOf, platformOf } from './gateway/deal-rules.ts';
import { coolingUntil } from './gateway/deal-shot.ts';
import type { DealShelf } from './projection/deal-shelf.ts';
import type { Store } from './store/store.ts';

export const createShelvedDeals = (given: {
  readonly store: Store;
  readonly platforms: PlatformShelf;
  readonly room: () => Room;
  readonly clock: () => Instant;
}): (() => DealShelf) => {
  const { store, platforms, room, clock } = given;
  let read: (Pick<DealShelf, 'drafts' | 'templates'> & { readonly key: string }) | null = null;

  const shelved = (showId: ShowId): Pick<DealShelf, 'drafts' | 'templates'> => {
    const key = `${store.dealShelfRevision()} ${showId}`;
    if (read?.key !== key) read = { key, drafts: store.dealDrafts(showId), templates: store.dealTemplates() };
    return read;
  };

  return () => {
    const { showId } = room().show;
    const { drafts, templates } = shelved(showId);
    const cooldownMs = cooldownOf(store);
    return {
      drafts,
      templates,
      platform: platformOf(store, platforms, showId),
      cooldownMs,
      coolsAt: coolingUntil(room(), cooldownMs, clock()),
    };
  };
};
