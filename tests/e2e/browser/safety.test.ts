// What a page may not do, and whom the door keeps out.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, waitUntilReady } from '../../support/browser-desk.ts';

test('a wrong token is let in, or left waiting without a word', async ({ rig, context }) => {
  rig.allow(/WebSocket connection/);
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${rig.engine().port}/#token=wrong`);
  await expect(page.getByTestId('link-lost')).toContainText('口令');
  await expect(page.locator('#root')).not.toHaveAttribute('data-ready', 'true');
});

test('the token stays in the address, where a screen share or a history shows it', async ({ rig }) => {
  const page = await rig.open();
  expect(page.url()).not.toContain(rig.engine().token);
  await page.reload();
  await waitUntilReady(page);
});

test('the policy of pages lets text become code, or markup', async ({ rig }) => {
  rig.allow(
    /CSP violation: (script-src|require-trusted-types-for|trusted-types)|Content Security Policy|Trusted(HTML|Script)/i,
  );
  const page = await rig.open();
  const tried = await page.evaluate(async () => {
    const attempt = (what: () => unknown): string => {
      try {
        return `done: ${what()}`;
      } catch (fault) {
        return fault instanceof Error ? fault.name : String(fault);
      }
    };
    // Out of the debugger's own call, which the policy does not bind.
    await new Promise((later) => setTimeout(later));
    return {
      eval: attempt(() => Reflect.get(window, 'eval')('1 + 1')),
      html: attempt(() => {
        document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>';
      }),
      policy: attempt(() => Reflect.get(window, 'trustedTypes').createPolicy('mine', {})),
    };
  });
  expect(tried).toEqual({ eval: 'EvalError', html: 'TypeError', policy: 'TypeError' });
});

test('another site’s page drives the engine over its socket', async ({ rig, context }) => {
  rig.allow(/WebSocket connection|favicon|Failed to load resource/);
  const { port, token } = rig.engine();
  const evil = createServer((_request, response) => response.end('<!doctype html><title>evil</title>'));
  await new Promise<void>((done) => evil.listen(0, '127.0.0.1', done));
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${(evil.address() as AddressInfo).port}/`);
  const outcome = await page.evaluate(
    ([to, secret]) =>
      new Promise<string>((done) => {
        const socket = new WebSocket(`ws://127.0.0.1:${to}/socket.io/?EIO=4&transport=websocket`);
        socket.onopen = () => socket.send(`40${JSON.stringify({ token: secret })}`);
        socket.onmessage = ({ data }) => {
          if (String(data).startsWith('40')) done('let in');
        };
        socket.onclose = () => done('refused');
      }),
    [port, token] as const,
  );
  evil.close();
  expect(outcome).toBe('refused');
});
