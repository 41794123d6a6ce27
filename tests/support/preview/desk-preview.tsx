// The desk on a scripted engine: `?scene=armed|form|draft|stale|trouble|lost&products=500&rate=1000`.

import '../../../src-renderer/ui/theme.css';
import '../../../src-renderer/features/desk/desk-scale.css';
import { createRoot } from 'react-dom/client';
import { Desk } from '../../../src-renderer/features/desk/desk.tsx';
import { startI18n } from '../../../src-renderer/i18n/i18n.ts';
import { connectLiveStore } from '../../../src-renderer/state/live-store.ts';
import { openPreviewLink } from './preview-link.ts';

const asked = new URLSearchParams(window.location.search);
const root = document.getElementById('root');
if (root === null) throw new Error('desk.html has no #root');

startI18n();
connectLiveStore(
  openPreviewLink({
    products: Number(asked.get('products') ?? 18),
    rowsPerSecond: Number(asked.get('rate') ?? 4),
    scene: asked.get('scene') ?? 'running',
  }),
);
createRoot(root).render(<Desk />);
