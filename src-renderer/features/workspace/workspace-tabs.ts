// What is prepared before a show, one tab a thing; each panel is loaded when it is first opened.

import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { WorkspaceName } from '../../state/desk-store.ts';

export interface WorkspaceTab {
  readonly name: WorkspaceName;
  readonly Panel: LazyExoticComponent<ComponentType>;
}

export const WORKSPACE_TABS: readonly WorkspaceTab[] = [
  {
    name: 'products',
    Panel: lazy(() =>
      import('../catalogue/catalogue-panel.tsx').then(({ CataloguePanel }) => ({ default: CataloguePanel })),
    ),
  },
  {
    name: 'scripts',
    Panel: lazy(() => import('../scripts/scripts-panel.tsx').then(({ ScriptsPanel }) => ({ default: ScriptsPanel }))),
  },
  {
    name: 'run-sheet',
    Panel: lazy(() =>
      import('../run-sheet/run-sheet-panel.tsx').then(({ RunSheetPanel }) => ({ default: RunSheetPanel })),
    ),
  },
  {
    name: 'claims',
    Panel: lazy(() => import('../claims/claims-panel.tsx').then(({ ClaimsPanel }) => ({ default: ClaimsPanel }))),
  },
  {
    name: 'orders',
    Panel: lazy(() => import('../orders/orders-panel.tsx').then(({ OrdersPanel }) => ({ default: OrdersPanel }))),
  },
  {
    name: 'fulfilment',
    Panel: lazy(() =>
      import('../fulfilment/fulfilment-panel.tsx').then(({ FulfilmentPanel }) => ({ default: FulfilmentPanel })),
    ),
  },
  {
    name: 'promises',
    Panel: lazy(() =>
      import('../promises/promises-panel.tsx').then(({ PromisesPanel }) => ({ default: PromisesPanel })),
    ),
  },
  {
    name: 'compliance',
    Panel: lazy(() =>
      import('../compliance/compliance-panel.tsx').then(({ CompliancePanel }) => ({ default: CompliancePanel })),
    ),
  },
  {
    name: 'overlay',
    Panel: lazy(() => import('../overlay/overlay-panel.tsx').then(({ OverlayPanel }) => ({ default: OverlayPanel }))),
  },
];
