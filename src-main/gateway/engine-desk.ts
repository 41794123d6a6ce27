// What handlers may do to the engine: decide once per intent, look at the current show, attach and detach rooms.

import type { Blocklist } from '../blocklist.ts';
import type { CatalogueImport } from '../catalogue-import.ts';
import type { ClaimDesk } from '../claim-desk.ts';
import type { ShowSummary } from '../contract/documents.ts';
import type { RoomCommandBodies, RoomCommandKind } from '../contract/room-protocol.ts';
import type { Affected } from '../core/emergency-scope.ts';
import type { FactBody } from '../core/fact.ts';
import type { Room } from '../core/room.ts';
import type { CommandId, EmergencyId, Instant, ShowId, SourceId } from '../core/units.ts';
import type { PlatformShelf } from '../deal-platforms.ts';
import type { DealPrice, ShopOutlook } from '../ingest/event-source.ts';
import type { RecordingDesk } from '../ingest/recording-desk.ts';
import type { ReplayDesk } from '../ingest/replay-desk.ts';
import type { ObsDesk } from '../obs/obs-desk.ts';
import type { OrderImportDesk } from '../order-import.ts';
import type { OutgoingFiles } from '../outgoing-files.ts';
import type { PassphraseBox } from '../passphrase-box.ts';
import type { PictureQueue } from '../picture-queue.ts';
import type { CatalogueList } from '../projection/catalogue-list.ts';
import type { SourceDesk } from '../source-desk.ts';
import type { MediaShelf } from '../store/media-shelf.ts';
import type { Store, Writes } from '../store/store.ts';
import type { ComplianceDesk } from './compliance-desk.ts';
import type { OrderDesk } from './order-desk.ts';
import type { OverlayDesk } from './overlay-desk.ts';

/** What the rooms are told of a decision. */
export type RoomOrderOut = {
  [Kind in RoomCommandKind]: {
    readonly kind: Kind;
    readonly body: RoomCommandBodies[Kind];
    /** A command that has not reached the room by then must not be carried out. */
    readonly expiresAt: Instant;
    /** The one that it is for; left out: all that carry commands. */
    readonly to?: SourceId;
  };
}[RoomCommandKind];

export interface Decision<T> {
  readonly facts: readonly FactBody[];
  /** Whose facts they are; left out: the current show's. */
  readonly showId?: ShowId;
  readonly rooms?: readonly RoomOrderOut[];
  readonly value: T;
}

export interface EngineDesk {
  readonly store: Store;
  readonly clock: () => Instant;
  readonly compliance: ComplianceDesk;
  /** The data folder's pictures. */
  readonly media: MediaShelf;
  /** One list in memory for all who search it. */
  readonly catalogue: CatalogueList;
  readonly imports: CatalogueImport;
  readonly pictures: PictureQueue;
  readonly orders: OrderDesk;
  readonly orderImports: OrderImportDesk;
  readonly outgoing: OutgoingFiles;
  readonly platforms: PlatformShelf;
  readonly overlay: OverlayDesk;
  readonly obs: ObsDesk;
  readonly sources: SourceDesk;
  readonly passphrase: PassphraseBox;
  readonly claims: ClaimDesk;
  readonly blocklist: Blocklist;
  /** Whether the source carries out commands of the kind now. */
  carries(sourceId: SourceId, kind: RoomCommandKind): boolean;
  /** Sources that carry out commands of the kind, as they said when they last came. */
  carriersOf(kind: RoomCommandKind): readonly SourceId[];
  /** The current show as its facts have made it. */
  room(): Room;
  /**
   * Carries out one intent once: `work` decides inside a durable transaction, its facts are appended, folded and published,
   * its room commands queued, its value kept under the command id and given again to whoever sends that id again.
   * A Refusal thrown by `work` leaves everything as it was.
   */
  decide<T>(commandId: CommandId, work: (writes: Writes, now: Instant) => Decision<T>): T;
  /** Makes another show the current one, after a decision has written so. */
  turnToCurrentShow(): void;
  /** Takes the draft of the current show's run sheet from the store, after a decision has written it. */
  turnToSheet(): void;
  /** Rejects with Refusal `no_show`. */
  summary(showId: ShowId): Promise<ShowSummary>;
  /** Rejects with Refusal `no_show`, or `not_found` where the show has no such emergency. */
  affected(showId: ShowId, emergencyId: EmergencyId): Promise<Affected>;
  /** Asks every attached shop that can tell; null where one gives no answer. */
  foresee(deal: DealPrice): Promise<readonly { readonly shop: string; readonly outlook: ShopOutlook | null }[]>;
  detach(sourceId: SourceId): Promise<void>;
  retryCommand(commandId: CommandId): void;
  dismissCommand(commandId: CommandId): void;
  readonly recordings: RecordingDesk;
  readonly replays: ReplayDesk;
}
