// What the engine asks of its store about how fast hosts speak.

import type { HostPace } from '../contract/pace-documents.ts';
import type { Instant } from '../core/units.ts';

export interface PaceReads {
  /** By name; the same array until one is set. */
  hostPaces(): readonly HostPace[];
}

export interface PaceWrites {
  /** Null brings back the default. */
  setHostPace(name: string, charactersPerMinute: number | null, at: Instant): void;
}
