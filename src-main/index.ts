// The desktop's entry: lock → engine process → windows.

import { join, resolve } from 'node:path';
import { app, dialog, globalShortcut, ipcMain } from 'electron';
import { z } from 'zod';
import { type CliOptions, readCliOptions } from './cli-options.ts';
import { SHORTCUT_MODES } from './contract/shell-news.ts';
import { nodeApiProblem } from './node-api-guard.ts';
import { declareAppScheme, serveAppScheme } from './shell/app-scheme.ts';
import { askForOtherFolder, settleIn } from './shell/data-folder.ts';
import { watchDeparture } from './shell/departure.ts';
import { startEngineWatch } from './shell/engine-watch.ts';
import { openIpcLink } from './shell/ipc-link.ts';
import { setMenu } from './shell/menu.ts';
import { ownArguments } from './shell/own-arguments.ts';
import { watchPower } from './shell/power.ts';
import { createPrompterShortcuts } from './shell/prompter-shortcuts.ts';
import { keepSecret } from './shell/secret-keeper.ts';
import { lockDown } from './shell/security.ts';
import { both, troubleSentence, WORDS } from './shell/shell-words.ts';
import { openWindowState } from './shell/window-state.ts';
import { createWindows } from './shell/windows.ts';

/** Seen from the built file in out/main. */
const root = resolve(import.meta.dirname, '../..');
const { KONGTAI_NATIVE_BINDING: nativeBinding } = process.env;

const run = async (options: CliOptions): Promise<void> => {
  const { dataDir, room } = options;
  const corner = settleIn(dataDir);
  if (!app.requestSingleInstanceLock()) {
    console.error(both(WORDS.alreadyOpen));
    app.exit(0);
    return;
  }
  declareAppScheme();
  lockDown();
  await app.whenReady();

  let trouble = 'internal';
  let isSaid = false;
  const sayReady = (): void => {
    if (isSaid || !options.isJson) return;
    isSaid = true;
    console.log(JSON.stringify({ url: null, token: null, dataDir, pid: process.pid }));
  };

  const watch = startEngineWatch({
    modulePath: join(import.meta.dirname, 'engine-process.js'),
    host: {
      dataDir,
      room,
      resourcesDir: join(root, 'resources'),
      reviewWorker: join(import.meta.dirname, 'review-worker.js'),
      ...(nativeBinding === undefined ? {} : { nativeBinding }),
    },
    pagesDir: join(root, 'out/renderer'),
    keepSecret,
    onReady: () => {
      windows.endTrouble();
      void deskShown.then(sayReady);
    },
    onAirChange: (isOnAir) => power.setOnAir(isOnAir),
    onTrouble: (code) => {
      trouble = code;
      console.error(`${both(troubleSentence(code))} (${dataDir})`);
      windows.showTrouble();
    },
  });

  const departure = watchDeparture({
    isOnAir: watch.isOnAir,
    onLeave: () => windows.saveState(),
    stopEngine: watch.stop,
  });
  const power = watchPower({ onResume: watch.resumed, onShutdown: departure.leaveNow });

  serveAppScheme({
    pagesDir: join(root, 'out/renderer'),
    mediaDir: join(dataDir, 'media'),
    dataDir,
    trouble: () => trouble,
  });

  const state = openWindowState(join(corner, 'windows.json'), (fault) => console.error('window state:', fault));
  const windows = createWindows({
    preload: join(root, 'out/preload/index.cjs'),
    state,
    onDeskClose: () => app.quit(),
    isLeaving: departure.isOver,
    onSessionEnd: departure.leaveNow,
    onClosed: (name) => {
      if (name === 'host') shortcuts.set('off');
    },
    onPageFalling: () => {
      trouble = 'page_falling';
    },
    onRetry: watch.retry,
  });

  const shortcuts = createPrompterShortcuts({
    door: globalShortcut,
    onKey: (key) => windows.tell('host', { t: 'key', key }),
  });

  const link = openIpcLink({
    door: ipcMain,
    screenOf: windows.screenOf,
    onRefused: (channel, reason) => console.error(`${channel} was refused: ${reason}.`),
  });
  link.handle('engine.port', z.undefined(), ({ screen, contents }) => {
    watch.connect(contents, screen === 'desk' ? 'owner' : 'host');
    return true;
  });
  link.handle('shell.action', z.enum(['open-host', 'close-host', 'toggle-fullscreen']), ({ screen }, action) => {
    if (action === 'open-host') void windows.open('host');
    else if (action === 'close-host') windows.close('host');
    else windows.toggleFullScreen(screen);
    return true;
  });

  // Only the screen that the keys are for may take them from the rest of the system.
  link.handle('prompter.shortcuts', z.enum(SHORTCUT_MODES), ({ screen }, mode) =>
    screen === 'host' ? { failed: shortcuts.set(mode) } : false,
  );

  setMenu({
    onOpenHost: () => void windows.open('host'),
    onOtherFolder: () =>
      void askForOtherFolder(options.own).then((words) => {
        if (words !== null) departure.leaveForStart(words);
      }),
  });
  app.on('second-instance', () => void windows.open('desk'));
  const wasHostOpen = state.of('host')?.isOpen === true;
  const deskShown = windows.open('desk');
  if (wasHostOpen) void windows.open('host');
};

const refuse = (sentence: string, code: number): void => {
  console.error(sentence);
  dialog.showErrorBox(both(WORDS.name), sentence);
  app.exit(code);
};

// Whoever read our output may be gone: that is no fault of a desktop app.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const options = readCliOptions(ownArguments(process.argv, process.defaultApp));
const tooOld = nativeBinding === undefined ? nodeApiProblem(process.versions) : null;
if (tooOld !== null) refuse(tooOld, 1);
else if ('error' in options) refuse(options.error, 2);
else if ('text' in options) {
  console.log(options.text);
  app.exit(0);
} else void run(options);
