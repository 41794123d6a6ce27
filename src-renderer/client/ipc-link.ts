// The contract over a MessagePort to the engine's process; a new port replaces the old one when the engine restarts.

import type { ShortcutMode, ShortcutReport } from '../../src-main/contract/shell-news.ts';
import type { FromEngine } from '../../src-main/contract/wire.ts';
import { createListeners, type Link, type LinkStatus } from './link.ts';

export interface Shell {
  requestPort(): void;
  shell(action: 'open-host' | 'close-host' | 'toggle-fullscreen'): Promise<boolean>;
  /** Takes the prompter's global shortcuts, or lets go of them; false for any screen but the host's. */
  shortcuts(mode: ShortcutMode): Promise<ShortcutReport | false>;
}

declare global {
  interface Window {
    /** Put there by the preload; absent in a browser. */
    readonly kongtai?: Shell;
  }
}

const PORT_MESSAGE = 'kongtai:port';

/** `page` and `shell` are arguments so that a test can stand in for Electron. */
export const openIpcLink = (page: Window, shell: Pick<Shell, 'requestPort'>): Link => {
  const messages = createListeners<FromEngine>();
  const statuses = createListeners<LinkStatus>();
  let port: MessagePort | null = null;

  const leave = (old: MessagePort): void => {
    if (port !== old) return;
    port = null;
    statuses.tell('closed');
  };

  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    const fresh = event.ports[0];
    // Only this page's own preload posts here; a frame's message has another source.
    if (event.source !== page || event.data !== PORT_MESSAGE || fresh === undefined) return;
    const old = port;
    if (old !== null) {
      leave(old);
      old.close();
    }
    port = fresh;
    fresh.onmessage = (message: MessageEvent<FromEngine>) => {
      if (port === fresh) messages.tell(message.data);
    };
    fresh.addEventListener('close', () => leave(fresh));
    fresh.start();
    statuses.tell('open');
  });
  shell.requestPort();

  return {
    send: (message) => port?.postMessage(message),
    onMessage: messages.add,
    onStatus: (handler) => {
      if (port !== null) handler('open');
      return statuses.add(handler);
    },
  };
};
