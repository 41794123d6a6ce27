// Runs a script of this folder in a process of its own, to be killed or to race.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Child {
  /** The lines it has printed so far. */
  readonly lines: readonly string[];
  /** Settles once it has printed so many lines, or ended. */
  printed(count: number): Promise<void>;
  kill(): Promise<void>;
  /** The exit code. */
  ended(): Promise<number | null>;
}

const endOf = async (process: ChildProcess): Promise<number | null> => {
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit');
  return process.exitCode;
};

export const startChild = (script: string, ...args: readonly string[]): Child => {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  const closed = once(reader, 'close');
  reader.on('line', (line) => lines.push(line));
  return {
    lines,
    printed: async (count) => {
      while (lines.length < count && child.exitCode === null) {
        await Promise.race([once(reader, 'line'), closed]);
      }
    },
    kill: async () => {
      child.kill('SIGKILL');
      await endOf(child);
      await closed;
    },
    ended: async () => {
      await closed;
      return endOf(child);
    },
  };
};
