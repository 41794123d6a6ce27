// Requests about the overlay: what it shows, its link, and a correction on the picture.

import { LONGEST_CORRECTION } from '../contract/overlay-documents.ts';
import { toDisplayText } from '../core/display-text.ts';
import type { Handlers } from './dispatch.ts';
import type { EngineDesk } from './engine-desk.ts';

type OverlayHandlers = Pick<Handlers, Extract<keyof Handlers, `overlay.${string}`>>;

export const createOverlayHandlers = (desk: EngineDesk): OverlayHandlers => ({
  'overlay.save': ({ commandId, settings }) => {
    const value = desk.decide(commandId, (writes) => {
      desk.overlay.write(writes, settings);
      return { facts: [], value: null };
    });
    desk.overlay.turn();
    return value;
  },
  'overlay.renew': ({ commandId }) => {
    const isNew = desk.store.replyTo(commandId) === null;
    const value = desk.decide(commandId, () => ({ facts: [], value: null }));
    // The same click twice must not shut out whoever came with the link of the first.
    if (isNew) desk.overlay.renew();
    return value;
  },
  'overlay.address': () => ({ url: desk.overlay.address() }),
  'overlay.correct': ({ commandId, text }) =>
    desk.decide(commandId, () => {
      if (text !== null) {
        return { facts: [{ type: 'correction.posted', text: toDisplayText(text, LONGEST_CORRECTION) }], value: null };
      }
      return { facts: desk.room().correction === null ? [] : [{ type: 'correction.withdrawn' }], value: null };
    }),
});
