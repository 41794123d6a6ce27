// The settings of a kept source changed: the same source by other ways, tried first; another one is never given its history.

import { afterEach, expect, it } from 'vitest';
import { instant, type SourceId } from '../../src-main/core/units.ts';
import { closeRigs, intent, openRig, openScreen, type Rig, until } from './support/engine-rig.ts';
import { type Bridge, createBridge, TEST_BOX } from './support/source-bridge.ts';

afterEach(closeRigs);

const SECRET = 'hunter2-geheim';
const FIELDS = [
  { name: 'url', kind: 'url', isRequired: true, isWay: true },
  { name: 'room', kind: 'text', isRequired: true },
  { name: 'token', kind: 'secret', isRequired: false },
] as const;

const openWith = async (part: Partial<Parameters<typeof openRig>[0]> = {}) => {
  const bridge = createBridge('bridge', FIELDS);
  const rig = await openRig({ sourceKinds: [bridge.kind], secrets: TEST_BOX, ...part });
  return { bridge, rig };
};

const settings = (url: string, room = 'r1') => ({ url: `ws://127.0.0.1:${url}`, room });

const add = async (rig: Rig, url = '1', room = 'r1', name = '桥'): Promise<SourceId> =>
  (
    await rig.screen.must('source.add', {
      ...intent(),
      name,
      kind: 'bridge',
      settings: settings(url, room),
      secrets: { token: SECRET },
    })
  ).sourceId;

const edit = (rig: Rig, sourceId: SourceId, part: object = {}) =>
  rig.screen.ask('source.edit', {
    ...intent(),
    sourceId,
    settings: settings('2'),
    secrets: {},
    drops: [],
    isForced: false,
    ...part,
  });

const refuseOn = (bridge: Bridge, port: string): void => {
  const { onStart } = bridge;
  bridge.onStart = (sink, making) => {
    if (making.settings.url?.endsWith(port) === true)
      sink.status({ status: 'down', retryAt: null, problem: { code: 'bad_token', details: { host: 'x' } } });
    else onStart(sink, making);
  };
};

const chatFrom = async (rig: Rig, bridge: Bridge, sourceId: SourceId, id: string): Promise<void> => {
  const body = { type: 'chat', text: '在吗' } as const;
  await bridge.running.get(sourceId)?.take({
    events: [{ id, seq: 0, at: rig.clock(), body }],
    rejects: [],
    cursor: 7,
  });
};

it('another address or token makes it another source, whose history, cursor and known events are gone', async () => {
  const { bridge, rig } = await openWith();
  const sourceId = await add(rig);
  await chatFrom(rig, bridge, sourceId, 'm1');
  const reply = await edit(rig, sourceId, { secrets: { token: 'another' } });
  expect(reply).toMatchObject({ ok: true, value: { isTaken: true, sight: { isUp: true } } });
  expect(rig.store.sourceConfigs()).toMatchObject([{ sourceId, settings: settings('2'), name: '桥' }]);
  expect(bridge.makings.at(-1)).toMatchObject({ sourceId, settings: { ...settings('2'), token: 'another' } });
  expect(bridge.running.get(sourceId)?.cursor()).toBe(7);
  await chatFrom(rig, bridge, sourceId, 'm1');
  const facts = [...rig.store.factsOf(rig.screen.topic('show.current').showId)];
  expect(facts.filter(({ body }) => body.type === 'chat')).toHaveLength(1);
});

it('a secret that was not typed anew is lost, or one that is not wanted any more stays', async () => {
  const { bridge, rig } = await openWith();
  const sourceId = await add(rig);
  await edit(rig, sourceId);
  expect(bridge.makings.at(-1)?.settings.token).toBe(SECRET);
  await edit(rig, sourceId, { settings: settings('3'), drops: ['token'] });
  expect(bridge.makings.at(-1)?.settings).toEqual(settings('3'));
  await until(rig, () => expect(rig.screen.topic('source.shelf').rows[0]?.secrets).toBe('none'));
});

it('settings that do not come up take over all the same, or cannot be taken though a person insists', async () => {
  const { bridge, rig } = await openWith();
  const sourceId = await add(rig);
  refuseOn(bridge, ':2');
  const reply = await edit(rig, sourceId);
  expect(reply).toMatchObject({ ok: true, value: { isTaken: false, sight: { problem: { code: 'bad_token' } } } });
  expect(rig.store.sourceConfigs()[0]?.settings).toEqual(settings('1'));
  expect([...bridge.running.keys()]).toEqual([sourceId]);
  expect(await edit(rig, sourceId, { isForced: true })).toMatchObject({ ok: true, value: { isTaken: true } });
  expect(rig.store.sourceConfigs()[0]?.settings).toEqual(settings('2'));
});

it('another room takes over the history of the one before', async () => {
  const { rig } = await openWith();
  const sourceId = await add(rig);
  const other = await edit(rig, sourceId, { settings: settings('1', 'r2'), isForced: true });
  expect(other).toMatchObject({ ok: false, code: 'source_other', details: { name: '桥' } });
  await add(rig, '1', 'r2');
  expect(await edit(rig, sourceId, { settings: settings('1', 'r2'), isForced: true })).toMatchObject({
    code: 'source_twice',
  });
  expect(rig.store.sourceConfigs().map((config) => config.settings.room)).toEqual(['r1', 'r2']);
});

it('the address that an edited source has left cannot be added again, or the one it has now can be added twice', async () => {
  const { bridge, rig } = await openWith();
  const first = await add(rig, '1');
  await edit(rig, first);
  const second = await rig.screen.ask('source.add', {
    ...intent(),
    name: '桥二',
    kind: 'bridge',
    settings: settings('2'),
    secrets: {},
  });
  expect(second).toMatchObject({ ok: false, code: 'source_twice' });
  const third = await add(rig, '1', 'r1', '桥三');
  expect(third).not.toBe(first);
  expect(bridge.running.size).toBe(2);
});

it('nothing changed is tried for ten seconds, or the one that runs is cut for it', async () => {
  const { bridge, rig } = await openWith();
  const sourceId = await add(rig);
  const made = bridge.makings.length;
  expect(await edit(rig, sourceId, { settings: settings('1') })).toMatchObject({
    ok: true,
    value: { isTaken: true, sight: null },
  });
  await until(rig, () => expect(bridge.running.size).toBe(1));
  expect(bridge.makings.length - made).toBeLessThanOrEqual(2);
});

it('a repeated click is carried out twice, or one that is gone or not one’s own is edited', async () => {
  const { bridge, rig } = await openWith();
  const sourceId = await add(rig);
  const once = intent();
  await edit(rig, sourceId, once);
  const made = bridge.makings.length;
  expect(await edit(rig, sourceId, once)).toMatchObject({ ok: true, value: { isTaken: true } });
  expect(bridge.makings.length).toBe(made);
  expect(await edit(rig, 'nobody' as SourceId)).toMatchObject({ ok: false, code: 'not_found' });
  const assistant = openScreen(rig.engine, 'assistant');
  const asked = { ...intent(), sourceId, settings: settings('5'), secrets: {}, drops: [], isForced: true };
  expect(await assistant.ask('source.edit', asked)).toMatchObject({ code: 'not_allowed' });
});

it('secrets that cannot be read now are wiped by an edit of something else', async () => {
  const { rig } = await openWith({ secrets: { ...TEST_BOX, unseal: async () => null } });
  const sourceId = await add(rig);
  const again = await rig.reopen();
  await again.engine.stop();
  const bridge = createBridge('bridge', FIELDS);
  const third = await openRig({
    dataDir: again.dataDir,
    clock: rig.clock,
    sourceKinds: [bridge.kind],
    secrets: { ...TEST_BOX, unseal: async () => null },
  });
  await until(third, () => expect(third.screen.topic('source.shelf').rows[0]?.secrets).toBe('missing'));
  const sealed = third.store.sourceConfigs()[0]?.sealed;
  expect(await edit(third, sourceId, { isForced: true })).toMatchObject({ ok: false, code: 'source_locked' });
  expect(third.store.sourceConfigs()[0]).toMatchObject({ sealed, settings: settings('1') });
  expect(await edit(third, sourceId, { isForced: true, secrets: { token: 'neu' } })).toMatchObject({ ok: true });
});

it('a port that waits to be dialled is tried beside itself and found taken', async () => {
  const door = createBridge('door', [{ name: 'port', kind: 'number', isRequired: true, isWay: true }], true);
  door.onStart = (sink) => sink.status({ status: 'connecting', retryAt: null, problem: null });
  const rig = await openRig({ sourceKinds: [door.kind] });
  const { sourceId } = await rig.screen.must('source.add', {
    ...intent(),
    name: '门',
    kind: 'door',
    settings: { port: '8765' },
    secrets: {},
  });
  const to = (port: string) => edit(rig, sourceId, { settings: { port } });
  expect(await to('8765')).toMatchObject({ value: { isTaken: true, sight: null } });
  // Nobody has dialled in: that is no failure.
  expect(await to('8766')).toMatchObject({ value: { isTaken: true, sight: { isUp: true, name: null } } });
  door.onStart = (sink) =>
    sink.status({ status: 'down', retryAt: instant(1), problem: { code: 'port_taken', details: { port: '80' } } });
  expect(await to('8767')).toMatchObject({ value: { isTaken: false, sight: { problem: { code: 'port_taken' } } } });
});
