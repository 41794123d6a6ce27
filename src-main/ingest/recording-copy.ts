// Copies a recording so that it can be given away: people in it are somebody else, everything else still happens the same.

import { createHmac, randomBytes } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { RecordingCopy } from '../contract/recording-documents.ts';
import { ROOM_COMMAND_KINDS } from '../contract/room-protocol.ts';
import { createIdentityScrub, type HideIdentity, type IdentityKind } from '../core/identity-text.ts';
import type { LiveEvent } from '../core/live-event.ts';
import { parseLiveEvent } from '../core/parse-event.ts';
import { type EventPseudonyms, peopleIn, toPseudonymousEvent } from '../core/pseudonymous-event.ts';
import { instant } from '../core/units.ts';
import { createFrameShape } from './frame-shape.ts';
import {
  type FrameFate,
  kindOfLine,
  RECORDING_SUFFIX,
  RECORDING_VERSION,
  type RecordedSource,
  type RecordingHeader,
  readFeedLine,
  readFooter,
  readFrameLine,
  readJoined,
  readLine,
  readRejectLine,
  sourceOf,
  timeOf,
} from './recording.ts';
import { readLines } from './recording-lines.ts';
import { createRecordingTally } from './recording-tally.ts';
import { readRecordingHeader } from './replay-deck.ts';

export type CopiedRecording = Omit<RecordingCopy, 'file'>;

/** Told apart from the recording by its name, also in a folder of another computer. */
const COPY_SUFFIX = '-pseudonymised';
const BUSY_SUFFIX = '.copying';

const LETTERS = 'bcdfghjkmnpqrtvwxz';
const PREFIXES: Readonly<Record<IdentityKind, string>> = {
  name: '访客',
  id: 'v-',
  phone: 'tel-',
  mail: 'mail-',
  link: 'link-',
  handle: 'handle-',
  address: 'address-',
};
/** Letters of a stand-in. 18 letters: 24 of them never meet, 8 may be told apart by a reader. */
const NAME_LETTERS = 8;
const ID_LETTERS = 24;

/** A time of the protocol's range, so that an event of a file can be read by its reader. */
const ANY_TIME = Date.UTC(2026, 0, 1);

const ROOM_KINDS: ReadonlySet<string> = new Set(['room', 'demo']);

const createPseudonyms = (): { readonly hide: HideIdentity; readonly thing: (id: string) => string } => {
  // Made for this copy and forgotten with it: without it nobody can try names until one fits.
  const key = randomBytes(32);
  const spell = (what: string, value: string, length: number): string => {
    const bytes = createHmac('sha256', key).update(`${what}\0${value}`).digest();
    return [...bytes.subarray(0, length)].map((byte) => LETTERS[byte % LETTERS.length] ?? '').join('');
  };
  return {
    hide: (kind, value) =>
      `${PREFIXES[kind]}${kind === 'id' ? spell(kind, value, ID_LETTERS) : spell(kind, value.toLowerCase(), NAME_LETTERS)}`,
    thing: (id) => `i-${spell('thing', id, ID_LETTERS)}`,
  };
};

const readEvent = (raw: unknown): LiveEvent | null => {
  if (typeof raw !== 'object' || raw === null) return null;
  const parsed = parseLiveEvent({ ...raw, seq: 0, at: ANY_TIME });
  return parsed.ok ? parsed.event : null;
};

const unquote = (reason: string): string => reason.replaceAll(/"(?:[^"\\]|\\.)*"/g, '"…"');

/** A room's message, where it is one: its name and its events. */
const readRoomFrame = (text: string): { readonly envelope: object; readonly events: readonly unknown[] } | null => {
  const value = readLine(text);
  if (!Array.isArray(value) || value[0] !== 'events') return null;
  const batch: unknown = value[1];
  if (typeof batch !== 'object' || batch === null || !('events' in batch) || !Array.isArray(batch.events)) return null;
  return { envelope: batch, events: batch.events };
};

/** When it was, not what its show was called: that may name the host. */
const titleOf = (stem: string): string => (/^[\d-]+$/.test(stem) ? stem : 'recording');

const freshPath = (dir: string, stem: string): string => {
  for (let copy = 1; ; copy += 1) {
    const path = join(dir, `${stem}${COPY_SUFFIX}${copy === 1 ? '' : `-${copy}`}${RECORDING_SUFFIX}`);
    if (!existsSync(path)) return path;
  }
};

const sourcesOf = (header: RecordingHeader): readonly RecordedSource[] =>
  header.kongtaiRecording === 1
    ? [{ key: 's1', name: '', kind: 'recording', isUp: true, capabilities: ROOM_COMMAND_KINDS }]
    : header.sources;

/** Everybody who is named in the file. */
const findPeople = async (file: string): Promise<{ readonly names: Set<string>; readonly ids: Set<string> }> => {
  const names = new Set<string>();
  const ids = new Set<string>();
  const meet = (raw: unknown): void => {
    const event = readEvent(raw);
    if (event === null) return;
    for (const { id, name } of peopleIn(event)) {
      ids.add(id);
      names.add(name);
    }
  };
  for await (const lines of readLines(file)) {
    for (const { text } of lines) {
      const raw = text === null ? undefined : readLine(text);
      if (kindOfLine(raw) === 'event') meet(raw);
      const frame = kindOfLine(raw) === 'frame' ? readFrameLine(raw) : null;
      if (frame !== null) for (const each of readRoomFrame(frame.text)?.events ?? []) meet(each);
    }
  }
  return { names, ids };
};

/** Writes the copy into `dir`. Rejects with Refusal `bad_recording` where there is nothing to copy. */
export const copyRecording = async (file: string, dir: string): Promise<CopiedRecording> => {
  const header = await readRecordingHeader(file);
  const people = await findPeople(file);
  const { hide, thing } = createPseudonyms();
  const scrub = createIdentityScrub(people, hide);
  const shapeOf = createFrameShape(scrub);
  const tally = createRecordingTally();
  const kinds = new Map<string, string>();
  const counted = { texts: 0, rewritten: 0, reduced: 0 };
  const to: EventPseudonyms = {
    hide,
    thing,
    text: (text) => {
      const clean = scrub.text(text);
      if (clean !== text) counted.texts += 1;
      return clean;
    },
  };

  const fateOf = (kind: string): FrameFate => (ROOM_KINDS.has(kind) ? 'rewritten' : 'reduced');

  /** A source is called by its kind: its own name may be the host's. */
  const renamed = (source: RecordedSource): RecordedSource => {
    kinds.set(source.key, source.kind);
    return { ...source, name: `${source.kind} ${source.key}` };
  };

  const toEventLine = (raw: object, event: LiveEvent, whose: object): object => {
    const { at } = raw as { readonly at?: unknown };
    const { id, body } = toPseudonymousEvent({ ...event, at: instant(ANY_TIME) }, to);
    return { id, at, ...whose, ...body };
  };

  const rewriteRoomFrame = (text: string): string | null => {
    const frame = readRoomFrame(text);
    if (frame === null) return null;
    const events = frame.events.map((raw) => {
      const event = readEvent(raw);
      if (event === null) return JSON.parse(shapeOf(JSON.stringify(raw))) as unknown;
      const { seq } = raw as { readonly seq?: unknown };
      return { seq, ...toEventLine(raw as object, event, {}) };
    });
    const { from, to: last } = frame.envelope as { readonly from?: unknown; readonly to?: unknown };
    const isCount = (value: unknown): boolean => typeof value === 'number';
    return JSON.stringify([
      'events',
      { ...(isCount(from) ? { from } : null), ...(isCount(last) ? { to: last } : null), events },
    ]);
  };

  const toFrame = (raw: unknown, whose: object, kind: string): object | null => {
    const read = readFrameLine(raw);
    if (read === null) return null;
    const rewritten = fateOf(kind) === 'rewritten' && read.bytes === undefined ? rewriteRoomFrame(read.text) : null;
    if (rewritten === null) counted.reduced += 1;
    else counted.rewritten += 1;
    const { bytes = Buffer.byteLength(read.text) } = read;
    return { ...whose, frame: read.frame, way: read.way, text: rewritten ?? shapeOf(read.text), bytes };
  };

  const toReading = (raw: unknown, whose: object): object => {
    const { read, events, rejects, skipped } = raw as Readonly<Record<string, unknown>>;
    const ids = Array.isArray(events) ? events.filter((id) => typeof id === 'string').map(thing) : [];
    const count = (value: unknown): number => (typeof value === 'number' ? value : 0);
    return { ...whose, read: count(read), events: ids, rejects: count(rejects), skipped: count(skipped) };
  };

  const toReject = (raw: unknown, whose: object): object | null => {
    const read = readRejectLine(raw);
    if (read === null) return null;
    const eventId = read.eventId === null ? null : thing(read.eventId);
    return { ...whose, reject: { ...read, eventId, reason: to.text(unquote(read.reason)), raw: shapeOf(read.raw) } };
  };

  const toFeed = (raw: unknown, whose: object, key: string): object | null => {
    const body = readFeedLine(raw);
    if (body === null) return null;
    if (body.type === 'source.connected') return { ...whose, ...body, name: `${kinds.get(key) ?? 'source'} ${key}` };
    return { ...whose, ...body, ...(body.type === 'source.lost' ? { reason: to.text(body.reason) } : null) };
  };

  /** What it becomes; a line that cannot be read stays one, by its length alone. */
  const toLine = (raw: unknown, text: string | null): object => {
    const at = timeOf(raw);
    const key = sourceOf(raw) ?? 's1';
    const known = kinds.get(key);
    const whose = { at, ...(known === undefined ? null : { source: key }) };
    const unread = { at, unread: text?.length ?? 0 };
    switch (kindOfLine(raw)) {
      case 'joined': {
        const joined = readJoined(raw);
        return joined === null ? unread : { at, joined: renamed(joined) };
      }
      case 'feed':
        return toFeed(raw, whose, key) ?? unread;
      case 'frame':
        return toFrame(raw, whose, known ?? '') ?? unread;
      case 'read':
        return toReading(raw, whose);
      case 'reject':
        return toReject(raw, whose) ?? unread;
      case 'mark': {
        const { mark } = raw as { readonly mark?: unknown };
        return typeof mark === 'string' && /^[a-z.]{1,40}$/.test(mark) ? { at, mark } : unread;
      }
      case 'lost': {
        const { lost } = raw as { readonly lost?: unknown };
        return { at, lost: typeof lost === 'number' ? lost : 0 };
      }
      default: {
        const event = readEvent(raw);
        return event === null || raw === null ? unread : toEventLine(raw as object, event, whose);
      }
    }
  };

  const path = freshPath(dir, basename(file, RECORDING_SUFFIX));
  const busy = `${path}${BUSY_SUFFIX}`;
  const out = createWriteStream(busy, { flags: 'wx' });
  const done = finished(out);
  // Heard below, where it is waited for.
  done.catch(() => undefined);
  const put = async (line: object): Promise<void> => {
    if (out.write(`${JSON.stringify(line)}\n`)) return;
    await Promise.race([new Promise<void>((resolve) => out.once('drain', () => resolve())), done]);
  };

  try {
    const sources = sourcesOf(header).map(renamed);
    const frames = Object.fromEntries(sources.map(({ key, kind }): [string, FrameFate] => [key, fateOf(kind)]));
    const { currency, startedAt } = header;
    const copied: RecordingHeader = {
      kongtaiRecording: RECORDING_VERSION,
      title: titleOf(basename(file, RECORDING_SUFFIX)),
      currency,
      startedAt,
      sources,
      pseudonymised: { frames },
    };
    await put(copied);
    let isHeader = true;
    for await (const lines of readLines(file)) {
      for (const { text } of lines) {
        const raw = text === null ? undefined : readLine(text);
        const footer = readFooter(raw);
        if (footer !== null) tally.last(footer.durationMs);
        const isSkipped = isHeader || text?.trim() === '' || footer !== null;
        isHeader = false;
        if (isSkipped) continue;
        const line = toLine(raw, text);
        tally.see(line);
        await put(line);
      }
    }
    await put(tally.footer());
    out.end();
    await done;
    await rename(busy, path);
  } catch (error) {
    out.destroy();
    await rm(busy, { force: true });
    throw error;
  }
  const { texts, rewritten, reduced } = counted;
  return { name: basename(path), path, people: people.ids.size, texts, frames: { rewritten, reduced } };
};
