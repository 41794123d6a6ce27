// Secrets of sources where there is no keyring: kept by a passphrase that is asked for once a start, and seen by nobody.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { type Instant, instant, type SourceId } from '../../src-main/core/units.ts';
import { webhookKind } from '../../src-main/ingest/webhook/webhook-source.ts';
import { freePort } from '../ingest/support/feed-rig.ts';
import { closeRigs, intent, openRig, openScreen, type Rig, tempDir, until } from './support/engine-rig.ts';
import { createBridge, TEST_BOX } from './support/source-bridge.ts';

afterEach(closeRigs);

const SECRET = 'hunter2-geheim-0451';
const PHRASE = 'correct horse battery';
const WRONG = 'battery horse correct';

const add = async (rig: Rig, url = 'ws://127.0.0.1:9', token = SECRET): Promise<SourceId> =>
  (
    await rig.screen.must('source.add', {
      ...intent(),
      name: '弹幕桥',
      kind: 'bridge',
      settings: { url },
      secrets: { token },
    })
  ).sourceId;

const shelf = (rig: Rig) => rig.screen.topic('source.shelf');
const secretsOf = (rig: Rig, sourceId: SourceId) => shelf(rig)?.rows.find((row) => row.sourceId === sourceId)?.secrets;

const openOn = async (dataDir: string) => {
  const bridge = createBridge();
  return { bridge, rig: await openRig({ dataDir, sourceKinds: [bridge.kind] }) };
};

const pass = (rig: Rig, route: 'passphrase.set' | 'passphrase.unlock', passphrase: string) =>
  rig.screen.ask(route, { ...intent(), passphrase });

/** A folder in which one source was kept by the passphrase, and the engine was closed. */
const keptFolder = async (): Promise<{ readonly dataDir: string; readonly sourceId: SourceId }> => {
  const dataDir = tempDir();
  const { rig } = await openOn(dataDir);
  const sourceId = await add(rig);
  expect(await pass(rig, 'passphrase.set', PHRASE)).toMatchObject({ ok: true });
  await rig.engine.stop();
  return { dataDir, sourceId };
};

it('what was typed before a passphrase was set is not kept by it', async () => {
  const { rig } = await openOn(tempDir());
  const sourceId = await add(rig);
  await until(rig, () => expect([secretsOf(rig, sourceId), shelf(rig).passphrase]).toEqual(['this_run', 'none']));
  expect(await pass(rig, 'passphrase.set', 'short')).toMatchObject({ ok: false, code: 'bad_input' });
  expect(await pass(rig, 'passphrase.set', PHRASE)).toMatchObject({ ok: true });
  await until(rig, () => expect([secretsOf(rig, sourceId), shelf(rig).passphrase]).toEqual(['kept', 'open']));
  expect(shelf(rig).keyring).toBeNull();
  expect(await pass(rig, 'passphrase.set', PHRASE)).toMatchObject({ ok: false, code: 'passphrase_state' });
});

it('after a start a source is attached without its secret, a wrong passphrase goes unsaid, the right one does nothing', async () => {
  const { dataDir, sourceId } = await keptFolder();
  const { bridge, rig } = await openOn(dataDir);
  await until(rig, () =>
    expect(shelf(rig)).toMatchObject({
      passphrase: 'locked',
      rows: [{ sourceId, secrets: 'locked', problem: { code: 'passphrase_needed' } }],
    }),
  );
  expect(bridge.makings).toEqual([]);
  expect(await pass(rig, 'passphrase.unlock', WRONG)).toMatchObject({ ok: false, code: 'passphrase_wrong' });
  expect(bridge.makings).toEqual([]);
  expect(await pass(rig, 'passphrase.unlock', PHRASE)).toMatchObject({ ok: true });
  expect(bridge.makings.at(-1)?.settings.token).toBe(SECRET);
  await until(rig, () =>
    expect(shelf(rig)).toMatchObject({ passphrase: 'open', rows: [{ secrets: 'kept', problem: null }] }),
  );
});

it('a secret that is typed while the passphrase is still locked is lost at the next start', async () => {
  const { dataDir, sourceId } = await keptFolder();
  const { rig } = await openOn(dataDir);
  const second = await add(rig, 'ws://127.0.0.1:10', 'another');
  await until(rig, () => expect(secretsOf(rig, second)).toBe('this_run'));
  await pass(rig, 'passphrase.unlock', PHRASE);
  await until(rig, () => expect([secretsOf(rig, sourceId), secretsOf(rig, second)]).toEqual(['kept', 'kept']));
  await rig.engine.stop();
  const later = await openOn(dataDir);
  await pass(later.rig, 'passphrase.unlock', PHRASE);
  expect(later.bridge.makings.map(({ settings }) => settings.token)).toEqual([SECRET, 'another']);
});

it('after a change the old passphrase opens, or the new one has lost the secrets', async () => {
  const { dataDir } = await keptFolder();
  const { rig } = await openOn(dataDir);
  const change = (before: string) =>
    rig.screen.ask('passphrase.change', { ...intent(), before, after: 'new passphrase' });
  expect(await change(WRONG)).toMatchObject({ ok: false, code: 'passphrase_wrong' });
  expect(await change(PHRASE)).toMatchObject({ ok: true });
  await rig.engine.stop();
  const later = await openOn(dataDir);
  expect(await pass(later.rig, 'passphrase.unlock', PHRASE)).toMatchObject({ code: 'passphrase_wrong' });
  expect(await pass(later.rig, 'passphrase.unlock', 'new passphrase')).toMatchObject({ ok: true });
  expect(later.bridge.makings.at(-1)?.settings.token).toBe(SECRET);
});

it('forgotten, secrets still lie in the store, or a source cannot be opened again by typing them', async () => {
  const { dataDir, sourceId } = await keptFolder();
  const { bridge, rig } = await openOn(dataDir);
  expect(await rig.screen.ask('passphrase.forget', intent())).toMatchObject({ ok: true });
  expect(rig.store.sourceConfigs()[0]?.sealed).toBe('-');
  await until(rig, () =>
    expect(shelf(rig)).toMatchObject({
      passphrase: 'none',
      rows: [{ secrets: 'missing', problem: { code: 'source_locked' } }],
    }),
  );
  await rig.screen.must('source.unlock', { ...intent(), sourceId, secrets: { token: 'typed anew' } });
  expect(bridge.makings.at(-1)?.settings.token).toBe('typed anew');
  await until(rig, () => expect(secretsOf(rig, sourceId)).toBe('this_run'));
});

it('a keyring’s own secrets are forgotten with a passphrase, or one is offered beside it', async () => {
  const bridge = createBridge();
  const rig = await openRig({ sourceKinds: [bridge.kind], secrets: TEST_BOX });
  await add(rig);
  const sealed = rig.store.sourceConfigs()[0]?.sealed;
  expect(await pass(rig, 'passphrase.set', PHRASE)).toMatchObject({ ok: false, code: 'passphrase_state' });
  await rig.screen.must('passphrase.forget', intent());
  expect(rig.store.sourceConfigs()[0]?.sealed).toBe(sealed);
  await until(rig, () => expect(shelf(rig)).toMatchObject({ keyring: 'test_ring', passphrase: 'none' }));
});

it('an assistant may open, change or forget the passphrase', async () => {
  const { rig } = await openOn(tempDir());
  const assistant = openScreen(rig.engine, 'assistant');
  const told = { code: 'not_allowed' };
  expect(await assistant.ask('passphrase.set', { ...intent(), passphrase: PHRASE })).toMatchObject(told);
  expect(await assistant.ask('passphrase.unlock', { ...intent(), passphrase: PHRASE })).toMatchObject(told);
  expect(await assistant.ask('passphrase.forget', intent())).toMatchObject(told);
});

it('a password of OBS waits for no passphrase, or is lost with it', async () => {
  const dataDir = tempDir();
  const { rig } = await openOn(dataDir);
  await pass(rig, 'passphrase.set', PHRASE);
  const { settings } = rig.screen.topic('obs.state');
  await rig.screen.must('obs.save', { ...intent(), settings, password: SECRET });
  await until(rig, () => expect(rig.screen.topic('obs.state').password).toBe('kept'));
  await rig.engine.stop();
  const later = await openOn(dataDir);
  await until(later.rig, () => expect(later.rig.screen.topic('obs.state').password).toBe('none'));
  await pass(later.rig, 'passphrase.unlock', PHRASE);
  await until(later.rig, () => expect(later.rig.screen.topic('obs.state').password).toBe('kept'));
  await later.rig.screen.must('passphrase.forget', intent());
  await until(later.rig, () => expect(later.rig.screen.topic('obs.state').password).toBe('this_run'));
});

const filesIn = (dir: string): readonly string[] =>
  readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

it('a known secret or the passphrase can be read in a topic, a document, a reply, a log, a fault, a recording or any file', async () => {
  const logged: unknown[] = [];
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((...said) => {
      logged.push(...said);
    }),
  );
  const bridge = createBridge();
  const clock = Object.assign((): Instant => instant(Date.now()), { advance: () => undefined });
  const rig = await openRig({ clock, sourceKinds: [bridge.kind, webhookKind] });
  const seen: unknown[] = [];
  const keep = async <T>(reply: Promise<T>): Promise<T> => {
    const value = await reply;
    seen.push(value);
    return value;
  };
  await keep(pass(rig, 'passphrase.set', PHRASE));
  const sourceId = await keep(add(rig));
  await keep(rig.screen.must('show.rehearse', intent()));
  await keep(rig.screen.must('recording.start', intent()));
  const port = await freePort();
  const webhook = { platform: 'shopify', port: String(port) };
  const asked = { kind: 'webhook', settings: webhook, secrets: { secret: SECRET } };
  const { sourceId: hook } = await keep(rig.screen.must('source.add', { ...intent(), name: '推送', ...asked }));
  await until(rig, () =>
    expect(rig.screen.topic('source.list').find((row) => row.sourceId === hook)?.status).toBe('live'),
  );
  const answer = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { 'x-shopify-hmac-sha256': 'wrong', 'content-type': 'application/json' },
    body: '{}',
  });
  seen.push(await answer.text());
  const edited = { ...intent(), sourceId, settings: { url: 'ws://127.0.0.1:9' }, drops: [], isForced: false };
  await keep(rig.screen.must('source.edit', { ...edited, secrets: { token: `${SECRET}x` } }));
  await keep(rig.screen.ask('source.test', { kind: 'bridge', settings: { url: 'x' }, secrets: { token: SECRET } }));
  await keep(
    rig.screen.ask('source.add', { ...intent(), name: 'x', ...asked, settings: { ...webhook, token: SECRET } }),
  );
  await keep(pass(rig, 'passphrase.unlock', WRONG));
  const body = { type: 'chat', text: '在吗' } as const;
  await bridge.running
    .get(sourceId)
    ?.take({ events: [{ id: 'm1', seq: 0, at: clock(), body }], rejects: [], cursor: null });
  await keep(rig.screen.must('recording.stop', intent()));
  for (const route of ['source.kinds', 'reject.list', 'recording.list'] as const)
    await keep(rig.screen.must(route, {}));
  seen.push(rig.screen.pushed(), rig.faults, [...rig.store.factsOf(rig.screen.topic('show.current').showId)]);
  await rig.engine.stop();
  for (const spy of spies) spy.mockRestore();

  const texts = new Map([
    ['what screens saw', JSON.stringify(seen)],
    ['the log', logged.map(String).join('\n')],
    ...filesIn(rig.dataDir).map((path) => [path, readFileSync(path, 'latin1')] as const),
  ]);
  // The proof that this test would see it.
  expect(JSON.stringify(seen)).toContain('在吗');
  expect([...texts.keys()].some((path) => path.endsWith('kongtai.db'))).toBe(true);
  const holding = [...texts].filter(
    ([, text]) => text.includes(SECRET) || text.includes(PHRASE) || text.includes(WRONG),
  );
  expect(holding.map(([where]) => where)).toEqual([]);
});
