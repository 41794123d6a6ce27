// A producer that can be dropped in every way that lines end, and its talk: once said to nobody, it is gone, but for its last words.

import type { SourceSettings } from '../../../src-main/contract/source-documents.ts';
import type { SourceKind } from '../../../src-main/ingest/source-kind.ts';

/** It hangs up by itself; the line is ended, reset, or left open and dead. */
export type Way = 'close' | 'cut' | 'reset' | 'silence';

export interface DroppedProducer {
  /** As the console offers it, but hasty: it backs off for milliseconds. */
  readonly kind: SourceKind;
  /** What a person would fill in. */
  readonly settings: SourceSettings;
  readonly secrets: SourceSettings;
  /** Whether it can be asked for what it said while nobody heard. */
  readonly canRepeat: boolean;
  isUp(): boolean;
  /** Says its message of this number, to whoever is on the line. */
  say(index: number): void;
  /** The ids that the facts of a message bear. */
  idsOf(index: number): readonly string[];
  drop(way: Way): Promise<void>;
  /** The dead line is cleared away. */
  mend(): void;
  /** Where the source's cursor is to stand; null where it has none. */
  position(): number | null;
  close(): Promise<void>;
}

export interface Talk {
  /** Somebody is on the line: the last words are told again, as many a producer does. */
  greet(tell: (index: number) => void): void;
  gone(tell: (index: number) => void): void;
  isUp(): boolean;
  say(index: number): void;
}

const LAST_WORDS = 2;

export const createTalk = (): Talk => {
  let line: ((index: number) => void) | null = null;
  let next = 0;
  return {
    greet: (tell) => {
      line = tell;
      for (let index = Math.max(0, next - LAST_WORDS); index < next; index += 1) tell(index);
    },
    gone: (tell) => {
      if (line === tell) line = null;
    },
    isUp: () => line !== null,
    say: (index) => {
      next = index + 1;
      line?.(index);
    },
  };
};
