// A page's two doors to main: a MessagePort to the engine, and what only a window can do.

import { contextBridge, ipcRenderer } from 'electron';

ipcRenderer.on('engine.port', ({ ports }) => {
  window.postMessage('kongtai:port', window.location.origin, ports);
});

contextBridge.exposeInMainWorld('kongtai', {
  requestPort: () => {
    void ipcRenderer.invoke('engine.port');
  },
  shell: (action: unknown) => ipcRenderer.invoke('shell.action', action),
});
