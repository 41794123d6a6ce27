// What the footer says of commands to the room: the worst first, and nothing once all is well.

import type { CommandRow, CommandTopic } from '../../../src-main/contract/topics.ts';

const FAILED: readonly CommandRow['state'][] = ['refused', 'expired', 'unknown'];
const WAITING: readonly CommandRow['state'][] = ['pending', 'sent'];
/** Codes that the engine gives beside the room's: put aside by a person; never confirmed in its time. */
const DISMISSED = 'dismissed';
const UNCONFIRMED = 'unconfirmed';

/** Only what may still reach the room can be asked for again. */
export const canRetry = (row: Pick<CommandRow, 'state' | 'code'>): boolean =>
  row.state === 'unknown' && row.code !== UNCONFIRMED;

export interface CommandLine {
  /** Newest first: what a person must settle. */
  readonly failed: readonly CommandRow[];
  readonly waiting: number;
  /** The newest that waits, to be named. */
  readonly newestWaiting: CommandRow | null;
  /** The newest that the room has just carried out. */
  readonly done: CommandRow | null;
}

export const readCommandLine = (topic: CommandTopic | null): CommandLine => {
  const rows = topic?.rows ?? [];
  const failed = rows.filter((row) => FAILED.includes(row.state) && row.code !== DISMISSED);
  const unknown = failed.filter((row) => row.state === 'unknown').length;
  return {
    failed,
    // The topic counts `unknown` as waiting; here it stands with what needs a person.
    waiting: Math.max(0, (topic?.waiting ?? 0) - unknown),
    newestWaiting: rows.find((row) => WAITING.includes(row.state)) ?? null,
    done: rows.find((row) => row.state === 'acked') ?? null,
  };
};
