// The sources attached to the current show: what each last said of itself, and the sink that each speaks into.

import { Refusal } from '../contract/errors.ts';
import type { SourceStatus, SourceTopicRow } from '../contract/topics.ts';
import type { DeskFactBody } from '../core/fact.ts';
import type { Instant, SourceId } from '../core/units.ts';
import type { EventSource, SourceBatch, SourceSink } from './event-source.ts';
import { createRejectShare, type RejectShare } from './reject-share.ts';

export interface Attachments {
  /** Throws Refusal `busy` where a source of this id is attached already: two of one id would move one cursor. */
  attach(source: EventSource, given?: { readonly name: string }): void;
  /** A person's name for it: what it calls itself is not shown any more. */
  rename(sourceId: SourceId, name: string): void;
  /** Settles once the source has said its last word. */
  detach(sourceId: SourceId): Promise<void>;
  /** Never rejects: a last word that a full disk cannot keep must not hold up the end. */
  detachAll(): Promise<void>;
  sources(): readonly EventSource[];
  rows(): readonly SourceTopicRow[];
}

export interface AttachmentsOptions {
  readonly clock: () => Instant;
  cursor(sourceId: SourceId): number;
  take(sourceId: SourceId, batch: SourceBatch): Promise<void>;
  /** A fact about the source itself, to be appended at once. */
  say(sourceId: SourceId, fact: DeskFactBody): void;
  /** Something in `rows` is different now. */
  onChange(): void;
}

interface Attachment {
  readonly source: EventSource;
  readonly share: RejectShare;
  /** By a person; null: it is called what it calls itself. */
  givenName: string | null;
  row: SourceTopicRow;
}

const isUp = (status: SourceStatus): boolean => status === 'live' || status === 'stale';

/** The fact that a change of status makes, or null where the charts need none. */
const factOf = (from: SourceStatus, to: SourceStatus, reason: string): DeskFactBody | null => {
  if (from === 'live' && to === 'stale') return { type: 'source.stalled' };
  if (from === 'stale' && to === 'live') return { type: 'source.resumed' };
  if (isUp(from) && !isUp(to)) return { type: 'source.lost', reason };
  return null;
};

export const createAttachments = ({ clock, cursor, take, say, onChange }: AttachmentsOptions): Attachments => {
  const attached = new Map<SourceId, Attachment>();

  const change = (attachment: Attachment, next: Partial<SourceTopicRow>): void => {
    attachment.row = { ...attachment.row, ...next };
    onChange();
  };

  const turn = (attachment: Attachment, status: SourceStatus, rest: Partial<SourceTopicRow>): void => {
    const { sourceId, status: before, since, attempt: failed } = attachment.row;
    const fact = factOf(before, status, rest.problem?.code ?? status);
    // The row first: it must tell of a full disk though the fact cannot be appended.
    const attempt = isUp(status) ? 0 : failed + Number(rest.retryAt != null);
    change(attachment, { ...rest, status, attempt, since: status === before ? since : clock() });
    if (fact !== null) say(sourceId, fact);
  };

  const count = (attachment: Attachment, batch: SourceBatch): void => {
    const events = batch.events.length;
    const rejects = batch.rejects.length;
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
      },
      connected: (hello) => {
        say(sourceId, {
          type: 'source.connected',
          name: hello.name,
          clockOffsetMs: hello.clockOffsetMs,
          capabilities: hello.capabilities,
        });
        const { clockOffsetMs, capabilities } = hello;
        const name = attachment.givenName ?? hello.name;
        turn(attachment, 'live', { name, clockOffsetMs, capabilities, retryAt: null, problem: null });
      },
      gap: ({ from, to }) => say(sourceId, { type: 'source.gap', from, to, lastAt: attachment.row.lastEventAt }),
      status: ({ status, retryAt, problem }) => turn(attachment, status, { retryAt, problem }),
    };
  };

  const detach = async (sourceId: SourceId): Promise<void> => {
    const attachment = attached.get(sourceId);
    if (attachment === undefined) return;
    await attachment.source.stop();
    // Another detach may have been waiting for the same stop.
    if (attached.get(sourceId) !== attachment) return;
    attached.delete(sourceId);
    turn(attachment, 'off', {});
  };

  return {
    attach: (source, given) => {
      const { sourceId, kind } = source;
      const givenName = given?.name ?? null;
      if (attached.has(sourceId)) throw new Refusal('busy', 'this source is attached already', { sourceId });
      const attachment: Attachment = {
        source,
        share: createRejectShare(),
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
    detach,
    detachAll: async () => {
      await Promise.allSettled([...attached.keys()].map(detach));
    },
    sources: () => [...attached.values()].map(({ source }) => source),
    rows: () => [...attached.values()].map(({ row }) => row),
  };
};
