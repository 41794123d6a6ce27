// `npm run room-server` as a program: its one line, its errors, its end.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectConsole, TOKEN } from './raw-console.ts';

const CLI = join(import.meta.dirname, '..', '..', 'src-main', 'room-server', 'cli.ts');

const run = (args: readonly string[]) => {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, out, err })),
  );
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => out.includes('\n') && resolve(out.trim()));
    child.on('close', () => reject(new Error(err)));
  });
  firstLine.catch(() => undefined);
  return { child, ended, firstLine };
};

describe('the room server program', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('prints one line, serves, and ends cleanly on %s', async (signal) => {
    const { child, ended, firstLine } = run(['--token', TOKEN, '--rate', '200']);
    const line = await firstLine;
    const url = /^room demo at (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
    if (url === undefined) throw new Error(line);
    const raw = await connectConsole({ url });
    await raw.until(() => raw.events().length > 100);
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 0, out: `${line}\n`, err: '' });
  });

  it.each([
    [['--port', '99999'], '--port takes a whole number from 0 to 65535, not "99999"'],
    [['--port', ''], '--port takes a whole number'],
    [['--rate', '-1'], '--rate'],
    [['--scenario', '__proto__'], '--scenario takes one of evening, quiet, hostile, flood'],
    [['--token', 'short'], '--token takes 8 characters or more'],
    [['--frobnicate'], "Unknown option '--frobnicate'"],
  ])('refuses %o in one line that names the option', async (args, message) => {
    const { code, out, err } = await run(args).ended;
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err.trim().split('\n').length).toBe(1);
  });

  it('says in one line that the port is in use', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { code, err } = await run(['--port', String(port)]).ended;
    holder.close();
    expect(code).toBe(1);
    expect(err).toBe(`room-server: port ${port} is in use: choose another with --port\n`);
  });

  it('tells its options', async () => {
    const { code, out } = await run(['--help']).ended;
    expect(code).toBe(0);
    for (const name of ['port', 'token', 'scenario', 'seed', 'speed', 'rate', 'journal'])
      expect(out).toContain(`--${name}`);
  });
});
