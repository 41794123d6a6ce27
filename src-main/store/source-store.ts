// What the engine asks of its store about sources: those that are kept, whom their viewers are, and what could not be read.

import type { RejectedRaw, RejectGroup, SourceSettings } from '../contract/source-documents.ts';
import type { ViewerView } from '../contract/topics.ts';
import type { Instant, PersonId, SourceId, ViewerId } from '../core/units.ts';

/** Stands for secrets that nothing could keep. */
export const UNKEPT = '-';

/** A source as it is kept. */
export interface SourceConfig {
  readonly sourceId: SourceId;
  readonly kind: string;
  readonly name: string;
  /** Without secrets. */
  readonly settings: SourceSettings;
  /** Encrypted; '' where there are none, UNKEPT where there are some that lasted as long as a run. */
  readonly sealed: string;
  readonly isPaused: boolean;
  readonly createdAt: Instant;
}

/** What of a source may be another one. */
export type SourceChange = Pick<SourceConfig, 'name' | 'settings' | 'sealed' | 'isPaused'>;

export interface SourceReads {
  /** Oldest first. */
  sourceConfigs(): readonly SourceConfig[];
  /** All that are the same person, the viewer among them; the viewer alone where nobody said so. */
  sameViewers(viewerId: ViewerId): readonly ViewerId[];
  /** Whose name holds the text or whose id it is, those seen last first. */
  viewersNamed(text: string, limit: number): readonly ViewerView[];
  /** Shows that any of them was in. */
  showsOfViewers(viewerIds: readonly ViewerId[]): number;
  /** Those kept, newest first. */
  rejectGroups(limit: number): readonly RejectGroup[];
  /** Null where it is kept no more. */
  rejectedRaw(key: string): RejectedRaw | null;
}

export interface SourceWrites {
  addSource(config: SourceConfig): void;
  /** False where there is no such source. */
  changeSource(sourceId: SourceId, part: Partial<SourceChange>): boolean;
  removeSource(sourceId: SourceId): boolean;
  /** All that are the same as either become one person; `fresh` is its id where neither belongs to one. */
  linkViewers(one: ViewerId, other: ViewerId, fresh: PersonId, at: Instant): void;
  /** False where the viewer was linked to nobody. */
  unlinkViewer(viewerId: ViewerId): boolean;
}
