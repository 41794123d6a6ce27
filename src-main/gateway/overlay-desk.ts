// The overlay as the engine runs it: its settings, its door and key, and who is looking.

import type { OverlaySettings, OverlayTopic } from '../contract/overlay-documents.ts';
import { overlaySettings } from '../contract/overlay-routes.ts';
import type { Problem } from '../contract/topics.ts';
import type { Instant } from '../core/units.ts';
import type { Store, Writes } from '../store/store.ts';
import type { ClientPort } from './client-port.ts';
import type { GuestPort, OpenOverlayDoor, OverlayDoor } from './overlay-door.ts';
import type { OverlayKey } from './overlay-key.ts';

export interface OverlayDesk {
  settings(): OverlaySettings;
  topic(correction: string | null): OverlayTopic;
  /** Null while the door is not open. */
  address(): string | null;
  write(writes: Writes, settings: OverlaySettings): void;
  /** Takes what was written, and opens or closes the door by it. */
  turn(): void;
  renew(): void;
  /** Resolves when the door is shut. */
  stop(): Promise<void>;
}

export interface OverlayDeskOptions {
  readonly store: Pick<Store, 'setting'>;
  readonly key: OverlayKey;
  readonly clock: () => Instant;
  readonly openDoor: OpenOverlayDoor;
  /** Attaches a guest to the topics that it may hear. */
  onGuest(port: ClientPort): void;
  onFault(fault: unknown): void;
}

const SETTING = 'overlay';
/** More than any scene needs; each costs a copy of every change. */
const MOST_GUESTS = 12;

export const FIRST_OVERLAY: OverlaySettings = {
  isOn: false,
  theme: 'night',
  orientation: 'portrait',
  corner: 'bottom-left',
  language: 'zh-CN',
  parts: ['product', 'price', 'compare', 'deal', 'stock', 'claims', 'draw'],
  names: 'masked',
  goal: null,
};

const readSettings = (text: string | null): OverlaySettings => {
  if (text === null) return FIRST_OVERLAY;
  // Written by this program; of another version's settings what is missing is as at first.
  const read = overlaySettings.safeParse({ ...FIRST_OVERLAY, ...JSON.parse(text) });
  return read.success ? read.data : FIRST_OVERLAY;
};

export const createOverlayDesk = (options: OverlayDeskOptions): OverlayDesk => {
  const { store, key, clock } = options;
  const guests = new Set<GuestPort>();
  let settings = readSettings(store.setting(SETTING));
  let door: OverlayDoor | null = null;
  let status: OverlayTopic['door'] = 'off';
  let problem: Problem | null = null;
  let linkRevision = 0;
  let pagesSince: Instant | null = null;
  /** One after the other: a door that is being opened can be shut only once it is open. */
  let moves: Promise<void> = Promise.resolve();

  const welcome = (port: GuestPort): void => {
    if (guests.size >= MOST_GUESTS) {
      port.close();
      return;
    }
    guests.add(port);
    pagesSince = clock();
    port.onClose(() => {
      guests.delete(port);
      pagesSince = clock();
    });
    options.onGuest(port);
  };

  const shutOut = (): void => {
    for (const port of [...guests]) port.close();
  };

  const open = async (): Promise<void> => {
    if (door !== null) return;
    status = 'opening';
    try {
      door = await options.openDoor({ isAdmitted: key.opens, onGuest: welcome }, key.port());
      key.keepPort(door.port);
      status = 'open';
      problem = null;
    } catch (fault) {
      status = 'failed';
      problem = { code: 'overlay_no_port', details: {} };
      options.onFault(fault);
    }
    linkRevision += 1;
  };

  const close = async (): Promise<void> => {
    const old = door;
    door = null;
    status = 'off';
    problem = null;
    linkRevision += 1;
    shutOut();
    await old?.close();
  };

  const move = (isOn: boolean): void => {
    moves = moves.then(() => (isOn ? open() : close())).catch(options.onFault);
  };

  if (settings.isOn) move(true);

  return {
    settings: () => settings,
    topic: (correction) => ({
      settings,
      door: status,
      problem,
      linkRevision,
      pages: guests.size,
      pagesSince,
      correction,
    }),
    // The token stands behind #: it is sent to no server and into no log.
    address: () => (door === null ? null : `http://127.0.0.1:${door.port}/overlay#token=${key.token()}`),
    write: (writes, next) => writes.setSetting(SETTING, JSON.stringify(next)),
    turn: () => {
      const wasOn = settings.isOn;
      settings = readSettings(store.setting(SETTING));
      if (settings.isOn !== wasOn || (settings.isOn && status === 'failed')) move(settings.isOn);
    },
    renew: () => {
      key.renew();
      linkRevision += 1;
      shutOut();
    },
    stop: async () => {
      move(false);
      await moves;
    },
  };
};
