// Lets a dycast in: it dials us from a browser, at the address that a person gives it.

import { Refusal } from '../../contract/errors.ts';
import { createFeedSource, type FeedLimits } from '../feed-source.ts';
import { requireSetting, settingOf } from '../feed-url.ts';
import type { SourceKind, SourceMaking } from '../source-kind.ts';
import { openWsDoor, type WsDoorLimits } from '../ws-door.ts';
import { createDycastParser } from './parse-dycast.ts';

const STALLED_AFTER = 30_000;

export interface DycastLimits extends FeedLimits, WsDoorLimits {
  readonly stalledAfterMs: number;
}

const portOf = (text: string): number => {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1024 && port <= 65_535) return port;
  throw new Refusal('bad_source', 'a port is 1024 to 65535', { field: 'port' });
};

export const createDycastSource = (
  { sourceId, name, settings, clock }: SourceMaking,
  limits: Partial<DycastLimits> = {},
) => {
  const port = portOf(requireSetting(settings, 'port'));
  const key = settingOf(settings, 'token');
  const parse = createDycastParser(clock);
  return createFeedSource({
    sourceId,
    name,
    kind: 'dycast',
    clock,
    host: `127.0.0.1:${port}`,
    stalledAfterMs: limits.stalledAfterMs ?? STALLED_AFTER,
    limits,
    dial: (ears) => openWsDoor({ port, key, ears, limits, onText: (text) => ears.hear(parse(text)) }),
  });
};

/** skmcj's dycast, told to relay to ws://localhost:8765, or to ws://localhost:8765/<token> where it is not of this machine. */
export const dycastKind: SourceKind = {
  kind: 'dycast',
  fields: [
    { name: 'port', kind: 'number', isRequired: true, isWay: true, usual: '8765' },
    { name: 'token', kind: 'secret', isRequired: false },
  ],
  reads: ['chat', 'gift', 'like', 'enter', 'follow', 'share', 'audience', 'stream.ended'],
  carries: [],
  isInbound: true,
  stalledAfterMs: STALLED_AFTER,
  make: (making) => createDycastSource(making),
};
