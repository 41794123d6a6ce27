// Test only: where what was fetched or compiled for tests is kept, and how a folder gets there whole or not at all.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const { XDG_CACHE_HOME } = process.env;
export const cacheDir = join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kongtai');

/** Fills `folder` once: `fill` works in a temporary folder beside it, which is renamed when all is done. */
export const fillOnce = async (folder: string, fill: (draft: string) => Promise<void>): Promise<void> => {
  if (existsSync(folder)) return;
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}.draft-`);
  try {
    await fill(draft);
    await rename(draft, folder).catch((fault: unknown) => {
      // Another run was faster: its folder is as good as this one.
      if (!existsSync(folder)) throw fault;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
};

export interface ToolRun {
  readonly cwd?: string;
  readonly limitMs: number;
  /** Added to this process's own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end and gives what it printed; throws with its last words where it fails or takes too long. */
export const runTool = (command: string, args: readonly string[], run: ToolRun): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: run.cwd,
      env: { ...process.env, ...run.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: run.limitMs,
    });
    let printed = '';
    let tail = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        tail = (tail + chunk.toString()).slice(-2_000);
      });
    }
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(printed);
      else reject(new Error(`${command} ${args[0] ?? ''} ended with ${signal ?? code}:\n${tail}`));
    });
  });
