// What this screen says of parcels; each mark can be taken back with the orders that it has changed.

import type { SlipView } from '../../../src-main/contract/fulfilment-documents.ts';
import { MOST_MARKED } from '../../../src-main/contract/fulfilment-limits.ts';
import type { OrderId, ShowId } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { runCommand } from '../desk/run-command.ts';

export interface Mark {
  readonly kind: 'pack' | 'ship';
  readonly number: number;
  readonly orderKeys: readonly OrderId[];
}

type Marking = 'fulfilment.pack' | 'fulfilment.unpack' | 'fulfilment.unship';

const markSome = async (route: Marking, showId: ShowId, orderKeys: readonly OrderId[]): Promise<readonly OrderId[]> => {
  if (orderKeys.length === 0) return [];
  const asked = { commandId: newCommandId(), showId, orderKeys: orderKeys.slice(0, MOST_MARKED) };
  const reply = await runCommand(route, asked);
  return reply.ok ? reply.value.orderKeys : [];
};

const keysOf = ({ orders }: SlipView): readonly OrderId[] => orders.map(({ key }) => key);

/** Null where nothing was changed. */
export const packSlip = async (showId: ShowId, slip: SlipView): Promise<Mark | null> => {
  const orderKeys = await markSome('fulfilment.pack', showId, keysOf(slip));
  return orderKeys.length === 0 ? null : { kind: 'pack', number: slip.number, orderKeys };
};

export const unpackSlip = async (showId: ShowId, slip: SlipView): Promise<boolean> => {
  const packed = slip.orders.filter(({ word }) => word === 'packed').map(({ key }) => key);
  return (await markSome('fulfilment.unpack', showId, packed)).length > 0;
};

export const shipSlip = async (
  showId: ShowId,
  slip: SlipView,
  said: { readonly carrier: string; readonly trackingNumber: string },
): Promise<Mark | null> => {
  const reply = await runCommand('fulfilment.ship', {
    commandId: newCommandId(),
    showId,
    orderKeys: keysOf(slip).slice(0, MOST_MARKED),
    ...said,
  });
  if (!reply.ok || reply.value.orderKeys.length === 0) return null;
  return { kind: 'ship', number: slip.number, orderKeys: reply.value.orderKeys };
};

export const unshipSlip = async (showId: ShowId, slip: SlipView): Promise<boolean> => {
  const shipped = slip.orders.filter(({ word }) => word === 'shipped').map(({ key }) => key);
  return (await markSome('fulfilment.unship', showId, shipped)).length > 0;
};

export const takeBack = async (showId: ShowId, { kind, orderKeys }: Mark): Promise<boolean> =>
  (await markSome(kind === 'pack' ? 'fulfilment.unpack' : 'fulfilment.unship', showId, orderKeys)).length > 0;

/** Packed, and its money went back: it is out of its box again. */
export const takeOut = (showId: ShowId, key: OrderId): Promise<readonly OrderId[]> =>
  markSome('fulfilment.unpack', showId, [key]);
