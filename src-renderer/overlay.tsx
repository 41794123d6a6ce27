// What viewers see over the picture: opened by OBS as a browser source, painted only once there is something true to paint.

import './features/overlay/overlay-page.css';
import { createRoot } from 'react-dom/client';
import { openLanLink } from './client/lan-link.ts';
import { readToken } from './client/link-token.ts';
import { OverlayPage } from './features/overlay/overlay-page.tsx';
import { i18n, startI18n } from './i18n/i18n.ts';
import { clearOverlay, connectOverlay } from './state/overlay-store.ts';
import { lockMarkup } from './ui/trusted-types.ts';

lockMarkup();
startI18n();
connectOverlay(
  openLanLink({
    token: readToken(window),
    onAdmission: (isAdmitted) => {
      if (!isAdmitted) clearOverlay();
      // Nobody reads a title in OBS; whoever opens the address in a browser does.
      document.title = i18n.t(isAdmitted ? 'overlay:page.title' : 'overlay:page.shutOut');
    },
  }),
);

const root = document.getElementById('root');
if (root === null) throw new Error('overlay.html has no #root');
createRoot(root).render(<OverlayPage root={root} />);
