// The overlay's own way in, on a real port: what a holder of its link can see and do, and how it is shut out.

import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { FEED_TOPICS, STATE_TOPICS } from '../../src-main/contract/topics.ts';
import { FIRST_OVERLAY } from '../../src-main/gateway/overlay-desk.ts';
import { ownOverlayDoor } from '../../src-main/gateway/overlay-door.ts';
import { closeRigs, intent, openRig, type Rig, tempDir, until } from '../engine/support/engine-rig.ts';
import { connectScreen, type RawScreen } from '../support/raw-screen.ts';

const guests: RawScreen[] = [];
afterEach(async () => {
  for (const guest of guests.splice(0)) guest.close();
  await closeRigs();
});

const settings = { ...FIRST_OVERLAY, isOn: true, parts: [...FIRST_OVERLAY.parts] };

const openOverlayRig = async (dataDir = tempDir()): Promise<Rig> => {
  const pagesDir = join(dataDir, 'pages');
  mkdirSync(join(pagesDir, 'assets'), { recursive: true });
  for (const name of ['overlay.html', 'desk.html', 'host.html', 'assets/a.js'])
    writeFileSync(join(pagesDir, name), name);
  return openRig({ dataDir, openOverlayDoor: ownOverlayDoor({ pagesDir, mediaDir: join(dataDir, 'media') }) });
};

interface Address {
  readonly port: number;
  readonly token: string;
}

const switchOn = async (rig: Rig): Promise<Address> => {
  await rig.screen.must('overlay.save', { ...intent(), settings });
  await until(rig, () => expect(rig.screen.topic('overlay.state')).toMatchObject({ door: 'open' }));
  return addressOf(rig);
};

const addressOf = async (rig: Rig): Promise<Address> => {
  const { url } = await rig.screen.must('overlay.address', {});
  if (url === null) throw new Error('there is no address');
  const { port, hash } = new URL(url);
  return { port: Number(port), token: new URLSearchParams(hash.slice(1)).get('token') ?? '' };
};

const enter = async ({ port, token }: Address): Promise<RawScreen> => {
  const guest = await connectScreen({ port, token, origin: `http://127.0.0.1:${port}` });
  guests.push(guest);
  return guest;
};

const statusOf = (port: number, path: string, host = `127.0.0.1:${port}`): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers: { Host: host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end();
  });

it('a holder of the link hears figures that nobody chose to show, or asks for something', async () => {
  const rig = await openOverlayRig();
  const guest = await enter(await switchOn(rig));
  for (const topic of [...Object.keys(STATE_TOPICS), ...Object.keys(FEED_TOPICS)]) {
    guest.socket.emit('m', { t: 'subscribe', topic });
  }
  const reply = await guest.request('product.unpin', intent());
  expect(reply).toMatchObject({ ok: false, code: 'not_allowed' });
  expect(await guest.request('overlay.address', {})).toMatchObject({ ok: false, code: 'not_allowed' });
  await rig.screen.must('show.start', intent());
  await until(rig, () => expect(guest.values('overlay.view').length).toBeGreaterThan(0));
  const heard = new Set(guest.got.flatMap((message) => ('topic' in message ? [message.topic] : [])));
  expect([...heard]).toEqual(['overlay.view']);
});

it('a new link leaves the old one open', async () => {
  const rig = await openOverlayRig();
  const old = await switchOn(rig);
  const guest = await enter(old);
  await until(rig, () => expect(rig.screen.topic('overlay.state').pages).toBe(1));
  const again = intent();
  await rig.screen.must('overlay.renew', again);
  await vi.waitFor(() => expect(guest.socket.connected).toBe(false));
  await expect(enter(old)).rejects.toThrow('bad_token');
  const fresh = await addressOf(rig);
  expect(fresh.token).not.toBe(old.token);
  await enter(fresh);
  // The same click again is the same deed.
  await rig.screen.must('overlay.renew', again);
  expect((await addressOf(rig)).token).toBe(fresh.token);
  await until(rig, () => expect(rig.screen.topic('overlay.state').pages).toBe(1));
});

it('the port stays open when the overlay is off, or is open before it is on', async () => {
  const rig = await openOverlayRig();
  expect(await rig.screen.must('overlay.address', {})).toEqual({ url: null });
  const { port } = await switchOn(rig);
  expect(await statusOf(port, '/overlay')).toBe(200);
  await rig.screen.must('overlay.save', { ...intent(), settings: { ...settings, isOn: false } });
  await vi.waitFor(() => expect(statusOf(port, '/overlay')).rejects.toMatchObject({ code: 'ECONNREFUSED' }));
  expect(await rig.screen.must('overlay.address', {})).toEqual({ url: null });
});

it('OBS must be told a new address after every start', async () => {
  const dataDir = tempDir();
  const first = await openOverlayRig(dataDir);
  const address = await switchOn(first);
  await first.engine.stop();
  const second = await openOverlayRig(dataDir);
  await until(second, () => expect(second.screen.topic('overlay.state')).toMatchObject({ door: 'open' }));
  expect(await addressOf(second)).toEqual(address);
  expect(second.screen.topic('overlay.state').settings).toEqual(settings);
});

it('the key of the link can be read by other users of the computer, or a damaged one keeps the engine from starting', async () => {
  const dataDir = tempDir();
  const rig = await openOverlayRig(dataDir);
  const file = join(dataDir, 'overlay-link.json');
  expect(statSync(file).mode & 0o077).toBe(0);
  await rig.engine.stop();
  writeFileSync(file, '{"token":');
  const again = await openOverlayRig(dataDir);
  const { token } = await switchOn(again);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ token });
});

it.each(['/', '/desk.html', '/host', '/host.html', '/overlay.html', '/../overlay-link.json', '/assets/../desk.html'])(
  'the overlay’s own server gives out %s',
  async (path) => {
    const rig = await openOverlayRig();
    const { port } = await switchOn(rig);
    expect(await statusOf(port, path)).toBe(404);
  },
);

it('another site’s page, a rebound name or a wrong token comes in', async () => {
  const rig = await openOverlayRig();
  const { port, token } = await switchOn(rig);
  expect(await statusOf(port, '/overlay', `evil.example:${port}`)).toBe(421);
  const origin = `http://127.0.0.1:${port}`;
  await expect(connectScreen({ port, token, origin: 'https://evil.example' })).rejects.toThrow();
  await expect(connectScreen({ port, token, origin: undefined })).rejects.toThrow();
  await expect(connectScreen({ port, token, origin, host: `evil.example:${port}` })).rejects.toThrow();
  for (const wrong of ['', 'x', undefined, { $ne: null }, [token]]) {
    await expect(connectScreen({ port, token: wrong, origin })).rejects.toThrow('bad_token');
  }
});

it('one page after another is let in until the engine has no breath left', async () => {
  const rig = await openOverlayRig();
  const address = await switchOn(rig);
  for (let page = 0; page < 15; page += 1) await enter(address);
  await until(rig, () => expect(rig.screen.topic('overlay.state').pages).toBe(12));
});
