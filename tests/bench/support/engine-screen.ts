// A screen attached to an engine in process: hears every topic over a copy, as a page behind a port does, and asks for routes.

import { v7 } from 'uuid';
import type { Reply } from '../../../src-main/contract/errors.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../../src-main/contract/routes.ts';
import {
  FEED_TOPICS,
  STATE_TOPICS,
  type StateTopicName,
  type StateTopics,
  type TopicName,
} from '../../../src-main/contract/topics.ts';
import type { FromEngine, ToEngine } from '../../../src-main/contract/wire.ts';
import type { CommandId } from '../../../src-main/core/units.ts';
import type { Engine } from '../../../src-main/engine.ts';

const TOPICS = [...Object.keys(STATE_TOPICS), ...Object.keys(FEED_TOPICS)] as readonly TopicName[];

export interface EngineScreen {
  /** Throws where the engine refuses. */
  must<Name extends RouteName>(name: Name, input: RouteInput<Name>): Promise<RouteOutput<Name>>;
  topic<Name extends StateTopicName>(name: Name): StateTopics[Name] | null;
  /** Messages heard so far. */
  heard(): number;
}

export const newIntent = (): { readonly commandId: CommandId } => ({ commandId: v7() as CommandId });

export const openEngineScreen = (engine: Engine): EngineScreen => {
  const states = new Map<StateTopicName, unknown>();
  const waiting = new Map<number, (reply: Reply<unknown>) => void>();
  let tell: (message: ToEngine) => void = () => undefined;
  let heard = 0;
  let lastId = 0;

  engine.connect('owner', {
    send: (original) => {
      const message: FromEngine = structuredClone(original);
      heard += 1;
      if (message.t === 'state') states.set(message.topic, message.value);
      if (message.t === 'reply') waiting.get(message.id)?.(message.reply);
    },
    onMessage: (handler) => {
      tell = handler;
    },
    onClose: () => undefined,
  });
  for (const topic of TOPICS) tell({ t: 'subscribe', topic });

  return {
    must: async <Name extends RouteName>(name: Name, input: RouteInput<Name>) => {
      lastId += 1;
      const id = lastId;
      const reply = await new Promise<Reply<unknown>>((resolve) => {
        waiting.set(id, resolve);
        tell({ t: 'request', id, name, input });
      });
      waiting.delete(id);
      if (!reply.ok) throw new Error(`${name}: ${reply.code} ${reply.message}`);
      return reply.value as RouteOutput<Name>;
    },
    topic: <Name extends StateTopicName>(name: Name) => (states.get(name) ?? null) as StateTopics[Name] | null,
    heard: () => heard,
  };
};
