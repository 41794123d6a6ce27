// Charts share the main thread: one drawing a tick, the newest data only, none for a chart that has gone.

import { expect, test } from 'vitest';
import { createDrawQueue } from '../../src-renderer/ui/draw-queue.ts';

const createQueue = () => {
  const due: (() => void)[] = [];
  const drawn: string[] = [];
  const queue = createDrawQueue({ later: (run) => due.push(run) }, 60);
  const tick = (): void => due.shift()?.();
  return { due, drawn, queue, tick, draw: (name: string) => () => drawn.push(name) };
};

test('four charts asked in one tick are drawn in four', () => {
  const { queue, tick, drawn, draw } = createQueue();
  for (const name of ['a', 'b', 'c', 'd']) queue.ask({}, draw(name));
  const seen: number[] = [];
  for (let i = 0; i < 4; i++) {
    tick();
    seen.push(drawn.length);
  }
  expect(seen).toEqual([1, 2, 3, 4]);
});

test('asking twice before the drawing draws once, with the newer', () => {
  const { queue, tick, drawn, draw } = createQueue();
  const chart = {};
  queue.ask(chart, draw('old'));
  queue.ask(chart, draw('new'));
  tick();
  tick();
  expect(drawn).toEqual(['new']);
});

test('a chart that has gone is not drawn, and the queue wakes again for the next', () => {
  const { queue, tick, due, drawn, draw } = createQueue();
  const gone = {};
  queue.ask(gone, draw('gone'));
  queue.forget(gone);
  tick();
  expect(due).toHaveLength(0);
  queue.ask({}, draw('next'));
  tick();
  expect(drawn).toEqual(['next']);
});

test('a chart that throws does not stop the others', () => {
  const { queue, tick, drawn, draw } = createQueue();
  queue.ask({}, () => {
    throw new Error('a broken chart');
  });
  queue.ask({}, draw('b'));
  expect(tick).toThrow('a broken chart');
  tick();
  expect(drawn).toEqual(['b']);
});
