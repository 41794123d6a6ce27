// All kinds of source that a person may attach, in the order in which they are offered.

import { createRoomKind } from './room-kind.ts';
import type { SourceKind } from './source-kind.ts';

/** `client`: a UUID that stays the same for one installation. */
export const createSourceKinds = (client: string): readonly SourceKind[] => [createRoomKind(client)];
