// Serves the built pages and the data folder's pictures on 127.0.0.1, with the headers of the page policy.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal } from '../contract/errors.ts';
import { isOwnHost } from './own-address.ts';
import { findServed, pageHeaders, type ServedFolders } from './page-policy.ts';

export interface PageServer {
  readonly server: Server;
  readonly port: number;
  close(): Promise<void>;
}

export interface PageServerOptions extends ServedFolders {
  /** 0 for any free one. */
  readonly port: number;
  /** Which paths there are at all; every one where it is not said. */
  isServed?(path: string): boolean;
}

const LOOPBACK = '127.0.0.1';

const refuse = (response: ServerResponse, status: number, sentence: string): void => {
  response.writeHead(status, { ...pageHeaders(), 'Content-Type': 'text/plain; charset=utf-8' }).end(sentence);
};

const answer = async (
  options: PageServerOptions,
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  if (!isOwnHost(request, port)) return refuse(response, 421, 'This server answers only to its loopback address.');
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(response, 405, 'Only pages are served here.');
  const [path = '/'] = (request.url ?? '/').split('?');
  const served = options.isServed?.(path) === false ? null : findServed(options, path);
  const found = served === null ? null : await stat(served.file).catch(() => null);
  if (served === null || found === null || !found.isFile()) return refuse(response, 404, 'There is no such page.');
  response.writeHead(200, { ...served.headers, 'Content-Length': found.size });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  createReadStream(served.file)
    .on('error', () => response.destroy())
    .pipe(response);
};

/** Throws Refusal `busy` where the port is taken. */
export const openPageServer = (options: PageServerOptions): Promise<PageServer> =>
  new Promise((resolve, reject) => {
    let port = options.port;
    const server = createServer((request, response) => {
      void answer(options, port, request, response);
    });
    server.once('error', (fault: NodeJS.ErrnoException) => {
      const isTaken = fault.code === 'EADDRINUSE';
      reject(isTaken ? new Refusal('busy', `Port ${port} is taken: choose another with --port.`, { port }) : fault);
    });
    server.listen(port, LOOPBACK, () => {
      port = (server.address() as AddressInfo).port;
      resolve({
        server,
        port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
