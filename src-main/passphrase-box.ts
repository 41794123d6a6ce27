// Keeps secrets by a passphrase where the system has no keyring: one random key encrypts them, the passphrase encrypts that key.

import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from './contract/errors.ts';
import type { PassphraseState } from './contract/source-documents.ts';
import type { SecretBox } from './secret-box.ts';
import type { Store, Writes } from './store/store.ts';

export interface PassphraseBox extends SecretBox {
  /** The system's keyring by its own name; null where there is none. */
  keyring(): Promise<string | null>;
  state(): PassphraseState;
  /** Rejects with Refusal `passphrase_state` where there is one, or where the keyring keeps secrets. */
  set(passphrase: string): Promise<void>;
  /** Rejects with Refusal `passphrase_wrong`, or `passphrase_state` where there is none. */
  unlock(passphrase: string): Promise<void>;
  /** Rejects with Refusal `passphrase_wrong`, or `passphrase_state`. What it keeps stays as it is. */
  change(before: string, after: string): Promise<void>;
  /** What was kept by it can never be read again. */
  forget(writes: Pick<Writes, 'setSetting'>): void;
  /** Whether a sealed text needs the passphrase. */
  isOwn(sealed: string): boolean;
}

export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

export interface PassphraseBoxOptions {
  readonly store: Pick<Store, 'setting' | 'transact'>;
  readonly system: SecretBox;
  /** Of a new passphrase; it is stored beside the key. */
  readonly cost?: ScryptCost;
}

const SETTING = 'source.passphrase';
const OWN = 'passphrase1.';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SALT_BYTES = 16;
/** 128 MiB and about half a second. */
const COST: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };

const MOST_BYTES = 512 * 1024 * 1024;

/** A damaged file must not ask for all memory there is, nor for what scrypt does not take. */
const isPayable = ({ N, r }: ScryptCost): boolean => Number.isInteger(Math.log2(N)) && 128 * N * r <= MOST_BYTES;

const lock = z
  .strictObject({
    N: z.int().min(2),
    r: z.int().min(1),
    p: z.int().min(1).max(16),
    salt: z.string().max(200),
    /** The key that encrypts secrets, encrypted: its tag is what tells a wrong passphrase. */
    key: z.string().max(200),
  })
  .refine(isPayable);
type Lock = z.infer<typeof lock>;

const encrypt = (key: Buffer, plain: Buffer): string => {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const hidden = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), hidden]).toString('base64');
};

/** Null where the key is another one, or a bit is. */
const decrypt = (key: Buffer, text: string): Buffer | null => {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < IV_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    // The tag does not fit, which is all that `final` can say.
    return null;
  }
};

/** One that is typed on another keyboard or with an input method is the same passphrase. */
const derive = (passphrase: string, salt: Buffer, { N, r, p }: ScryptCost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const maxmem = 128 * r * (N + p) + 1024 * 1024;
    scrypt(passphrase.normalize('NFKC'), salt, KEY_BYTES, { N, r, p, maxmem }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });

const readLock = (text: string): Lock | null => {
  try {
    const read = lock.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    // Damaged: no passphrase fits it, and it can be forgotten.
    return null;
  }
};

const wrong = (): Refusal => new Refusal('passphrase_wrong', 'This is another passphrase.');
const misplaced = (): Refusal => new Refusal('passphrase_state', 'It cannot be done as secrets are kept now.');

export const createPassphraseBox = ({ store, system, cost = COST }: PassphraseBoxOptions): PassphraseBox => {
  /** Null while it is locked, or there is none. */
  let key: Buffer | null = null;

  const stored = (): string => store.setting(SETTING) ?? '';
  const state = (): PassphraseState => {
    if (key !== null) return 'open';
    return stored() === '' ? 'none' : 'locked';
  };

  const write = async (passphrase: string, kept: Buffer): Promise<void> => {
    const salt = randomBytes(SALT_BYTES);
    const outer = await derive(passphrase, salt, cost);
    const text = JSON.stringify({ ...cost, salt: salt.toString('base64'), key: encrypt(outer, kept) } satisfies Lock);
    store.transact((writes) => writes.setSetting(SETTING, text));
  };

  const open = async (passphrase: string): Promise<Buffer> => {
    if (stored() === '') throw misplaced();
    const kept = readLock(stored());
    if (kept === null) throw wrong();
    const opened = decrypt(await derive(passphrase, Buffer.from(kept.salt, 'base64'), kept), kept.key);
    if (opened === null || opened.length !== KEY_BYTES) throw wrong();
    return opened;
  };

  /** One after the other: each takes memory, and two must not both be the first. */
  let turns: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const next = turns.then(work);
    turns = next.catch(() => undefined);
    return next;
  };

  const isOwn = (sealed: string): boolean => sealed.startsWith(OWN);

  return {
    keyring: system.backend,
    backend: async () => (await system.backend()) ?? (key === null ? null : 'passphrase'),
    seal: async (secret) => {
      const sealed = await system.seal(secret);
      if (sealed !== null || key === null) return sealed;
      return OWN + encrypt(key, Buffer.from(secret));
    },
    unseal: async (sealed) => {
      if (!isOwn(sealed)) return system.unseal(sealed);
      return key === null ? null : (decrypt(key, sealed.slice(OWN.length))?.toString('utf8') ?? null);
    },
    state,
    set: (passphrase) =>
      inTurn(async () => {
        if (state() !== 'none' || (await system.backend()) !== null) throw misplaced();
        const fresh = randomBytes(KEY_BYTES);
        await write(passphrase, fresh);
        key = fresh;
      }),
    unlock: (passphrase) =>
      inTurn(async () => {
        key = await open(passphrase);
      }),
    change: (before, after) =>
      inTurn(async () => {
        const kept = await open(before);
        await write(after, kept);
        key = kept;
      }),
    forget: (writes) => {
      writes.setSetting(SETTING, '');
      key = null;
    },
    isOwn,
  };
};
