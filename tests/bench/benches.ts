// Every benchmark by its name; each is loaded in a process of its own.

import type { Bench } from './bench.ts';

export const BENCHES: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  'ingest.store': () => import('./ingest-store.ts'),
  'ingest.socket': () => import('./ingest-socket.ts'),
  'ingest.paced': () => import('./ingest-paced.ts'),
  'kpi.fold': () => import('./kpi-fold.ts'),
  'claims.parse': () => import('./claims-parse.ts'),
  'claims.paced': () => import('./claims-paced.ts'),
  'deal.fire': () => import('./deal-fire.ts'),
  'desk.feed': () => import('./desk-feed.ts'),
  'desk.chart': () => import('./desk-chart.ts'),
  'desk.longtasks': () => import('./desk-longtasks.ts'),
  'desk.transport': () => import('./desk-transport.ts'),
  'catalogue.search': () => import('./catalogue-search.ts'),
  'catalogue.import': () => import('./catalogue-import.ts'),
  'compliance.check': () => import('./compliance-check.ts'),
  'prompter.frames': () => import('./prompter-frames.ts'),
  'app.ready': () => import('./app-ready.ts'),
  'overlay.busy': () => import('./overlay-busy.ts'),
  'sources.tiktok': async () => ({ bench: (await import('./sources.ts')).tiktok }),
  'sources.barrage-grab': async () => ({ bench: (await import('./sources.ts')).barrageGrab }),
  'sources.douyin-live': async () => ({ bench: (await import('./sources.ts')).douyinLive }),
  'sources.dycast': async () => ({ bench: (await import('./sources.ts')).dycast }),
  'sources.laplace': async () => ({ bench: (await import('./sources.ts')).laplace }),
  'sources.blivechat': async () => ({ bench: (await import('./sources.ts')).blivechat }),
  'sources.shopify': async () => ({ bench: (await import('./shop-sources.ts')).shopify }),
  'sources.woocommerce': async () => ({ bench: (await import('./shop-sources.ts')).wooCommerce }),
  'sources.vendure': async () => ({ bench: (await import('./shop-sources.ts')).vendure }),
  'sources.streamlabs': async () => ({ bench: (await import('./shop-sources.ts')).streamlabs }),
  'sources.streamelements': async () => ({ bench: (await import('./shop-sources.ts')).streamElements }),
};
