// The sources attached to the current show: what each last said of itself, and the sink that each speaks into.

import { Refusal } from '../contract/errors.ts';
import type { SourceStatus, SourceTopicRow } from '../contract/topics.ts';
import type { FeedMemory, FeedStand } from '../core/coverage.ts';
import type { DeskFactBody } from '../core/fact.ts';
import type { LiveEventType } from '../core/live-event.ts';
import type { Instant, SourceId } from '../core/units.ts';
import type { EventSource, SourceBatch, SourceSink, SourceWitness } from './event-source.ts';
import { countRejects } from './reject.ts';
import { createRejectShare, type RejectShare } from './reject-share.ts';

/** What is known of a source beside what it says itself. */
export interface GivenSelf {
  readonly name: string;
  readonly reads?: readonly LiveEventType[];
  readonly memory?: FeedMemory;
  /** Never said of it, only known: taken out of whatever is written of it. */
  readonly secrets?: readonly string[];
}

export interface Attachments {
  /** Throws Refusal `busy` where a source of this id is attached already: two of one id would move one cursor. */
  attach(source: EventSource, given?: GivenSelf): void;
  /** A person's name for it: what it calls itself is not shown any more. */
  rename(sourceId: SourceId, name: string): void;
  /** Cannot be attached: where figures count on it, it is lost. */
  miss(sourceId: SourceId, reason: string): void;
  /** Settles once the source has said its last word. */
  detach(sourceId: SourceId): Promise<void>;
  /** Never rejects: a last word that a full disk cannot keep must not hold up the end. */
  detachAll(): Promise<void>;
  sources(): readonly EventSource[];
  rows(): readonly SourceTopicRow[];
  /** What must be taken out of whatever is written of the source. */
  secretsOf(sourceId: SourceId): readonly string[];
}

export interface AttachmentsOptions {
  readonly clock: () => Instant;
  cursor(sourceId: SourceId): number;
  take(sourceId: SourceId, batch: SourceBatch): Promise<void>;
  /** A fact about the source itself, to be appended at once. */
  say(sourceId: SourceId, fact: DeskFactBody): void;
  /** As the facts so far tell it: what is up may have been so in a run that ended without a last word. */
  standOf?(sourceId: SourceId): FeedStand;
  /** Something in `rows` is different now. */
  onChange(): void;
  readonly witness?: SourceWitness;
}

interface Attachment {
  readonly source: EventSource;
  readonly secrets: readonly string[];
  readonly share: RejectShare;
  readonly self: Omit<GivenSelf, 'name' | 'secrets'>;
  /** By a person; null: it is called what it calls itself. */
  givenName: string | null;
  row: SourceTopicRow;
}

const isUp = (status: SourceStatus): boolean => status === 'live' || status === 'stale';

/** The fact that a change of status makes, or null where the charts need none. */
const factOf = (
  from: SourceStatus,
  to: SourceStatus,
  { reason, knownAt }: { readonly reason: string; readonly knownAt: Instant | undefined },
): DeskFactBody | null => {
  const known = knownAt === undefined ? {} : { knownAt };
  if (from === 'live' && to === 'stale') return { type: 'source.stalled', ...known };
  if (from === 'stale' && to === 'live') return { type: 'source.resumed' };
  if (isUp(from) && !isUp(to)) return { type: 'source.lost', reason, ...known };
  return null;
};

export const createAttachments = (options: AttachmentsOptions): Attachments => {
  const { clock, cursor, take, say, onChange, witness } = options;
  const attached = new Map<SourceId, Attachment>();

  const miss = (sourceId: SourceId, reason: string): void => {
    const stand = options.standOf?.(sourceId) ?? null;
    if (stand === 'up' || stand === 'aside') say(sourceId, { type: 'source.lost', reason });
  };

  const change = (attachment: Attachment, next: Partial<SourceTopicRow>): void => {
    attachment.row = { ...attachment.row, ...next };
    onChange();
  };

  const turn = (
    attachment: Attachment,
    status: SourceStatus,
    rest: Partial<SourceTopicRow>,
    knownAt?: Instant,
  ): void => {
    const { sourceId, status: before, since, attempt: failed } = attachment.row;
    const reason = rest.problem?.code ?? status;
    const fact = factOf(before, status, { reason, knownAt });
    // The row first: it must tell of a full disk though the fact cannot be appended.
    const attempt = isUp(status) ? 0 : failed + Number(rest.retryAt != null);
    change(attachment, { ...rest, status, attempt, since: status === before ? since : clock() });
    if (fact !== null) say(sourceId, fact);
    else if (status === 'reconnecting' || status === 'down') miss(sourceId, reason);
  };

  const count = (attachment: Attachment, batch: SourceBatch): void => {
    const events = batch.events.length;
    const rejects = countRejects(batch.rejects);
    if (events + rejects === 0) return;
    const { row, share } = attachment;
    share.add(clock(), events, rejects);
    change(attachment, {
      events: row.events + events,
      rejects: row.rejects + rejects,
      doubt: share.doubt(clock()),
      ...(events === 0 ? {} : { lastEventAt: clock() }),
    });
  };

  const sinkFor = (attachment: Attachment): SourceSink => {
    const { sourceId } = attachment.source;
    return {
      cursor: () => cursor(sourceId),
      take: async (batch) => {
        await take(sourceId, batch);
        count(attachment, batch);
        if (batch.rejects.length > 0) witness?.rejects(sourceId, batch.rejects);
      },
      frame: (frame) => witness?.frame(sourceId, frame),
      read: (reading) => witness?.read(sourceId, reading),
      connected: (hello) => {
        say(sourceId, {
          type: 'source.connected',
          name: attachment.givenName ?? hello.name,
          kind: attachment.source.kind,
          clockOffsetMs: hello.clockOffsetMs,
          capabilities: hello.capabilities,
          ...attachment.self,
          ...(isUp(attachment.row.status) ? { isSameLink: true } : {}),
        });
        const { clockOffsetMs, capabilities } = hello;
        const name = attachment.givenName ?? hello.name;
        turn(attachment, 'live', { name, clockOffsetMs, capabilities, retryAt: null, problem: null });
      },
      gap: ({ from, to }) => say(sourceId, { type: 'source.gap', from, to, lastAt: attachment.row.lastEventAt }),
      status: ({ status, retryAt, problem, knownAt }) => turn(attachment, status, { retryAt, problem }, knownAt),
    };
  };

  const leave = async (sourceId: SourceId): Promise<void> => {
    const attachment = attached.get(sourceId);
    if (attachment === undefined) return;
    await attachment.source.stop();
    // Another detach may have been waiting for the same stop.
    if (attached.get(sourceId) !== attachment) return;
    attached.delete(sourceId);
    turn(attachment, 'off', {});
  };

  const detach = async (sourceId: SourceId): Promise<void> => {
    await leave(sourceId);
    // What is lost and then put aside by a person is not missed any more.
    if (!attached.has(sourceId) && options.standOf?.(sourceId) === 'lost')
      say(sourceId, { type: 'source.lost', reason: 'off' });
  };

  return {
    attach: (source, given) => {
      const { sourceId, kind } = source;
      const { name: givenName = null, secrets = [], ...self } = given ?? {};
      if (attached.has(sourceId)) throw new Refusal('busy', 'this source is attached already', { sourceId });
      const attachment: Attachment = {
        source,
        secrets: [...(source.secrets ?? []), ...secrets],
        share: createRejectShare(),
        self,
        givenName,
        row: {
          sourceId,
          name: givenName ?? source.name,
          kind,
          status: 'connecting',
          since: clock(),
          lastEventAt: null,
          retryAt: null,
          problem: null,
          clockOffsetMs: 0,
          capabilities: [],
          attempt: 0,
          events: 0,
          rejects: 0,
          doubt: null,
        },
      };
      attached.set(sourceId, attachment);
      onChange();
      source.start(sinkFor(attachment));
    },
    rename: (sourceId, name) => {
      const attachment = attached.get(sourceId);
      if (attachment === undefined) return;
      attachment.givenName = name;
      change(attachment, { name });
    },
    miss,
    detach,
    detachAll: async () => {
      await Promise.allSettled([...attached.keys()].map(leave));
    },
    sources: () => [...attached.values()].map(({ source }) => source),
    rows: () => [...attached.values()].map(({ row }) => row),
    secretsOf: (sourceId) => attached.get(sourceId)?.secrets ?? [],
  };
};
