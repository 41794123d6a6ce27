// An Electron app that carries the same rows to one sandboxed page in two ways, and prints what each round took.

import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { app, BrowserWindow, ipcMain, MessageChannelMain, utilityProcess } from 'electron';
import { makeRows, type Side, type TransportLoad, YIELD_EVERY } from './transport-rows.ts';

const { KONGTAI_BENCH_LOADS: loads = '[]', KONGTAI_BENCH_ROUNDS: rounds = '1' } = process.env;

const cpuSeconds = (): number =>
  app.getAppMetrics().reduce((sum, { cpu }) => sum + (cpu.cumulativeCPUUsage ?? Number.NaN), 0);

const run = async (): Promise<void> => {
  await app.whenReady();
  const engine = utilityProcess.fork(join(import.meta.dirname, 'transport-engine.js'), [], { stdio: 'inherit' });
  const window = new BrowserWindow({
    show: true,
    webPreferences: {
      preload: join(import.meta.dirname, 'transport-preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      backgroundThrottling: false,
    },
  });
  const { webContents } = window;
  ipcMain.handle('engine.port', () => {
    const { port1, port2 } = new MessageChannelMain();
    engine.postMessage('connect', [port1]);
    webContents.postMessage('engine.port', null, [port2]);
    return true;
  });
  ipcMain.handle('bench.rows', async (_event, { batch, batches }: TransportLoad) => {
    const rows = makeRows(batch);
    for (let sent = 0; sent < batches; sent += 1) {
      webContents.send('bench.rows', rows);
      if (sent % YIELD_EVERY === 0) await turn();
    }
  });
  await window.loadFile(join(import.meta.dirname, 'transport.html'));

  const measure = async (side: Side, load: TransportLoad) => {
    const cpu = cpuSeconds();
    const ms: number = await webContents.executeJavaScript(
      `window.measureTransport(${JSON.stringify(side)}, ${JSON.stringify(load)})`,
    );
    const events = load.batch * load.batches;
    return { micros: (ms * 1000) / events, cpuMicros: ((cpuSeconds() - cpu) * 1e6) / events };
  };

  const parsed: readonly TransportLoad[] = JSON.parse(loads);
  for (const load of parsed) {
    for (let round = -1; round < Number(rounds); round += 1) {
      const sides: readonly Side[] = round % 2 === 0 ? ['product', 'baseline'] : ['baseline', 'product'];
      const played: Record<string, unknown> = {};
      for (const side of sides) played[side] = await measure(side, load);
      if (round >= 0) console.log(`round ${JSON.stringify({ batch: load.batch, ...played })}`);
    }
  }
  app.exit(0);
};

run().catch((fault: unknown) => {
  console.error(fault);
  app.exit(1);
});
