// Typed requests and topic subscriptions over a link; a hole in a topic's `seq` means: subscribe again.

import { v7 } from 'uuid';
import type { Reply } from '../../src-main/contract/errors.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../src-main/contract/routes.ts';
import type { TopicName } from '../../src-main/contract/topics.ts';
import type { FeedMessage, FromEngine, StateMessage } from '../../src-main/contract/wire.ts';
import type { CommandId } from '../../src-main/core/units.ts';
import { createListeners, type Link, type LinkStatus } from './link.ts';

type TopicMessage = StateMessage | FeedMessage;

/** The engine's first word: its clock, and what this page may do. */
type Hello = Extract<FromEngine, { t: 'hello' }>;

export interface Client {
  request<Name extends RouteName>(name: Name, input: RouteInput<Name>): Promise<Reply<RouteOutput<Name>>>;
  /** Listens to a topic from its snapshot on, over every reconnection. */
  subscribe(topic: TopicName, handler: (message: TopicMessage) => void): () => void;
  onHello(handler: (hello: Hello) => void): () => void;
  onStatus(handler: (status: LinkStatus) => void): () => void;
}

const LINK_LOST = { ok: false, code: 'link_lost', message: 'The link to the engine is down.' } as const;

interface Watch {
  readonly handler: (message: TopicMessage) => void;
  /** Null until a snapshot has come. */
  seq: number | null;
}

const isSnapshot = (message: TopicMessage): boolean => message.t === 'feed' && message.isSnapshot;

export const createClient = (link: Link): Client => {
  const waiting = new Map<number, (reply: Reply<unknown>) => void>();
  const watches = new Map<TopicName, Watch>();
  const hellos = createListeners<Hello>();
  const statuses = createListeners<LinkStatus>();
  let isOpen = false;
  let lastId = 0;

  const ask = (topic: TopicName, watch: Watch): void => {
    watch.seq = null;
    link.send({ t: 'subscribe', topic });
  };

  const take = (message: TopicMessage): void => {
    const watch = watches.get(message.topic);
    if (watch === undefined) return;
    if (watch.seq === null) {
      // A state push is whole in itself; a feed push before its snapshot would be shown twice or out of place.
      if (message.t === 'feed' && !message.isSnapshot) return;
    } else if (!isSnapshot(message)) {
      if (message.seq <= watch.seq) return;
      if (message.seq > watch.seq + 1) {
        ask(message.topic, watch);
        return;
      }
    }
    watch.seq = message.seq;
    watch.handler(message);
  };

  link.onMessage((message: FromEngine) => {
    if (message.t === 'hello') return hellos.tell(message);
    if (message.t !== 'reply') return take(message);
    const settle = waiting.get(message.id);
    waiting.delete(message.id);
    settle?.(message.reply);
  });

  link.onStatus((status) => {
    isOpen = status === 'open';
    if (isOpen) for (const [topic, watch] of watches) ask(topic, watch);
    else {
      const lost = [...waiting.values()];
      waiting.clear();
      for (const settle of lost) settle(LINK_LOST);
    }
    statuses.tell(status);
  });

  return {
    request: <Name extends RouteName>(name: Name, input: RouteInput<Name>) =>
      new Promise<Reply<RouteOutput<Name>>>((resolve) => {
        if (!isOpen) return resolve(LINK_LOST);
        lastId += 1;
        // The engine answers a route with that route's output: the one place where the wire is believed.
        waiting.set(lastId, resolve as (reply: Reply<unknown>) => void);
        link.send({ t: 'request', id: lastId, name, input });
      }),
    subscribe: (topic, handler) => {
      const watch: Watch = { handler, seq: null };
      watches.set(topic, watch);
      if (isOpen) ask(topic, watch);
      return () => {
        if (watches.get(topic) !== watch) return;
        watches.delete(topic);
        if (isOpen) link.send({ t: 'unsubscribe', topic });
      };
    },
    onHello: hellos.add,
    onStatus: (handler) => {
      if (isOpen) handler('open');
      return statuses.add(handler);
    },
  };
};

let pageClient: Client | null = null;

/** Called once by a page's entry; `request` below speaks through it. */
export const connectClient = (link: Link): Client => {
  pageClient = createClient(link);
  return pageClient;
};

export const request = <Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
): Promise<Reply<RouteOutput<Name>>> => pageClient?.request(name, input) ?? Promise.resolve(LINK_LOST);

/** Made once, at the click: the engine carries the same id out once. */
export const newCommandId = (): CommandId => v7() as CommandId;
