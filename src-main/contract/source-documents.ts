// Sources as a person manages them: the kinds there are, those kept, what a test has seen, and what could not be read.

import type { LiveEventType } from '../core/live-event.ts';
import type { MaskedExample } from '../core/masked-example.ts';
import type { Instant, SourceId } from '../core/units.ts';
import type { RoomCommandKind } from './room-protocol.ts';
import type { Problem } from './topics.ts';

/** One thing that a person fills in; words for it stand in the screens' catalogues under `sources.field.<name>`. */
export interface SourceField {
  readonly name: string;
  readonly kind: 'url' | 'text' | 'secret' | 'number' | 'choice';
  readonly isRequired: boolean;
  /** For a choice. */
  readonly choices?: readonly string[];
  /** What most people will want. */
  readonly usual?: string;
  /** Says how the source is reached, not which one it is: it may change and the source stays the same. */
  readonly isWay?: true;
}

/** As a person filled them in. */
export type SourceSettings = Readonly<Record<string, string>>;

export interface SourceKindView {
  readonly kind: string;
  readonly fields: readonly SourceField[];
  readonly reads: readonly LiveEventType[];
  readonly carries: readonly RoomCommandKind[];
  /** Waits to be dialled. */
  readonly isInbound: boolean;
  /** In ms; null: it may be silent for ever. */
  readonly stalledAfterMs: number | null;
}

/**
 * `kept`: encrypted on this computer. `this_run`: forgotten when Kongtai closes. `locked`: the passphrase is asked for.
 * `missing`: to be typed again.
 */
export type SourceSecrets = 'none' | 'kept' | 'this_run' | 'locked' | 'missing';

/** A passphrase keeps secrets where there is no keyring. `locked`: it was not typed since the start. */
export type PassphraseState = 'none' | 'locked' | 'open';

/** A source that is kept; how its link stands is said by the row of the same id in `source.list`. */
export interface SourceConfigRow {
  readonly sourceId: SourceId;
  readonly kind: string;
  readonly name: string;
  /** Without secrets. */
  readonly settings: SourceSettings;
  readonly secrets: SourceSecrets;
  /** Whether people are in it; a shop or a webhook has none. */
  readonly hasViewers: boolean;
  readonly isPaused: boolean;
  readonly createdAt: Instant;
  /** Why it could not be attached. */
  readonly problem: Problem | null;
}

export interface SourceShelfTopic {
  /** Oldest first. */
  readonly rows: readonly SourceConfigRow[];
  /** What keeps the secrets, by its own name; null where they last as long as the run. */
  readonly keyring: string | null;
  readonly passphrase: PassphraseState;
}

/** What a connection that was only tried has shown; nothing of it is kept. */
export interface SourceSight {
  /** What it calls itself; null where it was never up. */
  readonly name: string | null;
  readonly clockOffsetMs: number | null;
  /** How long it was listened to. */
  readonly ms: number;
  /** The first kinds seen come first. */
  readonly seen: readonly {
    readonly type: LiveEventType;
    readonly count: number;
    readonly examples: readonly MaskedExample[];
  }[];
  readonly rejects: { readonly count: number; readonly reasons: readonly string[] };
  readonly problem: Problem | null;
  /** Whether it stood in the end; one that waits to be dialled stands once it waits. */
  readonly isUp: boolean;
}

/** What became of a change of settings. */
export interface SourceEdited {
  /** False: it did not come up with them, and goes on with those that it had. */
  readonly isTaken: boolean;
  /** Null where nothing was tried. */
  readonly sight: SourceSight | null;
}

/** Rejects of one source for one reason, figures in it aside. */
export interface RejectGroup {
  /** The newest one. */
  readonly key: string;
  readonly sourceId: SourceId;
  /** In the newest one's words. */
  readonly reason: string;
  readonly count: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** Of the newest one, its first 500 characters and its whole size. */
  readonly excerpt: string;
  readonly bytes: number;
}

/** One reject as it came. */
export interface RejectedRaw {
  readonly raw: string;
  readonly bytes: number;
  /** More came than is kept. */
  readonly isCut: boolean;
}
