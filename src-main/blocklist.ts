// Viewers who may not claim: kept for all shows, each with the reason.

import { z } from 'zod';
import type { BlockedViewer } from './contract/claim-documents.ts';
import type { Claimant } from './core/claim-book.ts';
import type { Store, Writes } from './store/store.ts';

export interface Blocklist {
  has(claimant: Claimant): boolean;
  all(): readonly BlockedViewer[];
  /** Inside a transaction; what is read before it is committed is not yet so. */
  add(writes: Writes, viewer: BlockedViewer): void;
  remove(writes: Writes, viewer: Pick<BlockedViewer, 'source' | 'viewerId'>): void;
}

const SETTING = 'claims.blocklist';

const saved = z.array(
  z.object({ source: z.string(), viewerId: z.string(), name: z.string(), reason: z.string(), at: z.number() }),
) as unknown as z.ZodType<readonly BlockedViewer[]>;

export const openBlocklist = (store: Pick<Store, 'setting'>): Blocklist => {
  let read: { readonly text: string | null; readonly viewers: readonly BlockedViewer[] } = { text: null, viewers: [] };
  const all = (): readonly BlockedViewer[] => {
    const text = store.setting(SETTING);
    if (text !== read.text) read = { text, viewers: text === null ? [] : saved.parse(JSON.parse(text)) };
    return read.viewers;
  };
  const without = ({ source, viewerId }: Pick<BlockedViewer, 'source' | 'viewerId'>): readonly BlockedViewer[] =>
    all().filter((each) => each.source !== source || each.viewerId !== viewerId);
  return {
    has: ({ source, viewer }) => all().some((each) => each.source === source && each.viewerId === viewer.id),
    all,
    add: (writes, viewer) => writes.setSetting(SETTING, JSON.stringify([...without(viewer), viewer])),
    remove: (writes, viewer) => writes.setSetting(SETTING, JSON.stringify(without(viewer))),
  };
};
