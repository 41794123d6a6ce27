// The engine's own process on the desktop: options in, one MessagePort a window, and word to main of how it stands.

import { join } from 'node:path';
import type { MessageEvent, MessagePortMain } from 'electron';
import type { ClientPort } from './gateway/client-port.ts';
import { ownOverlayDoor } from './gateway/overlay-door.ts';
import { type EngineHost, type EngineHostOptions, startEngineHost } from './host-engine.ts';
import type { FromEngineProcess, ToEngineProcess } from './shell/engine-words.ts';
import { createFarSecretBox } from './shell/far-secret-box.ts';
import { startRefusalCode } from './start-refusal.ts';

const ON_AIR_CHECK_MS = 250;

const main = process.parentPort;
const tell = (message: FromEngineProcess): void => main.postMessage(message);

const secrets = createFarSecretBox(tell);
let host: EngineHost | null = null;

const toClientPort = (port: MessagePortMain): ClientPort => ({
  send: (message) => port.postMessage(message),
  onMessage: (handler) => {
    port.on('message', ({ data }) => handler(data));
    port.start();
  },
  onClose: (handler) => {
    port.on('close', () => handler());
  },
});

/** Main asks whether to quit and keeps the display awake by this. */
const watchOnAir = ({ engine }: EngineHost): void => {
  let said: boolean | null = null;
  const look = (): void => {
    const isOnAir = engine.isOnAir();
    if (isOnAir === said) return;
    said = isOnAir;
    tell({ t: 'on-air', isOnAir });
  };
  look();
  setInterval(look, ON_AIR_CHECK_MS);
};

const start = async (options: EngineHostOptions, pagesDir: string): Promise<void> => {
  try {
    const mediaDir = join(options.dataDir, 'media');
    host = await startEngineHost(options, { openOverlayDoor: ownOverlayDoor({ pagesDir, mediaDir }), secrets });
    watchOnAir(host);
    tell({ t: 'ready' });
  } catch (fault) {
    const code = startRefusalCode(fault, options.dataDir);
    // Main says the sentence for a code; what has none is for the log.
    if (code === undefined) console.error(fault);
    tell({ t: 'refused', code: code ?? 'internal' });
  }
};

const stop = async (): Promise<void> => {
  await host?.stop();
  process.exit(0);
};

const listen = (message: ToEngineProcess, port: MessagePortMain | undefined): void => {
  if (message.t === 'start') void start(message.options, message.pagesDir);
  else if (message.t === 'stop') void stop();
  else if (message.t === 'secret') secrets.hear(message.id, message.text);
  else if (message.t === 'resumed') host?.resumed();
  else if (port !== undefined) host?.engine.connect(message.role, toClientPort(port));
};

// A fault that nobody caught leaves the engine in an unknown state: main starts a fresh one, which folds again.
const die = (fault: unknown): void => {
  console.error(fault);
  process.exit(1);
};
process.on('uncaughtException', die);
process.on('unhandledRejection', die);
// Ctrl-C reaches every process of the terminal: main decides, and says `stop`.
process.on('SIGINT', () => {});

// Only main holds the other end of this port.
main.on('message', ({ data, ports }: MessageEvent) => listen(data, ports[0]));
