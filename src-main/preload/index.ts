// A page's doors to main: a MessagePort to the engine, what only a window can do, and word from main unasked.

import { contextBridge, ipcRenderer } from 'electron';

ipcRenderer.on('engine.port', ({ ports }) => {
  window.postMessage('kongtai:port', window.location.origin, ports);
});

ipcRenderer.on('shell.news', (_event, news: unknown) => {
  window.postMessage({ t: 'kongtai:news', news }, window.location.origin);
});

contextBridge.exposeInMainWorld('kongtai', {
  requestPort: () => {
    void ipcRenderer.invoke('engine.port');
  },
  shell: (action: unknown) => ipcRenderer.invoke('shell.action', action),
  shortcuts: (mode: unknown) => ipcRenderer.invoke('prompter.shortcuts', mode),
});
