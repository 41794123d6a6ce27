// What the engine asks of its store: one SQLite file, one writer, facts appended once.

import type { RoomCommand } from '../contract/room-protocol.ts';
import type { CommandState, Problem, RejectRow, ViewerView } from '../contract/topics.ts';
import type { Deal, DealEndReason, DealTerms, DealTrigger } from '../core/deal.ts';
import type { DeskFactBody, Fact, NewFact } from '../core/fact.ts';
import type { Product } from '../core/product.ts';
import type { Cue } from '../core/run-sheet.ts';
import type { Show, ShowMove } from '../core/show.ts';
import type { CommandId, DealId, Instant, ShowId, SourceId, VariantId, ViewerId } from '../core/units.ts';
import type { Reject } from '../ingest/event-source.ts';
import type { CatalogueReads, CatalogueWrites } from './catalogue-store.ts';
import type { ClaimReads, ClaimWrites } from './claim-store.ts';
import type { ComplianceReads, ComplianceWrites } from './compliance-store.ts';
import type { DealReads, DealWrites } from './deal-store.ts';
import type { ImportReads, ImportWrites } from './import-store.ts';
import type { PaceReads, PaceWrites } from './pace-store.ts';
import type { PaidPriceReads, PaidPriceWrites } from './paid-price-store.ts';
import type { PictureReads, PictureWrites } from './picture-store.ts';
import type { PlatformOrderReads, PlatformOrderWrites } from './platform-order-store.ts';
import type { PromiseReads } from './promise-store.ts';
import type { RunSheetReads, RunSheetWrites } from './run-sheet-store.ts';
import type { ScriptReads, ScriptWrites } from './script-store.ts';
import type { SourceReads, SourceWrites } from './source-store.ts';

/** The store's file in the data folder. */
export const DATABASE = 'kongtai.db';

/** What a source handed over, in one transaction with its cursor. */
export interface SourceAppend {
  readonly showId: ShowId;
  readonly source: SourceId;
  readonly facts: readonly NewFact[];
  readonly rejects: readonly Reject[];
  /** Null where a source has none. */
  readonly cursor: number | null;
  readonly receivedAt: Instant;
}

export interface OutboxRow {
  readonly command: RoomCommand;
  readonly source: SourceId;
  readonly state: CommandState;
  readonly attempts: number;
  /** The room's own words where it refused. */
  readonly code: string | null;
  readonly message: string | null;
  readonly updatedAt: Instant;
}

/** A show's run sheet with its products, as a screen lists them. */
export interface RunSheet {
  readonly cues: readonly Cue[];
  readonly products: readonly Product[];
}

/**
 * The store's write surface. All methods are synchronous; those of `Writes` may be called only inside `transact`
 * (or are themselves one transaction: `appendFromSource`). Every failure of SQLite surfaces as a `Refusal` with
 * `store_full`, `store_readonly`, `store_missing`, `store_corrupt` or `internal`, and leaves the file as it was.
 */
export interface Store
  extends ClaimReads,
    DealReads,
    CatalogueReads,
    ImportReads,
    PictureReads,
    PaidPriceReads,
    ComplianceReads,
    PlatformOrderReads,
    PromiseReads,
    RunSheetReads,
    PaceReads,
    ScriptReads,
    SourceReads {
  /**
   * Appends what is new of a batch (by source and event id), keeps its rejects raw, takes or releases stock for its order
   * facts, upserts its viewers, moves the cursor: one transaction, FULL where the batch holds an order. Returns the facts that are
   * new, in store order, each stock fact (source `engine`) right behind the order fact that caused it.
   */
  appendFromSource(batch: SourceAppend): readonly Fact[];

  /** One immediate transaction, durable (`synchronous = FULL`) before it returns. Throws what `work` throws, with nothing written. */
  transact<T>(work: (writes: Writes) => T): T;

  cursor(source: SourceId): number;
  /** All facts of a show in store order, read page by page: no iterator stays open. */
  factsOf(showId: ShowId): Iterable<Fact>;
  /** When the show's last fact came, by our clock; null where it has none. */
  heardAt(showId: ShowId): Instant | null;
  shows(): readonly Show[];
  show(showId: ShowId): Show | null;
  currentShowId(): ShowId | null;
  runSheet(showId: ShowId): RunSheet;
  products(): readonly Product[];
  deal(dealId: DealId): Deal | null;
  dealsOf(showId: ShowId): readonly Deal[];
  /** Not yet settled (pending, sent, unknown) in sending order. */
  outboxOpen(): readonly OutboxRow[];
  /** Newest first. */
  outboxLatest(limit: number): readonly OutboxRow[];
  rejectCount(): number;
  /** Those that came during one show. */
  rejectCountOf(showId: ShowId): number;
  rejectsLatest(limit: number): readonly RejectRow[];
  /** What this installation is called in `auth.client`: a UUID made at the first opening. */
  installationId(): string;
  setting(key: string): string | null;
  /** The reply that a command id was answered with, or null where it is new. */
  replyTo(commandId: CommandId): string | null;
  /** `lastSeenAt` may be five minutes behind after a restart. */
  viewer(viewerId: ViewerId): { viewer: ViewerView; firstSeenAt: Instant; lastSeenAt: Instant; shows: number } | null;
  viewerFacts(viewerId: ViewerId, limit: number): readonly Fact[];
  /** True where quick_check of the whole file says ok. */
  isSound(): boolean;
  /** A verified copy under `backups` beside the database, oldest ones pruned. Returns its path. */
  backup(): Promise<string>;
  close(): void;
}

export interface Writes
  extends PlatformOrderWrites,
    DealWrites,
    ClaimWrites,
    CatalogueWrites,
    ImportWrites,
    PictureWrites,
    PaidPriceWrites,
    ComplianceWrites,
    RunSheetWrites,
    PaceWrites,
    ScriptWrites,
    SourceWrites {
  /**
   * Appends facts that a person or the engine made; those whose (source, event id) is there already are left out. Orders among
   * them take and return stock like a room's, each with its stock facts right behind it.
   */
  appendFacts(showId: ShowId, facts: readonly NewFact[], receivedAt: Instant): readonly Fact[];
  insertShow(show: Show, runSheet: RunSheet): void;
  moveShow(showId: ShowId, move: ShowMove, at: Instant): void;
  setCurrentShow(showId: ShowId): void;
  /** As shows see them; one that a person has edited in the catalogue is left as it is. */
  upsertProducts(products: readonly Product[], at: Instant): void;
  /** `trigger` left out: it is fired by hand. */
  insertDeal(showId: ShowId, terms: DealTerms, at: Instant, trigger?: DealTrigger | null): void;
  /** Each moves a deal from the phase it must be in; false (and nothing written) where it is in another. */
  disarmDeal(dealId: DealId): boolean;
  fireDeal(dealId: DealId, opensAt: Instant, closesAt: Instant): boolean;
  openDeal(dealId: DealId): boolean;
  endDeal(dealId: DealId, reason: DealEndReason, at: Instant): boolean;
  /** One conditional statement: false where the variant has not that many. */
  takeStock(variantId: VariantId, quantity: number): boolean;
  /**
   * Gives back what the orders of a replay (source `replay`) hold in the show. Returns the facts of it, for the caller to
   * append; none where there is nothing to give back.
   */
  releaseRehearsed(showId: ShowId): readonly DeskFactBody[];
  queueCommand(source: SourceId, command: RoomCommand): void;
  settleCommand(commandId: CommandId, state: CommandState, at: Instant, code?: string, message?: string): void;
  setSetting(key: string, value: string): void;
  saveReply(commandId: CommandId, reply: string, at: Instant): void;
}

/** How a store came up; `recovered` tells a person what a repair brought back and what it could not. */
export interface OpenedStore {
  readonly store: Store;
  readonly isFirstRun: boolean;
  /** `store_recovered` with details { from, missingFrom, missingTo, quarantine }, or null. */
  readonly problem: Problem | null;
}
