// An Electron app that tells when its first window could be shown: the product's own desktop, or a window with nothing in it.

import { pathToFileURL } from 'node:url';
import { app, BrowserWindow } from 'electron';

const { KONGTAI_BENCH_ENTRY: entry } = process.env;

app.on('browser-window-created', (_event, window) => {
  window.once('ready-to-show', () => console.log(`ready-to-show ${Date.now()}`));
});

const openBlank = async (): Promise<void> => {
  await app.whenReady();
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    show: false,
    autoHideMenuBar: true,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  });
  window.once('ready-to-show', () => window.show());
  await window.loadURL('data:text/html,<title>blank</title>');
};

// Awaited here, so that the product is loaded before the app is ready, as it is when it starts by itself.
if (entry === undefined) void openBlank();
else await import(pathToFileURL(entry).href);
