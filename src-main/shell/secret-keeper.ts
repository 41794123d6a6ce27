// Encrypts what must be kept secret with the system's keyring; where there is none, says so and keeps nothing.

import { safeStorage } from 'electron';
import type { SecretDeed } from './engine-words.ts';

/** On Linux without a keyring Electron encrypts with a password that everybody knows: that is no keeping. */
const canKeep = (): boolean =>
  safeStorage.isEncryptionAvailable() &&
  (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');

const unseal = (sealed: string): string | null => {
  try {
    return safeStorage.decryptString(Buffer.from(sealed, 'base64'));
  } catch {
    // Another user's, or of a keyring that is gone: it must be typed again.
    return null;
  }
};

/** Null where it cannot be done; `can-keep` is answered with any text. */
export const keepSecret = (deed: SecretDeed, text: string): string | null => {
  if (!canKeep()) return null;
  if (deed === 'can-keep') return '';
  return deed === 'seal' ? safeStorage.encryptString(text).toString('base64') : unseal(text);
};
