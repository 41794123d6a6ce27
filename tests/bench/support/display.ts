// A display to open windows on: the one that there is, or a virtual one for as long as it is needed.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { CannotRun } from '../bench.ts';

/** Throws CannotRun where there is neither. */
export const withDisplay = async <T>(work: (display: string) => Promise<T>): Promise<T> => {
  const { DISPLAY: own } = process.env;
  if (process.platform !== 'linux') return work('');
  if (own !== undefined && own !== '') return work(own);
  const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => xvfb.once('close', () => resolve()));
  const end = (): boolean => xvfb.kill();
  // However this process ends.
  process.once('exit', end);
  try {
    const number = await Promise.race([
      once(xvfb.stdio[3] ?? xvfb, 'data').then(([chunk]) => String(chunk).trim()),
      once(xvfb, 'close').then(() => null),
    ]).catch(() => null);
    if (number === null) throw new CannotRun('there is no display and no Xvfb: apt-get install xvfb');
    return await work(`:${number}`);
  } finally {
    if (xvfb.pid !== undefined) {
      end();
      await ended;
    }
    process.off('exit', end);
  }
};
