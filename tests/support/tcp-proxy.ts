// A TCP proxy on loopback that can cut its connections, stop forwarding without closing, and refuse new ones.

import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  readonly port: number;
  readonly url: string;
  /** Connections that are open. */
  count(): number;
  /** Ends all connections at once, as a router that restarts does. */
  cut(): void;
  /** Resets all connections: what is still under way on them is thrown away. */
  reset(): void;
  /** Swallows everything both ways and closes nothing: a half-open link. */
  stall(): void;
  unstall(): void;
  /** Whether new connections are let through. */
  setOpen(isOpen: boolean): void;
  setTarget(port: number): void;
  close(): Promise<void>;
}

export const startTcpProxy = async (targetPort: number): Promise<TcpProxy> => {
  const pairs = new Set<readonly [Socket, Socket]>();
  let target = targetPort;
  let isStalled = false;
  let isOpen = true;

  const forward = (from: Socket, to: Socket): void => {
    from.on('data', (bytes) => {
      if (!isStalled) to.write(bytes);
    });
  };

  const server = createServer((near) => {
    if (!isOpen) {
      near.destroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    const drop = (): void => {
      if (isStalled) return;
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    forward(near, far);
    forward(far, near);
    // A reset is what a cut is for.
    near.on('error', drop).on('close', drop);
    far.on('error', drop).on('close', drop);
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const cut = (): void => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
    pairs.clear();
  };
  const reset = (): void => {
    for (const [near, far] of pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
    pairs.clear();
  };

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    count: () => pairs.size,
    cut,
    reset,
    stall: () => {
      isStalled = true;
    },
    unstall: () => {
      isStalled = false;
    },
    setOpen: (open) => {
      isOpen = open;
    },
    setTarget: (next) => {
      target = next;
    },
    close: async () => {
      isStalled = false;
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
