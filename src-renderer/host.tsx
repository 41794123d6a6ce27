// The host's screen: its own window on the desktop, its own tab in a browser.

import './ui/theme.css';
import './features/host/host-scale.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openPageLink } from './client/page-link.ts';
import { HostScreen } from './features/host/host-screen.tsx';
import { startI18n } from './i18n/i18n.ts';
import { connectLiveStore } from './state/live-store.ts';
import { lockMarkup } from './ui/trusted-types.ts';

lockMarkup();
startI18n();
connectLiveStore(openPageLink());

const root = document.getElementById('root');
if (root === null) throw new Error('host.html has no #root');
createRoot(root).render(
  <StrictMode>
    <HostScreen />
  </StrictMode>,
);
