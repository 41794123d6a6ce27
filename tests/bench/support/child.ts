// A process beside the benchmark, with one message each way: what it is given, and what it answers once it is ready.

import { fork } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

const READY_LIMIT_MS = 60_000;

export interface Beside<Ready> {
  readonly ready: Ready;
  /** Sends a word and gives the child's next message. */
  ask<Answer>(shape: z.ZodType<Answer>): Promise<Answer>;
  stop(): Promise<void>;
}

/** `file` lies beside this one. Whatever becomes of the parent, the child ends with the channel between them. */
export const startBeside = async <Ready>(
  file: string,
  given: object,
  shape: z.ZodType<Ready>,
): Promise<Beside<Ready>> => {
  const child = fork(join(import.meta.dirname, file), [JSON.stringify(given)], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = await new Promise<Ready>((resolve, reject) => {
    const overdue = setTimeout(() => reject(new Error(`${file} does not answer`)), READY_LIMIT_MS);
    child.once('message', (message) => {
      clearTimeout(overdue);
      resolve(shape.parse(message));
    });
    child.once('exit', (code) => {
      clearTimeout(overdue);
      reject(new Error(`${file} ended by itself (${code})`));
    });
  });
  return {
    ready,
    ask: (answer) =>
      new Promise((resolve) => {
        child.once('message', (message) => resolve(answer.parse(message)));
        child.send('ask');
      }),
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
};

const sent = z.string();

/** In the child: what it was given. Ends the process when the parent is gone. */
export const readGiven = <Given>(shape: z.ZodType<Given>): Given => {
  process.once('disconnect', () => process.exit(0));
  return shape.parse(JSON.parse(sent.parse(process.argv[2])));
};

export const sayReady = (ready: object): void => {
  process.send?.(ready);
};

/** Called at every `ask`. */
export const onAsk = (answer: () => object): void => {
  process.on('message', () => process.send?.(answer()));
};
