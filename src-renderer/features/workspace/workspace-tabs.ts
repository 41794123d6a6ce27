// What is prepared before a show, one tab a thing; each panel is loaded when it is first opened.

import type { ComponentType, LazyExoticComponent } from 'react';
import type { WorkspaceName } from '../../state/desk-store.ts';

export interface WorkspaceTab {
  readonly name: WorkspaceName;
  readonly Panel: LazyExoticComponent<ComponentType>;
}

export const WORKSPACE_TABS: readonly WorkspaceTab[] = [];
