// Sources as an owner manages them: added, tried out, named, paused, removed; their secrets stay in the engine.

import { afterEach, expect, it } from 'vitest';
import type { SourceConfigRow } from '../../src-main/contract/source-documents.ts';
import { type Instant, instant, type SourceId, type ViewerId } from '../../src-main/core/units.ts';
import { keepReject } from '../../src-main/ingest/reject.ts';
import type { SecretBox } from '../../src-main/secret-box.ts';
import {
  closeRigs,
  createClock,
  createRoomVoice,
  intent,
  openRig,
  openScreen,
  type Rig,
  tempDir,
  until,
} from './support/engine-rig.ts';
import { createBridge, TEST_BOX } from './support/source-bridge.ts';

afterEach(closeRigs);

const SECRET = 'hunter2-geheim';

const chat = (id: string, at: Instant, text = '多少钱', viewer = 'u1') => ({
  id,
  seq: 0,
  at,
  body: { type: 'chat' as const, text, viewer: { id: viewer as ViewerId, name: `观众${viewer}` } },
});

const ASK = { kind: 'bridge', settings: { url: 'ws://127.0.0.1:9' }, secrets: { token: SECRET } };

const add = async (rig: Rig, part: Partial<typeof ASK & { name: string }> = {}): Promise<SourceId> =>
  (await rig.screen.must('source.add', { ...intent(), name: '弹幕桥', ...ASK, ...part })).sourceId;

const shelfRow = (rig: Rig, sourceId: SourceId): SourceConfigRow | undefined =>
  rig.screen.topic('source.shelf')?.rows.find((row) => row.sourceId === sourceId);

const stateOf = (rig: Rig, sourceId: SourceId) =>
  rig.screen.topic('source.list').find((row) => row.sourceId === sourceId);

it('a source that was added is not attached, is called what it calls itself, or a repeated click adds two', async () => {
  const bridge = createBridge();
  const rig = await openRig({ sourceKinds: [bridge.kind], secrets: TEST_BOX });
  const asked = { ...intent(), name: '弹幕桥', ...ASK };
  const { sourceId } = await rig.screen.must('source.add', asked);
  expect(await rig.screen.must('source.add', asked)).toEqual({ sourceId });
  await until(rig, () =>
    expect(stateOf(rig, sourceId)).toMatchObject({ name: '弹幕桥', kind: 'bridge', status: 'live' }),
  );
  expect(bridge.makings.at(-1)?.settings).toEqual({ ...ASK.settings, token: SECRET });
  expect(rig.screen.topic('source.shelf').rows).toHaveLength(1);
  await bridge.running.get(sourceId)?.take({ events: [chat('m1', rig.clock())], rejects: [], cursor: null });
  await until(rig, () => expect(stateOf(rig, sourceId)).toMatchObject({ events: 1, rejects: 0, doubt: null }));
  // The room that the show began with goes on beside it.
  expect(rig.screen.topic('source.list')).toHaveLength(2);
});

it('a secret reaches a screen, or lies in the clear in the store', async () => {
  const bridge = createBridge();
  const rig = await openRig({ sourceKinds: [bridge.kind], secrets: TEST_BOX });
  const sourceId = await add(rig);
  await until(rig, () => expect(shelfRow(rig, sourceId)).toMatchObject({ secrets: 'kept', problem: null }));
  expect(rig.screen.topic('source.shelf').keyring).toBe('test_ring');
  const kinds = await rig.screen.must('source.kinds', {});
  const seen = JSON.stringify([rig.screen.topic('source.shelf'), rig.screen.topic('source.list'), kinds]);
  expect(seen).not.toContain(SECRET);
  expect(JSON.stringify(rig.store.sourceConfigs())).not.toContain(SECRET);
  const again = await rig.reopen();
  expect(again.store.sourceConfigs()).toHaveLength(1);
});

it('after a restart a kept secret has to be typed again, or one that was not kept is taken for none', async () => {
  const dataDir = tempDir();
  const open = (secrets?: SecretBox) => {
    const bridge = createBridge();
    return {
      bridge,
      rig: openRig({ dataDir, sourceKinds: [bridge.kind], ...(secrets === undefined ? {} : { secrets }) }),
    };
  };
  const first = open(TEST_BOX);
  const kept = await add(await first.rig, { settings: { url: 'ws://127.0.0.1:1' } });
  await (await first.rig).engine.stop();

  const second = open(TEST_BOX);
  const rig = await second.rig;
  await until(rig, () => expect(stateOf(rig, kept)?.status).toBe('live'));
  expect(second.bridge.makings[0]?.settings).toMatchObject({ token: SECRET });
  await rig.engine.stop();

  const third = open();
  const plain = await third.rig;
  await until(plain, () =>
    expect(shelfRow(plain, kept)).toMatchObject({ secrets: 'missing', problem: { code: 'source_locked' } }),
  );
  expect(third.bridge.makings).toEqual([]);
  await plain.screen.must('source.unlock', { ...intent(), sourceId: kept, secrets: { token: 'another' } });
  await until(plain, () => expect(stateOf(plain, kept)?.status).toBe('live'));
  expect(shelfRow(plain, kept)).toMatchObject({ secrets: 'this_run', problem: null });
  expect(third.bridge.makings.at(-1)?.settings.token).toBe('another');
});

it('a paused source goes on talking, a resumed one stays silent, a removed one comes back', async () => {
  const bridge = createBridge();
  const rig = await openRig({ sourceKinds: [bridge.kind], secrets: TEST_BOX });
  const sourceId = await add(rig);
  await rig.screen.must('source.pause', { ...intent(), sourceId });
  expect(bridge.running.size).toBe(0);
  await until(rig, () => expect(shelfRow(rig, sourceId)?.isPaused).toBe(true));
  expect(stateOf(rig, sourceId)).toBeUndefined();
  await rig.screen.must('source.resume', { ...intent(), sourceId });
  expect(bridge.running.size).toBe(1);
  await rig.screen.must('source.rename', { ...intent(), sourceId, name: '新名字' });
  await until(rig, () => expect(stateOf(rig, sourceId)?.name).toBe('新名字'));
  await rig.screen.must('source.remove', { ...intent(), sourceId });
  expect(bridge.running.size).toBe(0);
  await until(rig, () => expect(rig.screen.topic('source.shelf').rows).toEqual([]));
  expect(await rig.screen.ask('source.remove', { ...intent(), sourceId })).toMatchObject({
    ok: false,
    code: 'not_found',
  });
});

it('the same source is attached twice and its events count twice', async () => {
  const bridge = createBridge();
  const rig = await openRig({ sourceKinds: [bridge.kind], secrets: TEST_BOX });
  const sourceId = await add(rig);
  const again = await rig.screen.ask('source.add', { ...intent(), name: '又一个', ...ASK });
  expect(again).toMatchObject({ ok: false, code: 'source_twice' });
  expect(await rig.screen.ask('source.test', ASK)).toMatchObject({ ok: false, code: 'source_twice' });
  expect(rig.screen.topic('source.shelf').rows.length).toBeLessThan(2);
  // Removed and added again it is the same one: what it resends is known.
  await bridge.running.get(sourceId)?.take({ events: [chat('m1', rig.clock())], rejects: [], cursor: null });
  await rig.screen.must('source.remove', { ...intent(), sourceId });
  expect(await add(rig)).toBe(sourceId);
  await bridge.running.get(sourceId)?.take({ events: [chat('m1', rig.clock())], rejects: [], cursor: null });
  const facts = [...rig.store.factsOf(rig.screen.topic('show.current').showId)];
  expect(facts.filter(({ body }) => body.type === 'chat')).toHaveLength(1);
});

it('two accounts that only their secrets tell apart cannot both be attached', async () => {
  const tips = createBridge('tips', [{ name: 'token', kind: 'secret', isRequired: true }]);
  const rig = await openRig({ sourceKinds: [tips.kind], secrets: TEST_BOX });
  const ask = (token: string) => add(rig, { kind: 'tips', settings: {} as never, secrets: { token } });
  const ids = [await ask('one'), await ask('two')];
  expect(new Set(ids).size).toBe(2);
  expect(ids.join()).not.toMatch(/one|two/);
  expect(tips.running.size).toBe(2);
});

it.each([
  ['a required field is left empty', { settings: { url: ' ' } }, 'url'],
  ['a field is not known', { settings: { url: 'ws://x', port: '1' } }, 'port'],
  [
    'a secret comes among the settings, which are stored in the clear',
    { settings: { url: 'ws://x', token: 'x' } },
    'token',
  ],
  ['a choice is none of those offered', { settings: { url: 'ws://x', format: 'xml' } }, 'format'],
  ['a kind is not known', { kind: 'carrier-pigeon' }, 'kind'],
])('%s and it is kept all the same', async (_bug, part, field) => {
  const rig = await openRig({ sourceKinds: [createBridge().kind], secrets: TEST_BOX });
  const reply = await rig.screen.ask('source.add', { ...intent(), name: '桥', ...ASK, ...part });
  expect(reply).toMatchObject({ ok: false, code: 'bad_source', details: { field } });
  expect(rig.store.sourceConfigs()).toEqual([]);
});

it('a test leaves facts behind, keeps the secret, shows names, or stays attached', async () => {
  const bridge = createBridge();
  const rig = await openRig({ sourceKinds: [bridge.kind], secrets: TEST_BOX });
  bridge.onStart = (sink) => {
    sink.connected({ name: '桥', clockOffsetMs: 5, capabilities: [], startedAt: null });
    const events = [chat('m1', rig.clock(), '电话 13800138000'), chat('m2', rig.clock()), chat('m3', rig.clock())];
    void sink.take({ events, rejects: [keepReject('{', null, 'not JSON')], cursor: null });
  };
  const factsBefore = [...rig.store.factsOf(rig.screen.topic('show.current').showId)].length;
  const sight = await rig.screen.must('source.test', ASK);
  expect(sight).toMatchObject({ name: '桥', problem: null, rejects: { count: 1, reasons: ['not JSON'] } });
  expect(sight.seen).toMatchObject([{ type: 'chat', count: 3, examples: [{ viewer: '观**', text: '电话 ****' }, {}] }]);
  expect(sight.seen[0]?.examples).toHaveLength(2);
  expect([...rig.store.factsOf(rig.screen.topic('show.current').showId)]).toHaveLength(factsBefore);
  expect([rig.store.sourceConfigs(), rig.store.rejectCount(), bridge.running.size]).toEqual([[], 0, 0]);
});

it('a test of a source that refuses waits out its time and does not say why', async () => {
  const bridge = createBridge();
  bridge.onStart = (sink) =>
    sink.status({ status: 'down', retryAt: null, problem: { code: 'bad_token', details: { host: 'x' } } });
  const rig = await openRig({ sourceKinds: [bridge.kind], secrets: TEST_BOX });
  expect(await rig.screen.must('source.test', ASK)).toMatchObject({
    name: null,
    seen: [],
    problem: { code: 'bad_token' },
  });
});

it('a source whose format has changed only fills a log, and failed attempts are not counted', async () => {
  const bridge = createBridge();
  const rig = await openRig({ sourceKinds: [bridge.kind], secrets: TEST_BOX });
  const sourceId = await add(rig);
  const rejects = Array.from({ length: 6 }, (_, index) => keepReject('{"t":2}', null, `type ${index}: not known`));
  const sink = bridge.running.get(sourceId);
  await sink?.take({ events: [chat('m1', rig.clock())], rejects, cursor: null });
  await until(rig, () => expect(stateOf(rig, sourceId)).toMatchObject({ doubt: 0.86, rejects: 6 }));
  const [group, ...others] = await rig.screen.must('reject.list', {});
  expect([group, others]).toMatchObject([{ sourceId, count: 6, reason: 'type 5: not known' }, []]);
  expect(await rig.screen.must('reject.raw', { key: group?.key ?? '' })).toEqual({
    raw: '{"t":2}',
    bytes: 7,
    isCut: false,
  });
  for (const _try of [1, 2])
    sink?.status({ status: 'reconnecting', retryAt: instant(rig.clock() + 1000), problem: null });
  await until(rig, () => expect(stateOf(rig, sourceId)?.attempt).toBe(2));
  sink?.connected({ name: '桥', clockOffsetMs: 0, capabilities: [], startedAt: null });
  await until(rig, () => expect(stateOf(rig, sourceId)?.attempt).toBe(0));
});

it('an assistant may add a source or read its secrets', async () => {
  const rig = await openRig({ sourceKinds: [createBridge().kind], secrets: TEST_BOX });
  const assistant = openScreen(rig.engine, 'assistant');
  expect(await assistant.ask('source.add', { ...intent(), name: 'x', ...ASK })).toMatchObject({ code: 'not_allowed' });
  expect(await assistant.ask('source.test', ASK)).toMatchObject({ code: 'not_allowed' });
});

it('two accounts of one person stay two on their card, or cannot be separated again', async () => {
  const clock = createClock();
  const other = createRoomVoice(clock, 'douyin');
  const room = createRoomVoice(clock);
  const rig = await openRig({ clock, room, sources: [room.source, other.source] });
  const say = (id: string, text: string) => ({
    type: 'chat' as const,
    text,
    viewer: { id: id as ViewerId, name: `小鹿${id}` },
  });
  await room.say(say('u1', '早'));
  clock.advance(1000);
  await other.say(say('u2', '晚'), say('u2', '好'));
  const one = 'u1' as ViewerId;
  const two = 'u2' as ViewerId;
  const [found] = await rig.screen.must('viewer.search', { text: '小鹿u2' });
  expect(found?.viewerId).toBe(two);
  await rig.screen.must('viewer.link', { ...intent(), viewerId: one, otherId: two });
  const card = await rig.screen.must('viewer.card', { viewerId: one });
  expect(card).toMatchObject({ chats: 3, shows: 1, linked: [{ viewer: { viewerId: two }, sourceId: 'douyin' }] });
  expect(card.recent.map(({ text }) => text)).toEqual(['好', '晚', '早']);
  expect((await rig.screen.must('viewer.card', { viewerId: two })).linked[0]?.viewer.viewerId).toBe(one);
  await rig.screen.must('viewer.unlink', { ...intent(), viewerId: two });
  expect(await rig.screen.must('viewer.card', { viewerId: one })).toMatchObject({ chats: 1, linked: [] });
  const nobody = { ...intent(), viewerId: one, otherId: 'nobody' as ViewerId };
  expect(await rig.screen.ask('viewer.link', nobody)).toMatchObject({ code: 'not_found' });
});
