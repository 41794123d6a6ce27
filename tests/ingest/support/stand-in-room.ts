// A room server that can misbehave on demand: says any hello, any batch, any answer. The real one is too well behaved for that.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import type { RoomAnswer, RoomAuth, RoomCommand, RoomHello } from '../../../src-main/contract/room-protocol.ts';

export interface StandInRoom {
  readonly url: string;
  readonly port: number;
  /** Every auth that was shown, in order. */
  readonly auths: RoomAuth[];
  /** `durable` of every acknowledgement, in order. */
  readonly acks: unknown[];
  readonly commands: RoomCommand[];
  hello: Record<string, unknown>;
  /** Refuses the next connections with this code. */
  refuseWith: string | null;
  /** Null leaves a command without an answer. */
  answer: (command: RoomCommand) => unknown;
  onConsole: (socket: Socket, auth: RoomAuth) => void;
  /** Sends a batch, or anything, to all consoles. */
  send(batch: unknown, ...extra: unknown[]): void;
  /** Hangs up on all consoles. */
  hangUp(): void;
  consoles(): number;
  stop(): Promise<void>;
}

export const eventAt = (seq: number, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: `e${seq}`,
  seq,
  at: 1_700_000_000_000 + seq,
  type: 'chat',
  text: `第${seq}句`,
  viewer: { id: `v${seq % 7}`, name: `观众${seq % 7}` },
  ...fields,
});

export const batchOf = (from: number, to: number): { from: number; to: number; events: unknown[] } => ({
  from,
  to,
  events: Array.from({ length: to - from + 1 }, (_, i) => eventAt(from + i)),
});

export const helloOf = (fields: Partial<RoomHello> = {}): Record<string, unknown> => ({
  protocol: 1,
  room: { id: 'r1', title: '试播间', host: '小美', currency: 'CNY', startedAt: 1_700_000_000_000 },
  oldest: 1,
  newest: 0,
  now: Date.now(),
  capabilities: ['product.pin', 'product.unpin', 'deal.start', 'deal.stop', 'notice.post'],
  ...fields,
});

export const startStandInRoom = async (options: { port?: number; pingMs?: number } = {}): Promise<StandInRoom> => {
  const http = createServer();
  const io = new Server(http, {
    transports: ['websocket'],
    pingInterval: options.pingMs ?? 25_000,
    pingTimeout: options.pingMs ?? 20_000,
  });
  const room = io.of('/room');

  await new Promise<void>((resolve) => http.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;

  const self: StandInRoom = {
    url: `http://127.0.0.1:${port}`,
    port,
    auths: [],
    acks: [],
    commands: [],
    hello: helloOf(),
    refuseWith: null,
    answer: (): RoomAnswer => ({ ok: true, seq: 1 }),
    onConsole: () => undefined,
    send: (batch, ...extra) => {
      const { to } = (batch ?? {}) as { to?: unknown };
      if (typeof to === 'number') self.hello = { ...self.hello, newest: Math.max(to, Number(self.hello.newest)) };
      for (const socket of room.sockets.values())
        socket.emit('events', batch, ...extra, (answer: { durable: number }) => self.acks.push(answer.durable));
    },
    hangUp: () => {
      room.disconnectSockets(true);
    },
    consoles: () => room.sockets.size,
    stop: async () => {
      await io.close();
    },
  };

  room.use((socket, next) => {
    self.auths.push(socket.handshake.auth as RoomAuth);
    if (self.refuseWith === null) return next();
    return next(Object.assign(new Error('refused'), { data: { code: self.refuseWith } }));
  });
  room.on('connection', (socket) => {
    socket.emit('hello', self.hello);
    self.onConsole(socket, socket.handshake.auth as RoomAuth);
    socket.on('command', (command: RoomCommand, reply: (answer: unknown) => void) => {
      self.commands.push(command);
      const answer = self.answer(command);
      if (answer !== null) reply(answer);
    });
  });
  return self;
};
