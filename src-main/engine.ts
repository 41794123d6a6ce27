// The engine: facts come in through one door, are appended once, folded, and published. No Electron in here.

import { join } from 'node:path';
import { createCatalogueImport } from './catalogue-import.ts';
import type { RuleShelf } from './compliance-shelf.ts';
import type { ShowSummary } from './contract/documents.ts';
import type { Role } from './contract/route.ts';
import type { Problem } from './contract/topics.ts';
import { spokenInShow } from './core/compliance-sheet.ts';
import { nextDealStep } from './core/deal.ts';
import { DESK_SOURCE, type DeskFactBody, ENGINE_SOURCE, type Fact, type NewFact } from './core/fact.ts';
import { replanRoom, restockPlan } from './core/room.ts';
import { foldRoom } from './core/room-fold.ts';
import { isShowMove } from './core/show.ts';
import type { CommandId, Instant, ShowId, SourceId } from './core/units.ts';
import type { ClientPort } from './gateway/client-port.ts';
import { createComplianceDesk } from './gateway/compliance-desk.ts';
import { dealStop } from './gateway/deal-handlers.ts';
import { createDispatch } from './gateway/dispatch.ts';
import type { Decision, EngineDesk, RoomOrderOut } from './gateway/engine-desk.ts';
import { createHandlers } from './gateway/handlers.ts';
import { createHub } from './gateway/hub.ts';
import { emptyFolder } from './import-upload.ts';
import { createAttachments } from './ingest/attachments.ts';
import type { EventSource } from './ingest/event-source.ts';
import { createIngest } from './ingest/ingest.ts';
import { createOutbox } from './ingest/outbox.ts';
import { createRecordingDesk } from './ingest/recording-desk.ts';
import { newId } from './new-id.ts';
import { createOutgoingFiles } from './outgoing-files.ts';
import { createPublisher } from './projection/publish.ts';
import { toSummary } from './projection/summary.ts';
import { recallRoom } from './recall-room.ts';
import { createMediaShelf } from './store/media-shelf.ts';
import type { Store, Writes } from './store/store.ts';

export interface EngineOptions {
  readonly store: Store;
  readonly clock: () => Instant;
  /** Attached from the start. */
  readonly sources: readonly EventSource[];
  /** Makes the source for a room that an owner attaches later; throws Refusal `bad_url`. */
  roomSource(address: { readonly url: string; readonly token: string; readonly room: string }): EventSource;
  readonly recordingDirs: { readonly own: string; readonly builtIn: string | null };
  readonly ruleShelf: RuleShelf;
  /** The review of a show that is not the current one. */
  earlierSummary(showId: ShowId, now: Instant): Promise<ShowSummary>;
  readonly dataDir: string;
  readonly version: string;
  /** What the store says of how it came up. */
  readonly problem: Problem | null;
  /** Hears of faults that are ours, for the log. */
  onFault(where: string, fault: unknown): void;
}

export interface Engine {
  /** Attaches one screen. */
  connect(role: Role, port: ClientPort): void;
  /** Whether a show is on air now. */
  isOnAir(): boolean;
  stop(): Promise<void>;
}

/** How often topics are looked at and deals' deadlines checked. */
const TICK_MS = 50;
const BACKUP_EVERY_MS = 15 * 60_000;
const COMMANDS_SHOWN = 20;
const REJECTS_SHOWN = 20;

export const createEngine = (options: EngineOptions): Engine => {
  const { store, clock, onFault } = options;
  let room = recallRoom(store);
  /** What is wrong now, by who has found it. */
  const problems = new Map<'ingest' | 'outbox' | 'recording', Problem>();

  const hub = createHub(clock);
  const importDir = join(options.dataDir, 'import');
  emptyFolder(importDir);
  const outgoing = createOutgoingFiles(join(importDir, 'outgoing'));
  const imports = createCatalogueImport({
    store,
    dir: importDir,
    outgoing,
    currency: () => room.show.currency,
    isOnAir: () => room.show.phase === 'live',
    onFault: (fault) => onFault('import', fault),
  });
  const publisher = createPublisher({
    sink: hub,
    room: () => room,
    catalogueRevision: store.catalogueRevision,
    importState: imports.topic,
    scripts: { blocks: store.scriptBlocks, revision: store.scriptRevision },
  });

  const setProblem = (from: 'ingest' | 'outbox' | 'recording') => (problem: Problem | null) => {
    if (problem === null) problems.delete(from);
    else problems.set(from, problem);
    showEngine();
  };

  // ---- append, then fold: the one way for anything to become true ----

  const fold = (facts: readonly Fact[]): void => {
    const own = facts.filter((fact) => fact.showId === room.show.showId);
    for (const fact of own) foldRoom(room, fact);
    publisher.see(own);
    if (own.some(({ body }) => body.type === 'show.ended')) backUp();
    recordings.write(facts);
    endDealsThatAreOver();
  };

  const ingest = createIngest({
    store,
    showId: () => room.show.showId,
    clock,
    onFacts: fold,
    onProblem: setProblem('ingest'),
    onRejects: () => showRejects(),
  });

  const append = (source: SourceId, body: DeskFactBody, eventId = newId<string>()): void => {
    const now = clock();
    const fact: NewFact = { source, eventId, at: now, body };
    fold(store.transact((writes) => writes.appendFacts(room.show.showId, [fact], now)));
  };

  // ---- sources in, commands out ----

  const attachments = createAttachments({
    clock,
    cursor: (sourceId) => store.cursor(sourceId),
    take: (sourceId, batch) => ingest.take(sourceId, batch),
    say: (sourceId, body) => append(sourceId, body),
    onChange: () => {
      publisher.setSources(attachments.rows());
      outbox.kick();
    },
  });
  const outbox = createOutbox({
    store,
    sources: attachments.sources,
    clock,
    onChange: () => showCommands(),
    onProblem: setProblem('outbox'),
  });
  const recordings = createRecordingDesk({
    clock,
    dirs: options.recordingDirs,
    show: () => room.show,
    attachments,
    onChange: () => publisher.setRecording(recordings.current()),
    onProblem: setProblem('recording'),
  });

  const queue = (writes: Writes, commandId: CommandId, orders: readonly RoomOrderOut[], now: Instant): void => {
    const carriers = attachments.sources().filter((source) => source.carry !== undefined);
    for (const order of orders) {
      for (const source of carriers) {
        // The first carries the click's own id, so that a repeated click is the same command to the room too.
        const id = order === orders[0] && source === carriers[0] ? commandId : newId<CommandId>();
        writes.queueCommand(source.sourceId, { ...order, id, at: now });
      }
    }
  };

  const commit = <T>(
    commandId: CommandId,
    source: SourceId,
    work: (writes: Writes, now: Instant) => Decision<T>,
  ): T => {
    const now = clock();
    const { value, facts } = store.transact((writes) => {
      const decision = work(writes, now);
      const fresh = decision.facts.map(
        (body, index): NewFact => ({ source, eventId: `${commandId}:${index}`, at: now, body }),
      );
      queue(writes, commandId, decision.rooms ?? [], now);
      writes.saveReply(commandId, JSON.stringify(decision.value), now);
      return { value: decision.value, facts: writes.appendFacts(room.show.showId, fresh, now) };
    });
    if (facts.some(({ body }) => isShowMove(body.type))) restockPlan(room, store.runSheet(room.show.showId).products);
    fold(facts);
    outbox.kick();
    showCommands();
    publisher.publish(clock());
    return value;
  };

  // ---- timers that matter ----

  const endDealsThatAreOver = (): void => {
    const now = clock();
    for (const deal of [...room.deals.values()]) {
      const step = nextDealStep(deal, now);
      if (step === null) continue;
      const { dealId } = deal;
      commit(newId<CommandId>(), ENGINE_SOURCE, (writes) => {
        if (step.step === 'open') {
          return { facts: writes.openDeal(dealId) ? [{ type: 'deal.opened', dealId }] : [], value: null };
        }
        if (!writes.endDeal(dealId, step.reason, now)) return { facts: [], value: null };
        return {
          facts: [{ type: 'deal.ended', dealId, reason: step.reason }],
          rooms: [dealStop(dealId, step.reason, now)],
          value: null,
        };
      });
    }
  };

  const guarded = (where: string, work: () => void): void => {
    try {
      work();
    } catch (fault) {
      onFault(where, fault);
    }
  };

  const tick = setInterval(() => {
    guarded('deals', endDealsThatAreOver);
    guarded('publish', () => publisher.publish(clock()));
  }, TICK_MS);

  /** During a show, and at its end. */
  let backingUp: Promise<unknown> = Promise.resolve();
  const backUp = (): void => {
    backingUp = store.backup().catch((fault: unknown) => onFault('backup', fault));
  };
  const backups = setInterval(() => {
    if (room.show.phase === 'live') backUp();
  }, BACKUP_EVERY_MS);

  // ---- what screens see beside the room ----

  const showEngine = (): void =>
    publisher.setEngine({
      version: options.version,
      dataDir: options.dataDir,
      problem: [...problems.values()][0] ?? options.problem,
    });
  const showRejects = (): void =>
    publisher.setRejects({ count: store.rejectCount(), latest: store.rejectsLatest(REJECTS_SHOWN) });
  const showCommands = (): void => publisher.setOutbox(store.outboxLatest(COMMANDS_SHOWN));

  const turnToCurrentShow = (): void => {
    ingest.flush();
    room = recallRoom(store);
    publisher.turn();
    publisher.publish(clock());
  };

  const turnToSheet = (): void => {
    const { showId } = room.show;
    replanRoom(room, { ...store.runSheet(showId), stand: store.sheetStand(showId) });
    publisher.publish(clock());
  };

  // ---- what screens may ask ----

  const desk: EngineDesk = {
    store,
    clock,
    compliance: createComplianceDesk({
      store,
      shelf: options.ruleShelf,
      clock,
      textsOf: (showId) => spokenInShow(store.scriptBlocks(), store.runSheet(showId).cues),
    }),
    media: createMediaShelf(join(options.dataDir, 'media')),
    imports,
    outgoing,
    room: () => room,
    decide: (commandId, work) => {
      const said = store.replyTo(commandId);
      return said === null ? commit(commandId, DESK_SOURCE, work) : JSON.parse(said);
    },
    turnToCurrentShow,
    turnToSheet,
    summary: async (showId) => {
      if (showId !== room.show.showId) return options.earlierSummary(showId, clock());
      return toSummary(room, { isCurrent: true, rejects: store.rejectCountOf(showId) }, clock());
    },
    attachRoom: async (address) => {
      const source = options.roomSource(address);
      await attachments.detach(source.sourceId);
      attachments.attach(source);
      return source.sourceId;
    },
    detach: (sourceId) => attachments.detach(sourceId),
    retryCommand: (commandId) => outbox.retry(commandId),
    dismissCommand: (commandId) => outbox.dismiss(commandId),
    startRecording: () => recordings.start(),
    stopRecording: () => recordings.stop(),
    recordings: () => recordings.list(),
    startReplay: (name, speed) => recordings.startReplay(name, speed),
    stopReplay: () => recordings.stopReplay(),
  };
  const dispatch = createDispatch(createHandlers(desk), onFault);

  for (const source of options.sources) attachments.attach(source);
  showEngine();
  showRejects();
  showCommands();
  publisher.setSources(attachments.rows());
  publisher.turn();
  publisher.publish(clock());

  return {
    connect: (role, port) => hub.attach({ role }, port, dispatch),
    isOnAir: () => room.show.phase === 'live',
    stop: async () => {
      clearInterval(tick);
      clearInterval(backups);
      await attachments.detachAll();
      await imports.stop();
      emptyFolder(importDir);
      await recordings.stop();
      await outbox.stop();
      await backingUp;
      ingest.close();
      store.close();
    },
  };
};
