// The console's entry: markup locked, words loaded, the mirror connected, the desk drawn.

import './ui/theme.css';
import './features/desk/desk-scale.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openPageLink } from './client/page-link.ts';
import { Desk } from './features/desk/desk.tsx';
import { startThumbMaker } from './features/pictures/thumb-maker.ts';
import { startI18n } from './i18n/i18n.ts';
import { connectLiveStore } from './state/live-store.ts';
import { lockMarkup } from './ui/trusted-types.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('desk.html has no #root');

lockMarkup();
startI18n();
connectLiveStore(openPageLink());
startThumbMaker();
createRoot(root).render(
  <StrictMode>
    <Desk />
  </StrictMode>,
);
