// What a console asks of the room: checked, carried out once for each id, and answered the same way for ever after.

import { z } from 'zod';
import type { RoomAnswer, RoomCommand, RoomCommandKind } from '../contract/room-protocol.ts';
import { ROOM_END_REASONS } from '../core/deal.ts';
import { COMPARE_BASES } from '../core/product.ts';
import { type CommandId, type DealId, type Instant, instant, type ProductId, type VariantId } from '../core/units.ts';
import type { RoomLog } from './room-log.ts';

/** What became of a command; `retryable` refusals are forgotten, so that the same id may be tried again. */
export type CommandResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly retryable: boolean };

/**
 * Carries one command out. A platform call should pass `command.id` on as its idempotency key:
 * a crash between this and the journal is the one moment in which a command can be carried out twice.
 */
export type CommandHandler = (command: RoomCommand, at: Instant) => CommandResult | Promise<CommandResult>;

export interface RoomCommands {
  /** Never rejects: whatever came, there is an answer. */
  answer(raw: unknown): Promise<RoomAnswer>;
}

const id = <T extends string>() =>
  z
    .string()
    .min(1)
    .max(128)
    .transform((value) => value as T);
const moment = z.int().transform(instant);
const money = z.object({ minor: z.int().nonnegative(), currency: z.string().regex(/^[A-Z]{3}$/) });
const text = z.string().min(1).max(2000);
const pin = z.object({ productId: id<ProductId>(), variantId: id<VariantId>().exactOptional() });

const command = <Kind extends RoomCommandKind, Body extends z.ZodType>(kind: Kind, body: Body) =>
  z.object({ id: id<CommandId>(), kind: z.literal(kind), at: moment, expiresAt: moment, body });

const roomCommand = z.discriminatedUnion('kind', [
  command('product.pin', pin),
  command('product.unpin', pin),
  command(
    'deal.start',
    z.object({
      dealId: id<DealId>(),
      productId: id<ProductId>(),
      variantId: id<VariantId>(),
      price: money,
      comparePrice: z.object({ price: money, basis: z.enum(COMPARE_BASES) }).exactOptional(),
      quantity: z.int().positive(),
      perBuyer: z.int().positive(),
      countdownMs: z.int().nonnegative(),
      durationMs: z.int().positive(),
    }),
  ),
  command('deal.stop', z.object({ dealId: id<DealId>(), reason: z.enum(ROOM_END_REASONS) })),
  command(
    'stock.set',
    z.object({ productId: id<ProductId>(), variantId: id<VariantId>(), available: z.int().nonnegative() }),
  ),
  command('notice.post', z.object({ text })),
  command('chat.reply', z.object({ toEvent: id<string>(), text })),
]);

const refuse = (code: string, message: string, retryable = false): RoomAnswer => ({
  ok: false,
  code,
  message,
  retryable,
});

/** The kind and id of something that failed its check, as far as they can be read. */
const peek = (raw: unknown): { kind: string | null; id: string | null } => {
  if (typeof raw !== 'object' || raw === null) return { kind: null, id: null };
  const read = (key: 'kind' | 'id') => {
    const value: unknown = Reflect.get(raw, key);
    return typeof value === 'string' ? value : null;
  };
  return { kind: read('kind'), id: read('id') };
};

export const createRoomCommands = (options: {
  readonly log: RoomLog;
  readonly clock: () => number;
  readonly capabilities: () => readonly RoomCommandKind[];
  readonly handler: CommandHandler;
  readonly onProblem: (problem: string) => void;
}): RoomCommands => {
  const { log, clock } = options;

  const carryOut = async (given: RoomCommand): Promise<RoomAnswer> => {
    const at = instant(clock());
    if (given.expiresAt <= at) return refuse('expired', `the command was good until ${given.expiresAt}, it is ${at}`);
    try {
      const result = await options.handler(given, at);
      const answer: RoomAnswer = result.ok ? { ok: true, seq: log.newest() } : result;
      if (answer.ok || !answer.retryable) log.remember({ command: given, answer, at });
      return answer;
    } catch (cause) {
      options.onProblem(`${given.kind} ${given.id} failed: ${cause instanceof Error ? cause.message : cause}`);
      return refuse('room_failed', 'the room could not carry this out', true);
    }
  };

  const answerNow = async (raw: unknown): Promise<RoomAnswer> => {
    const seen = peek(raw);
    const known = seen.id === null ? undefined : log.recall(seen.id);
    if (known !== undefined) return known.answer;
    if (seen.kind !== null && !options.capabilities().some((kind) => kind === seen.kind))
      return refuse('not_supported', `this room does not carry out ${seen.kind.slice(0, 64)}`);
    const parsed = roomCommand.safeParse(raw);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return refuse('bad_command', `${issue?.path.join('.') || 'command'}: ${issue?.message ?? 'not a command'}`);
    }
    return carryOut(parsed.data);
  };

  // One at a time, in the order they came: a double click is answered from memory, not carried out twice.
  let last: Promise<unknown> = Promise.resolve();
  return {
    answer: (raw) => {
      const mine = last.then(() => answerNow(raw));
      last = mine;
      return mine;
    },
  };
};
