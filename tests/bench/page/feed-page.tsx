// The product's feed alone on its store, in a room of 1 000 messages a second.

import '../../../src-renderer/ui/theme.css';
import { createRoot } from 'react-dom/client';
import { Feed } from '../../../src-renderer/features/feed/feed.tsx';
import { startI18n } from '../../../src-renderer/i18n/i18n.ts';
import { connectLiveStore } from '../../../src-renderer/state/live-store.ts';
import { openBusyLink } from './busy-link.ts';
import { LIST, rootElement } from './root-element.ts';

startI18n();
connectLiveStore(openBusyLink(['feed.rows']));
const root = rootElement(LIST);
root.style.display = 'flex';
createRoot(root).render(<Feed />);
