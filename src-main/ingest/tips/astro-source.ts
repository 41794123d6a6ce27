// Attaches StreamElements' Astro gateway: subscribes to a channel's activities, and moves over when it is asked to.

import { randomUUID } from 'node:crypto';
import type { EventSource } from '../event-source.ts';
import { reject } from '../feed-reading.ts';
import type { FeedLimits } from '../feed-source.ts';
import { createFeedSource, type FeedEars, type FeedEnd } from '../feed-source.ts';
import { parseFeedUrl, requireSetting, settingOf } from '../feed-url.ts';
import { decodeFrame } from '../json-frame.ts';
import { dig, nameOf, own, textOf } from '../shop/loose-field.ts';
import type { SourceKind, SourceMaking } from '../source-kind.ts';
import { openWsLine, type WsLineLimits } from '../ws-line.ts';
import { parseActivity } from './parse-activity.ts';

export interface AstroLimits extends FeedLimits, WsLineLimits {}

const TOPIC = 'channel.activities';
const TOKEN_TYPES = ['jwt', 'oauth2', 'apikey'];
const AUTH_FAULT = /auth|token|forbidden|credential|permission/i;

export const createAstroSource = (
  { sourceId, name, settings, clock }: SourceMaking,
  limits: Partial<AstroLimits> = {},
): EventSource => {
  const token = requireSetting(settings, 'token');
  const room = requireSetting(settings, 'channel');
  const typed = settingOf(settings, 'method');
  const tokenType = TOKEN_TYPES.includes(typed) ? typed : 'jwt';
  const url = parseFeedUrl(requireSetting(settings, 'url'), 'ws', true);
  /** Given at a move: with it nothing that comes meanwhile is missed. Used once. */
  let moving: string | null = null;

  const answer = (frame: unknown, ears: FeedEars): FeedEnd | null => {
    const fault = own(frame, 'error');
    if (fault === undefined || fault === null || fault === false) {
      ears.up({});
      return null;
    }
    const told = nameOf(typeof fault === 'string' ? fault : null, own(fault, 'message'), dig(frame, 'data', 'message'));
    const code = AUTH_FAULT.test(told) ? 'bad_token' : 'not_json';
    return { why: 'refused', code, reason: told, isFinal: true };
  };

  const hear = (text: string, send: (text: string) => void, ears: FeedEars, isMoved: boolean): FeedEnd | null => {
    const frame = decodeFrame(text);
    switch (own(frame, 'type')) {
      case 'welcome': {
        const data = { topic: TOPIC, room, token, token_type: tokenType };
        // What was subscribed to moves along.
        if (isMoved) ears.up({});
        else send(JSON.stringify({ type: 'subscribe', nonce: randomUUID(), data }));
        return null;
      }
      case 'response':
        return answer(frame, ears);
      case 'reconnect':
        moving = textOf(dig(frame, 'data', 'reconnect_token')) ?? textOf(own(frame, 'reconnect_token'));
        return { why: 'lost', reason: 'asked to move' };
      case 'message':
        if (own(frame, 'topic') === TOPIC) ears.hear(parseActivity(own(frame, 'data'), clock()));
        return null;
      default:
        ears.hear(reject(frame ?? text, null, 'type: expected welcome, response, message or reconnect'));
        return null;
    }
  };

  return createFeedSource({
    sourceId,
    name,
    kind: astroKind.kind,
    clock,
    host: url.host,
    stalledAfterMs: null,
    limits,
    dial: (ears) => {
      const dialled = new URL(url);
      const isMoved = moving !== null;
      if (moving !== null) dialled.searchParams.set('reconnect_token', moving);
      moving = null;
      return openWsLine({
        url: dialled,
        isGreeted: true,
        limits,
        onFrame: ears.frame,
        onOpen: () => undefined,
        onText: (text, send) => hear(text, send, ears, isMoved),
      });
    },
  });
};

export const astroKind: SourceKind = {
  kind: 'streamelements-astro',
  fields: [
    { name: 'url', kind: 'url', isRequired: true, isWay: true, usual: 'wss://astro.streamelements.com' },
    { name: 'channel', kind: 'text', isRequired: true },
    { name: 'token', kind: 'secret', isRequired: true },
    { name: 'method', kind: 'choice', isRequired: true, isWay: true, choices: TOKEN_TYPES, usual: 'jwt' },
  ],
  reads: ['gift', 'chat', 'follow', 'order.created', 'order.paid'],
  carries: [],
  isInbound: false,
  stalledAfterMs: null,
  make: (making) => createAstroSource(making),
};
