// What this screen decides about promises.

import type { RouteInput } from '../../../src-main/contract/routes.ts';
import type { PromiseId } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { runCommand } from '../desk/run-command.ts';

export type PromiseAsked = Omit<RouteInput<'promise.make'>, 'commandId'>;

export const makePromise = async (asked: PromiseAsked): Promise<boolean> =>
  (await runCommand('promise.make', { commandId: newCommandId(), ...asked })).ok;

export const keepPromise = async (promiseId: PromiseId, reason: string): Promise<boolean> =>
  (await runCommand('promise.keep', { commandId: newCommandId(), promiseId, reason })).ok;

export const dropPromise = async (promiseId: PromiseId, reason: string): Promise<boolean> =>
  (await runCommand('promise.drop', { commandId: newCommandId(), promiseId, reason })).ok;

export const reopenPromise = async (promiseId: PromiseId): Promise<boolean> =>
  (await runCommand('promise.reopen', { commandId: newCommandId(), promiseId })).ok;
