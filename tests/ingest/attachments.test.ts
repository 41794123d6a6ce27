// The sources of a show: what each says becomes a row and, where a chart needs it, a fact; a full disk spoils neither.

import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src-main/contract/errors.ts';
import type { SourceStatus } from '../../src-main/contract/topics.ts';
import type { FeedStand } from '../../src-main/core/coverage.ts';
import type { DeskFactBody } from '../../src-main/core/fact.ts';
import { instant, type SourceId } from '../../src-main/core/units.ts';
import { type Attachments, createAttachments } from '../../src-main/ingest/attachments.ts';
import type { EventSource, SourceBatch, SourceSink } from '../../src-main/ingest/event-source.ts';
import { batchAt } from './support/live-events.ts';

const ROOM = 'room' as SourceId;

interface Bench {
  readonly attachments: Attachments;
  readonly facts: { readonly source: SourceId; readonly body: DeskFactBody }[];
  readonly taken: SourceBatch[];
  isFull: boolean;
  /** As the facts tell of every source. */
  stand: FeedStand;
  now: number;
  changes: number;
}

const createBench = (): Bench => {
  const full = (): void => {
    if (bench.isFull) throw new Refusal('store_full', 'no space left');
  };
  const bench: Bench = {
    facts: [],
    taken: [],
    isFull: false,
    stand: null,
    now: 1000,
    changes: 0,
    attachments: createAttachments({
      clock: () => instant(bench.now),
      cursor: () => 7,
      standOf: () => bench.stand,
      take: async (_source, batch) => {
        full();
        bench.taken.push(batch);
      },
      say: (source, body) => {
        full();
        bench.facts.push({ source, body });
      },
      onChange: () => {
        bench.changes += 1;
      },
    }),
  };
  return bench;
};

interface StandIn {
  readonly source: EventSource;
  sink(): SourceSink;
  isStopped: boolean;
  /** Stopping waits for this. */
  gate: Promise<void>;
}

const createStandIn = (sourceId = ROOM): StandIn => {
  let given: SourceSink | null = null;
  const standIn: StandIn = {
    isStopped: false,
    gate: Promise.resolve(),
    sink: () => {
      if (given === null) throw new Error('not started');
      return given;
    },
    source: {
      sourceId,
      name: '直播间',
      kind: 'room',
      start: (sink) => {
        given = sink;
      },
      stop: async () => {
        await standIn.gate;
        standIn.isStopped = true;
      },
    },
  };
  return standIn;
};

const hello = { name: '试播间', clockOffsetMs: 42, capabilities: ['product.pin'], startedAt: null };
const turn = (sink: SourceSink, status: SourceStatus): void => sink.status({ status, retryAt: null, problem: null });
const typesOf = ({ facts }: Bench): string[] => facts.map(({ body }) => body.type);

describe('a source', () => {
  it('has a row from the moment it is attached, and the name of its room once that says it', () => {
    const bench = createBench();
    const { source, sink } = createStandIn();
    bench.attachments.attach(source);
    expect(bench.attachments.rows()).toMatchObject([
      { sourceId: ROOM, name: '直播间', status: 'connecting', lastEventAt: null },
    ]);
    sink().connected(hello);
    expect(bench.attachments.rows()).toMatchObject([
      {
        name: '试播间',
        status: 'live',
        clockOffsetMs: 42,
        capabilities: ['product.pin'],
        retryAt: null,
        problem: null,
      },
    ]);
    expect(typesOf(bench)).toEqual(['source.connected']);
    expect(sink().cursor()).toBe(7);
  });

  it('tells since when it is what it is, and a new knock at the same door does not begin that anew', () => {
    const bench = createBench();
    const { source, sink } = createStandIn();
    bench.attachments.attach(source);
    bench.now = 2000;
    turn(sink(), 'reconnecting');
    bench.now = 3000;
    turn(sink(), 'reconnecting');
    expect(bench.attachments.rows()[0]).toMatchObject({ status: 'reconnecting', since: 2000 });
  });

  it('has the time of its last event by our clock, which an empty batch or a refused one does not move', async () => {
    const bench = createBench();
    const { source, sink } = createStandIn();
    bench.attachments.attach(source);
    bench.now = 5000;
    await sink().take(batchAt(1, 2));
    bench.now = 6000;
    await sink().take({ events: [], rejects: [], cursor: 3 });
    bench.isFull = true;
    await expect(sink().take(batchAt(3, 3))).rejects.toMatchObject({ code: 'store_full' });
    expect(bench.attachments.rows()[0]?.lastEventAt).toBe(5000);
    bench.isFull = false;
    sink().gap({ from: 4, to: 9 });
    expect(bench.facts.at(-1)?.body).toEqual({ type: 'source.gap', from: 4, to: 9, lastAt: 5000 });
  });

  it.each([
    [['live', 'stale'], ['source.stalled']],
    [
      ['live', 'stale', 'live'],
      ['source.stalled', 'source.resumed'],
    ],
    [['live', 'reconnecting'], ['source.lost']],
    [
      ['live', 'stale', 'reconnecting', 'down', 'reconnecting'],
      ['source.stalled', 'source.lost'],
    ],
    [['live', 'down'], ['source.lost']],
    [['live', 'off'], ['source.lost']],
    [['reconnecting', 'down', 'off'], []],
    [['live', 'live'], []],
  ] as const)('that goes %j makes the facts %j, each once', (statuses, facts) => {
    const bench = createBench();
    const { source, sink } = createStandIn();
    bench.attachments.attach(source);
    for (const status of statuses) turn(sink(), status);
    expect(typesOf(bench)).toEqual(facts);
  });

  it('that was put aside and is wanted again is not missed while it cannot be reached', () => {
    const bench = createBench();
    const { source, sink } = createStandIn();
    bench.attachments.attach(source);
    bench.stand = 'aside';
    turn(sink(), 'down');
    expect(bench.facts.map(({ body }) => body)).toEqual([{ type: 'source.lost', reason: 'down' }]);
  });

  it('says why it was lost in the words of its problem', () => {
    const bench = createBench();
    const { source, sink } = createStandIn();
    bench.attachments.attach(source);
    turn(sink(), 'live');
    sink().status({ status: 'down', retryAt: null, problem: { code: 'bad_token', details: {} } });
    expect(bench.facts.at(-1)?.body).toEqual({ type: 'source.lost', reason: 'bad_token' });
  });
});

describe('a full disk', () => {
  it('does not keep the row from telling of it, and the source learns that its word was not kept', () => {
    const bench = createBench();
    const { source, sink } = createStandIn();
    bench.attachments.attach(source);
    turn(sink(), 'live');
    bench.isFull = true;
    const problem = { code: 'store_full', details: {} };
    expect(() => sink().status({ status: 'down', retryAt: null, problem })).toThrow(
      expect.objectContaining({ code: 'store_full' }),
    );
    expect(bench.attachments.rows()[0]).toMatchObject({ status: 'down', problem });
    expect(() => sink().status({ status: 'down', retryAt: null, problem })).not.toThrow();
  });

  it('at the connection leaves the row as it was: a room whose greeting was not kept is not live', () => {
    const bench = createBench();
    const { source, sink } = createStandIn();
    bench.attachments.attach(source);
    bench.isFull = true;
    expect(() => sink().connected(hello)).toThrow(expect.objectContaining({ code: 'store_full' }));
    expect(bench.attachments.rows()[0]?.status).toBe('connecting');
  });

  it('does not hold up the end: every source is stopped and gone', async () => {
    const bench = createBench();
    const standIns = [createStandIn(), createStandIn('other' as SourceId)];
    for (const { source, sink } of standIns) {
      bench.attachments.attach(source);
      turn(sink(), 'live');
    }
    bench.isFull = true;
    await bench.attachments.detachAll();
    expect(standIns.map(({ isStopped }) => isStopped)).toEqual([true, true]);
    expect(bench.attachments.rows()).toEqual([]);
  });
});

describe('detaching', () => {
  it('waits for the source’s last word, marks the loss and takes the row away', async () => {
    const bench = createBench();
    const { source, sink } = createStandIn();
    bench.attachments.attach(source);
    turn(sink(), 'live');
    await bench.attachments.detach(ROOM);
    expect(typesOf(bench)).toEqual(['source.lost']);
    expect([bench.attachments.rows(), bench.attachments.sources()]).toEqual([[], []]);
  });

  it('twice at once, with a new one attached right behind, neither loses the new one nor says the loss twice', async () => {
    const bench = createBench();
    const old = createStandIn();
    let open = (): void => undefined;
    old.gate = new Promise((resolve) => {
      open = resolve;
    });
    bench.attachments.attach(old.source);
    turn(old.sink(), 'live');
    const fresh = createStandIn();
    const first = bench.attachments.detach(ROOM).then(() => bench.attachments.attach(fresh.source));
    const second = bench.attachments.detach(ROOM);
    open();
    await Promise.all([first, second]);
    expect(bench.attachments.sources()).toEqual([fresh.source]);
    expect(typesOf(bench)).toEqual(['source.lost']);
  });

  it.each<[FeedStand, readonly string[]]>([
    ['lost', ['off']],
    ['aside', []],
    [null, []],
  ])(
    'of one that stands as %s leaves the desk waiting for it for ever, or says more than it knows',
    async (stand, said) => {
      const bench = createBench();
      const { source, sink } = createStandIn();
      bench.attachments.attach(source);
      bench.stand = stand === 'aside' ? 'lost' : stand;
      turn(sink(), 'down');
      bench.stand = stand;
      await bench.attachments.detach(ROOM);
      expect(bench.facts.map(({ body }) => body)).toEqual(said.map((reason) => ({ type: 'source.lost', reason })));
    },
  );

  it('of all at the end says of a source that is lost that a person put it aside', async () => {
    const bench = createBench();
    const { source, sink } = createStandIn();
    bench.attachments.attach(source);
    bench.stand = 'lost';
    turn(sink(), 'down');
    await bench.attachments.detachAll();
    expect(bench.facts).toEqual([]);
  });

  it('of a source that is not there is nothing', async () => {
    const bench = createBench();
    await bench.attachments.detach(ROOM);
    expect(bench.changes).toBe(0);
  });

  it('comes before attaching another of the same id, or two would move one cursor', () => {
    const bench = createBench();
    bench.attachments.attach(createStandIn().source);
    const second = createStandIn();
    expect(() => bench.attachments.attach(second.source)).toThrow(expect.objectContaining({ code: 'busy' }));
    expect(() => second.sink()).toThrow('not started');
  });
});
