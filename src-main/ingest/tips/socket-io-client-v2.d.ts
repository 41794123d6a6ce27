// As much of the client of Socket.IO 2 as is used here; it brings no types of its own.

declare module 'socket.io-client-v2' {
  namespace io {
    interface Options {
      readonly path?: string;
      readonly transports: readonly string[];
      readonly reconnection: boolean;
      readonly forceNew: boolean;
      readonly forceNode: boolean;
      readonly timeout: number;
      readonly query?: Readonly<Record<string, string>>;
    }
    interface Socket {
      on(event: string, hear: (...args: readonly unknown[]) => void): this;
      emit(event: string, ...args: readonly unknown[]): this;
      close(): this;
    }
  }
  function io(url: string, options: io.Options): io.Socket;
  export = io;
}
