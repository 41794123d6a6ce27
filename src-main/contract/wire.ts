// What travels over a link, the same over a MessagePort and over Socket.IO.

import type { Instant } from '../core/units.ts';
import type { Reply } from './errors.ts';
import type { FeedTopicName, FeedTopics, StateTopicName, StateTopics, TopicName } from './topics.ts';

export type ToEngine =
  | { readonly t: 'request'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly t: 'subscribe'; readonly topic: TopicName }
  | { readonly t: 'unsubscribe'; readonly topic: TopicName };

/** `seq` counts by topic from the snapshot on; a hole in it means: subscribe again. */
export type FromEngine =
  /** First word on a link: the engine's clock, for countdowns. */
  | { readonly t: 'hello'; readonly now: Instant; readonly role: string }
  | { readonly t: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | StateMessage
  | FeedMessage;

export type StateMessage = {
  [Name in StateTopicName]: {
    readonly t: 'state';
    readonly topic: Name;
    readonly seq: number;
    /** Null: the engine has nothing for it yet. */
    readonly value: StateTopics[Name] | null;
  };
}[StateTopicName];

export type FeedMessage = {
  [Name in FeedTopicName]: {
    readonly t: 'feed';
    readonly topic: Name;
    readonly seq: number;
    /** A snapshot replaces what the screen holds. */
    readonly isSnapshot: boolean;
    readonly rows: readonly FeedTopics[Name][];
    /** Rows that this push left out for the screen's sake. */
    readonly skipped: number;
  };
}[FeedTopicName];
