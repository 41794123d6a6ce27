// Starts the engine's process, gives every window its port to it, and starts it again when it falls.

import { performance } from 'node:perf_hooks';
import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import type { Role } from '../contract/route.ts';
import type { EngineHostOptions } from '../host-engine.ts';
import { type FromEngineProcess, fromEngineProcess, type SecretDeed, type ToEngineProcess } from './engine-words.ts';
import { delayBeforeRestart, type RestartLimit } from './restart-limit.ts';

export interface EngineWatchOptions {
  /** The built engine-process. */
  readonly modulePath: string;
  readonly host: EngineHostOptions;
  /** Where the built pages lie: the overlay is served from there while it is on. */
  readonly pagesDir: string;
  /** The system's keyring, for the engine. */
  keepSecret(deed: SecretDeed, text: string): string | null;
  onReady(): void;
  onAirChange(isOnAir: boolean): void;
  /** It was refused, or fell too often: it stands still until `retry`. */
  onTrouble(code: string): void;
}

export interface EngineWatch {
  /** A fresh port for this page, now or once the engine is up; and again after each restart. */
  connect(page: WebContents, role: Role): void;
  isOnAir(): boolean;
  /** The machine has slept. */
  resumed(): void;
  /** Another try after trouble; nothing where there is none. */
  retry(): void;
  /** Resolves when the process has ended, killed if it takes too long. */
  stop(): Promise<void>;
}

const LIMIT: RestartLimit = { delaysMs: [300, 1_000, 3_000, 10_000], most: 5, withinMs: 60_000 };
const STOP_LIMIT_MS = 2_000;
const SERVICE_NAME = 'Kongtai engine';

type Phase = 'starting' | 'up' | 'falling' | 'down' | 'stopping';

export const startEngineWatch = (options: EngineWatchOptions): EngineWatch => {
  const pages = new Map<WebContents, Role>();
  let falls: readonly number[] = [];
  let phase: Phase = 'starting';
  let isOnAir = false;
  let restart: NodeJS.Timeout | undefined;

  const setOnAir = (next: boolean): void => {
    if (next === isOnAir) return;
    isOnAir = next;
    options.onAirChange(next);
  };

  const tell = (message: ToEngineProcess, ports: Electron.MessagePortMain[] = []): void =>
    child.postMessage(message, ports);

  const deliver = (page: WebContents, role: Role): void => {
    const { port1, port2 } = new MessageChannelMain();
    tell({ t: 'connect', role }, [port1]);
    page.postMessage('engine.port', null, [port2]);
  };

  const standStill = (code: string): void => {
    phase = 'down';
    setOnAir(false);
    options.onTrouble(code);
  };

  const listen = (from: UtilityProcess, message: FromEngineProcess): void => {
    if (from !== child || phase === 'stopping') return;
    if (message.t === 'on-air') setOnAir(message.isOnAir);
    else if (message.t === 'secret') {
      tell({ t: 'secret', id: message.id, text: options.keepSecret(message.deed, message.text) });
    } else if (message.t === 'refused') {
      standStill(message.code);
      from.kill();
    } else {
      phase = 'up';
      options.onReady();
      for (const [page, role] of pages) deliver(page, role);
    }
  };

  const fall = (from: UtilityProcess, code: number): void => {
    if (from !== child || phase === 'stopping' || phase === 'down') return;
    console.error(`The engine's process ended by itself (${code}).`);
    falls = [...falls, performance.now()].slice(-LIMIT.most - 1);
    const delay = delayBeforeRestart(LIMIT, falls);
    if (delay === null) {
      standStill('engine_falling');
      return;
    }
    phase = 'falling';
    restart = setTimeout(() => {
      child = start();
    }, delay);
  };

  const start = (): UtilityProcess => {
    phase = 'starting';
    const started = utilityProcess.fork(options.modulePath, [], { serviceName: SERVICE_NAME, stdio: 'inherit' });
    started.on('message', (raw: unknown) => listen(started, fromEngineProcess.parse(raw)));
    started.on('exit', (code) => fall(started, code));
    started.postMessage({ t: 'start', options: options.host, pagesDir: options.pagesDir } satisfies ToEngineProcess);
    return started;
  };

  let child = start();

  return {
    connect: (page, role) => {
      if (!pages.has(page)) page.once('destroyed', () => pages.delete(page));
      pages.set(page, role);
      if (phase === 'up') deliver(page, role);
    },
    isOnAir: () => isOnAir,
    resumed: () => {
      if (phase === 'up') tell({ t: 'resumed' });
    },
    retry: () => {
      if (phase !== 'down') return;
      falls = [];
      child = start();
    },
    stop: () => {
      clearTimeout(restart);
      const isRunning = phase === 'starting' || phase === 'up';
      phase = 'stopping';
      setOnAir(false);
      if (!isRunning || child.pid === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        const overdue = setTimeout(() => child.kill(), STOP_LIMIT_MS);
        child.once('exit', () => {
          clearTimeout(overdue);
          resolve();
        });
        tell({ t: 'stop' });
      });
    },
  };
};
