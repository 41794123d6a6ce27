// The store over one SQLite connection: the tables composed, each write one transaction.

import { statSync } from 'node:fs';
import { Refusal } from '../contract/errors.ts';
import { ENGINE_SOURCE, type Fact, type NewFact } from '../core/fact.ts';
import { originOf } from '../core/order-origin.ts';
import type { Instant, ShowId, VariantId, ViewerId } from '../core/units.ts';
import { makeBackup } from './backup.ts';
import { createCatalogueJournalTable } from './catalogue-journal-table.ts';
import { createCatalogueTable } from './catalogue-table.ts';
import { createCatalogueWrites } from './catalogue-writes.ts';
import { createCheckpoints } from './checkpoint.ts';
import { createClaimCursorTable } from './claim-cursor-table.ts';
import { createCueTable } from './cue-table.ts';
import { type DriverOptions, isWhole, type SqliteFile } from './database.ts';
import { createDealDraftTable } from './deal-draft-table.ts';
import { createDealTable } from './deal-table.ts';
import { createEvidenceTable } from './evidence-table.ts';
import { createExemptionTable } from './exemption-table.ts';
import { createFactTable, viewerOf } from './fact-table.ts';
import { createImportTable } from './import-table.ts';
import { createOrderHome } from './order-home.ts';
import { createOutboxTable } from './outbox-table.ts';
import { createPaceTable } from './pace-table.ts';
import { createPaidPriceTable } from './paid-price-table.ts';
import { createPictureTable } from './picture-table.ts';
import { createPlatformOrderTable } from './platform-order-table.ts';
import { createPriceOverrideTable } from './price-override-table.ts';
import { createPricedVariantTable } from './priced-variant-table.ts';
import { createProductTable } from './product-table.ts';
import { createPromiseTable } from './promise-table.ts';
import { createRejectTable } from './reject-table.ts';
import { createReplyTable } from './reply-table.ts';
import { createRunSheetTable } from './run-sheet-table.ts';
import { createSaleTable } from './sale-table.ts';
import { createScriptTable } from './script-table.ts';
import { createSettingTable } from './setting-table.ts';
import { createShowTable } from './show-table.ts';
import { createSourceConfigTable } from './source-config-table.ts';
import { createSourceTable } from './source-table.ts';
import { isDamage, refusing, toStoreFailure } from './sqlite-failure.ts';
import { createStockTable } from './stock-table.ts';
import type { SourceAppend, Store, Writes } from './store.ts';
import { createTemplateTable } from './template-table.ts';
import { createTouchedLog } from './touched-log.ts';
import { createTransaction } from './transaction.ts';
import { createViewerLinkTable } from './viewer-link-table.ts';
import { createViewerTable, type Seen } from './viewer-table.ts';

export interface SqliteStoreOptions {
  readonly db: SqliteFile;
  readonly path: string;
  readonly backupDir: string;
  readonly clock: () => Instant;
  readonly driver: DriverOptions;
  /** Called once, after the file is closed. */
  readonly onClose?: () => void;
}

const INSTALLATION = 'store.installation';
/** About what a command's transaction weighs in the log, in rows. */
const ROWS_A_COMMAND = 10;

const isOrder = ({ body }: NewFact): boolean => 'order' in body;

const ofShow = (fresh: readonly Fact[], showId: ShowId): readonly Fact[] =>
  fresh.filter((fact) => fact.showId === showId);

export const createSqliteStore = (options: SqliteStoreOptions): Store => {
  const { db, path, backupDir, clock, driver, onClose } = options;
  const facts = createFactTable(db);
  const sources = createSourceTable(db);
  const sourceConfigs = createSourceConfigTable(db);
  const rejects = createRejectTable(db);
  const viewers = createViewerTable(db);
  const viewerLinks = createViewerLinkTable(db);
  const shows = createShowTable(db);
  const cues = createCueTable(db);
  const sheets = createRunSheetTable(db, cues);
  const templates = createTemplateTable(db);
  const scripts = createScriptTable(db);
  const paces = createPaceTable(db);
  const sale = createSaleTable(db);
  const products = createProductTable(db);
  const catalogue = createCatalogueTable(db);
  const journal = createCatalogueJournalTable(db);
  const imports = createImportTable(db);
  const touched = createTouchedLog(catalogue.ofVariant);
  const pictures = createPictureTable(db, catalogue, touched);
  const deals = createDealTable(db);
  const dealDrafts = createDealDraftTable(db);
  const stock = createStockTable(db);
  const platformOrders = createPlatformOrderTable(db);
  const orderHome = createOrderHome(db);
  const claimCursors = createClaimCursorTable(db);
  const outbox = createOutboxTable(db);
  const replies = createReplyTable(db);
  const settings = createSettingTable(db);
  const exemptions = createExemptionTable(db);
  const evidence = createEvidenceTable(db);
  const promises = createPromiseTable(db);
  const paidPrices = createPaidPriceTable(db);
  const pricedVariants = createPricedVariantTable(db);
  const priceOverrides = createPriceOverrideTable(db);
  const runTransaction = createTransaction(db);
  const checkpoints = createCheckpoints(db);
  const inode = statSync(path).ino;

  const reading = <T>(work: () => T): T => refusing(path, work);

  const factsAfter = function* (showId: ShowId, seq: number): Generator<Fact> {
    try {
      yield* facts.ofShow(showId, seq);
    } catch (error) {
      throw toStoreFailure(error, path);
    }
  };

  /** Where the file was removed under us, SQLite would go on writing into nothing. */
  const refuseWhereGone = (): void => {
    if (statSync(path, { throwIfNoEntry: false })?.ino === inode) return;
    throw new Refusal('store_missing', 'The data file is gone: connect its disk and start again.', { path });
  };

  const writing = <T>(isDurable: boolean, work: () => T): T => {
    refuseWhereGone();
    try {
      return runTransaction(isDurable, work);
    } catch (error) {
      viewers.forget();
      platformOrders.touch();
      scripts.forget();
      promises.forget();
      paces.forget();
      throw toStoreFailure(error, path);
    }
  };

  // ---- what sources say ----

  const stockFact = (cause: Fact, line: number, body: NewFact['body']): NewFact => ({
    source: ENGINE_SOURCE,
    // Made of what caused it, so that a batch that comes again cannot say it twice.
    eventId: `stock:${JSON.stringify([originOf(cause), cause.eventId, line])}`,
    at: cause.at,
    body,
  });

  const touchStock = (fresh: readonly Fact[]): void => {
    for (const { body } of fresh)
      if ('variantId' in body && body.type.startsWith('stock.')) touched.variant(body.variantId);
  };

  /** An order is appended alone, so that its stock facts stand right behind it. */
  const appendOrder = (showId: ShowId, told: NewFact, receivedAt: Instant): readonly Fact[] => {
    const fact = orderHome.known(told);
    if (fact === null) return [];
    const home = orderHome.endedShowOf(fact) ?? showId;
    const [order] = facts.append(home, [fact], receivedAt);
    if (order === undefined) return [];
    paidPrices.follow(order);
    const said = stock.follow(order).map(({ line, body }) => stockFact(order, line, body));
    const fresh = [order, ...facts.append(home, said, receivedAt)];
    if (home !== showId) facts.noteStretch(home, fresh);
    return fresh;
  };

  const appendInTurn = (showId: ShowId, news: readonly NewFact[], receivedAt: Instant): readonly Fact[] => {
    const fresh: Fact[] = [];
    let run: NewFact[] = [];
    const appendRun = (): void => {
      for (const fact of facts.append(showId, run, receivedAt)) {
        promises.follow(fact);
        fresh.push(fact);
      }
      run = [];
    };
    for (const fact of news) {
      if (!isOrder(fact)) run.push(fact);
      else {
        appendRun();
        fresh.push(...appendOrder(showId, fact, receivedAt));
      }
    }
    appendRun();
    return fresh;
  };

  /** Each viewer of the facts once, as last seen. */
  const viewersIn = (fresh: readonly Fact[]): Iterable<Seen> => {
    const seen = new Map<ViewerId, Seen>();
    for (const { body, seq } of fresh) {
      const viewer = viewerOf(body);
      if (viewer !== undefined) seen.set(viewer.id, { viewer, seq: seen.get(viewer.id)?.seq ?? seq });
    }
    return seen.values();
  };

  const movedElsewhere = (fresh: readonly Fact[], current: ShowId): ReadonlyMap<VariantId, Fact> => {
    const moved = new Map<VariantId, Fact>();
    for (const fact of fresh) {
      const { body, showId } = fact;
      if (showId !== current && (body.type === 'stock.taken' || body.type === 'stock.released'))
        moved.set(body.variantId, fact);
    }
    return moved;
  };

  /** A room is made of its own show's facts alone: what another show's orders and claims did to the shelf is counted for it. */
  const tellCurrent = (fresh: readonly Fact[], receivedAt: Instant): readonly Fact[] => {
    const current = shows.current();
    if (current === null) return fresh;
    const moved = movedElsewhere(fresh, current);
    // A draft begins with what the shelf holds then.
    if (moved.size === 0 || shows.show(current)?.phase === 'draft') return fresh;
    const counts = [...moved].flatMap(([variantId, { source, eventId, at }]): NewFact[] => {
      const available = stock.left(variantId);
      const id = `shelf:${JSON.stringify([source, eventId])}`;
      const body = { type: 'stock.set', variantId } as const;
      return available === null ? [] : [{ source: ENGINE_SOURCE, eventId: id, at, body: { ...body, available } }];
    });
    const told = facts.append(current, counts, receivedAt);
    facts.noteStretch(current, told);
    return [...fresh, ...told];
  };

  const appendBatch = (batch: SourceAppend): readonly Fact[] => {
    const { showId, source, cursor, receivedAt } = batch;
    const isRepeat = cursor !== null && cursor <= sources.cursor(source);
    const fresh = tellCurrent(appendInTurn(showId, batch.facts, receivedAt), receivedAt);
    facts.noteStretch(showId, ofShow(fresh, showId));
    touchStock(fresh);
    viewers.see(showId, viewersIn(fresh), receivedAt);
    rejects.keep(showId, source, batch.rejects, isRepeat, receivedAt);
    if (cursor !== null) sources.moveTo(source, cursor);
    return fresh;
  };

  // ---- what a person or the engine says ----

  const appendFacts = (showId: ShowId, news: readonly NewFact[], receivedAt: Instant): readonly Fact[] => {
    const fresh = tellCurrent(appendInTurn(showId, news, receivedAt), receivedAt);
    facts.noteStretch(showId, ofShow(fresh, showId));
    touchStock(fresh);
    return fresh;
  };

  const writes: Writes = {
    appendFacts,
    insertShow: (show, runSheet) => {
      shows.insert(show);
      cues.replace(show.showId, runSheet.cues);
    },
    moveShow: (showId, move, at) => {
      shows.move(showId, move, at);
      if (move === 'show.started') sheets.forgetSteps(showId);
    },
    editSheet: sheets.edit,
    stepSheet: sheets.step,
    saveTemplate: templates.save,
    deleteTemplate: templates.remove,
    saveScript: scripts.save,
    orderScript: scripts.order,
    archiveScript: scripts.archive,
    setHostPace: paces.set,
    setCurrentShow: shows.setCurrent,
    upsertProducts: products.upsert,
    ...createCatalogueWrites(catalogue, journal, touched),
    linkProduct: imports.linkProduct,
    noteMade: imports.noteMade,
    noteAllMade: imports.noteAllMade,
    keepImportMapping: imports.keepImportMapping,
    queuePictures: pictures.queuePictures,
    takePicture: pictures.takePicture,
    putOffPicture: pictures.putOffPicture,
    failPicture: pictures.failPicture,
    retryPictures: pictures.retryPictures,
    cancelPictures: pictures.cancelPictures,
    dismissPictures: pictures.dismissPictures,
    importOrders: platformOrders.importOrders,
    undoOrderImport: platformOrders.undoOrderImport,
    decideOrders: platformOrders.decideOrders,
    undoDecision: platformOrders.undoDecision,
    keepOrderMapping: platformOrders.keepOrderMapping,
    insertDeal: deals.insert,
    disarmDeal: deals.disarm,
    fireDeal: deals.fire,
    openDeal: deals.open,
    endDeal: deals.end,
    settleDeal: deals.settle,
    saveDealDraft: dealDrafts.save,
    deleteDealDraft: dealDrafts.remove,
    saveDealTemplate: dealDrafts.saveTemplate,
    deleteDealTemplate: dealDrafts.removeTemplate,
    keepDrawSeed: dealDrafts.keepSeed,
    takeStock: stock.take,
    keepForClaim: stock.keep,
    letGoOfClaim: stock.letGo,
    moveClaimHold: stock.move,
    noteCart: stock.noteCart,
    settleCart: stock.settleCart,
    moveClaimCursor: claimCursors.move,
    releaseRehearsed: stock.releaseRehearsed,
    queueCommand: outbox.queue,
    settleCommand: (commandId, state, at, code, message) =>
      outbox.settle(commandId, state, at, code ?? null, message ?? null),
    addExemption: exemptions.add,
    removeExemption: exemptions.remove,
    overrideFinding: exemptions.override,
    withdrawOverride: exemptions.withdraw,
    appendEvidence: evidence.append,
    notePaid: paidPrices.note,
    forgetPaid: paidPrices.forget,
    overridePrice: priceOverrides.write,
    withdrawPriceOverride: priceOverrides.withdraw,
    addSource: sourceConfigs.addSource,
    changeSource: sourceConfigs.changeSource,
    removeSource: sourceConfigs.removeSource,
    linkViewers: viewerLinks.linkViewers,
    unlinkViewer: viewerLinks.unlinkViewer,
    setSetting: settings.write,
    saveReply: replies.save,
  };

  const transact = <T>(work: (writes: Writes) => T): T => {
    const value = writing(true, () => work(writes));
    checkpoints.wrote(ROWS_A_COMMAND);
    return value;
  };

  // ---- what this installation is called ----

  const ownId = settings.read(INSTALLATION) ?? crypto.randomUUID();
  if (settings.read(INSTALLATION) === null) writing(true, () => settings.write(INSTALLATION, ownId));

  // ---- copies and the end ----

  let running: Promise<string> | null = null;
  const backup = (): Promise<string> => {
    running ??= makeBackup(db, { dir: backupDir, now: clock(), driver })
      .catch((error: unknown) => {
        throw toStoreFailure(error, path);
      })
      .finally(() => {
        running = null;
      });
    return running;
  };

  const close = (): void => {
    if (!db.open) return;
    checkpoints.stop();
    try {
      db.pragma('wal_checkpoint(TRUNCATE)');
    } catch (error) {
      // On a full or failing disk the log stays beside the file and holds everything.
      if (!(toStoreFailure(error, path) instanceof Refusal)) throw error;
    } finally {
      db.close();
      onClose?.();
    }
  };

  return {
    appendFromSource: (batch) => {
      const fresh = writing(batch.facts.some(isOrder), () => appendBatch(batch));
      checkpoints.wrote(fresh.length + batch.rejects.length);
      return fresh;
    },
    transact,
    cursor: (source) => reading(() => sources.cursor(source)),
    factsOf: (showId) => factsAfter(showId, 0),
    heardAt: (showId) => reading(() => facts.heardAt(showId)),
    factsAfter,
    claimsDue: (now, limit) => reading(() => stock.due(now, limit)),
    claimCursor: (showId) => reading(() => claimCursors.of(showId)),
    shows: () => reading(shows.all),
    show: (showId) => reading(() => shows.show(showId)),
    currentShowId: () => reading(shows.current),
    runSheet: (showId) => reading(() => ({ cues: cues.ofShow(showId), products: products.ofShow(showId) })),
    sheetStand: (showId) => reading(() => sheets.stand(showId)),
    sheetFacts: (showId) => reading(() => sheets.facts(showId)),
    productOnSale: (variantId) =>
      reading(() => {
        const productId = sale.productOf(variantId);
        return productId === null ? null : products.product(productId);
      }),
    templates: () => reading(templates.all),
    template: (templateId) => reading(() => templates.template(templateId)),
    scriptBlocks: () => reading(scripts.blocks),
    scriptBlock: (blockId) => reading(() => scripts.block(blockId)),
    archivedScriptBlocks: (productId, limit) => reading(() => scripts.archived(productId, limit)),
    scriptVersions: (blockId, limit) => reading(() => scripts.versions(blockId, limit)),
    scriptVersion: (blockId, version) => reading(() => scripts.version(blockId, version)),
    scriptRevision: scripts.revision,
    hostPaces: () => reading(paces.all),
    products: () => reading(products.all),
    catalogueProduct: (productId) => reading(() => catalogue.product(productId)),
    cataloguePage: (after, limit) => reading(() => catalogue.page(after, limit)),
    productOfVariant: (variantId) => reading(() => catalogue.ofVariant(variantId)),
    productOfSku: (sku, not) => reading(() => catalogue.ofSku(sku, not)),
    openShowsWith: (productId) => reading(() => catalogue.openShowsWith(productId)),
    catalogueEdit: (editId) => reading(() => journal.edit(editId)),
    lastCatalogueEdit: () => reading(journal.last),
    catalogueRevision: touched.revision,
    catalogueTouchedSince: (revision) => reading(() => touched.since(revision)),
    editTraces: (editId) => reading(() => journal.traces(editId)),
    productLink: (origin, productId) => reading(() => imports.productLink(origin, productId)),
    isUnmade: (productId) => reading(() => imports.isUnmade(productId)),
    importMapping: (signature) => reading(() => imports.importMapping(signature)),
    picturesDue: (now, limit) => reading(() => pictures.picturesDue(now, limit)),
    nextPictureDue: () => reading(pictures.nextPictureDue),
    pictureCounts: () => reading(pictures.pictureCounts),
    pictureFailures: (limit) => reading(() => pictures.pictureFailures(limit)),
    platformOrder: (platform, orderId) => reading(() => platformOrders.platformOrder(platform, orderId)),
    platformOrdersBetween: (from, to) => reading(() => platformOrders.platformOrdersBetween(from, to)),
    platformOrdersNamed: (names) => reading(() => platformOrders.platformOrdersNamed(names)),
    platformOrderChangedAt: (order) => reading(() => platformOrders.platformOrderChangedAt(order)),
    orderImports: (limit) => reading(() => platformOrders.orderImports(limit)),
    decisionsOfOrder: (platform, orderId) => reading(() => platformOrders.decisionsOfOrder(platform, orderId)),
    decisionsOfShow: (showId) => reading(() => platformOrders.decisionsOfShow(showId)),
    deskOrdersOf: (showId) => reading(() => orderHome.deskOrdersOf(showId)),
    orderSourcesOf: (showId) => reading(() => orderHome.orderSourcesOf(showId)),
    platformOrderRevision: platformOrders.platformOrderRevision,
    orderMapping: (signature) => reading(() => platformOrders.orderMapping(signature)),
    variantHistory: (productId, limit) => reading(() => journal.history(productId, limit)),
    deal: (dealId) => reading(() => deals.deal(dealId)),
    dealsOf: (showId) => reading(() => deals.ofShow(showId)),
    dealDraft: (dealId) => reading(() => dealDrafts.draft(dealId)),
    dealDrafts: (showId) => reading(() => dealDrafts.ofShow(showId)),
    dealTemplates: () => reading(dealDrafts.templates),
    drawSeed: (dealId) => reading(() => dealDrafts.seed(dealId)),
    dealShelfRevision: dealDrafts.revision,
    outboxOpen: () => reading(outbox.open),
    outboxLatest: (limit) => reading(() => outbox.latest(limit)),
    rejectCount: () => reading(rejects.count),
    rejectCountOf: (showId) => reading(() => rejects.countOf(showId)),
    rejectsLatest: (limit) => reading(() => rejects.latest(limit)),
    rejectGroups: (limit) => reading(() => rejects.groups(limit)),
    rejectedRaw: (key) => reading(() => rejects.raw(key)),
    sourceConfigs: () => reading(sourceConfigs.sourceConfigs),
    sameViewers: (viewerId) => reading(() => viewerLinks.sameViewers(viewerId)),
    viewersNamed: (text, limit) => reading(() => viewers.named(text, limit)),
    showsOfViewers: (viewerIds) => reading(() => viewers.showsOf(viewerIds)),
    exemptions: () => reading(exemptions.all),
    overridesOf: (showId) => reading(() => exemptions.overridesOf(showId)),
    evidenceLatest: (from, to, limit) => reading(() => evidence.latest(from, to, limit)),
    evidenceCount: (from, to) => reading(() => evidence.count(from, to)),
    evidenceBrokenAt: () => reading(evidence.brokenAt),
    promise: (promiseId) => reading(() => promises.promise(promiseId)),
    promises: (asked, limit) => reading(() => promises.promises(asked, limit)),
    openPromises: () => reading(promises.openPromises),
    showsWithPromises: () => reading(promises.showsWithPromises),
    paidGrounds: (variantId, currency, from, before) =>
      reading(() => paidPrices.grounds(variantId, currency, from, before)),
    paidLatest: (variantId, limit) => reading(() => paidPrices.latest(variantId, limit)),
    listSteps: (productId, variantId, since) => reading(() => paidPrices.listSteps(productId, variantId, since)),
    pricedVariant: (variantId) => reading(() => pricedVariants.one(variantId)),
    pricedVariants: (words) => reading(() => pricedVariants.all(words)),
    priceOverride: (terms) => reading(() => priceOverrides.read(terms)),
    lastSignature: (showId) => reading(() => evidence.lastSignature(showId)),
    installationId: () => ownId,
    setting: (key) => reading(() => settings.read(key)),
    replyTo: (commandId) => reading(() => replies.to(commandId)),
    viewer: (viewerId) => reading(() => viewers.viewer(viewerId)),
    viewerFacts: (viewerId, limit) => reading(() => facts.ofViewer(viewerId, limit)),
    isSound: () =>
      reading(() => {
        try {
          return isWhole(db);
        } catch (error) {
          if (isDamage(error)) return false;
          throw error;
        }
      }),
    backup,
    close,
  };
};
