// The receiving end of both ways: asks for rows and measures from the first that comes to the last.

import { openIpcLink } from '../../../src-renderer/client/ipc-link.ts';
import type { Side, TransportLoad } from './transport-rows.ts';

declare global {
  interface Window {
    readonly bridge: {
      onRows(callback: (rows: readonly { readonly key: string }[]) => void): void;
      ask(load: TransportLoad): void;
    };
    /** Milliseconds. */
    measureTransport(side: Side, load: TransportLoad): Promise<number>;
  }
}

let hear: (rows: readonly { readonly key: string }[]) => void = () => undefined;

const opened = new Promise<ReturnType<typeof openIpcLink>>((resolve, reject) => {
  const { kongtai } = window;
  if (kongtai === undefined) {
    reject(new Error('the preload is missing'));
    return;
  }
  const link = openIpcLink(window, kongtai);
  link.onMessage((message) => {
    if (message.t === 'feed' && message.topic === 'feed.rows') hear(message.rows);
  });
  link.onStatus((status) => {
    if (status === 'open') resolve(link);
  });
});
window.bridge.onRows((rows) => hear(rows));

window.measureTransport = async (side, load) => {
  const link = await opened;
  const wanted = load.batch * load.batches;
  return new Promise((resolve) => {
    let startedAt = 0;
    let heard = 0;
    let letters = 0;
    hear = (rows) => {
      if (heard === 0) startedAt = performance.now();
      heard += rows.length;
      // Each row is looked at: what a way leaves to be decoded later is decoded now.
      for (const row of rows) letters += row.key.length;
      if (heard < wanted || letters === 0) return;
      resolve(performance.now() - startedAt);
    };
    if (side === 'product') link.send({ t: 'request', id: 1, name: 'bench', input: load });
    else window.bridge.ask(load);
  });
};
