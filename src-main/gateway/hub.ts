// The hub: the newest value of every topic, and who is listening. Subscribe = listen, then snapshot, then pushes with `seq`.

import { z } from 'zod';
import {
  FEED_TOPICS,
  type FeedTopicName,
  type FeedTopics,
  STATE_TOPICS,
  type StateTopicName,
  type StateTopics,
  type TopicName,
} from '../contract/topics.ts';
import type { FeedMessage, FromEngine, StateMessage } from '../contract/wire.ts';
import type { Instant } from '../core/units.ts';
import type { Caller, ClientPort } from './client-port.ts';
import type { Dispatch } from './dispatch.ts';

/** Where the projection says what changed. */
export interface TopicSink {
  state<Name extends StateTopicName>(topic: Name, value: StateTopics[Name]): void;
  feed<Name extends FeedTopicName>(topic: Name, rows: readonly FeedTopics[Name][], skipped: number): void;
  /** Another show: what screens hold of the feed is replaced. */
  replaceFeed<Name extends FeedTopicName>(topic: Name, rows: readonly FeedTopics[Name][]): void;
}

export interface Hub extends TopicSink {
  attach(caller: Caller, port: ClientPort, dispatch: Dispatch): void;
  clientCount(): number;
}

interface Client {
  readonly port: ClientPort;
  readonly topics: Set<TopicName>;
}

const isStateTopic = (name: string): name is StateTopicName => Object.hasOwn(STATE_TOPICS, name);
const isFeedTopic = (name: string): name is FeedTopicName => Object.hasOwn(FEED_TOPICS, name);

const message = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('request'), id: z.int().min(0), name: z.string().max(100), input: z.unknown() }),
  z.strictObject({ t: z.literal('subscribe'), topic: z.string().max(100) }),
  z.strictObject({ t: z.literal('unsubscribe'), topic: z.string().max(100) }),
]);

/** Enough to answer somebody who waits. */
const numbered = z.object({ id: z.int().min(0) });
const NOT_UNDERSTOOD = { ok: false, code: 'bad_input', message: 'The message was not understood.' } as const;

const ONLY_LISTENS = { ok: false, code: 'not_allowed', message: 'This link only listens.' } as const;

export const createHub = (clock: () => Instant): Hub => {
  const clients = new Set<Client>();
  const states = new Map<StateTopicName, StateMessage>();
  /** Rows by key, oldest first: a row that comes again takes the newest place. */
  const rings = new Map<FeedTopicName, Map<string, { readonly key: string }>>();
  const seqs = new Map<TopicName, number>();

  const nextSeq = (topic: TopicName): number => {
    const seq = (seqs.get(topic) ?? 0) + 1;
    seqs.set(topic, seq);
    return seq;
  };

  const ringOf = (topic: FeedTopicName): Map<string, { readonly key: string }> => {
    let ring = rings.get(topic);
    if (ring === undefined) {
      ring = new Map();
      rings.set(topic, ring);
    }
    return ring;
  };

  const broadcast = (topic: TopicName, what: FromEngine): void => {
    for (const client of clients) if (client.topics.has(topic)) client.port.send(what);
  };

  const keep = (topic: FeedTopicName, rows: readonly { readonly key: string }[]): void => {
    const ring = ringOf(topic);
    for (const row of rows) {
      ring.delete(row.key);
      ring.set(row.key, row);
    }
    const excess = ring.size - FEED_TOPICS[topic].keep;
    if (excess <= 0) return;
    let dropped = 0;
    for (const key of ring.keys()) {
      if (dropped++ >= excess) break;
      ring.delete(key);
    }
  };

  // The topic and its value travel together from typed callers; the union cannot be rebuilt from a generic name.
  const feedMessage = (topic: FeedTopicName, rows: readonly unknown[], isSnapshot: boolean, skipped: number) =>
    ({ t: 'feed', topic, seq: seqs.get(topic) ?? 0, isSnapshot, rows, skipped }) as FeedMessage;

  const snapshot = (topic: TopicName): FromEngine => {
    if (isFeedTopic(topic)) return feedMessage(topic, [...ringOf(topic).values()], true, 0);
    return states.get(topic) ?? ({ t: 'state', topic, seq: seqs.get(topic) ?? 0, value: null } as StateMessage);
  };

  const listen = (client: Client, caller: Caller, dispatch: Dispatch, raw: unknown): void => {
    const parsed = message.safeParse(raw);
    if (!parsed.success) {
      const asked = numbered.safeParse(raw);
      if (asked.success) client.port.send({ t: 'reply', id: asked.data.id, reply: NOT_UNDERSTOOD });
      return;
    }
    const said = parsed.data;
    if (said.t === 'request' && caller.hearsOnly !== undefined) {
      client.port.send({ t: 'reply', id: said.id, reply: ONLY_LISTENS });
      return;
    }
    if (said.t === 'request') {
      void dispatch(caller, said.name, said.input).then((reply) =>
        client.port.send({ t: 'reply', id: said.id, reply }),
      );
      return;
    }
    if (!isStateTopic(said.topic) && !isFeedTopic(said.topic)) return;
    if (caller.hearsOnly?.includes(said.topic) === false) return;
    if (said.t === 'unsubscribe') {
      client.topics.delete(said.topic);
      return;
    }
    client.topics.add(said.topic);
    client.port.send(snapshot(said.topic));
  };

  return {
    state: (topic, value) => {
      const what = { t: 'state', topic, seq: nextSeq(topic), value } as StateMessage;
      states.set(topic, what);
      broadcast(topic, what);
    },
    feed: (topic, rows, skipped) => {
      keep(topic, rows);
      nextSeq(topic);
      broadcast(topic, feedMessage(topic, rows, false, skipped));
    },
    replaceFeed: (topic, rows) => {
      ringOf(topic).clear();
      keep(topic, rows);
      nextSeq(topic);
      broadcast(topic, feedMessage(topic, rows, true, 0));
    },
    attach: (caller, port, dispatch) => {
      const client: Client = { port, topics: new Set() };
      clients.add(client);
      port.onClose(() => clients.delete(client));
      port.onMessage((raw) => listen(client, caller, dispatch, raw));
      port.send({ t: 'hello', now: clock(), role: caller.role });
    },
    clientCount: () => clients.size,
  };
};
