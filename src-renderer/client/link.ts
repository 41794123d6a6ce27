// What a screen needs of a wire to the engine, whatever the wire is.

import type { FromEngine, ToEngine } from '../../src-main/contract/wire.ts';

export type LinkStatus = 'open' | 'closed';

export interface Link {
  send(message: ToEngine): void;
  onMessage(handler: (message: FromEngine) => void): () => void;
  onStatus(handler: (status: LinkStatus) => void): () => void;
}

/** The two lists of listeners that every link keeps. */
export const createListeners = <T>() => {
  const handlers = new Set<(value: T) => void>();
  return {
    add: (handler: (value: T) => void): (() => void) => {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    tell: (value: T): void => {
      for (const handler of [...handlers]) handler(value);
    },
  };
};
