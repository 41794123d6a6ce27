// The demo show: put into an empty store, so that the first start has something to run; on air at once where the demo room is attached.

import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DeskFactBody, ENGINE_SOURCE, type NewFact } from './core/fact.ts';
import { approveBlock, writeBlock } from './core/script.ts';
import type { Show } from './core/show.ts';
import type { Instant, ScriptBlockId, ShowId } from './core/units.ts';
import { insertEarlierShows } from './demo-history.ts';
import { newId } from './new-id.ts';
import type { DemoCatalogue } from './room-server/demo-catalogue.ts';
import type { DemoRoom } from './room-server/demo-room.ts';
import type { Store } from './store/store.ts';

const DEMO_SHOW = 'demo.show';

/** What the demo room says of its broadcast. */
export type DemoStream = Pick<DemoRoom, 'startedAt' | 'isNewStream' | 'playedPins'>;

const copyMedia = (catalogue: DemoCatalogue, mediaDir: string): void => {
  mkdirSync(mediaDir, { recursive: true });
  for (const name of readdirSync(catalogue.mediaDir))
    copyFileSync(join(catalogue.mediaDir, name), join(mediaDir, name));
};

/** The show as it went before anybody watched: on air with its stream, and what the room had pinned by itself. */
const historyFacts = ({ cues }: DemoCatalogue, stream: DemoStream): readonly { at: Instant; body: DeskFactBody }[] => {
  const started: { at: Instant; body: DeskFactBody } = { at: stream.startedAt, body: { type: 'show.started' } };
  const pins = stream.playedPins.flatMap(({ at, number }): { at: Instant; body: DeskFactBody }[] => {
    const cue = cues.find((each) => each.number === number);
    if (cue === undefined) return [];
    return [{ at, body: { type: 'product.pinned', productId: cue.productId, variantId: cue.variantId } }];
  });
  return [started, ...pins];
};

const insertShow = (store: Store, catalogue: DemoCatalogue, stream: DemoStream | null, now: Instant): void => {
  const showId = newId<ShowId>();
  const { title, host, currency, plannedMs } = catalogue.show;
  const draft: Show = {
    showId,
    title,
    host,
    currency,
    phase: 'draft',
    isPaused: false,
    createdAt: now,
    startedAt: null,
    endedAt: null,
    plannedMs,
  };
  store.transact((writes) => {
    writes.upsertProducts(catalogue.products, now);
    writes.insertShow(draft, { cues: catalogue.cues, products: catalogue.products });
    writes.setCurrentShow(showId);
    writes.setSetting(DEMO_SHOW, showId);
    if (stream === null) return;
    writes.moveShow(showId, 'show.started', stream.startedAt);
    const facts = historyFacts(catalogue, stream).map(
      ({ at, body }, index): NewFact => ({ source: ENGINE_SOURCE, eventId: `${showId}:demo:${index}`, at, body }),
    );
    writes.appendFacts(showId, facts, now);
  });
};

/** The demo shop's own people stand for their words; what was drafted by AI waits for one who does. */
const DEMO_WRITER = 'owner';

const insertScripts = (store: Store, { scripts }: DemoCatalogue, now: Instant): void => {
  const writer = { by: DEMO_WRITER, at: now };
  store.transact((writes) => {
    const places = new Map<string | null, number>();
    for (const draft of scripts) {
      const place = places.get(draft.productId) ?? 0;
      places.set(draft.productId, place + 1);
      const written = writeBlock(newId<ScriptBlockId>(), draft, place, writer);
      writes.saveScript(draft.isDraftedByAi ? written : approveBlock(written.block, writer));
    }
  });
};

/** A demo show left on air whose broadcast is over: the next one gets a show of its own. */
const endLeftOver = (store: Store, now: Instant): boolean => {
  const showId = store.currentShowId();
  if (showId === null || store.setting(DEMO_SHOW) !== showId) return false;
  if (store.show(showId)?.phase !== 'live') return false;
  store.transact((writes) => {
    for (const { dealId } of store.dealsOf(showId)) {
      if (!writes.disarmDeal(dealId)) writes.endDeal(dealId, 'stopped', now);
    }
    writes.moveShow(showId, 'show.ended', now);
    const ended: NewFact = { source: ENGINE_SOURCE, eventId: `${showId}:over`, at: now, body: { type: 'show.ended' } };
    writes.appendFacts(showId, [ended], now);
  });
  return true;
};

/** Puts the demo show in where the store has no show, or where the demo room has begun another broadcast. */
export const seedDemoShow = (
  store: Store,
  catalogue: DemoCatalogue,
  stream: DemoStream | null,
  mediaDir: string,
  now: Instant,
): void => {
  const isFirst = store.currentShowId() === null;
  if (isFirst) {
    copyMedia(catalogue, mediaDir);
    insertEarlierShows(store, catalogue, now);
    insertScripts(store, catalogue, now);
  }
  if (isFirst || (stream?.isNewStream === true && endLeftOver(store, now))) insertShow(store, catalogue, stream, now);
};
