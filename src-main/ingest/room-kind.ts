// Kongtai Room Protocol 1 as a kind of source: a room server by its address, room and token.

import { ROOM_COMMAND_KINDS } from '../contract/room-protocol.ts';
import type { SourceSettings } from '../contract/source-documents.ts';
import { LIVE_EVENT_TYPES } from '../core/live-event.ts';
import type { SourceId } from '../core/units.ts';
import { parseRoomUrl } from './room-url.ts';
import { createSocketIoSource } from './socketio-source.ts';
import type { SourceKind } from './source-kind.ts';

const text = (settings: SourceSettings, name: string): string => (settings[name] ?? '').trim();

/** Throws Refusal `bad_url`. One room is one source, however its address was written. */
export const roomSourceId = (url: string, room: string): SourceId =>
  `room:${room}@${parseRoomUrl(url).host}` as SourceId;

/** `client`: a UUID that stays the same for one installation. */
export const createRoomKind = (client: string): SourceKind => ({
  kind: 'room',
  fields: [
    { name: 'url', kind: 'url', isRequired: true },
    { name: 'room', kind: 'text', isRequired: true },
    { name: 'token', kind: 'secret', isRequired: false },
  ],
  reads: LIVE_EVENT_TYPES,
  carries: ROOM_COMMAND_KINDS,
  isInbound: false,
  stalledAfterMs: 10_000,
  memory: 'numbered',
  idOf: (settings) => roomSourceId(text(settings, 'url'), text(settings, 'room')),
  make: ({ sourceId, name, settings, clock }) =>
    createSocketIoSource({
      sourceId,
      name,
      kind: 'room',
      url: text(settings, 'url'),
      room: text(settings, 'room'),
      token: settings.token ?? '',
      client,
      clock,
    }),
});
