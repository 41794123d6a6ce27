// Opens the console in the person's own browser, where there is a screen to show it on.

import { spawn } from 'node:child_process';

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Whether this session has a screen; a Mac and Windows are taken to have one. */
export const hasDisplay = ({ platform, env }: Machine): boolean =>
  platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);

/** The command that hands an address to the browser. */
export const browserCommand = (platform: NodeJS.Platform, url: string): readonly [string, ...string[]] => {
  if (platform === 'darwin') return ['open', url];
  // `start` would read & and % in the address; the handler of URLs does not.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
};

/** `onFailure` hears why no browser could be opened; the address is on the screen anyway. */
export const openBrowser = (url: string, onFailure: (why: string) => void): void => {
  const [command, ...args] = browserCommand(process.platform, url);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.once('error', (fault) => onFailure(fault.message));
  child.unref();
};
