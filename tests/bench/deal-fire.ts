// deal.fire: from the key that fires a deal to the room that hears of it, against a bare socket and the disk; and to the overlay that shows it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, chromium, type JSHandle, type Page } from '@playwright/test';
import { z } from 'zod';
import { buildIfNeeded } from '../../src-main/fresh-build.ts';
import { browserArgs, findBrowser } from '../support/browser-binary.ts';
import { type Bench, CannotRun, type Measured } from './bench.ts';
import { medianOf } from './rounds.ts';
import { startBeside } from './support/child.ts';
import { withTempDir } from './support/temp-dir.ts';

const projectDir = resolve(import.meta.dirname, '../..');
const ROOM = { room: 'bench', token: 'bench-room-token' };
/** The key is held so long before it fires: no part of what is measured. */
const HOLD_MS = 1000;
/** Between two shots, longer than the cooldown. */
const REST_MS = 3300;
const LIMIT_MS = 15_000;
/** About what a deal's start weighs on the wire. */
const PING = Buffer.alloc(420, 'x');
const PINGS = 200;
const DURABLE_PINGS = 30;
/** How many frames the overlay may take: the network, a turn of the engine and one repaint. */
const MOST_FRAMES = 6;

const ready = z.object({ url: z.string(), token: z.string() });
const fired = z.object({ url: z.string(), echoPort: z.number(), writerPort: z.number() });
const heard = z.object({ starts: z.array(z.number()) });

interface Shot {
  /** Milliseconds from the end of the hold. */
  readonly toRoom: number;
  readonly toPicture: number;
  readonly roundTrip: number;
  /** The same, with what must be on the disk by then. */
  readonly durable: number;
  readonly frame: number;
}

const pingOnce = async (socket: Socket): Promise<number> => {
  const startedAt = performance.now();
  let left = PING.length;
  socket.write(PING);
  while (left > 0) {
    const [bytes]: Buffer[] = await once(socket, 'data');
    left -= bytes?.length ?? 0;
  }
  return performance.now() - startedAt;
};

const timeRoundTrip = async (port: number, pings: number): Promise<number> => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.setNoDelay(true);
  const times: number[] = [];
  for (let ping = 0; ping < pings; ping += 1) times.push(await pingOnce(socket));
  socket.destroy();
  return medianOf(times);
};

/** The median time between two frames of the page, in ms. */
const timeFrame = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        const at: number[] = [];
        const look = (now: number): void => {
          at.push(now);
          if (at.length <= 30) requestAnimationFrame(look);
          else
            done(
              at
                .slice(1)
                .map((each, index) => each - (at[index] ?? 0))
                .sort((a, b) => a - b)[15] ?? Number.NaN,
            );
        };
        requestAnimationFrame(look);
      }),
  );

/** UTC milliseconds, told later; resolves once the page is watching. */
type Watch = Promise<JSHandle<{ readonly at: Promise<number> }>>;

/** The next key pressed on the page. */
const watchKey = (page: Page): Watch =>
  page.evaluateHandle(() => ({
    at: new Promise<number>((done) => {
      window.addEventListener('keydown', (event) => done(performance.timeOrigin + event.timeStamp), {
        once: true,
        capture: true,
      });
    }),
  }));

/** The frame that first shows a countdown. */
const watchPicture = (page: Page): Watch =>
  page.evaluateHandle(() => ({
    at: new Promise<number>((done) => {
      const isShown = (): boolean => document.querySelector('[data-testid="overlay-countdown"]') !== null;
      const painted = (): void =>
        void requestAnimationFrame(() => {
          // A message task behind a frame's callback runs once the frame is painted.
          const channel = new MessageChannel();
          channel.port1.onmessage = () => done(performance.timeOrigin + performance.now());
          channel.port2.postMessage(null);
        });
      const observer = new MutationObserver(() => {
        if (!isShown()) return;
        observer.disconnect();
        painted();
      });
      observer.observe(document.body, { childList: true, subtree: true });
    }),
  }));

const momentOf = async (watch: Awaited<Watch>): Promise<number> => watch.evaluate(({ at }) => at);

const inPhase = (desk: Page, phase: string): Promise<void> =>
  desk.locator(`[data-testid="deal-panel"][data-phase="${phase}"]`).waitFor({ timeout: LIMIT_MS });

const openOverlay = async (desk: Page, browser: Browser): Promise<Page> => {
  await desk.getByTestId('open-workspace').click();
  await desk.getByTestId('workspace-overlay').click();
  await desk.getByTestId('overlay-on').check();
  const address = desk.getByTestId('overlay-address');
  await desk.waitForFunction(() => {
    const field = document.querySelector('[data-testid="overlay-address"]');
    return field instanceof HTMLInputElement && field.value !== '';
  });
  const page = await browser.newPage({ viewport: { width: 1080, height: 1920 } });
  await page.goto(await address.inputValue());
  await page.locator('[data-testid="overlay"][data-ready="true"]').waitFor({ timeout: LIMIT_MS });
  await desk.getByTestId('workspace-close').click();
  return page;
};

const shoot = async (
  desk: Page,
  overlay: Page,
  given: { readonly echoPort: number; readonly writerPort: number; readonly heardAt: () => Promise<number | null> },
): Promise<Shot> => {
  const roundTrip = await timeRoundTrip(given.echoPort, PINGS);
  const durable = await timeRoundTrip(given.writerPort, DURABLE_PINGS);
  const frame = await timeFrame(overlay);
  await desk.keyboard.press('f');
  await inPhase(desk, 'armed');
  await wait(REST_MS);
  const shown = await watchPicture(overlay);
  const pressed = await watchKey(desk);
  await desk.keyboard.down('f');
  await inPhase(desk, 'countdown');
  await desk.keyboard.up('f');
  const held = (await momentOf(pressed)) + HOLD_MS;
  const toPicture = (await momentOf(shown)) - held;
  const at = await given.heardAt();
  if (at === null) throw new Error('the room was not told of the deal');
  await desk.getByTestId('deal-undo').click();
  await overlay.getByTestId('overlay-countdown').waitFor({ state: 'detached', timeout: LIMIT_MS });
  return { toRoom: at - held, toPicture, roundTrip, durable, frame };
};

const measure = (rounds: number): Promise<Measured> =>
  withTempDir(async (dataDir) => {
    const executablePath = findBrowser();
    if (executablePath === null)
      throw new CannotRun('there is no Chromium: install one (apt-get install chromium) or name it in CHROMIUM_PATH');
    await buildIfNeeded(projectDir, (line) => console.error(line));
    const room = await startBeside('fired-room.ts', { ...ROOM, file: join(dataDir, 'bare') }, fired);
    const words = ['--data', dataDir, '--room', room.ready.url, '--room-id', ROOM.room];
    const engine = spawn(
      process.execPath,
      [join(projectDir, 'out/main/headless.js'), ...words, '--port', '0', '--json', '--no-open'],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, KONGTAI_ROOM_TOKEN: ROOM.token } },
    );
    // Each page in a browser of its own: none is behind another.
    const browsers = await Promise.all([0, 1].map(() => chromium.launch({ executablePath, args: browserArgs() })));
    try {
      const [line] = await once(createInterface({ input: engine.stdout }), 'line');
      const { url, token } = ready.parse(JSON.parse(String(line)));
      const [forDesk, forOverlay] = browsers;
      if (forDesk === undefined || forOverlay === undefined) throw new Error('no browsers');
      const desk = await forDesk.newPage({ viewport: { width: 1440, height: 900 } });
      await desk.goto(`${new URL(url).origin}/#token=${token}`);
      await desk.locator('#root[data-ready="true"]').waitFor({ timeout: LIMIT_MS });
      await desk.getByTestId('show-start').click();
      await desk.keyboard.press('3');
      await desk.keyboard.press('Enter');
      await desk.locator('[data-testid="pinned-product"][data-number="3"]').waitFor({ timeout: LIMIT_MS });
      const overlay = await openOverlay(desk, forOverlay);

      let told = 0;
      const heardAt = async (): Promise<number | null> => {
        const overdue = performance.now() + LIMIT_MS;
        while (performance.now() < overdue) {
          const { starts } = await room.ask(heard);
          const at = starts[told];
          if (at !== undefined) {
            told += 1;
            return at;
          }
          await wait(20);
        }
        return null;
      };
      const shots: Shot[] = [];
      for (let round = 0; round < rounds; round += 1) {
        shots.push(await shoot(desk, overlay, { ...room.ready, heardAt }));
      }
      const toRoom = medianOf(shots.map((shot) => shot.toRoom));
      const toPicture = medianOf(shots.map((shot) => shot.toPicture));
      const roundTrip = medianOf(shots.map((shot) => shot.roundTrip));
      const durable = medianOf(shots.map((shot) => shot.durable));
      const frame = medianOf(shots.map((shot) => shot.frame));
      const frames = medianOf(shots.map((shot) => shot.toPicture / shot.frame));
      return {
        ratio: medianOf(shots.map((shot) => shot.toRoom / shot.durable)),
        alsoHolds: frames <= MOST_FRAMES,
        detail:
          `held key to the room ${toRoom.toFixed(1)} ms; a bare socket's round trip ${roundTrip.toFixed(3)} ms (${(toRoom / roundTrip).toFixed(0)} of them), ` +
          `with two pages on the disk for good ${durable.toFixed(2)} ms (the ratio's); ` +
          `to the repainted overlay ${toPicture.toFixed(1)} ms, ${frames.toFixed(1)} frames of ${frame.toFixed(1)} ms (at most ${MOST_FRAMES}); ${rounds} shots`,
      };
    } finally {
      for (const browser of browsers) await browser.close();
      engine.kill('SIGTERM');
      await once(engine, 'exit');
      await room.stop();
    }
  });

export const bench: Bench = {
  name: 'deal.fire',
  bar: 15,
  passes: 'at most',
  run: (size) => measure(size === 'full' ? 11 : 2),
};
