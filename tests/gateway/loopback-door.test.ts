// The loopback server as strangers meet it: which requests and handshakes it answers, on a real port.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src-main/gateway/client-port.ts';
import { type LanLink, openLanLink } from '../../src-main/gateway/lan-link.ts';
import { openPageServer, type PageServer } from '../../src-main/gateway/page-server.ts';
import { connectScreen } from '../support/raw-screen.ts';

const TOKEN = 'right-token';
let home = '';
let pages: PageServer;
let link: LanLink;
const callers: Caller[] = [];
const heard: unknown[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kongtai-door-'));
  for (const dir of ['pages', 'media']) mkdirSync(join(home, dir));
  writeFileSync(join(home, 'pages', 'desk.html'), '<!doctype html>desk');
  writeFileSync(join(home, 'secret.txt'), 'secret');
  pages = await openPageServer({ port: 0, pagesDir: join(home, 'pages'), mediaDir: join(home, 'media') });
  link = openLanLink({
    server: pages.server,
    port: pages.port,
    isAdmitted: (token) => token === TOKEN,
    onClient: (caller, port) => {
      callers.push(caller);
      port.onMessage((message) => heard.push(message));
    },
  });
});
afterAll(async () => {
  await link.close();
  await pages.close();
  rmSync(home, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const ask = (path: string, { method = 'GET', host }: { method?: string; host?: string } = {}): Promise<Answer> =>
  new Promise((done, fail) => {
    const sent = request(
      { host: '127.0.0.1', port: pages.port, path, method, headers: { Host: host ?? `127.0.0.1:${pages.port}` } },
      (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => {
          body += chunk.toString();
        });
        response.on('end', () => done({ status: response.statusCode, headers: response.headers, body }));
      },
    );
    sent.on('error', fail);
    sent.end();
  });

/** Names under which another site may reach this port, with `PORT` for it. */
const FOREIGN = [
  'evil.com',
  'evil.com:PORT',
  '127.0.0.1',
  '127.0.0.1:1',
  '127.0.0.1.:PORT',
  'localhost.:PORT',
  'LOCALHOST.evil.com:PORT',
  '127.0.0.1.evil.com:PORT',
  '127.0.0.1@evil.com:PORT',
  'user@127.0.0.1:PORT',
  '2130706433:PORT',
  '0x7f000001:PORT',
  '127.1:PORT',
  '0.0.0.0:PORT',
  '[::1]:PORT',
  '[::ffff:127.0.0.1]:PORT',
  '127.0.0.1:PORT, evil.com',
];
const named = (name: string): string => name.replace('PORT', String(pages.port));

describe('pages', () => {
  it('are not served, or leave without the policy', async () => {
    const { status, headers, body } = await ask('/?x=1');
    expect([status, body]).toEqual([200, '<!doctype html>desk']);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
    expect((await ask('/', { host: `localhost:${pages.port}` })).status).toBe(200);
  });

  it('have a body where only the headers were asked for', async () => {
    const { status, headers, body } = await ask('/desk.html', { method: 'HEAD' });
    expect([status, body, headers['content-length']]).toEqual([200, '', '19']);
  });

  it.each(FOREIGN)('are served to a page of %s, whose name was bent to this address', async (host) => {
    const { status, body } = await ask('/', { host: named(host) });
    // Node itself refuses what is no host at all.
    expect([400, 421]).toContain(status);
    expect(body).not.toContain('desk');
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('are changed by %s', async (method) => {
    const { status, headers } = await ask('/', { method });
    expect(status).toBe(405);
    expect(headers['content-security-policy']).toBeDefined();
  });

  it.each(['/../secret.txt', '/..%2fsecret.txt', '/media/..%2f..%2fsecret.txt', '/media/', '/nothing', '/media/%00'])(
    'lie outside the folder by %s',
    async (path) => {
      const { status, headers, body } = await ask(path);
      expect(status).toBe(404);
      expect(body).not.toContain(home);
      expect(headers['content-security-policy']).toBeDefined();
    },
  );

  it('bring the server down with a broken request', async () => {
    await new Promise<void>((done) => {
      const socket = createConnection(pages.port, '127.0.0.1', () => socket.end('GET /\u0000 HTTP/9.9\r\n\r\n'));
      socket.on('close', () => done());
      socket.on('error', () => done());
      socket.resume();
    });
    expect((await ask('/')).status).toBe(200);
  });
});

describe('the socket', () => {
  const own = () => `http://127.0.0.1:${pages.port}`;

  it('does not open for the page’s own origin and token, or takes the role from what was sent', async () => {
    const screen = await connectScreen({ port: pages.port, token: TOKEN, origin: own() });
    screen.socket.emit('m', { t: 'subscribe', topic: 'kpi.live', role: 'owner' });
    await expect.poll(() => heard).toEqual([{ t: 'subscribe', topic: 'kpi.live', role: 'owner' }]);
    expect(callers).toEqual([{ role: 'owner' }]);
    screen.close();
    const byName = await connectScreen({
      port: pages.port,
      token: TOKEN,
      origin: `http://localhost:${pages.port}`,
      host: `localhost:${pages.port}`,
    });
    byName.close();
  });

  it.each([undefined, '', 'wrong', 'right-token ', null, 7, ['right-token'], { toString: 1 }])(
    'opens for the token %j',
    async (token) => {
      const before = callers.length;
      await expect(connectScreen({ port: pages.port, token, origin: own() })).rejects.toThrow('bad_token');
      expect(callers.length).toBe(before);
    },
  );

  it.each([undefined, 'null', '', 'file://', 'app://kongtai', ...FOREIGN.map((name) => `http://${name}`)])(
    'opens for a page of the origin %j that has the token',
    async (origin) => {
      const before = callers.length;
      const handshake = { port: pages.port, token: TOKEN, origin: origin === undefined ? undefined : named(origin) };
      await expect(connectScreen(handshake)).rejects.toThrow();
      expect(callers.length).toBe(before);
    },
  );

  it('opens for https, another scheme than its pages have', async () => {
    const origin = `https://127.0.0.1:${pages.port}`;
    await expect(connectScreen({ port: pages.port, token: TOKEN, origin })).rejects.toThrow();
  });

  it.each(FOREIGN)('opens under the host %s', async (host) => {
    const before = callers.length;
    await expect(connectScreen({ port: pages.port, token: TOKEN, origin: own(), host: named(host) })).rejects.toThrow();
    expect(callers.length).toBe(before);
  });

  it('answers a polling request, which forms and scripts of other sites can send', async () => {
    const { status } = await ask('/socket.io/?EIO=4&transport=polling');
    expect(status).not.toBe(200);
  });

  it('takes a message of any size', async () => {
    const screen = await connectScreen({ port: pages.port, token: TOKEN, origin: own() });
    const before = heard.length;
    const closed = new Promise<string>((done) => screen.socket.once('disconnect', done));
    screen.socket.emit('m', 'x'.repeat(70_000));
    expect(await closed).toMatch(/transport/);
    expect(heard.length).toBe(before);
  });
});
