// OBS over its WebSocket: what is written into which source, how the link stands, and what was done.

import type { Instant } from '../core/units.ts';
import type { Problem } from './topics.ts';

/** What can be written into a text source. `compare` carries its basis; `ends` is a clock time, never a tick. */
export const OBS_TEXTS = ['title', 'price', 'compare', 'ends', 'stock'] as const;
export type ObsText = (typeof OBS_TEXTS)[number];

export const OBS_PORT = 4455;
export const LONGEST_OBS_NAME = 200;

export interface ObsAddress {
  readonly host: string;
  readonly port: number;
}

export interface ObsSettings extends ObsAddress {
  readonly isOn: boolean;
  /** By text the name of the source; '' for none. */
  readonly texts: Readonly<Record<ObsText, string>>;
  /** Scenes that a deal turns to when it opens and when it ends; '' for none. */
  readonly dealScene: string;
  readonly usualScene: string;
  /** Chapters in the recording at pins and deals. */
  readonly marksRecording: boolean;
}

/** `refused`: it answered, and let nobody in; nothing is tried until the settings change. */
export const OBS_STATUSES = ['off', 'connecting', 'connected', 'refused', 'reconnecting'] as const;
export type ObsStatus = (typeof OBS_STATUSES)[number];

/** `kept`: encrypted on this computer. `this_run`: forgotten when Kongtai closes. */
export type ObsPassword = 'none' | 'kept' | 'this_run';

export const OBS_DEEDS = ['text', 'scene', 'chapter', 'mark'] as const;
export interface ObsDeed {
  readonly key: string;
  readonly at: Instant;
  readonly kind: (typeof OBS_DEEDS)[number];
  /** The source or scene; for chapters and marks what they say. */
  readonly target: string;
  /** What was written; '' where `target` says all. */
  readonly text: string;
  /** Where the recording stood, hh:mm:ss.mmm; null where none runs. */
  readonly timecode: string | null;
  /** OBS's own words where it would not. */
  readonly refusal: string | null;
}

/** What OBS has, for a person to choose from. */
export interface ObsSight {
  readonly version: string;
  readonly scene: string;
  readonly scenes: readonly string[];
  readonly texts: readonly { readonly name: string; readonly text: string }[];
  readonly canMakeChapters: boolean;
  /** Browser sources and the addresses they open. */
  readonly browsers: readonly { readonly name: string; readonly isOverlay: boolean }[];
  readonly hasBrowserSource: boolean;
  readonly isRecording: boolean;
}

export interface ObsTopic {
  readonly settings: ObsSettings;
  readonly password: ObsPassword;
  /** Whether this computer can keep a password encrypted. */
  readonly canKeepPassword: boolean;
  readonly status: ObsStatus;
  readonly since: Instant;
  readonly retryAt: Instant | null;
  readonly problem: Problem | null;
  readonly version: string | null;
  /** Newest first, at most 20. */
  readonly deeds: readonly ObsDeed[];
}
