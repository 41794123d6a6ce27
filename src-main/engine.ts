// The engine: facts come in through one door, are appended once, folded, and published. No Electron in here.

import { join } from 'node:path';
import { openBlocklist } from './blocklist.ts';
import { createCatalogueImport } from './catalogue-import.ts';
import { createClaimDesk } from './claim-desk.ts';
import { createCommandQueue } from './command-queue.ts';
import type { RuleShelf } from './compliance-shelf.ts';
import type { ShowSummary } from './contract/documents.ts';
import { Refusal } from './contract/errors.ts';
import type { Role } from './contract/route.ts';
import type { Problem } from './contract/topics.ts';
import { spokenInShow } from './core/compliance-sheet.ts';
import { standOf } from './core/coverage.ts';
import { type Affected, affectedIn } from './core/emergency-scope.ts';
import { DESK_SOURCE, type DeskFactBody, ENGINE_SOURCE, type Fact, type NewFact } from './core/fact.ts';
import { isPublicAddress } from './core/public-address.ts';
import { replanRoom, restockPlan } from './core/room.ts';
import { foldRoom } from './core/room-fold.ts';
import { isShowMove } from './core/show.ts';
import type { ShowOrders } from './core/show-orders.ts';
import {
  type CommandId,
  type Duration,
  duration,
  type EmergencyId,
  type Instant,
  MINUTE,
  type ShowId,
  type SourceId,
} from './core/units.ts';
import type { PlatformShelf } from './deal-platforms.ts';
import { createDealTimers } from './deal-timers.ts';
import type { ClientPort } from './gateway/client-port.ts';
import { createComplianceDesk } from './gateway/compliance-desk.ts';
import { cooldownOf, platformOf } from './gateway/deal-rules.ts';
import { createDispatch } from './gateway/dispatch.ts';
import { cardsInForce } from './gateway/emergency-cards.ts';
import type { Decision, EngineDesk } from './gateway/engine-desk.ts';
import { createHandlers } from './gateway/handlers.ts';
import { createHub } from './gateway/hub.ts';
import { createOrderDesk } from './gateway/order-desk.ts';
import { createOverlayDesk } from './gateway/overlay-desk.ts';
import type { OpenOverlayDoor } from './gateway/overlay-door.ts';
import { openOverlayKey } from './gateway/overlay-key.ts';
import { takePicture } from './gateway/picture-handlers.ts';
import { emptyFolder } from './import-upload.ts';
import { createAttachments } from './ingest/attachments.ts';
import type { EventSource } from './ingest/event-source.ts';
import { createIngest } from './ingest/ingest.ts';
import { createOutbox } from './ingest/outbox.ts';
import { createRecordingDesk } from './ingest/recording-desk.ts';
import { createReplayDesk } from './ingest/replay-desk.ts';
import type { SourceKind } from './ingest/source-kind.ts';
import { newId } from './new-id.ts';
import { createObsDesk } from './obs/obs-desk.ts';
import { followShow } from './obs/obs-show.ts';
import { createOrderImport } from './order-import.ts';
import { createOutgoingFiles } from './outgoing-files.ts';
import { createPassphraseBox, type ScryptCost } from './passphrase-box.ts';
import { createPictureQueue } from './picture-queue.ts';
import { createCatalogueList } from './projection/catalogue-list.ts';
import { toObsTexts } from './projection/obs-texts.ts';
import { createPublisher } from './projection/publish.ts';
import { toSummary } from './projection/summary.ts';
import { recallRoom } from './recall-room.ts';
import { createRoomStock } from './room-stock.ts';
import type { SecretBox } from './secret-box.ts';
import { createShelvedDeals } from './shelved-deals.ts';
import { createSourceDesk } from './source-desk.ts';
import { createMediaShelf } from './store/media-shelf.ts';
import type { Store, Writes } from './store/store.ts';

export interface EngineOptions {
  readonly store: Store;
  readonly clock: () => Instant;
  /** Attached from the start. */
  readonly sources: readonly EventSource[];
  /** What a person may attach beside them. */
  readonly sourceKinds: readonly SourceKind[];
  /** How long a connection is tried out, in ms; ten seconds where it is not said. */
  readonly sourceTestMs?: number;
  /** What it costs to try a passphrase; the usual price where it is not said. */
  readonly passphraseCost?: ScryptCost;
  readonly recordingDirs: { readonly own: string; readonly builtIn: string | null };
  readonly ruleShelf: RuleShelf;
  readonly platforms: PlatformShelf;
  /** The review of a show that is not the current one. */
  earlierSummary(showId: ShowId, now: Instant): Promise<ShowSummary>;
  /** The orders of a show that is not the current one. */
  earlierOrders(showId: ShowId, now: Instant): Promise<ShowOrders>;
  /** Whom an emergency of a show that is not the current one concerns. */
  earlierAffected(showId: ShowId, emergencyId: EmergencyId, now: Instant): Promise<Affected>;
  /** Whether pictures may be fetched from an IP address; the open internet where it is not said. */
  isPictureAddress?(address: string): boolean;
  readonly dataDir: string;
  readonly version: string;
  readonly openOverlayDoor: OpenOverlayDoor;
  /** Where a password may be kept. */
  readonly secrets: SecretBox;
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

const zoneOffset = (at: Instant): Duration => duration(-new Date(at).getTimezoneOffset() * MINUTE);

export const createEngine = (options: EngineOptions): Engine => {
  const { store, clock, onFault } = options;
  let room = recallRoom(store);
  /** What is wrong now, by who has found it. */
  const problems = new Map<'ingest' | 'outbox' | 'recording' | 'claims', Problem>();

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
  const media = createMediaShelf(join(options.dataDir, 'media'));
  const pictures = createPictureQueue({
    store,
    media,
    clock,
    isAllowed: options.isPictureAddress ?? isPublicAddress,
    isOnAir: () => room.show.phase === 'live',
    take: (job, name) => takePicture(desk, job, name),
    onFault: (fault) => onFault('pictures', fault),
  });
  const orderImports = createOrderImport({
    store,
    dir: importDir,
    outgoing,
    currency: () => room.show.currency,
    isOnAir: () => room.show.phase === 'live',
    onFault: (fault) => onFault('order import', fault),
  });
  const orders = createOrderDesk({ store, clock, room: () => room, earlierOrders: options.earlierOrders });
  const overlay = createOverlayDesk({
    store,
    key: openOverlayKey(options.dataDir),
    clock,
    openDoor: options.openOverlayDoor,
    onGuest: (port) => hub.attach({ role: 'observer', hearsOnly: ['overlay.view'] }, port, dispatch),
    onFault: (fault) => onFault('overlay', fault),
  });
  const passphrase = createPassphraseBox({
    store,
    system: options.secrets,
    ...(options.passphraseCost === undefined ? {} : { cost: options.passphraseCost }),
  });
  const obs = createObsDesk({
    store,
    secrets: passphrase,
    clock,
    onMark: (mark) => append(ENGINE_SOURCE, { type: 'recording.marked', ...mark }),
    onFault: (fault) => onFault('obs', fault),
  });
  const publisher = createPublisher({
    overlay: { settings: overlay.settings, state: overlay.topic },
    obsState: obs.topic,
    sourceShelf: () => sources.topic(),
    recordingState: () => ({ dir: options.recordingDirs.own, recording: recordings.state(), replay: replays.state() }),
    emergencyCards: () => cardsInForce(store),
    openPromises: store.openPromises,
    sink: hub,
    room: () => room,
    catalogueRevision: store.catalogueRevision,
    importState: imports.topic,
    pictureState: pictures.topic,
    dealShelf: createShelvedDeals({ store, platforms: options.platforms, room: () => room, clock }),
    orders: { importState: orderImports.topic, revision: orders.revision },
    scripts: { blocks: store.scriptBlocks, revision: store.scriptRevision, paces: store.hostPaces },
  });

  const setProblem = (from: 'ingest' | 'outbox' | 'recording' | 'claims') => (problem: Problem | null) => {
    if (problem === null) problems.delete(from);
    else problems.set(from, problem);
    showEngine();
  };

  // ---- append, then fold: the one way for anything to become true ----

  const fold = (facts: readonly Fact[]): void => {
    const own = facts.filter((fact) => fact.showId === room.show.showId);
    for (const fact of own) foldRoom(room, fact);
    publisher.see(own);
    orders.see(facts);
    followShow(obs, room, own, overlay.settings().language);
    if (own.some(({ body }) => body.type === 'show.ended')) backUp();
    recordings.write(facts);
    claims.hear(own);
    roomStock.hear(facts);
    deals.follow();
  };

  const blocklist = openBlocklist(store);
  const claims = createClaimDesk({
    store,
    clock,
    room: () => room,
    isBlocked: blocklist.has,
    onFacts: (facts) => fold(facts),
    onProblem: setProblem('claims'),
  });

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
    take: (sourceId, batch) => {
      roomStock.expect(sourceId, batch.events);
      return ingest.take(sourceId, batch);
    },
    say: (sourceId, body) => append(sourceId, body),
    standOf: (sourceId) => standOf(room.coverage, sourceId),
    onChange: () => {
      publisher.setSources(attachments.rows());
      outbox.kick();
    },
    witness: {
      frame: (sourceId, frame) => recordings.frame(sourceId, frame),
      read: (sourceId, reading) => recordings.read(sourceId, reading),
      rejects: (sourceId, rejects) => recordings.rejects(sourceId, rejects),
    },
  });
  const sources = createSourceDesk({
    store,
    kinds: options.sourceKinds,
    secrets: passphrase,
    clock,
    attachments,
    onFault: (fault) => onFault('sources', fault),
    ...(options.sourceTestMs === undefined ? {} : { testMs: options.sourceTestMs }),
  });
  const outbox = createOutbox({
    store,
    sources: attachments.sources,
    clock,
    onChange: () => showCommands(),
    onCarried: (row, answer) => roomStock.carried(row, answer),
    onProblem: setProblem('outbox'),
  });
  const recordings = createRecordingDesk({
    clock,
    dirs: options.recordingDirs,
    show: () => room.show,
    attachments,
    outgoing,
    onChange: () => publisher.setRecording(recordings.current()),
    onProblem: setProblem('recording'),
    onFault: (fault) => onFault('recording', fault),
  });
  const replays = createReplayDesk({
    clock,
    dirs: options.recordingDirs,
    show: () => room.show,
    attachments,
    onFault: (fault) => onFault('replay', fault),
  });

  const commands = createCommandQueue(attachments, options.sourceKinds);

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
      commands.put(writes, commandId, decision.rooms ?? [], now);
      writes.saveReply(commandId, JSON.stringify(decision.value), now);
      return { value: decision.value, facts: writes.appendFacts(decision.showId ?? room.show.showId, fresh, now) };
    });
    if (facts.some(({ body }) => isShowMove(body.type))) restockPlan(room, store.runSheet(room.show.showId).products);
    fold(facts);
    outbox.kick();
    showCommands();
    publisher.publish(clock(), true);
    return value;
  };

  const roomStock = createRoomStock({
    store,
    clock,
    room: () => room,
    carriers: () => commands.carriers().map(({ sourceId }) => sourceId),
    sources: attachments.rows,
    send: (orders) => {
      store.transact((writes) => commands.put(writes, newId<CommandId>(), orders, clock()));
      outbox.kick();
      showCommands();
    },
  });

  // ---- timers that matter ----

  const deals = createDealTimers({
    store,
    clock,
    room: () => room,
    cooldown: () => cooldownOf(store),
    onePer: () => platformOf(store, options.platforms, room.show.showId).limits.onePer,
    commit,
  });

  /** The clock of the wall where this runs: OBS shows it to people of the place. */
  const obsTexts = () => toObsTexts(room, overlay.settings().language, zoneOffset(clock()));

  const guarded = (where: string, work: () => void): void => {
    try {
      work();
    } catch (fault) {
      onFault(where, fault);
    }
  };

  const tick = setInterval(() => {
    guarded('deals', deals.tick);
    guarded('claims', claims.tick);
    guarded('stock', roomStock.tick);
    guarded('pictures', pictures.tick);
    guarded('publish', () => publisher.publish(clock()));
    guarded('obs', () => obs.show(obsTexts));
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
    claims.turn();
    roomStock.turn();
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
    media,
    catalogue: createCatalogueList(store),
    imports,
    pictures,
    orders,
    orderImports,
    outgoing,
    platforms: options.platforms,
    overlay,
    obs,
    sources,
    passphrase,
    room: () => room,
    claims,
    blocklist,
    carries: (sourceId, kind) => commands.carriersOf(kind).includes(sourceId),
    carriersOf: commands.carriersOf,
    decide: (commandId, work) => {
      const said = store.replyTo(commandId);
      return said === null ? commit(commandId, DESK_SOURCE, work) : JSON.parse(said);
    },
    turnToCurrentShow,
    turnToSheet,
    summary: async (showId) => {
      if (showId !== room.show.showId) return options.earlierSummary(showId, clock());
      return toSummary(room, { isCurrent: true, rejects: store.rejectCountOf(showId), shelf: store }, clock());
    },
    affected: async (showId, emergencyId) => {
      if (showId !== room.show.showId) return options.earlierAffected(showId, emergencyId, clock());
      const affected = affectedIn(room, emergencyId);
      if (affected === null) throw new Refusal('not_found', 'The show has no such emergency.');
      return affected;
    },
    foresee: (deal) =>
      Promise.all(
        attachments
          .sources()
          .flatMap(({ name, foresee }) => (foresee === undefined ? [] : [{ name, foresee }]))
          .map(async ({ name, foresee }) => ({ shop: name, outlook: await foresee(deal) })),
      ),
    detach: (sourceId) => attachments.detach(sourceId),
    retryCommand: (commandId) => outbox.retry(commandId),
    dismissCommand: (commandId) => outbox.dismiss(commandId),
    recordings,
    replays,
  };
  const dispatch = createDispatch(createHandlers(desk), onFault);

  for (const source of options.sources) attachments.attach(source);
  void sources.turn();
  showEngine();
  showRejects();
  showCommands();
  publisher.setSources(attachments.rows());
  claims.turn();
  roomStock.turn();
  publisher.turn();
  publisher.publish(clock());

  return {
    connect: (role, port) => hub.attach({ role }, port, dispatch),
    isOnAir: () => room.show.phase === 'live',
    stop: async () => {
      clearInterval(tick);
      clearInterval(backups);
      await sources.stop();
      await replays.stop();
      await attachments.detachAll();
      await imports.stop();
      await pictures.stop();
      await orderImports.stop();
      emptyFolder(importDir);
      await recordings.stop();
      await overlay.stop();
      await obs.stop();
      await outbox.stop();
      await backingUp;
      ingest.close();
      store.close();
    },
  };
};
