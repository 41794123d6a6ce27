// A link whose engine is a script: enough life to look at the screens without one.

import type { StateTopicName, StateTopics } from '../../../src-main/contract/topics.ts';
import type { FromEngine, StateMessage, ToEngine } from '../../../src-main/contract/wire.ts';
import { instant } from '../../../src-main/core/units.ts';
import { createListeners, type Link, type LinkStatus } from '../../../src-renderer/client/link.ts';
import { commandRow, feedRow, firstTopics, kpiTopic, laneRow, pinTopic, staleAt } from './preview-show.ts';

export interface PreviewOptions {
  readonly products: number;
  readonly rowsPerSecond: number;
  readonly scene: string;
}

type Input = Readonly<Record<string, string>>;

const SCENES: Readonly<Record<string, (topics: StateTopics, now: number) => Partial<StateTopics>>> = {
  armed: (topics) => ({ 'deal.list': topics['deal.list'].filter((deal) => deal.phase === 'armed') }),
  form: () => ({ 'deal.list': [] }),
  draft: (topics) => ({
    'show.current': { ...topics['show.current'], phase: 'draft', startedAt: null },
    'pin.current': pinTopic(undefined, topics['product.list'][0], instant(0)),
    'deal.list': [],
    'question.list': [],
    'source.list': [],
  }),
  stale: (topics, now) => {
    const staleSince = instant(now - 38_000);
    return { 'kpi.live': { ...topics['kpi.live'], staleSince, staleBy: staleAt(staleSince) } };
  },
  trouble: (topics, now) => ({
    'engine.state': { ...topics['engine.state'], problem: { code: 'store_full', details: {} } },
    'command.state': {
      waiting: 0,
      rows: [
        { ...commandRow('deal.start', 3, instant(now)), state: 'refused', code: 'limit', message: '价格低于平台限制' },
      ],
    },
    'source.list': topics['source.list'].map((source) => ({
      ...source,
      status: 'down' as const,
      problem: { code: 'unreachable', details: { host: 'room.example:4455' } },
    })),
  }),
};

export const openPreviewLink = ({ products, rowsPerSecond, scene }: PreviewOptions): Link => {
  const messages = createListeners<FromEngine>();
  const statuses = createListeners<LinkStatus>();
  const first = firstTopics(instant(Date.now()), products);
  const topics: StateTopics = { ...first, ...SCENES[scene]?.(first, Date.now()) };
  const seqs = new Map<string, number>();
  let made = 40;

  const tell = <Name extends StateTopicName>(topic: Name, value: StateTopics[Name]): void => {
    topics[topic] = value;
    const seq = (seqs.get(topic) ?? 0) + 1;
    seqs.set(topic, seq);
    messages.tell({ t: 'state', topic, seq, value } as unknown as StateMessage);
  };

  const pin = (input: Input): void => {
    const list = topics['product.list'];
    const at = list.findIndex((row) => row.variantId === input.variantId);
    const now = instant(Date.now());
    const topic = pinTopic(list[at], list[at + 1], now);
    tell('pin.current', topic.pinned === null ? topic : { ...topic, pinned: { ...topic.pinned, startedAt: now } });
    tell(
      'product.list',
      list.map((row, i) => ({
        ...row,
        explain: i === at ? 'explaining' : row.explain === 'none' ? 'none' : 'explained',
      })),
    );
    tell('command.state', { waiting: 1, rows: [commandRow('product.pin', list[at]?.number ?? null, now)] });
    window.setTimeout(() => tell('command.state', { waiting: 0, rows: [] }), 900);
  };

  const answers: Readonly<Record<string, (input: Input) => unknown>> = {
    'product.pin': pin,
    'product.unpin': () => tell('pin.current', { ...topics['pin.current'], pinned: null }),
    'show.pause': () => tell('show.current', { ...topics['show.current'], isPaused: true }),
    'show.resume': () => tell('show.current', { ...topics['show.current'], isPaused: false }),
    'deal.fire': ({ dealId }) => {
      const now = Date.now();
      tell(
        'deal.list',
        topics['deal.list'].map((deal) =>
          deal.dealId === dealId
            ? {
                ...deal,
                phase: 'countdown',
                opensAt: instant(now + deal.countdownMs),
                closesAt: instant(now + deal.countdownMs + deal.durationMs),
              }
            : deal,
        ),
      );
    },
    'deal.stop': ({ dealId }) =>
      tell(
        'deal.list',
        topics['deal.list'].map((deal) =>
          deal.dealId === dealId ? { ...deal, phase: 'ended', endReason: 'stopped' } : deal,
        ),
      ),
    'deal.disarm': ({ dealId }) =>
      tell(
        'deal.list',
        topics['deal.list'].filter((deal) => deal.dealId !== dealId),
      ),
    'message.send': () => ({ messageId: 'message-1' }),
    'show.list': () => [{ ...topics['show.current'], createdAt: Date.now() - 7_200_000, isCurrent: true }],
    'recording.list': () => [],
    'reject.list': () => [],
  };

  const answer = ({ id, name, input }: Extract<ToEngine, { t: 'request' }>): void => {
    const make = answers[name];
    const reply =
      make === undefined
        ? ({ ok: false, code: 'internal', message: 'not scripted' } as const)
        : ({ ok: true, value: make(input as Input) ?? null } as const);
    window.setTimeout(() => messages.tell({ t: 'reply', id, reply }), 30);
  };

  const subscribe = (topic: string): void => {
    const now = Date.now();
    if (topic === 'feed.rows' || topic === 'lane.rows') {
      const rows =
        topic === 'feed.rows'
          ? Array.from({ length: 40 }, (_, n) => feedRow(n, instant(now)))
          : Array.from({ length: 9 }, (_, n) => laneRow(n, instant(now - (9 - n) * 7000)));
      messages.tell({
        t: 'feed',
        topic,
        seq: seqs.get(topic) ?? 0,
        isSnapshot: true,
        rows,
        skipped: 0,
      } as unknown as FromEngine);
      return;
    }
    tell(topic as StateTopicName, topics[topic as StateTopicName]);
  };

  window.setTimeout(() => {
    statuses.tell('open');
    messages.tell({ t: 'hello', now: instant(Date.now()), role: 'owner' });
  });
  if (scene === 'lost') window.setTimeout(() => statuses.tell('closed'), 1500);
  window.setInterval(() => {
    if (scene === 'stale' || scene === 'draft') return;
    const now = instant(Date.now());
    tell('kpi.live', kpiTopic(now));
    tell(
      'source.list',
      topics['source.list'].map((row) => (row.status === 'live' ? { ...row, lastEventAt: instant(now - 200) } : row)),
    );
  }, 500);
  window.setInterval(
    () => {
      if (scene === 'draft') return;
      const count = Math.max(1, Math.round(rowsPerSecond / 10));
      const rows = Array.from({ length: Math.min(30, count) }, () => feedRow(made++, instant(Date.now())));
      const seq = (seqs.get('feed.rows') ?? 0) + 1;
      seqs.set('feed.rows', seq);
      messages.tell({ t: 'feed', topic: 'feed.rows', seq, isSnapshot: false, rows, skipped: 0 });
    },
    rowsPerSecond < 10 ? 1000 / rowsPerSecond : 100,
  );

  return {
    send: (message) => {
      if (message.t === 'request') answer(message);
      if (message.t === 'subscribe') window.setTimeout(() => subscribe(message.topic));
    },
    onMessage: messages.add,
    onStatus: statuses.add,
  };
};
