// What a page of the desktop cannot do, tried in the real thing: leave, open, ask, evaluate, load, embed, reach files.

import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Desktop, expect, test, waitUntilReady } from '../../support/electron-desktop.ts';

const DEMANDED = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
};

/** Both windows, each with its live page. */
const openBoth = async (desktop: Desktop): Promise<{ desk: Page; host: Page }> => {
  const desk = await desktop.window('desk');
  await waitUntilReady(desk);
  await desk.evaluate(() => window.kongtai?.shell('open-host'));
  const host = await desktop.window('host');
  await waitUntilReady(host);
  return { desk, host };
};

test('some window has a door that the security rules close', async ({ openDesktop }) => {
  const desktop = await openDesktop({ room: 'demo' });
  const { desk, host } = await openBoth(desktop);
  const found = await desktop.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents): Record<string, unknown> => {
      // Electron has it for its own tests and leaves it out of its types.
      const read: () => object = Reflect.get(contents, 'getLastWebPreferences');
      return { ...read.call(contents) };
    }),
  );
  expect(found).toHaveLength(2);
  for (const preferences of found) {
    expect(preferences).toMatchObject(DEMANDED);
    expect(preferences.enableBlinkFeatures ?? '').toBe('');
    expect(preferences.nodeIntegrationInWorker ?? false).toBe(false);
  }
  for (const page of [desk, host]) {
    expect(await page.evaluate(() => Object.keys(window.kongtai ?? {}).sort())).toEqual([
      'requestPort',
      'shell',
      'shortcuts',
    ]);
    expect(
      await page.evaluate(() =>
        ['require', 'process', 'ipcRenderer', 'electron', 'Buffer'].filter((name) => name in window),
      ),
    ).toEqual([]);
  }
});

test('a page of ours is led away or opens a window', async ({ openDesktop }) => {
  const desktop = await openDesktop();
  const desk = await desktop.window('desk');
  await waitUntilReady(desk);
  const before = desk.url();
  const title = await desk.title();
  const addresses = [
    'https://evil.example/',
    'file:///etc/passwd',
    'app://evil/desk.html',
    'data:text/html,hello',
    'javascript:document.title="led away"',
  ];
  for (const address of addresses) {
    const opened = await desk.evaluate((url) => {
      const link = Object.assign(document.createElement('a'), { href: url, textContent: 'x' });
      document.body.append(link);
      link.click();
      link.target = '_blank';
      link.click();
      link.remove();
      return window.open(url) !== null;
    }, address);
    expect(opened, address).toBe(false);
  }
  for (const address of addresses.slice(0, 4)) {
    await desk.evaluate((url) => window.location.assign(url), address);
  }
  const now = await desk.evaluate(() => ({
    url: window.location.href,
    title: document.title,
    isReady: document.getElementById('root')?.dataset.ready,
  }));
  expect(now).toEqual({ url: before, title, isReady: 'true' });
  expect(desktop.app.windows()).toHaveLength(1);
});

test('a page of ours gets a permission, or another page into a frame', async ({ openDesktop }) => {
  const desktop = await openDesktop();
  const desk = await desktop.window('desk');
  await waitUntilReady(desk);
  const got = await desk.evaluate(async () => {
    const refused = (work: Promise<unknown>) =>
      work.then(
        () => 'given',
        (fault: unknown) => (fault instanceof Error ? fault.name : 'refused'),
      );
    const place = new Promise((resolve, reject) =>
      navigator.geolocation.getCurrentPosition(resolve, (fault) =>
        reject(new DOMException(fault.message, 'NotAllowedError')),
      ),
    );
    return {
      camera: await refused(navigator.mediaDevices.getUserMedia({ video: true, audio: true })),
      display: await refused(navigator.mediaDevices.getDisplayMedia()),
      place: await refused(place),
      clipboard: await refused(navigator.clipboard.readText()),
      notification: await Notification.requestPermission(),
    };
  });
  expect(Object.values(got)).not.toContain('given');
  expect(Object.values(got)).not.toContain('granted');
  for (const source of ['app://kongtai/host.html', 'https://evil.example/', 'data:text/html,x']) {
    await desk.evaluate(
      (url) => document.body.append(Object.assign(document.createElement('iframe'), { src: url })),
      source,
    );
  }
  const framed = await desktop.app.evaluate(({ webContents }) =>
    Promise.all(
      webContents
        .getAllWebContents()
        .flatMap((contents) =>
          contents.mainFrame.frames.map((frame) => frame.executeJavaScript('document.body.innerHTML')),
        ),
    ),
  );
  expect(framed).toHaveLength(3);
  for (const html of framed) expect(html).toBe('');
});

test('text becomes code or markup, or ordinary work breaks the page policy', async ({ openDesktop }) => {
  const desktop = await openDesktop({ room: 'demo' });
  const { desk, host } = await openBoth(desktop);
  for (const page of [desk, host]) {
    const broken: string[] = [];
    await page.exposeFunction('tellBroken', (what: string) => broken.push(what));
    await page.evaluate(() =>
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        Reflect.get(window, 'tellBroken')(`${violatedDirective} ${blockedURI}`),
      ),
    );
    await page.reload();
    await waitUntilReady(page);
    expect(await page.evaluate(() => document.styleSheets.length)).toBeGreaterThan(0);
    expect(broken).toEqual([]);
    const caught = await page.evaluate(() => {
      const attempt = (work: () => unknown): string => {
        try {
          work();
          return 'done';
        } catch (fault) {
          return fault instanceof Error ? fault.name : 'refused';
        }
      };
      const code = '1 + 1';
      // In a task of its own: what a test calls directly runs with the debugger's rights.
      return new Promise<string[]>((resolve) =>
        setTimeout(() =>
          resolve([
            attempt(() => Reflect.get(window, 'eval')(code)),
            attempt(() => Reflect.construct(Reflect.get(window, 'Function'), [code])),
            attempt(() => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=1>')),
          ]),
        ),
      );
    });
    expect(caught).toEqual(['EvalError', 'EvalError', 'TypeError']);
    await expect
      .poll(() =>
        page.evaluate(() =>
          fetch('https://evil.example/').then(
            () => 'sent',
            () => 'refused',
          ),
        ),
      )
      .toBe('refused');
  }
  expect(desktop.output()).not.toContain('was refused');
});

test('app:// hands out a file that is not a page', async ({ openDesktop }) => {
  const desktop = await openDesktop({ room: 'demo' });
  const desk = await desktop.window('desk');
  await waitUntilReady(desk);
  const media = join(desktop.dataDir, 'media');
  await mkdir(media, { recursive: true });
  await writeFile(join(desktop.dataDir, 'secret.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await symlink(join(desktop.dataDir, 'secret.svg'), join(media, 'led-out.svg'));
  const paths = [
    '/../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/..%5c..%5cpackage.json',
    '/media/../kongtai.db',
    '/media/%2e%2e%2fkongtai.db',
    '/media/led-out.svg',
    '/etc/passwd',
    '//etc/passwd',
    '/desk.html%00.svg',
    '/media/',
    '/assets',
  ];
  for (const path of paths) {
    const status = await desk
      .evaluate(async (url) => (await fetch(url)).status, `app://kongtai${path}`)
      .catch(() => 404);
    expect(status, path).toBe(404);
  }
  const served = await desk.evaluate(async () => {
    const answer = await fetch('/desk.html');
    return {
      status: answer.status,
      csp: answer.headers.get('content-security-policy'),
      sniff: answer.headers.get('x-content-type-options'),
    };
  });
  expect(served.status).toBe(200);
  expect(served.csp).toContain("default-src 'none'");
  expect(served.csp).toContain('require-trusted-types-for');
  expect(served.sniff).toBe('nosniff');
});

test('the host’s screen is served as if it were the owner', async ({ openDesktop }) => {
  const desktop = await openDesktop({ room: 'demo' });
  const { desk, host } = await openBoth(desktop);
  const ask = (page: Page) =>
    page.evaluate(
      () =>
        new Promise<unknown>((resolve) => {
          window.addEventListener('message', ({ ports: [port] }) => {
            if (port === undefined) return;
            port.onmessage = ({ data }) => {
              if (data.t === 'hello') resolve(data.role);
            };
          });
          window.kongtai?.requestPort();
        }),
    );
  expect(await ask(desk)).toBe('owner');
  expect(await ask(host)).toBe('host');
});
