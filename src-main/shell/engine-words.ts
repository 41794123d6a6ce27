// What main and the engine's process say to each other; screens talk past main, each over its own port.

import { z } from 'zod';
import type { Role } from '../contract/route.ts';
import type { EngineHostOptions } from '../host-engine.ts';

/** What main does for the engine with the system's keyring; each answer is a text or null. */
const SECRET_DEEDS = ['backend', 'seal', 'unseal'] as const;
export type SecretDeed = (typeof SECRET_DEEDS)[number];

export type ToEngineProcess =
  /** First word: options come as a message, since others can read a process's arguments. */
  | { readonly t: 'start'; readonly options: EngineHostOptions; readonly pagesDir: string }
  /** Carries the engine's end of a window's port. */
  | { readonly t: 'connect'; readonly role: Role }
  | { readonly t: 'resumed' }
  /** What the keyring gave for the question of that number. */
  | { readonly t: 'secret'; readonly id: number; readonly text: string | null }
  /** The process ends itself when all is closed. */
  | { readonly t: 'stop' };

export const fromEngineProcess = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('ready') }),
  z.strictObject({ t: z.literal('on-air'), isOnAir: z.boolean() }),
  z.strictObject({ t: z.literal('secret'), id: z.int(), deed: z.enum(SECRET_DEEDS), text: z.string() }),
  /** It cannot run; `code` is one of the contract's. */
  z.strictObject({ t: z.literal('refused'), code: z.string() }),
]);
export type FromEngineProcess = z.infer<typeof fromEngineProcess>;
