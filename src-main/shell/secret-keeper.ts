// Encrypts what must be kept secret with the system's keyring; where there is none, says so and keeps nothing.

import { safeStorage } from 'electron';
import type { SecretDeed } from './engine-words.ts';

const LINUX_PLAIN = 'basic_text';

/** On Linux without a keyring Electron encrypts with a password that everybody knows: that is no keeping. */
const backend = (): string | null => {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (process.platform === 'darwin') return 'keychain';
  if (process.platform === 'win32') return 'dpapi';
  const name = safeStorage.getSelectedStorageBackend();
  return name === LINUX_PLAIN ? null : name;
};

const unseal = (sealed: string): string | null => {
  try {
    return safeStorage.decryptString(Buffer.from(sealed, 'base64'));
  } catch {
    // Another user's, or of a keyring that is gone: it must be typed again.
    return null;
  }
};

/** Null where it cannot be done; `backend` is answered with its name. */
export const keepSecret = (deed: SecretDeed, text: string): string | null => {
  const name = backend();
  if (name === null || deed === 'backend') return name;
  return deed === 'seal' ? safeStorage.encryptString(text).toString('base64') : unseal(text);
};
