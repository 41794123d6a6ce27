// What a screen may ask about scripts: blocks and their versions, a text or a file split into blocks, and answers to questions.

import { z } from 'zod';
import {
  LONGEST_TAG,
  LONGEST_TEXT,
  LONGEST_TITLE,
  MOST_TAGS,
  SCRIPT_KINDS,
  type ScriptVersion,
} from '../core/script.ts';
import type { ScriptValues } from '../core/script-variable.ts';
import type { MessageId, ProductId, ScriptBlockId } from '../core/units.ts';
import { command, ON_THE_SHOW, query, RUNS_THE_SHOW } from './route.ts';
import { id, intent } from './route-input.ts';
import {
  LARGEST_SCRIPT_BYTES,
  SCRIPT_CHUNK_BYTES,
  type ScriptDocument,
  type ScriptExport,
  type ScriptPreview,
  type ScriptShelfRow,
} from './script-documents.ts';

/** Null for the general script. */
const productId = id<ProductId>().nullable();
const language = z.enum(['zh-CN', 'en']);

const draft = z.strictObject({
  kind: z.enum(SCRIPT_KINDS),
  productId,
  title: z.string().max(LONGEST_TITLE),
  text: z.string().max(LONGEST_TEXT),
  tags: z.array(z.string().max(LONGEST_TAG)).max(MOST_TAGS),
  isDraftedByAi: z.boolean(),
});

/** Which block is meant, as it was seen. */
const block = { ...intent, blockId: id<ScriptBlockId>(), version: z.int().min(1) };

const file = { uploadId: id<string>(), name: z.string().max(255) };

type Kept = { readonly blockId: ScriptBlockId; readonly version: number };

export const scriptRoutes = {
  /** The general script, those of the run sheet and all that have blocks; with a search, products on sale that match. */
  'script.shelf': query<readonly ScriptShelfRow[]>()(ON_THE_SHOW, z.strictObject({ search: z.string().max(100) })),
  'script.list': query<ScriptDocument>()(ON_THE_SHOW, z.strictObject({ productId })),
  /** Newest first, at most 200. */
  'script.versions': query<readonly ScriptVersion[]>()(ON_THE_SHOW, z.strictObject({ blockId: id<ScriptBlockId>() })),
  /** What variables say now: for the general script those of the pinned product, else of the first on the run sheet. */
  'script.values': query<ScriptValues>()(ON_THE_SHOW, z.strictObject({ productId, language })),

  /** `blockId` and `version` null for a new block, which stands last. */
  'script.save': command<Kept>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      blockId: id<ScriptBlockId>().nullable(),
      version: z.int().min(1).nullable(),
      draft,
    }),
  ),
  /** `to`: its place afterwards, 0 for the first. */
  'script.move': command()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, blockId: id<ScriptBlockId>(), to: z.int().min(0).max(10_000) }),
  ),
  'script.archive': command()(
    RUNS_THE_SHOW,
    z.strictObject({ ...intent, blockId: id<ScriptBlockId>(), isArchived: z.boolean() }),
  ),
  /** Whoever asks stands for the words of that version. */
  'script.approve': command<Kept>()(RUNS_THE_SHOW, z.strictObject(block)),
  /** The words of `earlier` as a new version. */
  'script.restore': command<Kept>()(RUNS_THE_SHOW, z.strictObject({ ...block, earlier: z.int().min(1) })),

  /** A file, or a pasted text, piece by piece, in order. */
  'script.upload': command<{ readonly isWhole: boolean }>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      uploadId: id<string>(),
      offset: z.int().min(0).max(LARGEST_SCRIPT_BYTES),
      size: z.int().min(1).max(LARGEST_SCRIPT_BYTES),
      /** Base64. */
      bytes: z
        .string()
        .min(1)
        .max(Math.ceil(SCRIPT_CHUNK_BYTES / 3) * 4),
    }),
  ),
  /** What the upload would be split into; `name` tells Markdown from other text. */
  'script.preview': query<ScriptPreview>()(RUNS_THE_SHOW, z.strictObject(file)),
  /** Keeps the blocks of the preview but those left out; `into`: the script of blocks that name no product. */
  'script.import': command<{ readonly added: number }>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      ...file,
      into: productId,
      leave: z.array(z.int().min(0).max(10_000)).max(10_000),
      isDraftedByAi: z.boolean(),
    }),
  ),
  /** One script, or all of them, as a file's text. */
  'script.export': query<ScriptExport>()(
    RUNS_THE_SHOW,
    z.strictObject({
      of: z.union([z.literal('all'), z.strictObject({ productId })]),
      format: z.enum(['markdown', 'plain_text']),
      language,
    }),
  ),

  /**
   * Puts an approved answer before the host, or sends it to the comment that asked last (`no_room` where its room carries no
   * answers), and settles its question.
   */
  'question.answer': command<{ readonly messageId: MessageId | null }>()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      questionKey: z.string().min(1).max(300),
      blockId: id<ScriptBlockId>(),
      to: z.enum(['host', 'room']),
    }),
  ),
} as const;
