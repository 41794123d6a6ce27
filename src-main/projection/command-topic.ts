// The commands to rooms and what became of them, for the footer.

import type { CommandRow, CommandTopic } from '../contract/topics.ts';
import { numberOf, type Room } from '../core/room.ts';
import type { Instant } from '../core/units.ts';
import type { OutboxRow } from '../store/store.ts';

const ACKED_SHOWN_MS = 4000;
/** What failed and nobody has put aside leaves by itself after this. */
const FAILED_SHOWN_MS = 600_000;
const MOST_ROWS = 20;

const numberOfCommand = (room: Room, { command }: OutboxRow): number | null => {
  const { body } = command;
  if ('productId' in body) return numberOf(room, body.productId, body.variantId);
  if (!('dealId' in body)) return null;
  const deal = room.deals.get(body.dealId);
  return deal === undefined ? null : numberOf(room, deal.productId, deal.variantId);
};

const isWaiting = ({ state }: OutboxRow): boolean => state === 'pending' || state === 'sent' || state === 'unknown';

const isShown = (row: OutboxRow, now: Instant): boolean =>
  isWaiting(row) || now - row.updatedAt < (row.state === 'acked' ? ACKED_SHOWN_MS : FAILED_SHOWN_MS);

/** `rows` newest first. */
export const toCommandTopic = (room: Room, rows: readonly OutboxRow[], now: Instant): CommandTopic => ({
  waiting: rows.filter(isWaiting).length,
  rows: rows
    .filter((row) => isShown(row, now))
    .slice(0, MOST_ROWS)
    .map(
      (row): CommandRow => ({
        commandId: row.command.id,
        kind: row.command.kind,
        number: numberOfCommand(room, row),
        state: row.state,
        at: row.command.at,
        expiresAt: row.command.expiresAt,
        code: row.code,
        message: row.message,
      }),
    ),
});
