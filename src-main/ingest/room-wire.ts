// Reads what a room server says, believing none of it: the hello, the envelope of a batch, the answer to a command.

import { z } from 'zod';
import {
  ROOM_PROTOCOL,
  ROOM_REFUSALS,
  type RoomAnswer,
  type RoomBatch,
  type RoomHello,
  type RoomRefusal,
} from '../contract/room-protocol.ts';

const seq = z.int().min(0);

const helloShape = z
  .object({
    protocol: z.literal(ROOM_PROTOCOL),
    room: z.object({
      id: z.string().min(1).max(200),
      title: z.string().max(1000),
      host: z.string().max(1000),
      currency: z.string().regex(/^[A-Z]{3}$/),
      startedAt: z.int().nullable(),
    }),
    oldest: seq,
    newest: seq,
    now: z.int().positive(),
    capabilities: z.array(z.string().min(1).max(100)).max(100),
  })
  // Believed, it would have us move beyond the room's newest and find it renumbered, for ever.
  .refine(({ oldest, newest }) => oldest <= newest + 1, { path: ['oldest'], message: 'beyond the newest' });

const answerShape = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), seq }),
  z.object({
    ok: z.literal(false),
    code: z.string().min(1).max(200),
    message: z.string().max(2000),
    retryable: z.boolean(),
  }),
]);

const protocolOf = z.object({ protocol: z.int() });
const refusalShape = z.object({ code: z.enum(ROOM_REFUSALS) });

const explain = (error: z.ZodError): string => {
  const first = error.issues[0];
  return first === undefined ? 'not readable' : `${first.path.join('.') || 'value'}: ${first.message}`;
};

export type ReadHello =
  | { readonly ok: true; readonly hello: RoomHello }
  | {
      readonly ok: false;
      readonly code: 'protocol_too_new' | 'protocol_too_old' | 'bad_room';
      readonly reason: string;
    };

/** The version is looked at before the shape: a newer hello may look like anything else. */
export const readHello = (raw: unknown): ReadHello => {
  const version = protocolOf.safeParse(raw);
  if (version.success && version.data.protocol !== ROOM_PROTOCOL) {
    const code = version.data.protocol > ROOM_PROTOCOL ? 'protocol_too_new' : 'protocol_too_old';
    return { ok: false, code, reason: `the room speaks protocol ${version.data.protocol}` };
  }
  const read = helloShape.safeParse(raw);
  return read.success
    ? { ok: true, hello: read.data }
    : { ok: false, code: 'bad_room', reason: `hello.${explain(read.error)}` };
};

const isSeq = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1;

/** The envelope alone, or why it cannot be read. By hand: it runs for every batch of a busy show. */
export const readBatch = (raw: unknown): RoomBatch | string => {
  if (typeof raw !== 'object' || raw === null) return 'events: expected a batch';
  const { from, to, events } = raw as Record<string, unknown>;
  if (!isSeq(from)) return 'events.from: expected a seq';
  if (!isSeq(to) || to < from) return 'events.to: expected a seq not before `from`';
  if (!Array.isArray(events)) return 'events.events: expected a list';
  return { from, to, events };
};

/** Null where the answer is none that the protocol knows. */
export const readAnswer = (raw: unknown): RoomAnswer | null => {
  const read = answerShape.safeParse(raw);
  return read.success ? read.data : null;
};

/** The code of a refused connection, or null where the server gave none that the protocol knows. */
export const readRefusal = (raw: unknown): RoomRefusal | null => {
  const read = refusalShape.safeParse(raw);
  return read.success ? read.data.code : null;
};
