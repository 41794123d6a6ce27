// One console's share of the log: batches in seq order, a few at a time, again from the last confirmed one if an answer stays out.

import type { Socket } from 'socket.io';
import { z } from 'zod';
import type { RoomBatch } from '../contract/room-protocol.ts';
import type { RoomLog } from './room-log.ts';

/** Batches that may be under way unconfirmed; a console that is slower than the room holds the room back here. */
const WINDOW = 4;
const RETRY_MS = 1000;

const acknowledgement = z.object({ durable: z.int().nonnegative() });

export interface RoomDelivery {
  /** Sends what the console has not been sent, as far as the window allows. */
  pump(): void;
  stop(): void;
}

export const createRoomDelivery = (options: {
  readonly socket: Pick<Socket, 'timeout' | 'conn'>;
  readonly log: RoomLog;
  /** The last seq that is durable at the console. */
  readonly since: number;
  readonly ackTimeoutMs: number;
}): RoomDelivery => {
  const { socket, log } = options;
  let durable = options.since;
  let sent = options.since;
  let underWay = 0;
  /** Grows with every fresh start, so that an answer to an older round cannot open this round's window. */
  let round = 0;
  let isStopped = false;
  let retry: NodeJS.Timeout | undefined;

  const startOver = () => {
    clearTimeout(retry);
    retry = undefined;
    round += 1;
    underWay = 0;
    sent = durable;
    pump();
  };

  const settle = (batch: RoomBatch, myRound: number, lost: Error | null, raw: unknown) => {
    if (isStopped) return;
    const answer = acknowledgement.safeParse(raw);
    const said = lost === null && answer.success && answer.data.durable <= log.newest() ? answer.data.durable : null;
    if (said !== null && said > durable) durable = said;
    if (myRound !== round) return;
    if (said !== null && said >= batch.to) {
      underWay -= 1;
      pump();
    } else if (lost !== null) startOver();
    // The console answered but did not keep it (its disk is full, say): give it a moment.
    else retry ??= setTimeout(startOver, RETRY_MS);
  };

  const pump = (): void => {
    while (!isStopped && underWay < WINDOW && sent < log.newest()) {
      const batch = log.read(sent + 1);
      if (batch === null) return;
      if (batch.from > sent + 1 && sent > options.since) {
        // What lies between has left the log: the console learns of a gap from the next hello only.
        socket.conn.close();
        return;
      }
      sent = batch.to;
      underWay += 1;
      const myRound = round;
      socket
        .timeout(options.ackTimeoutMs)
        .emit('events', batch, (lost: Error | null, raw?: unknown) => settle(batch, myRound, lost, raw));
    }
  };

  return {
    pump,
    stop: () => {
      isStopped = true;
      clearTimeout(retry);
    },
  };
};
