// The engine's clock under wall clocks that jump, machines that sleep, and a start after the clock was set back.

import { resolve } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { instant } from '../../src-main/core/units.ts';
import { startEngineHost } from '../../src-main/host-engine.ts';
import { createSteadyClock } from '../../src-main/steady-clock.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { batchOf, chatOf, SHOW, seed } from '../store/support/sample-facts.ts';
import { closeRigs, intent, openScreen, tempDir } from './support/engine-rig.ts';

afterEach(closeRigs);

const machine = () => {
  const time = { wall: 1_000_000, ticks: 500 };
  const clock = createSteadyClock(
    () => time.wall,
    () => time.ticks,
  );
  const pass = (ms: number, asleep = 0): void => {
    time.wall += ms + asleep;
    time.ticks += ms;
  };
  return { clock, time, pass };
};

it('moves a countdown when the wall clock jumps', () => {
  const { clock, time, pass } = machine();
  const before = clock.now();
  time.wall -= 3_600_000;
  pass(40);
  expect(clock.now() - before).toBe(40);
});

it('does not know after a sleep how long it was', () => {
  const { clock, pass } = machine();
  const before = clock.now();
  pass(10, 60_000);
  clock.reanchor();
  expect(clock.now() - before).toBe(60_010);
});

it('runs backwards where the clock was set back during a sleep', () => {
  const { clock, time, pass } = machine();
  const before = clock.now();
  time.wall -= 3_600_000;
  pass(5);
  clock.reanchor();
  expect(clock.now() - before).toBe(5);
});

it('begins before what a show has heard already, so that its orders count as older than the show', () => {
  const { clock, pass } = machine();
  clock.notBefore(instant(4_600_000));
  expect(clock.now()).toBe(4_600_000);
  pass(7);
  expect(clock.now()).toBe(4_600_007);
  clock.notBefore(instant(1000));
  expect(clock.now()).toBe(4_600_007);
});

it('is begun without a look at what the open show has heard', async () => {
  const dataDir = await tempDir();
  const ahead = instant(Date.now() + 3_600_000);
  const { store } = await openStore({ dataDir, clock: () => ahead });
  seed(store);
  store.appendFromSource({ ...batchOf([chatOf('e1')]), receivedAt: ahead });
  store.close();

  const host = await startEngineHost({
    ...{ dataDir, room: { kind: 'none' }, resourcesDir: resolve('resources'), reviewWorker: 'none' },
  });
  await openScreen(host.engine).must('show.pause', intent());
  await host.stop();

  const after = await openStore({ dataDir, clock: () => ahead });
  const paused = [...after.store.factsOf(SHOW)].find(({ body }) => body.type === 'show.paused');
  after.store.close();
  expect(paused?.receivedAt).toBeGreaterThanOrEqual(ahead);
});
