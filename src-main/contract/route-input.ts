// Pieces that the inputs of many routes are made of.

import { z } from 'zod';
import type { CommandId, Instant } from '../core/units.ts';

/** An order's may carry who numbers it. */
export const id = <Id extends string>() => z.string().min(1).max(1000) as unknown as z.ZodType<Id, Id>;

export const nothing = z.strictObject({});

export const minor = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** UTC milliseconds. */
export const moment = z.int().min(0).max(8.64e15) as unknown as z.ZodType<Instant, Instant>;

/** A command's id is made once, at the click: the same id is carried out once and always answered the same. */
export const intent = { commandId: id<CommandId>() };
