// A viewer as screens show them: the name made safe to look at.

import type { ViewerView } from '../contract/topics.ts';
import { toDisplayText } from '../core/display-text.ts';
import type { Viewer } from '../core/live-event.ts';

const NAME_GRAPHEMES = 40;

export const toViewerView = (viewer: Viewer): ViewerView => ({
  viewerId: viewer.id,
  name: toDisplayText(viewer.name, NAME_GRAPHEMES),
  level: viewer.level ?? null,
  isFollower: viewer.isFollower ?? false,
  isMember: viewer.isMember ?? false,
});
