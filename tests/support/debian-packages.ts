// Installs what the end-to-end tests need from Debian where this is root on Debian, and names it for everybody else.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Each by its names: newer Debians and Ubuntus have renamed some. */
export type DebianPackage = readonly [string, ...string[]];

const isInstalled = (name: string): boolean => {
  const { status, stdout } = spawnSync('dpkg', ['-s', name], { encoding: 'utf8' });
  return status === 0 && stdout.includes('Status: install ok installed');
};

const canInstall = (): boolean => existsSync('/etc/debian_version') && process.getuid?.() === 0;

export const missingPackages = (wanted: readonly DebianPackage[]): readonly DebianPackage[] =>
  process.platform === 'linux' && existsSync('/etc/debian_version')
    ? wanted.filter((names) => !names.some(isInstalled))
    : [];

const aptGet = (args: readonly string[]): void => {
  const { status } = spawnSync('apt-get', ['-q', ...args], {
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed (exit ${status}).`);
};

/** The first of a package's names that this release can install. */
const installable = (names: DebianPackage): string =>
  names.find((name) => {
    const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' });
    return /Candidate: (?!\(none\))/.test(stdout);
  }) ?? names[0];

/** Throws a sentence with the command to run where it may not install by itself. */
export const installPackages = (missing: readonly DebianPackage[]): void => {
  if (missing.length === 0) return;
  if (!canInstall()) {
    const names = missing.map(([name]) => name).join(' ');
    throw new Error(`The end-to-end tests need more of the system. Install it with: sudo apt-get install ${names}`);
  }
  aptGet(['update']);
  aptGet(['install', '-y', '--no-install-recommends', ...missing.map(installable)]);
};
