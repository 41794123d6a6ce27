// Raw frames in a recording: beside what was made of them, without a secret, bounded, and good enough to be read again.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../src-main/contract/topics.ts';
import { type Instant, instant, type SourceId } from '../../src-main/core/units.ts';
import { createAttachments } from '../../src-main/ingest/attachments.ts';
import { createBarrageGrabSource } from '../../src-main/ingest/barrage-grab/barrage-grab-source.ts';
import { createBarrageGrabParser } from '../../src-main/ingest/barrage-grab/parse-barrage-grab.ts';
import type { EventSource, SourceBatch } from '../../src-main/ingest/event-source.ts';
import { createLaplaceSource } from '../../src-main/ingest/laplace/laplace-source.ts';
import { createSecretMask } from '../../src-main/ingest/raw-frame.ts';
import { createRecorder, type Recorder, type RecorderOptions } from '../../src-main/ingest/recorder.ts';
import { readFrameLine } from '../../src-main/ingest/recording.ts';
import { finishRecordings, listRecordings } from '../../src-main/ingest/recording-shelf.ts';
import { createAstroSource } from '../../src-main/ingest/tips/astro-source.ts';
import { until } from './support/feed-rig.ts';
import { startWsFeed, type WsFeedServer } from './support/feed-server.ts';
import { makeFolder } from './support/recorded.ts';

const TOKEN = 'tok-7f3a9c2e"\\quote';
const clock = (): Instant => instant(Date.now());
let dir = '';
let removeFolder: () => void = () => undefined;
const problems: Problem[] = [];
const servers: WsFeedServer[] = [];

beforeEach(() => {
  ({ dir, remove: removeFolder } = makeFolder());
  problems.length = 0;
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  removeFolder();
});

const open = (change: Partial<RecorderOptions> = {}): Recorder =>
  createRecorder({
    dir,
    title: '夜场',
    currency: 'CNY',
    clock,
    onProblem: (problem) => problems.push(problem),
    syncEveryMs: 1,
    ...change,
  });

const linesOf = (name: string): readonly Readonly<Record<string, unknown>>[] =>
  readFileSync(join(dir, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

/** Attaches a source with whatever records it, as the engine does. */
const attachTo = (recorder: Recorder, source: EventSource, secrets: readonly string[], taken: SourceBatch[]) => {
  const attachments = createAttachments({
    clock,
    cursor: () => 0,
    take: async (_source, batch) => {
      taken.push(batch);
    },
    say: () => undefined,
    onChange: () => undefined,
    witness: recorder,
  });
  attachments.attach(source, { name: '抖音', secrets });
  return attachments;
};

const making = (url: string, settings: Readonly<Record<string, string>> = {}) => ({
  sourceId: 'feed' as SourceId,
  name: 'feed',
  settings: { url, ...settings },
  clock,
});

const barrage = (id: number, text: string): string =>
  JSON.stringify({
    Type: 1,
    ProcessName: 'x',
    Data: JSON.stringify({
      MsgId: id,
      User: { Id: 55, Nickname: '小鹿', SecUid: 'MS4wLjABviewer' },
      RoomId: '7309',
      Content: text,
    }),
  });

describe('a frame', () => {
  it('is lost, changed, or not told apart by what became of it, or cannot be read again to the same events', async () => {
    const server = await startWsFeed();
    servers.push(server);
    const recorder = open();
    const taken: SourceBatch[] = [];
    const attachments = attachTo(recorder, createBarrageGrabSource(making(server.url)), [], taken);
    await until(() => expect(server.clients.size).toBe(1));
    const frames = [barrage(1, '这个多少钱'), 'not json', barrage(2, '3号要2件'), '{"Type":99,"Data":"{}"}'];
    for (const frame of frames) server.send(frame);
    await until(() => expect(taken.flatMap(({ rejects }) => rejects).length).toBe(2));
    await attachments.detachAll();
    await recorder.stop();

    const lines = linesOf(recorder.name);
    const raw = lines.flatMap((line) => readFrameLine(line) ?? []);
    expect(raw.map(({ way, text }) => [way, text])).toEqual(frames.map((text) => ['in', text]));
    const reads = lines.filter((line) => 'read' in line);
    expect(reads.map(({ read, rejects }) => [read, rejects])).toEqual([
      [1, 0],
      [2, 1],
      [3, 0],
      [4, 1],
    ]);
    expect(lines.filter((line) => 'reject' in line).map(({ source }) => source)).toEqual(['s1', 's1']);

    // What a bug report is for: its frames through the adapter again.
    const parse = createBarrageGrabParser(clock);
    const again = raw.map(({ text }) => parse(text));
    const first = taken.flatMap(({ events }) => events);
    expect(again.flatMap(({ events }) => events).map(({ id, body }) => ({ id, body }))).toEqual(
      first.map(({ id, body }) => ({ id, body })),
    );
    expect(again.flatMap(({ rejects }) => rejects).map(({ reason }) => reason)).toEqual(
      taken.flatMap(({ rejects }) => rejects).map(({ reason }) => reason),
    );
  });

  it.each([
    [
      'in what we send',
      (url: string) => createAstroSource(making(url, { channel: 'c1', token: TOKEN, method: 'jwt' })),
      '{"type":"welcome"}',
    ],
    [
      'in what comes back',
      (url: string) => createLaplaceSource(making(url, { token: TOKEN })),
      `{"type":"established","token":${JSON.stringify(TOKEN)}}`,
    ],
  ])('gives a secret away %s', async (_where, make, greeting) => {
    const server = await startWsFeed({ onConnect: (socket) => socket.send(greeting) });
    servers.push(server);
    const attachments = createAttachments({
      clock,
      cursor: () => 0,
      take: async () => undefined,
      say: () => undefined,
      onChange: () => undefined,
      witness: {
        frame: (source, frame) => recorder.frame(source, frame),
        read: (source, reading) => recorder.read(source, reading),
        rejects: (source, rejects) => recorder.rejects(source, rejects),
      },
    });
    const recorder = open({ mask: (source, text) => createSecretMask(attachments.secretsOf(source))(text) });
    attachments.attach(make(server.url), { name: 'x', secrets: [TOKEN] });
    await until(() => expect(recorder.state().frames).toBeGreaterThan(0));
    await until(() => expect(server.heard.length + Number(greeting.includes('established'))).toBeGreaterThan(0));
    await attachments.detachAll();
    await recorder.stop();
    const file = readFileSync(join(dir, recorder.name), 'utf8');
    expect(file).toContain('•••');
    for (const writing of ['tok-7f3a9c2e', encodeURIComponent(TOKEN), Buffer.from(TOKEN).toString('base64')])
      expect(file).not.toContain(writing);
  });

  it.each([
    '{"token":"abcdefgh"}',
    '{"a":"{\\"access_token\\":\\"abcdefgh\\"}"}',
    '{"password" : "abcdefgh"}',
    'wss://host/path?room=1&token=abcdefgh&x=1',
    '{"headers":{"authorization":"Bearer abcdefgh"}}',
    'authorization: Bearer abcdefgh',
    '{"cmd":1,"data":{"roomKey":{"type":2,"value":"abcdefgh"}}}',
    'https://cdn.example/a.jpg?x-expires=1&x-signature=abcdefgh',
  ])('keeps what stands where secrets stand, though nobody has told it: %s', (text) => {
    expect(createSecretMask([])(text)).not.toContain('abcdefgh');
  });

  it('loses a word that is no secret', () => {
    const text = '{"type":"chat","text":"token 是什么","viewer":{"id":"7","name":"Key"},"author":"auth","count":3}';
    expect(createSecretMask(['', 'abc'])(text)).toBe(text);
  });

  it('with any text comes back as it was, or breaks the lines around it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 20 }), async (texts) => {
        const recorder = open();
        for (const data of texts) recorder.frame('a' as SourceId, { way: 'out', data });
        await recorder.stop();
        expect(linesOf(recorder.name).flatMap((line) => readFrameLine(line)?.text ?? [])).toEqual(
          texts.map((text) => JSON.parse(JSON.stringify(text)) as string),
        );
      }),
      { numRuns: 25 },
    );
  });
});

describe('a recorder that cannot keep up', () => {
  it('stops the recording, or leaves frames out and says nothing of it, before events are lost', async () => {
    const recorder = open({ limits: { waitingFrames: 500 }, syncEveryMs: 60_000 });
    for (let n = 0; n < 50; n += 1) recorder.frame('a' as SourceId, { way: 'in', data: 'x'.repeat(100) });
    expect(recorder.state().lostFrames).toBeGreaterThan(30);
    await recorder.stop();
    const lines = linesOf(recorder.name);
    const kept = lines.filter((line) => 'frame' in line).length;
    const lost = lines.reduce((sum, line) => sum + (typeof line.lost === 'number' ? line.lost : 0), 0);
    expect(kept + lost).toBe(50);
    expect(lines.at(-1)).toMatchObject({ frames: kept, lostFrames: lost });
    expect(problems).toEqual([]);
  });

  it('writes a frame of any length, or cuts one and does not say so', async () => {
    const recorder = open({ limits: { frame: 10 } });
    recorder.frame('a' as SourceId, { way: 'in', data: '很长很长很长很长很长很长' });
    await recorder.stop();
    expect(linesOf(recorder.name).flatMap((line) => readFrameLine(line) ?? [])).toEqual([
      { frame: 1, way: 'in', text: '很长很长很长很长很长', bytes: 36 },
    ]);
  });

  it('without frames writes some all the same', async () => {
    const recorder = open({ hasFrames: false });
    recorder.frame('a' as SourceId, { way: 'in', data: 'x' });
    recorder.read('a' as SourceId, { events: [], rejects: [], skipped: 1 });
    await recorder.stop();
    expect(linesOf(recorder.name).length).toBe(2);
  });

  it('takes what a source says that was not chosen', async () => {
    const recorder = open({ only: ['a' as SourceId] });
    for (const source of ['a', 'b'] as SourceId[]) {
      recorder.frame(source, { way: 'in', data: source });
      recorder.rejects(source, [{ eventId: null, reason: 'no', raw: source, bytes: 1, times: 1 }]);
    }
    await recorder.stop();
    const text = readFileSync(join(dir, recorder.name), 'utf8');
    expect(linesOf(recorder.name).filter((line) => 'frame' in line || 'reject' in line).length).toBe(2);
    expect(text).not.toContain('"b"');
  });
});

describe('a crash between frames', () => {
  it('leaves a file whose footer counts them wrong', async () => {
    const recorder = open();
    for (let n = 0; n < 3; n += 1) recorder.frame('a' as SourceId, { way: 'in', data: `f${n}` });
    await recorder.stop();
    const whole = readFileSync(join(dir, recorder.name), 'utf8').split('\n');
    writeFileSync(join(dir, 'cut.jsonl.part'), `${whole.slice(0, 4).join('\n')}\n{"at":1,"sour`);
    await finishRecordings(dir, (_, fault) => expect.unreachable(String(fault)));
    const row = listRecordings({ own: dir, builtIn: null }).find(({ name }) => name === 'cut.jsonl');
    expect(row).toMatchObject({ frames: 2, events: 0 });
  });
});
