// The product's preload, and beside it the baseline: a callback over contextBridge that is given arrays of objects.

import '../../../src-main/preload/index.ts';
import { contextBridge, ipcRenderer } from 'electron';

let hear: ((rows: readonly object[]) => void) | null = null;
ipcRenderer.on('bench.rows', (_event, rows: readonly object[]) => hear?.(rows));

contextBridge.exposeInMainWorld('bridge', {
  onRows: (callback: (rows: readonly object[]) => void) => {
    hear = callback;
  },
  ask: (load: unknown) => {
    void ipcRenderer.invoke('bench.rows', load);
  },
});
