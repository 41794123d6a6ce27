// The mirror of what the engine publishes: no actions, one setState a frame, read through the hooks below.

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FeedTopicName, FeedTopics, StateTopicName, StateTopics } from '../../src-main/contract/topics.ts';
import type { FeedMessage, StateMessage } from '../../src-main/contract/wire.ts';
import { type Client, connectClient } from '../client/client.ts';
import type { Link } from '../client/link.ts';
import { createBeat } from './beat.ts';
import {
  applyFeeds,
  applyStates,
  emptyLiveState,
  feedTopicNames,
  type LiveState,
  stateTopicNames,
} from './live-state.ts';
import { type Pace, pagePace } from './pace.ts';
import { offsetAfter, pageNow, timeLeft } from './page-clock.ts';

const FEED_EVERY_MS = 100;

export const liveStore: StoreApi<LiveState> = createStore<LiveState>(emptyLiveState);

/** Keeps `store` equal to what `client` hears. */
export const mirrorTopics = (store: StoreApi<LiveState>, client: Client, pace: Pace): void => {
  const states = new Map<StateTopicName, StateMessage>();
  let feeds: FeedMessage[] = [];
  let isScheduled = false;
  let feedsShownAt = Number.NEGATIVE_INFINITY;

  const write = (): void => {
    isScheduled = false;
    const early = feeds.length === 0 ? 0 : feedsShownAt + FEED_EVERY_MS - pace.now();
    const withFeeds = feeds.length > 0 && early <= 0;
    const patch: Partial<LiveState> = {};
    if (states.size > 0) {
      const before = store.getState();
      const published = states.get('kpi.live');
      Object.assign(patch, { topics: applyStates(before.topics, states) });
      if (published?.topic === 'kpi.live' && published.value !== null) {
        Object.assign(patch, { clockOffsetMs: offsetAfter(before.clockOffsetMs, published.value.asOf, pageNow()) });
      }
      states.clear();
    }
    if (withFeeds) {
      Object.assign(patch, { feeds: applyFeeds(store.getState().feeds, feeds) });
      feeds = [];
      feedsShownAt = pace.now();
    }
    if (Object.keys(patch).length > 0) store.setState(patch);
    if (feeds.length > 0) {
      isScheduled = true;
      pace.later(write, early);
    }
  };

  const schedule = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    pace.soon(write);
  };

  for (const name of stateTopicNames) {
    client.subscribe(name, (message) => {
      if (message.t !== 'state') return;
      states.set(name, message);
      schedule();
    });
  }
  for (const name of feedTopicNames) {
    client.subscribe(name, (message) => {
      if (message.t !== 'feed') return;
      feeds.push(message);
      schedule();
    });
  }
  client.onHello(({ now, role }) => store.setState({ clockOffsetMs: now - pageNow(), role }));
  client.onStatus((link) => store.setState({ link }));
};

/** Called once by a page's entry: every topic is watched from then on. */
export const connectLiveStore = (link: Link): void => mirrorTopics(liveStore, connectClient(link), pagePace);

export const useTopic = <Name extends StateTopicName>(name: Name): StateTopics[Name] | null =>
  useStore(liveStore, (live): StateTopics[Name] | null => live.topics[name]);

/** Select primitives, or parts of the topic: unchanged parts keep their identity. */
export const useTopicSlice = <Name extends StateTopicName, Part>(
  name: Name,
  select: (topic: StateTopics[Name] | null) => Part,
): Part =>
  useStore(
    liveStore,
    useShallow((live: LiveState) => select(live.topics[name])),
  );

export const useFeed = <Name extends FeedTopicName>(name: Name): readonly FeedTopics[Name][] =>
  useStore(liveStore, (live): readonly FeedTopics[Name][] => live.feeds[name].rows);

export const useLinkStatus = (): LiveState['link'] => useStore(liveStore, (live) => live.link);

/** Whether the engine would carry out what runs the show; an observer sees no buttons for it. */
export const useRunsTheShow = (): boolean =>
  useStore(liveStore, ({ role }) => role === 'owner' || role === 'assistant');

/** Whether the engine would carry out what is the owner's alone. */
export const useIsOwner = (): boolean => useStore(liveStore, ({ role }) => role === 'owner');

export const engineNow = (): number => pageNow() + liveStore.getState().clockOffsetMs;

const beats = new Map<number, ReturnType<typeof createBeat>>();

const beatOf = (everyMs: number): ReturnType<typeof createBeat> => {
  const known = beats.get(everyMs);
  if (known !== undefined) return known;
  const beat = createBeat(everyMs, engineNow);
  beats.set(everyMs, beat);
  return beat;
};

/** The engine's time, read anew every so many ms; all users of one period tick together. */
export const useEngineNow = (everyMs: number): number => {
  const beat = beatOf(everyMs);
  return useSyncExternalStore(
    beat.subscribe,
    useCallback(() => beat.read(), [beat]),
  );
};

/** What is left until then, in ms, second by second. */
export const useTimeLeft = (until: number): number => {
  const now = useEngineNow(1000);
  const first = useMemo(() => ({ until, seenAt: engineNow() }), [until]);
  return timeLeft(until, now, first.seenAt);
};
