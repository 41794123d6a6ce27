// The keyring as the engine's process sees it: main alone may use it, and answers by number.

import type { SecretBox } from '../secret-box.ts';
import type { FromEngineProcess, SecretDeed } from './engine-words.ts';

export interface FarSecretBox extends SecretBox {
  hear(id: number, text: string | null): void;
}

export const createFarSecretBox = (tell: (message: FromEngineProcess) => void): FarSecretBox => {
  const waiting = new Map<number, (text: string | null) => void>();
  let lastId = 0;
  const ask = (deed: SecretDeed, text: string): Promise<string | null> =>
    new Promise((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      tell({ t: 'secret', id: lastId, deed, text });
    });
  return {
    backend: () => ask('backend', ''),
    seal: (secret) => ask('seal', secret),
    unseal: (sealed) => ask('unseal', sealed),
    hear: (id, text) => {
      waiting.get(id)?.(text);
      waiting.delete(id);
    },
  };
};
