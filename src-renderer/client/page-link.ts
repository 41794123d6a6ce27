// Chooses the wire of this page: the desktop's port where a preload stands, the LAN link in a browser.

import { deskStore } from '../state/desk-store.ts';
import { openIpcLink } from './ipc-link.ts';
import { openLanLink } from './lan-link.ts';
import type { Link } from './link.ts';
import { takeToken } from './link-token.ts';

export const openPageLink = (): Link =>
  window.kongtai === undefined
    ? openLanLink({ token: takeToken(window), onAdmission: deskStore.getState().setAdmitted })
    : openIpcLink(window, window.kongtai);
