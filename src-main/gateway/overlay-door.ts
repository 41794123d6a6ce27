// How a browser source gets in: over the loopback link that headless has anyway, or over one opened for it on the desktop.

import { Refusal } from '../contract/errors.ts';
import type { ClientPort } from './client-port.ts';
import { openLanLink } from './lan-link.ts';
import type { ServedFolders } from './page-policy.ts';
import { openPageServer, type PageServer } from './page-server.ts';

/** A page that only looks; it can be shut out. */
export interface GuestPort extends ClientPort {
  close(): void;
}

export interface OverlayGuests {
  isAdmitted(token: unknown): boolean;
  onGuest(port: GuestPort): void;
}

export interface OverlayDoor {
  readonly port: number;
  close(): Promise<void>;
}

/** `wanted`: the port that OBS knows; another one is taken only where that is not to be had. */
export type OpenOverlayDoor = (guests: OverlayGuests, wanted: number | null) => Promise<OverlayDoor>;

const USUAL_PORT = 4681;
const OVERLAY_PATHS = /^\/(?:overlay$|assets\/|media\/)/;

const openOn = async (port: number, folders: ServedFolders): Promise<PageServer> => {
  const own = { ...folders, isServed: (path: string) => OVERLAY_PATHS.test(path) };
  return openPageServer({ port, ...own }).catch((fault: unknown) => {
    if (fault instanceof Refusal && fault.code === 'busy') return openPageServer({ port: 0, ...own });
    throw fault;
  });
};

/** A server of its own on 127.0.0.1 that knows the overlay and nothing else. */
export const ownOverlayDoor =
  (folders: ServedFolders): OpenOverlayDoor =>
  async (guests, wanted) => {
    const pages = await openOn(wanted ?? USUAL_PORT, folders);
    const link = openLanLink({
      server: pages.server,
      port: pages.port,
      isAdmitted: () => false,
      onClient: (_caller, port) => port.close(),
      guests: () => guests,
    });
    return {
      port: pages.port,
      close: async () => {
        // Together: a page that keeps its line open must not keep the port.
        await Promise.all([link.close(), pages.close()]);
      },
    };
  };

export interface SharedOverlayDoor {
  readonly open: OpenOverlayDoor;
  /** Who may come in now; null while the overlay is off. */
  guests(): OverlayGuests | null;
  /** The link that is shared is up. */
  stand(port: number): void;
}

/** The overlay over a link that is there anyway: the door is whether its guests are let in. */
export const createSharedOverlayDoor = (): SharedOverlayDoor => {
  let guests: OverlayGuests | null = null;
  let stand: (port: number) => void = () => undefined;
  const port = new Promise<number>((resolve) => {
    stand = resolve;
  });
  return {
    open: async (given) => {
      const standing = await port;
      guests = given;
      return {
        port: standing,
        close: async () => {
          guests = null;
        },
      };
    },
    guests: () => guests,
    stand,
  };
};
