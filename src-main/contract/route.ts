// How a route is declared: kind, who may call it, what it takes (checked by zod), what it gives.

import type { z } from 'zod';

export const ROLES = ['owner', 'host', 'assistant', 'observer'] as const;
export type Role = (typeof ROLES)[number];

export const OWNER: readonly Role[] = ['owner'];
export const RUNS_THE_SHOW: readonly Role[] = ['owner', 'assistant'];
export const ON_THE_SHOW: readonly Role[] = ['owner', 'host', 'assistant'];
export const ANYBODY: readonly Role[] = [...ROLES];

export interface Route<Input extends z.ZodType = z.ZodType, Output = unknown> {
  readonly kind: 'command' | 'query';
  readonly roles: readonly Role[];
  readonly input: Input;
  /** Types only: never present at run time. */
  readonly output?: Output;
}

/** `command<Output>()(roles, input)`: two calls, because TypeScript infers all type arguments or none. */
export const command =
  <Output = null>() =>
  <Input extends z.ZodType>(roles: readonly Role[], input: Input): Route<Input, Output> => ({
    kind: 'command',
    roles,
    input,
  });

export const query =
  <Output>() =>
  <Input extends z.ZodType>(roles: readonly Role[], input: Input): Route<Input, Output> => ({
    kind: 'query',
    roles,
    input,
  });
