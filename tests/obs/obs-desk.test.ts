// OBS as the engine keeps it, against one that speaks obs-websocket 5 over a real socket.

import { afterEach, expect, it, vi } from 'vitest';
import { OBS_TEXTS, type ObsSettings } from '../../src-main/contract/obs-documents.ts';
import { instant } from '../../src-main/core/units.ts';
import { createObsDesk, FIRST_OBS, type ObsDesk } from '../../src-main/obs/obs-desk.ts';
import type { ObsMark } from '../../src-main/obs/obs-writer.ts';
import type { ObsTexts } from '../../src-main/projection/obs-texts.ts';
import { NO_SECRET_BOX, type SecretBox } from '../../src-main/secret-box.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { closeRigs, tempDir } from '../engine/support/engine-rig.ts';
import { type StandInObs, startStandInObs } from './support/stand-in-obs.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await closeRigs();
});

const SOURCES = { title: '标题', price: '价格', compare: '划线', ends: '时间', stock: '库存' };
const SAYS: ObsTexts = { title: '3 号 口红', price: '¥59', compare: '', ends: '闪购到 20:45:00', stock: '仅剩 3 件' };

const startObs = async (given: Parameters<typeof startStandInObs>[0] = {}): Promise<StandInObs> => {
  const obs = await startStandInObs(given);
  cleanUps.push(() => obs.close());
  return obs;
};

interface Opened {
  readonly desk: ObsDesk;
  readonly marks: ObsMark[];
  readonly faults: unknown[];
  readonly stored: () => string;
  readonly clock: { ms: number };
  save(part: Partial<ObsSettings>, password?: string | null): Promise<void>;
}

const openDesk = async (obs: { port: number }, secrets: SecretBox = NO_SECRET_BOX): Promise<Opened> => {
  const clock = { ms: Date.now() };
  const now = () => instant(clock.ms);
  const { store } = await openStore({ dataDir: tempDir(), clock: now });
  const marks: ObsMark[] = [];
  const faults: unknown[] = [];
  const desk = createObsDesk({
    store,
    secrets,
    clock: now,
    onMark: (mark) => marks.push(mark),
    onFault: (fault) => faults.push(fault),
    waits: { connectMs: 1000, answerMs: 150 },
    retryMs: { minMs: 20, maxMs: 40 },
  });
  cleanUps.push(async () => {
    await desk.stop();
    store.close();
    expect(faults).toEqual([]);
  });
  return {
    desk,
    marks,
    faults,
    clock,
    stored: () => `${store.setting('obs')} ${store.setting('obs.password')}`,
    save: async (part, password = null) => {
      const settings = { ...FIRST_OBS, port: obs.port, isOn: true, texts: SOURCES, ...part };
      store.transact((writes) => desk.write(writes, settings));
      await desk.turn(password);
    },
  };
};

/** Shows `texts` as the engine's ticks do, each of them later than the one before. */
const show = ({ desk, clock }: Opened, texts: ObsTexts): void => {
  clock.ms += 1000;
  desk.show(() => texts);
};

const status = (desk: ObsDesk, wanted: string): Promise<void> =>
  vi.waitFor(() => expect(desk.topic().status).toBe(wanted), { timeout: 5000 });

it('texts do not arrive, or arrive again and again without a change', async () => {
  const obs = await startObs({ password: 'geheim' });
  const opened = await openDesk(obs);
  await opened.save({}, 'geheim');
  await status(opened.desk, 'connected');
  for (let round = 0; round < 5; round += 1) show(opened, SAYS);
  await vi.waitFor(() => expect(Object.fromEntries(obs.texts)).toMatchObject({ 标题: '3 号 口红', 库存: '仅剩 3 件' }));
  const writes = () => obs.asked.filter(({ requestType }) => requestType === 'SetInputSettings');
  await vi.waitFor(() => expect(writes()).toHaveLength(OBS_TEXTS.length));
  show(opened, { ...SAYS, stock: '仅剩 2 件' });
  await vi.waitFor(() => expect(obs.texts.get('库存')).toBe('仅剩 2 件'));
  expect(writes()).toHaveLength(OBS_TEXTS.length + 1);
  expect(opened.desk.topic().version).toBe('31.0.0');
});

it('a burst is written word by word, and the last word comes late', async () => {
  const obs = await startObs();
  const opened = await openDesk(obs);
  await opened.save({ texts: { ...FIRST_OBS.texts, stock: '库存' } });
  await status(opened.desk, 'connected');
  for (let left = 500; left >= 0; left -= 1) show(opened, { ...SAYS, stock: `仅剩 ${left} 件` });
  await vi.waitFor(() => expect(obs.texts.get('库存')).toBe('仅剩 0 件'));
  expect(obs.asked.filter(({ requestType }) => requestType === 'SetInputSettings').length).toBeLessThan(20);
});

it('a wrong password is tried again and again, which locks people out, or a right one is not tried any more', async () => {
  const obs = await startObs({ password: 'right' });
  const opened = await openDesk(obs);
  await opened.save({}, 'wrong');
  await status(opened.desk, 'refused');
  expect(opened.desk.topic().problem).toMatchObject({ code: 'obs_refused', details: { why: 'password' } });
  await expect(opened.desk.test({ host: '127.0.0.1', port: obs.port }, 'right')).resolves.toMatchObject({
    scene: '主场景',
  });
  expect(obs.turnedAway()).toBe(1);
  await opened.save({}, 'right');
  await status(opened.desk, 'connected');
  expect(obs.turnedAway()).toBe(1);
});

it('an OBS that was closed is given up, or comes back with old texts', async () => {
  const obs = await startObs();
  const opened = await openDesk(obs);
  await opened.save({});
  await status(opened.desk, 'connected');
  show(opened, SAYS);
  await vi.waitFor(() => expect(obs.texts.get('标题')).toBe('3 号 口红'));
  const { port } = obs;
  await obs.close();
  await status(opened.desk, 'reconnecting');
  expect(opened.desk.topic().problem).toMatchObject({ code: 'obs_unreachable' });
  show(opened, { ...SAYS, title: '4 号 散粉' });
  const again = await startObs({ port });
  await vi.waitFor(() => expect(again.texts.get('标题')).toBe('4 号 散粉'), { timeout: 5000 });
});

it('an OBS that says nothing any more holds up whoever writes, or is not said', async () => {
  const obs = await startObs();
  const opened = await openDesk(obs);
  await opened.save({});
  await status(opened.desk, 'connected');
  obs.isMute = true;
  for (let round = 0; round < 1000; round += 1) {
    show(opened, { ...SAYS, stock: `${round}` });
    opened.desk.turnScene('deal');
    opened.desk.mark('讲解');
  }
  await vi.waitFor(() => expect(opened.desk.topic().deeds.some(({ refusal }) => refusal !== null)).toBe(true));
  obs.isMute = false;
  opened.clock.ms += 20_000;
  show(opened, { ...SAYS, stock: 'last' });
  await vi.waitFor(() => expect(obs.texts.get('库存')).toBe('last'), { timeout: 5000 });
});

it('one missing source keeps the others from being written, or fills the list with itself', async () => {
  const obs = await startObs({ texts: ['价格'] });
  const opened = await openDesk(obs);
  await opened.save({ texts: { ...FIRST_OBS.texts, title: '没有这个', price: '价格' } });
  await status(opened.desk, 'connected');
  for (let round = 0; round < 4; round += 1) {
    opened.clock.ms += 20_000;
    show(opened, { ...SAYS, title: `题${round}`, price: `¥${round}` });
    await vi.waitFor(() => expect(obs.texts.get('价格')).toBe(`¥${round}`));
  }
  const refused = () => opened.desk.topic().deeds.filter(({ refusal }) => refusal !== null);
  await vi.waitFor(() => expect(refused()).toHaveLength(1));
  expect(refused()[0]).toMatchObject({ kind: 'text', target: '没有这个' });
});

it('a scene is turned to when the deal is long over', async () => {
  const obs = await startObs();
  const opened = await openDesk(obs);
  await opened.save({ dealScene: '闪购', usualScene: '主场景' });
  await status(opened.desk, 'connected');
  opened.desk.turnScene('deal');
  await vi.waitFor(() => expect(obs.scene).toBe('闪购'));
  obs.isMute = true;
  show(opened, SAYS);
  await vi.waitFor(() => expect(obs.asked.at(-1)?.requestType).toBe('SetInputSettings'));
  opened.desk.turnScene('usual');
  opened.clock.ms += 6000;
  obs.isMute = false;
  await vi.waitFor(() => expect(obs.texts.get('库存')).toBe(SAYS.stock), { timeout: 5000 });
  expect(obs.scene).toBe('闪购');
});

it.each([
  { chapters: 'made', isActive: true, marks: [{ text: '讲解 3 号', timecode: '00:12:03.450', isChapter: true }] },
  { chapters: 'refused', isActive: true, marks: [{ text: '讲解 3 号', timecode: '00:12:03.450', isChapter: false }] },
  { chapters: 'none', isActive: true, marks: [{ text: '讲解 3 号', timecode: '00:12:03.450', isChapter: false }] },
  { chapters: 'made', isActive: false, marks: [] },
] as const)('the place in a recording is lost where chapters are $chapters (recording: $isActive)', async (given) => {
  const obs = await startObs();
  obs.chapters = given.chapters;
  obs.recording = { isActive: given.isActive, timecode: '00:12:03.450' };
  const opened = await openDesk(obs);
  await opened.save({});
  await status(opened.desk, 'connected');
  opened.desk.mark('讲解 3 号');
  await vi.waitFor(() => expect(obs.asked.some(({ requestType }) => requestType === 'GetRecordStatus')).toBe(true));
  show(opened, SAYS);
  await vi.waitFor(() => expect(obs.texts.get('标题')).toBe(SAYS.title));
  await vi.waitFor(() => expect(opened.marks).toEqual(given.marks));
});

it('a password is written down as it was typed, or forgotten where it could have been kept', async () => {
  const obs = await startObs({ password: 'hunter2-geheim' });
  const box: SecretBox = {
    backend: async () => 'test',
    seal: async (secret) => Buffer.from([...secret].reverse().join('')).toString('hex'),
    unseal: async (sealed) => [...Buffer.from(sealed, 'hex').toString()].reverse().join(''),
  };
  const opened = await openDesk(obs, box);
  await opened.save({}, 'hunter2-geheim');
  await status(opened.desk, 'connected');
  expect(opened.desk.topic()).toMatchObject({ password: 'kept', canKeepPassword: true });
  expect(JSON.stringify(opened.desk.topic())).not.toContain('hunter2');
  expect(opened.stored()).not.toContain('hunter2');
  // Typed for this computer, it is not shown to another one.
  await opened.save({ host: 'localhost', isOn: false });
  expect(opened.desk.topic().password).toBe('none');
});

it('without a keyring a password outlives the run, or the screen says that it does', async () => {
  const obs = await startObs({ password: 'hunter2-geheim' });
  const opened = await openDesk(obs);
  await opened.save({}, 'hunter2-geheim');
  await status(opened.desk, 'connected');
  expect(opened.desk.topic()).toMatchObject({ password: 'this_run', canKeepPassword: false });
  expect(opened.stored()).not.toContain('hunter2');
});

it('another program on that port is believed to be OBS', async () => {
  const obs = await startObs();
  obs.nonsense = { hello: 'world' };
  const opened = await openDesk(obs);
  await expect(opened.desk.test({ host: '127.0.0.1', port: obs.port }, null)).rejects.toMatchObject({
    code: 'obs_refused',
    details: { why: 'protocol' },
  });
});

it('a look misses sources, or does not know the overlay when it sees it', async () => {
  const obs = await startObs();
  const opened = await openDesk(obs);
  await expect(opened.desk.look()).rejects.toMatchObject({ code: 'obs_off' });
  await opened.save({});
  await status(opened.desk, 'connected');
  await expect(opened.desk.look()).resolves.toMatchObject({
    scenes: ['主场景', '闪购'],
    browsers: [{ name: '贴片', isOverlay: true }],
    hasBrowserSource: true,
    canMakeChapters: false,
  });
});
