// A TCP proxy before a room server that cuts its connections by the clock and swallows some of the Socket.IO acknowledgements.

import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface AckThief {
  readonly url: string;
  /** What it has done so far. */
  readonly did: { cuts: number; passed: number; stolen: number };
  close(): Promise<void>;
}

export interface AckThiefOptions {
  readonly targetPort: number;
  readonly cutEveryMs: number;
  /** Called for each acknowledgement, either way. */
  readonly isStolen: () => boolean;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const TEXT_FRAME = 0x81;
/** Engine.IO message, Socket.IO acknowledgement. */
const ACK = '43';

interface Frame {
  readonly length: number;
  readonly isAck: boolean;
}

/** The WebSocket frame at the start of the bytes; null where it is not all there. */
const frameAt = (bytes: Buffer): Frame | null => {
  if (bytes.length < 2) return null;
  const short = bytes.readUInt8(1) & 0x7f;
  const isMasked = bytes.readUInt8(1) >= 0x80;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  if (bytes.length < 2 + lengthBytes) return null;
  const size = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  const at = 2 + lengthBytes + (isMasked ? 4 : 0);
  if (bytes.length < at + size) return null;
  const mask = isMasked ? bytes.subarray(at - 4, at) : Buffer.alloc(4);
  const start = bytes.subarray(at, at + ACK.length).map((byte, index) => byte ^ (mask[index] ?? 0));
  const isAck = bytes.readUInt8(0) === TEXT_FRAME && Buffer.from(start).toString('latin1') === ACK;
  return { length: at + size, isAck };
};

export const startAckThief = async ({ targetPort, cutEveryMs, isStolen }: AckThiefOptions): Promise<AckThief> => {
  const did = { cuts: 0, passed: 0, stolen: 0 };
  const sockets = new Set<Socket>();

  const forward = (from: Socket, to: Socket): void => {
    let kept: Buffer = Buffer.alloc(0);
    let isUpgraded = false;
    from.on('data', (bytes) => {
      kept = Buffer.concat([kept, bytes]);
      if (!isUpgraded) {
        const end = kept.indexOf(HEAD_END);
        if (end < 0) return;
        to.write(kept.subarray(0, end + HEAD_END.length));
        kept = kept.subarray(end + HEAD_END.length);
        isUpgraded = true;
      }
      for (let frame = frameAt(kept); frame !== null; frame = frameAt(kept)) {
        const isTaken = frame.isAck && isStolen();
        if (frame.isAck) did[isTaken ? 'stolen' : 'passed'] += 1;
        if (!isTaken) to.write(kept.subarray(0, frame.length));
        kept = kept.subarray(frame.length);
      }
    });
  };

  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    const drop = (): void => {
      for (const socket of [near, far]) {
        sockets.delete(socket);
        socket.destroy();
      }
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', drop).on('close', drop);
    }
    forward(near, far);
    forward(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const cut = (): void => {
    if (sockets.size > 0) did.cuts += 1;
    for (const socket of sockets) socket.destroy();
  };
  const timer = setInterval(cut, cutEveryMs);

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    did,
    close: async () => {
      clearInterval(timer);
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
