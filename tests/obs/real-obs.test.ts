// The same desk against a real OBS, where this machine has one.

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { instant } from '../../src-main/core/units.ts';
import { connectObs, type ObsConnection } from '../../src-main/obs/obs-connection.ts';
import { createObsDesk, FIRST_OBS, type ObsDesk } from '../../src-main/obs/obs-desk.ts';
import { NO_SECRET_BOX } from '../../src-main/secret-box.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import type { Store } from '../../src-main/store/store.ts';
import { closeRigs, tempDir } from '../engine/support/engine-rig.ts';
import { REAL_PASSWORD, type RealObs, startRealObs, whyNoObs } from './support/real-obs.ts';

const why = whyNoObs();
if (why !== null) console.warn(`skipped: ${why}`);

const HOST = '127.0.0.1';
const START_LIMIT_MS = 60_000;

describe.skipIf(why !== null)('a real OBS', () => {
  let obs: RealObs;
  let store: Store;
  let desk: ObsDesk;
  let hand: ObsConnection;
  let textKind = '';

  beforeAll(async () => {
    obs = await startRealObs((port) =>
      connectObs({ host: HOST, port }, REAL_PASSWORD).then(
        async (found) => {
          await found.close();
          return true;
        },
        () => false,
      ),
    );
    hand = await connectObs({ host: HOST, port: obs.port }, REAL_PASSWORD);
    const { inputKinds } = (await hand.ask('GetInputKindList')) as { inputKinds: string[] };
    textKind = inputKinds.find((kind) => kind.startsWith('text_')) ?? '';
    await hand.ask('CreateScene', { sceneName: '闪购' });
    await hand.ask('CreateInput', { sceneName: '闪购', inputName: '价格', inputKind: textKind, inputSettings: {} });
    ({ store } = await openStore({ dataDir: tempDir(), clock: () => instant(Date.now()) }));
    desk = createObsDesk({
      store,
      secrets: NO_SECRET_BOX,
      clock: () => instant(Date.now()),
      onMark: () => undefined,
      onFault: (fault) => {
        throw fault;
      },
    });
  }, START_LIMIT_MS);

  afterAll(async () => {
    await desk?.stop();
    store?.close();
    await hand?.close();
    await obs?.stop();
    await closeRigs();
  });

  it('a wrong password is let in, or a right one is not', async () => {
    const address = { host: HOST, port: obs.port };
    await expect(desk.test(address, 'wrong')).rejects.toMatchObject({
      code: 'obs_refused',
      details: { why: 'password' },
    });
    const sight = await desk.test(address, REAL_PASSWORD);
    expect(sight.scenes).toContain('闪购');
    expect(sight.texts).toEqual([{ name: '价格', text: '' }]);
  });

  it('what is written stands in no source, or a scene is not turned to', async () => {
    const settings = {
      ...FIRST_OBS,
      port: obs.port,
      isOn: true,
      texts: { ...FIRST_OBS.texts, price: '价格' },
      dealScene: '闪购',
    };
    store.transact((writes) => desk.write(writes, settings));
    await desk.turn(REAL_PASSWORD);
    await vi.waitFor(() => expect(desk.topic().status).toBe('connected'), { timeout: 5000 });
    desk.show(() => ({ title: '', price: '¥59', compare: '', ends: '', stock: '' }));
    desk.turnScene('deal');
    await vi.waitFor(async () => {
      const read = await hand.ask('GetInputSettings', { inputName: '价格' });
      expect(read).toMatchObject({ inputSettings: { text: '¥59' } });
      expect(await hand.ask('GetCurrentProgramScene')).toMatchObject({ currentProgramSceneName: '闪购' });
    });
    expect(desk.topic().deeds.map(({ kind, refusal }) => ({ kind, refusal }))).toContainEqual({
      kind: 'text',
      refusal: null,
    });
  });
});
