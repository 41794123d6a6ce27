// A kind of source that a test speaks for, and a keyring of its own.

import type { SourceId } from '../../../src-main/core/units.ts';
import type { EventSource, SourceSink } from '../../../src-main/ingest/event-source.ts';
import type { SourceKind, SourceMaking } from '../../../src-main/ingest/source-kind.ts';
import type { SecretBox } from '../../../src-main/secret-box.ts';

export interface Bridge {
  readonly kind: SourceKind;
  readonly makings: SourceMaking[];
  /** The sinks of those that run now, by their ids. */
  readonly running: Map<SourceId, SourceSink>;
  onStart(sink: SourceSink, making: SourceMaking): void;
}

const FIELDS: SourceKind['fields'] = [
  { name: 'url', kind: 'url', isRequired: true, usual: 'ws://127.0.0.1:1' },
  { name: 'format', kind: 'choice', isRequired: false, choices: ['plain', 'json'] },
  { name: 'token', kind: 'secret', isRequired: false },
];

export const createBridge = (kind = 'bridge', fields = FIELDS, isInbound = false): Bridge => {
  const bridge: Bridge = {
    makings: [],
    running: new Map(),
    onStart: (sink) => sink.connected({ name: '桥', clockOffsetMs: 5, capabilities: [], startedAt: null }),
    kind: {
      kind,
      fields,
      reads: ['chat'],
      carries: [],
      isInbound,
      stalledAfterMs: 10_000,
      make: (making): EventSource => {
        bridge.makings.push(making);
        const { sourceId, name } = making;
        let own: SourceSink | null = null;
        return {
          sourceId,
          name,
          kind,
          start: (sink) => {
            own = sink;
            // One that is only tried out speaks beside the one that runs, and does not take its place.
            if (!bridge.running.has(sourceId)) bridge.running.set(sourceId, sink);
            bridge.onStart(sink, making);
          },
          stop: async () => {
            if (bridge.running.get(sourceId) === own) bridge.running.delete(sourceId);
          },
        };
      },
    },
  };
  return bridge;
};

/** Not safe, and not plain either: what lies in the store does not hold the secret. */
export const TEST_BOX: SecretBox = {
  backend: async () => 'test_ring',
  seal: async (secret) => Buffer.from([...secret].reverse().join('')).toString('hex'),
  unseal: async (sealed) => [...Buffer.from(sealed, 'hex').toString()].reverse().join(''),
};
