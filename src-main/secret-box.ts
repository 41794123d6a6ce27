// What can keep a secret on this computer: the system's own keyring where there is one, nothing where there is none.

export interface SecretBox {
  /** What the keyring calls itself, e.g. `keychain`, `dpapi`, `gnome_libsecret`; null where nothing can be kept. */
  backend(): Promise<string | null>;
  /** Encrypted, as text; null where it cannot be kept. */
  seal(secret: string): Promise<string | null>;
  /** Null where it can no longer be read: another user, another keyring. */
  unseal(sealed: string): Promise<string | null>;
}

/** For an engine without a desktop around it: a secret lasts as long as the run. */
export const NO_SECRET_BOX: SecretBox = {
  backend: async () => null,
  seal: async () => null,
  unseal: async () => null,
};
