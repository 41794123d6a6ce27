// What this screen decides about orders; each decision can be taken back from the notice that says it.

import type { OrderRow } from '../../../src-main/contract/order-documents.ts';
import type { RouteInput } from '../../../src-main/contract/routes.ts';
import type { CommandId, ShowId } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { runCommand } from '../desk/run-command.ts';

export interface Decided {
  readonly decisionId: CommandId;
  readonly count: number;
}

type Decision = RouteInput<'order.decide'>['decisions'][number];

const decide = async (showId: ShowId, decision: Decision): Promise<Decided | null> => {
  const reply = await runCommand('order.decide', { commandId: newCommandId(), showId, decisions: [decision] });
  return reply.ok ? reply.value : null;
};

/** The order of a platform that a row speaks of, or null. */
const platformOf = ({ from, own, other }: OrderRow): Pick<Decision, 'platform' | 'orderId'> | null => {
  const side = from === 'platform' ? own : other;
  if (side === null || side.platform === null) return null;
  return { platform: side.platform, orderId: side.orderId };
};

/** Says that a row's two sides are one, or that a platform's order is the show's. */
export const acceptRow = async (showId: ShowId, row: OrderRow): Promise<Decided | null> => {
  const platform = platformOf(row);
  if (platform === null) return null;
  const { roomOrderId } = row;
  return decide(showId, { ...platform, verdict: roomOrderId === null ? 'of_show' : 'matched', roomOrderId });
};

/** Says that they are not; a match that stands is taken apart. */
export const rejectRow = async (showId: ShowId, row: OrderRow): Promise<Decided | null> => {
  const platform = platformOf(row);
  if (platform === null) return null;
  return decide(showId, { ...platform, verdict: 'rejected', roomOrderId: row.roomOrderId });
};

/** A platform's order that a person has picked for one of the room's. */
export const matchByHand = (showId: ShowId, room: OrderRow, picked: OrderRow): Promise<Decided | null> =>
  acceptRow(showId, { ...room, other: picked.own });

export const acceptSure = async (showId: ShowId, atLeast: number): Promise<Decided | null> => {
  const reply = await runCommand('order.acceptProposals', { commandId: newCommandId(), showId, atLeast });
  return reply.ok ? reply.value : null;
};

export const undoDecided = async ({ decisionId }: Decided): Promise<boolean> =>
  (await runCommand('order.undoDecision', { commandId: newCommandId(), decisionId })).ok;
