// Every benchmark by its name; each is loaded in a process of its own.

import type { Bench } from './bench.ts';

export const BENCHES: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  'ingest.store': () => import('./ingest-store.ts'),
  'ingest.socket': () => import('./ingest-socket.ts'),
  'ingest.paced': () => import('./ingest-paced.ts'),
  'kpi.fold': () => import('./kpi-fold.ts'),
  'desk.feed': () => import('./desk-feed.ts'),
  'desk.chart': () => import('./desk-chart.ts'),
  'desk.longtasks': () => import('./desk-longtasks.ts'),
  'desk.transport': () => import('./desk-transport.ts'),
  'app.ready': () => import('./app-ready.ts'),
};
