// ingest.socket: events a second through the Socket.IO source, parsed and handed over, against a bare socket.io-client that counts.

import { io } from 'socket.io-client';
import { z } from 'zod';
import { ROOM_NAMESPACE, ROOM_PROTOCOL, type RoomBatch } from '../../src-main/contract/room-protocol.ts';
import { type Instant, instant, type SourceId } from '../../src-main/core/units.ts';
import { createSocketIoSource } from '../../src-main/ingest/socketio-source.ts';
import type { Bench } from './bench.ts';
import { spread, thousands } from './figures.ts';
import { compareBy, playRounds } from './rounds.ts';
import { startBeside } from './support/child.ts';

const RATE = 20_000;
const ROOM = { room: 'bench', token: 'bench-room-token' };
/** Each side pulls the stream so many times a round, so that a round is longer than a moment. */
const PULLS = 4;

interface Figures {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

/** From the first batch to the last; what dialling takes is not the stream's. */
const timeStream = async (
  events: number,
  pull: (hear: (events: number) => void) => Promise<() => Promise<void>>,
): Promise<Figures> => {
  globalThis.gc?.();
  let elapsedMs = 0;
  let cpuMicros = 0;
  for (let turn = 0; turn < PULLS; turn += 1) {
    let heard = 0;
    let startedAt = 0;
    let cpu = process.cpuUsage();
    let finish: () => void = () => undefined;
    const all = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const stop = await pull((count) => {
      if (heard === 0) {
        startedAt = performance.now();
        cpu = process.cpuUsage();
      }
      heard += count;
      if (heard < events) return;
      elapsedMs += performance.now() - startedAt;
      const used = process.cpuUsage(cpu);
      cpuMicros += used.user + used.system;
      finish();
    });
    await all;
    await stop();
    if (heard !== events) throw new Error(`${heard} of ${events} events were heard`);
  }
  return { perSecond: (events * PULLS * 1000) / elapsedMs, cpuMicros: cpuMicros / (events * PULLS) };
};

const pullBare = async (url: string, hear: (events: number) => void): Promise<() => Promise<void>> => {
  const socket = io(`${url}${ROOM_NAMESPACE}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { protocol: ROOM_PROTOCOL, client: 'bare', since: 0, ...ROOM },
  });
  socket.on('events', (batch: RoomBatch, ack: (answer: { durable: number }) => void) => {
    hear(batch.events.length);
    ack({ durable: batch.to });
  });
  return async () => {
    socket.disconnect();
  };
};

const pullSource = async (url: string, hear: (events: number) => void): Promise<() => Promise<void>> => {
  let cursor = 0;
  const source = createSocketIoSource({
    sourceId: 'bench' as SourceId,
    name: 'bench',
    kind: 'room',
    url,
    client: 'source',
    clock: (): Instant => instant(Date.now()),
    ...ROOM,
  });
  source.start({
    cursor: () => cursor,
    take: async (batch) => {
      cursor = batch.cursor ?? cursor;
      hear(batch.events.length);
    },
    connected: () => undefined,
    gap: ({ from, to }) => {
      throw new Error(`events ${from}–${to} are missing`);
    },
    status: () => undefined,
  });
  return () => source.stop();
};

export const bench: Bench = {
  name: 'ingest.socket',
  bar: 0.5,
  passes: 'at least',
  run: async (size) => {
    // No more than a room keeps for a console that comes late.
    const count = size === 'full' ? 100_000 : 20_000;
    const room = await startBeside('full-room.ts', { count, rate: RATE, ...ROOM }, z.object({ url: z.string() }));
    try {
      const { url } = room.ready;
      const rounds = await playRounds(
        {
          product: () => timeStream(count, (hear) => pullSource(url, hear)),
          baseline: () => timeStream(count, (hear) => pullBare(url, hear)),
        },
        { rounds: size === 'full' ? 7 : 3, warmUps: 1 },
      );
      const speed = compareBy(rounds, ({ perSecond }) => perSecond);
      const cpu = compareBy(rounds, ({ cpuMicros }) => cpuMicros);
      return {
        // The server shares the machine and holds both sides back: what the client itself costs may not be worse than the bar either.
        ratio: Math.min(speed.ratio, 1 / cpu.ratio),
        alsoHolds: true,
        detail:
          `source ${thousands(speed.product)} events/s, bare client ${thousands(speed.baseline)} (${speed.ratio.toFixed(2)}, ${spread(speed)}); ` +
          `CPU ${cpu.product.toFixed(2)} µs an event against ${cpu.baseline.toFixed(2)}; the ratio is the worse of the two`,
      };
    } finally {
      await room.stop();
    }
  },
};
