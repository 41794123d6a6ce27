// Which sources a command is for, and how it is put down for each of them.

import type { RoomCommandKind } from './contract/room-protocol.ts';
import type { CommandId, Instant, SourceId } from './core/units.ts';
import type { RoomOrderOut } from './gateway/engine-desk.ts';
import type { Attachments } from './ingest/attachments.ts';
import type { EventSource } from './ingest/event-source.ts';
import type { SourceKind } from './ingest/source-kind.ts';
import { newId } from './new-id.ts';
import type { Writes } from './store/store.ts';

export interface CommandQueue {
  /** Sources that could carry out a command, connected or not. */
  carriers(): readonly EventSource[];
  /** Those that say now that they carry the kind out. */
  carriersOf(kind: RoomCommandKind): readonly SourceId[];
  /** In the transaction of what they are of; the first carries `commandId` itself. */
  put(writes: Writes, commandId: CommandId, orders: readonly RoomOrderOut[], now: Instant): void;
}

export const createCommandQueue = (attachments: Attachments, kinds: readonly SourceKind[]): CommandQueue => {
  const carriers = (): readonly EventSource[] => attachments.sources().filter((source) => source.carry !== undefined);

  /** A room that is up and does not list a kind is not asked; one that is down may yet, where any of its kind does. */
  const mayCarry = (sourceId: SourceId, kind: RoomCommandKind): boolean => {
    const row = attachments.rows().find((each) => each.sourceId === sourceId);
    if (row === undefined) return true;
    if (row.status === 'live') return row.capabilities.includes(kind);
    const carries = kinds.find((each) => each.kind === row.kind)?.carries;
    return carries === undefined || carries.includes(kind);
  };

  return {
    carriers,
    carriersOf: (kind) =>
      attachments
        .rows()
        .filter((row) => row.capabilities.includes(kind))
        .map((row) => row.sourceId),
    put: (writes, commandId, orders, now) => {
      const all = carriers();
      for (const order of orders) {
        const { to, ...told } = order;
        const addressees = all.filter(
          ({ sourceId }) => (to === undefined || to === sourceId) && mayCarry(sourceId, order.kind),
        );
        for (const source of addressees) {
          // The first carries the click's own id, so that a repeated click is the same command to the room too.
          const id = order === orders[0] && source === addressees[0] ? commandId : newId<CommandId>();
          writes.queueCommand(source.sourceId, { ...told, id, at: now });
        }
      }
    },
  };
};
