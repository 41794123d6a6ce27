// A real OBS on a display of its own, where this machine has one; elsewhere the reason why there is none.

import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export const REAL_PASSWORD = 'a-long-secret';
const NEEDED = ['obs', 'xvfb-run', 'dbus-run-session'] as const;
const START_LIMIT_MS = 45_000;
const LOOK_EVERY_MS = 300;

const isThere = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((dir) => {
    try {
      accessSync(join(dir, program), constants.X_OK);
      return true;
    } catch {
      // Not in this folder.
      return false;
    }
  });

/** Null where it can be started. */
export const whyNoObs = (): string | null => {
  const missing = NEEDED.filter((program) => !isThere(program));
  return missing.length === 0 ? null : `no real OBS here: ${missing.join(', ')} not found`;
};

export interface RealObs {
  readonly port: number;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(address)));
    });
  });

const endGroup = (child: ChildProcess): void => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};

/** Rejects where it does not listen in time. `isUp` tries the port. */
export const startRealObs = async (isUp: (port: number) => Promise<boolean>): Promise<RealObs> => {
  const home = mkdtempSync(join(tmpdir(), 'kongtai-obs-'));
  const port = await freePort();
  const config = join(home, '.config', 'obs-studio');
  mkdirSync(config, { recursive: true });
  writeFileSync(
    join(config, 'global.ini'),
    [
      '[General]',
      'FirstRun=true',
      '[OBSWebSocket]',
      'FirstLoad=false',
      'ServerEnabled=true',
      `ServerPort=${port}`,
      'AuthRequired=true',
      `ServerPassword=${REAL_PASSWORD}`,
      '',
    ].join('\n'),
  );
  const child = spawn(
    'xvfb-run',
    [
      '-a',
      '-s',
      '-screen 0 1280x800x24',
      'dbus-run-session',
      'obs',
      '--minimize-to-tray',
      '--disable-updater',
      '--multi',
    ],
    // A group of its own, so that all of it ends together.
    { detached: true, stdio: 'ignore', env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config') } },
  );
  const stop = async (): Promise<void> => {
    endGroup(child);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const until = performance.now() + START_LIMIT_MS;
  while (performance.now() < until) {
    if (await isUp(port)) return { port, stop };
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  await stop();
  throw new Error('OBS did not listen in time');
};
