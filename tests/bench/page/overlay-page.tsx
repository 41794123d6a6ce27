// The overlay as OBS opens it, in a deal's last ten seconds: stock sinks and claims come ten times a second.

import '../../../src-renderer/features/overlay/overlay-page.css';
import { createRoot } from 'react-dom/client';
import type { OverlayView } from '../../../src-main/contract/overlay-documents.ts';
import { STATE_TOPICS } from '../../../src-main/contract/topics.ts';
import type { FromEngine } from '../../../src-main/contract/wire.ts';
import { instant } from '../../../src-main/core/units.ts';
import { createListeners, type Link, type LinkStatus } from '../../../src-renderer/client/link.ts';
import { OverlayPage } from '../../../src-renderer/features/overlay/overlay-page.tsx';
import { startI18n } from '../../../src-renderer/i18n/i18n.ts';
import { connectOverlay } from '../../../src-renderer/state/overlay-store.ts';
import { overlayView } from '../../support/preview/preview-overlay.ts';
import { rootElement } from './root-element.ts';

/** Just below the ten seconds from which tenths are shown, and long enough to be measured. */
const COUNTS_MS = 9_900;
const DEAL_STOCK = 500;

const openCountingLink = (): Link => {
  const messages = createListeners<FromEngine>();
  const statuses = createListeners<LinkStatus>();
  let first = overlayView(instant(Date.now()), COUNTS_MS);
  let seq = 0;
  const view = (): OverlayView => {
    const left = DEAL_STOCK - (seq % DEAL_STOCK);
    const claims = first.claims.map((claim, index) => ({ ...claim, key: `c${Math.floor(seq / 3) + index}` }));
    return {
      ...first,
      claims,
      stock: { left, of: DEAL_STOCK },
      deal: first.deal === null ? null : { ...first.deal, left },
    };
  };
  const push = (): void => {
    seq += 1;
    // A deal that ended makes room for the next: the overlay counts down without a rest.
    if (first.deal === null || first.deal.closesAt - Date.now() < 200)
      first = overlayView(instant(Date.now()), COUNTS_MS);
    messages.tell({ t: 'state', topic: 'overlay.view', seq, value: view() });
  };
  return {
    send: (message) => {
      if (message.t !== 'subscribe') return;
      push();
      setInterval(push, STATE_TOPICS['overlay.view'].everyMs);
    },
    onMessage: messages.add,
    onStatus: (handler) => {
      window.setTimeout(() => {
        messages.tell({ t: 'hello', now: instant(Date.now()), role: 'observer' });
        handler('open');
      }, 0);
      return statuses.add(handler);
    },
  };
};

startI18n();
connectOverlay(openCountingLink());
const root = rootElement({ width: 1080, height: 1920 });
createRoot(root).render(<OverlayPage root={root} />);
