// sources.reconnect: every kind of source that holds a line or asks is dropped 200 times, all of them at once, into one engine on a real file.

import { setTimeout as wait } from 'node:timers/promises';
import { gapsOf, type Span } from '../../src-main/core/coverage.ts';
import { type Instant, instant, type SourceId } from '../../src-main/core/units.ts';
import type { SourceKind, SourceMaking } from '../../src-main/ingest/source-kind.ts';
import { recallRoom } from '../../src-main/recall-room.ts';
import type { Store } from '../../src-main/store/store.ts';
import type { Bench, Measured } from './bench.ts';
import { startBenchEngine } from './support/bench-engine.ts';
import { DROPPED_FEEDS } from './support/dropped-feeds.ts';
import { DROPPED_KEEPERS } from './support/dropped-keepers.ts';
import type { DroppedProducer, Way } from './support/dropped-producer.ts';
import { type EngineScreen, newIntent, openEngineScreen } from './support/engine-screen.ts';
import { type OverheardSource, overhear } from './support/overheard-source.ts';
import { withTempDir } from './support/temp-dir.ts';
import { toldId } from './support/told-id.ts';

const LOOK_EVERY_MS = 3;
/** For one step of one source: none takes more than a second or two. */
const STEP_LIMIT_MS = 20_000;
/** A dead line takes a second to be found: one drop of so many. */
const SILENCE_EVERY = 50;
const DROPS = 200;
const BEFORE = 3;
const AFTER = 2;
const ROUGH: readonly Way[] = ['close', 'cut', 'reset'];

interface Said {
  readonly ids: readonly string[];
  readonly at: Instant;
  /** Its producer can tell it again, or it was heard by all that is known: it may not be missing. */
  readonly isDue: boolean;
}

interface Attached {
  readonly producer: DroppedProducer;
  /** Of the source, once it is attached. */
  readonly ears: OverheardSource;
  readonly said: Said[];
}

const until = async (what: string, check: () => boolean): Promise<void> => {
  const overdue = performance.now() + STEP_LIMIT_MS;
  while (!check()) {
    if (performance.now() > overdue) throw new Error(`${what}: not in time`);
    await wait(LOOK_EVERY_MS);
  }
};

const say = ({ producer, said }: Attached, isDue: boolean): Said => {
  const one = { ids: producer.idsOf(said.length), at: instant(Date.now()), isDue: isDue || producer.canRepeat };
  producer.say(said.length);
  said.push(one);
  return one;
};

const wayOf = (drop: number): Way =>
  drop % SILENCE_EVERY === SILENCE_EVERY - 1 ? 'silence' : (ROUGH[drop % 3] ?? 'cut');

const dropOnce = async (attached: Attached, drop: number): Promise<void> => {
  const { producer, ears } = attached;
  const { sourceId } = ears.source;
  const way = wayOf(drop);
  await until(`${sourceId} is up again (${drop})`, () => producer.isUp() && ears.isLive());
  const losses = ears.losses();
  const before = Array.from({ length: BEFORE }, () => say(attached, true));
  // What a producer says before it hangs up arrives; what was under way when a line broke may not.
  if (way !== 'close') {
    await until(`${sourceId} is heard (${drop})`, () => before.every(({ ids }) => ids.every(ears.hasStored)));
    say(attached, false);
  }
  await producer.drop(way);
  for (let more = 0; more < AFTER; more += 1) say(attached, false);
  await until(`${sourceId} is lost by ${way} (${drop})`, () => ears.losses() > losses);
  if (way === 'silence') producer.mend();
};

const dropOften = async (attached: Attached, drops: number): Promise<void> => {
  const { producer, ears } = attached;
  for (let drop = 0; drop < drops; drop += 1) await dropOnce(attached, drop);
  await until(`${ears.source.sourceId} is up in the end`, () => producer.isUp() && ears.isLive());
  const last = [say(attached, true), say(attached, true)];
  await until(`${ears.source.sourceId} is heard in the end`, () => last.every(({ ids }) => ids.every(ears.hasStored)));
};

interface Outcome {
  readonly name: string;
  readonly due: number;
  readonly dueKept: number;
  /** Facts that nobody told, or a second one of what was. */
  readonly extra: number;
  /** Not due and not there, and how many of these lie in a gap that is shown. */
  readonly missing: number;
  readonly marked: number;
  readonly losses: number;
  readonly isCursorRight: boolean;
}

/** The gaps as they would be shown if this were the only source. */
const gapsIn = (store: Store, source: SourceId, others: ReadonlySet<SourceId>): readonly Span[] => {
  const room = recallRoom({
    currentShowId: store.currentShowId,
    show: store.show,
    runSheet: store.runSheet,
    sheetStand: store.sheetStand,
    factsOf: function* (showId) {
      for (const fact of store.factsOf(showId)) if (fact.source === source || !others.has(fact.source)) yield fact;
    },
  });
  return gapsOf(room.coverage, room.show.startedAt ?? instant(0), instant(Date.now()));
};

const isWithin = (gaps: readonly Span[], at: Instant): boolean =>
  gaps.some(({ from, to }) => from <= at && (to === null || at <= to));

const judge = (store: Store, { producer, ears, said }: Attached, all: ReadonlySet<SourceId>): Outcome => {
  const { sourceId } = ears.source;
  const showId = store.currentShowId();
  const stored = new Map<string, number>();
  let losses = 0;
  for (const { source, eventId, body } of showId === null ? [] : store.factsOf(showId)) {
    if (source !== sourceId) continue;
    if (body.type === 'source.lost') losses += 1;
    const id = toldId(eventId);
    if (!body.type.startsWith('source.')) stored.set(id, (stored.get(id) ?? 0) + 1);
  }
  const told = new Set(said.flatMap(({ ids }) => ids));
  let extra = 0;
  for (const [id, times] of stored) extra += told.has(id) ? times - 1 : times;
  const isKept = ({ ids }: Said): boolean => ids.every((id) => stored.has(id));
  const due = said.filter(({ isDue }) => isDue);
  const missing = said.filter((one) => !one.isDue && !isKept(one));
  const gaps = missing.length === 0 ? [] : gapsIn(store, sourceId, all);
  const position = producer.position();
  return {
    name: sourceId,
    due: due.length,
    dueKept: due.filter(isKept).length,
    extra,
    missing: missing.length,
    marked: missing.filter(({ at }) => isWithin(gaps, at)).length,
    losses,
    isCursorRight: position === null || store.cursor(sourceId) === position,
  };
};

/** Until the charts, published once a second, hold what was folded last. */
const waitForChats = async (screen: EngineScreen, chats: number): Promise<number> => {
  const overdue = performance.now() + 5000;
  const shown = (): number =>
    (screen.topic('chart.live')?.chats ?? []).reduce<number>((total, value) => total + (value ?? 0), 0);
  while (shown() < chats && performance.now() < overdue) await wait(LOOK_EVERY_MS);
  return shown();
};

const chatsIn = (store: Store): number => {
  const showId = store.currentShowId();
  let chats = 0;
  for (const { body } of showId === null ? [] : store.factsOf(showId)) chats += Number(body.type === 'chat');
  return chats;
};

const attachAll = async (
  screen: EngineScreen,
  producers: readonly DroppedProducer[],
  ears: ReadonlyMap<DroppedProducer, OverheardSource>,
): Promise<readonly Attached[]> => {
  for (const { kind, settings, secrets } of producers)
    await screen.must('source.add', { kind: kind.kind, name: kind.kind, settings, secrets, ...newIntent() });
  return Promise.all(
    producers.map(async (producer): Promise<Attached> => {
      const { kind } = producer.kind;
      await until(`${kind} is attached`, () => ears.get(producer)?.isLive() === true);
      const heard = ears.get(producer);
      if (heard === undefined) throw new Error(`${kind} was not attached`);
      return { producer, ears: heard, said: [] };
    }),
  );
};

const measure = (drops: number): Promise<Measured> =>
  withTempDir(async (dataDir) => {
    const producers = await Promise.all([...DROPPED_FEEDS, ...DROPPED_KEEPERS].map((start) => start()));
    const ears = new Map<DroppedProducer, OverheardSource>();
    const kinds = producers.map((producer): SourceKind => {
      const { kind } = producer;
      const make = (making: SourceMaking) => {
        const heard = overhear(kind.make(making));
        ears.set(producer, heard);
        return heard.source;
      };
      return { ...kind, make };
    });
    const { engine, store, faults } = await startBenchEngine(dataDir, kinds);
    const screen = openEngineScreen(engine);
    try {
      await screen.must('show.start', newIntent());
      const all = await attachAll(screen, producers, ears);
      // Some producers tell whole seconds: what they say next must not look older than the show.
      await wait(1000 - (Date.now() % 1000));
      const startedAt = performance.now();
      await Promise.all(all.map((attached) => dropOften(attached, drops)));
      const seconds = (performance.now() - startedAt) / 1000;

      const ids = new Set(all.map(({ ears }) => ears.source.sourceId));
      const outcomes = all.map((attached) => judge(store, attached, ids));
      const chats = chatsIn(store);
      const shown = await waitForChats(screen, chats);
      const sum = (figure: (outcome: Outcome) => number): number =>
        outcomes.reduce((total, outcome) => total + figure(outcome), 0);
      const bad = outcomes
        .filter(
          (one) =>
            one.dueKept < one.due ||
            one.extra > 0 ||
            one.marked < one.missing ||
            one.losses < drops ||
            !one.isCursorRight,
        )
        .map((one) => JSON.stringify(one));
      const due = sum((one) => one.due);
      return {
        ratio: (sum((one) => one.dueKept) - sum((one) => one.extra)) / due,
        alsoHolds: bad.length === 0 && shown === chats && store.rejectCount() === 0 && faults.length === 0,
        detail:
          `${all.length} kinds of source, ${drops} drops of each, in ${seconds.toFixed(0)} s; ${due} events that had to come: ` +
          `${due - sum((one) => one.dueKept)} lost, ${sum((one) => one.extra)} twice; ${sum((one) => one.missing)} that no producer could tell again are missing, ` +
          `${sum((one) => one.marked)} of them within a gap; ${sum((one) => one.losses)} losses said; ` +
          `${outcomes.filter((one) => !one.isCursorRight).length} cursors wrong; chats stored ${chats}, on the chart ${shown}; ` +
          `${store.rejectCount()} rejected, ${faults.length} faults${bad.length === 0 ? '' : `; ${bad.join(' ')}`}`,
      };
    } finally {
      await engine.stop();
      for (const producer of producers) await producer.close();
    }
  });

export const bench: Bench = {
  name: 'sources.reconnect',
  bar: 1,
  passes: 'at least',
  run: (size) => measure(size === 'full' ? DROPS : SILENCE_EVERY),
};
