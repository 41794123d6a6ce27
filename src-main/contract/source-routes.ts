// What a screen may ask about sources: to add, try out, name, pause and remove them, and what could not be read.

import { z } from 'zod';
import type { SourceId } from '../core/units.ts';
import { command, OWNER, query, RUNS_THE_SHOW } from './route.ts';
import { id, intent, nothing } from './route-input.ts';
import type { RejectedRaw, RejectGroup, SourceEdited, SourceKindView, SourceSight } from './source-documents.ts';
import {
  LONGEST_PASSPHRASE,
  LONGEST_SOURCE_NAME,
  LONGEST_SOURCE_SETTING,
  MOST_SOURCE_SETTINGS,
  SHORTEST_PASSPHRASE,
} from './source-limits.ts';

const name = z.string().trim().min(1).max(LONGEST_SOURCE_NAME);
const filled = z
  .record(z.string().min(1).max(60), z.string().max(LONGEST_SOURCE_SETTING))
  .refine((entries) => Object.keys(entries).length <= MOST_SOURCE_SETTINGS, { message: 'too many' });

/** Secrets go no further than the engine. */
const source = { kind: z.string().min(1).max(60), settings: filled, secrets: filled };
const passphrase = z.string().max(LONGEST_PASSPHRASE);
const newPassphrase = passphrase.min(SHORTEST_PASSPHRASE);
const ofSource = { ...intent, sourceId: id<SourceId>() };

export const sourceRoutes = {
  'source.kinds': query<readonly SourceKindView[]>()(RUNS_THE_SHOW, nothing),
  /** Connects for ten seconds and tells what was seen; nothing is kept, no command is sent. */
  'source.test': query<SourceSight>()(OWNER, z.strictObject(source)),
  'source.add': command<{ sourceId: SourceId }>()(OWNER, z.strictObject({ ...intent, name, ...source })),
  'source.rename': command()(OWNER, z.strictObject({ ...ofSource, name })),
  /** Types the secrets anew: all of them, '' for one that is not wanted. */
  'source.unlock': command()(OWNER, z.strictObject({ ...ofSource, secrets: filled })),
  /**
   * Other settings of the same source, and those secrets that were typed anew; `drops` names secrets that are not wanted any
   * more. Tried for ten seconds beside the one that runs, and not taken where it does not come up, unless `isForced`.
   */
  'source.edit': command<SourceEdited>()(
    OWNER,
    z.strictObject({
      ...ofSource,
      settings: filled,
      secrets: filled,
      drops: z.array(z.string().min(1).max(60)).max(MOST_SOURCE_SETTINGS),
      isForced: z.boolean(),
    }),
  ),
  'source.pause': command()(OWNER, z.strictObject(ofSource)),
  'source.resume': command()(OWNER, z.strictObject(ofSource)),
  'source.remove': command()(OWNER, z.strictObject(ofSource)),
  /** Ends one that is not kept: the demo room, or the one that was named at the start. */
  'source.detach': command()(OWNER, z.strictObject(ofSource)),

  /** Where the system has no keyring: secrets are kept by it from now on. */
  'passphrase.set': command()(OWNER, z.strictObject({ ...intent, passphrase: newPassphrase })),
  /** Asked for once a start. */
  'passphrase.unlock': command()(OWNER, z.strictObject({ ...intent, passphrase })),
  'passphrase.change': command()(OWNER, z.strictObject({ ...intent, before: passphrase, after: newPassphrase })),
  /** The secrets that it kept are gone and have to be typed again. */
  'passphrase.forget': command()(OWNER, z.strictObject(intent)),

  'reject.list': query<readonly RejectGroup[]>()(RUNS_THE_SHOW, nothing),
  'reject.raw': query<RejectedRaw>()(RUNS_THE_SHOW, z.strictObject({ key: z.string().min(1).max(20) })),
} as const;
