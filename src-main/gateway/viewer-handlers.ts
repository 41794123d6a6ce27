// Requests about viewers: their cards, finding others, and saying who is one person.

import { Refusal } from '../contract/errors.ts';
import type { viewerRoutes } from '../contract/viewer-routes.ts';
import type { PersonId } from '../core/units.ts';
import { newId } from '../new-id.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';
import { readViewerCard } from './viewer-card.ts';

type ViewerHandlers = Pick<Handlers, keyof typeof viewerRoutes>;

const FOUND_SHOWN = 20;

export const createViewerHandlers = (desk: EngineDesk): ViewerHandlers => ({
  'viewer.card': ({ viewerId }) => readViewerCard(desk, viewerId),
  'viewer.search': ({ text }) => desk.store.viewersNamed(text, FOUND_SHOWN),
  'viewer.link': ({ commandId, viewerId, otherId }) =>
    desk.decide(commandId, (writes, now) => {
      if (viewerId === otherId) throw new Refusal('bad_input', 'A viewer is the same as themselves.');
      if (desk.store.viewer(viewerId) === null || desk.store.viewer(otherId) === null) {
        throw new Refusal('not_found', 'Nothing is known of that viewer.');
      }
      writes.linkViewers(viewerId, otherId, newId<PersonId>(), now);
      return { facts: [], value: null };
    }),
  'viewer.unlink': ({ commandId, viewerId }) =>
    desk.decide(commandId, (writes) => {
      if (!writes.unlinkViewer(viewerId)) throw new Refusal('nothing_to_undo', 'The viewer is linked to nobody.');
      return { facts: [], value: null };
    }),
});
