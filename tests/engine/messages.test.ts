// The cue channel through the engine: every kind sent, seen and acknowledged, kept over a crash; and how fast hosts speak.

import { afterEach, describe, expect, it } from 'vitest';
import type { RouteInput } from '../../src-main/contract/routes.ts';
import type { VariantId } from '../../src-main/core/units.ts';
import { closeRigs, intent, openRig, openScreen, type Rig, until } from './support/engine-rig.ts';

afterEach(closeRigs);

type Message = RouteInput<'message.send'>['message'];

const send = (rig: Rig, message: Message) => rig.screen.must('message.send', { ...intent(), message });
const listOf = ({ screen }: Rig) => screen.topic('message.list');

const firstCue = (rig: Rig) => {
  const showId = rig.store.currentShowId();
  const cue = showId === null ? undefined : rig.store.runSheet(showId).cues[4];
  if (cue === undefined) throw new Error('no fifth cue');
  return cue;
};

describe('the cue channel', () => {
  it('sends a timer without its deadline, a product without number and name, or forgets them in a crash', async () => {
    const rig = await openRig();
    const { variantId, number } = firstCue(rig);
    const before = rig.clock();
    await send(rig, { kind: 'timer', text: ' 到点开抢 ', durationMs: 90_000 });
    await send(rig, { kind: 'product', text: '', variantId });
    await send(rig, { kind: 'correction', text: '', wrong: '全网最低', right: '直播间价' });
    await until(rig, () => expect(listOf(rig).latest).toHaveLength(3));
    const title = rig.screen.topic('product.list').find((row) => row.variantId === variantId)?.title;
    const expected = [
      { kind: 'correction', wrong: '全网最低', right: '直播间价', seenAt: null },
      { kind: 'product', number, title, seenAt: null },
      { kind: 'timer', text: '到点开抢', endsAt: before + 90_000, seenAt: null },
    ];
    expect(listOf(rig).latest).toMatchObject(expected);
    // A wrong word on air waits for nobody.
    expect(listOf(rig)).toMatchObject({ current: { kind: 'correction' }, behind: 2 });
    const again = await rig.reopen();
    await until(again, () => expect(listOf(again).latest).toMatchObject(expected));
  });

  it('shows the desk another state than the host has made, or does not let the host answer', async () => {
    const rig = await openRig();
    const host = openScreen(rig.engine, 'host');
    const { messageId } = await send(rig, { kind: 'flash', text: '' });
    await until(rig, () => expect(listOf(rig).current).toMatchObject({ messageId, seenAt: null }));
    await host.must('message.seen', { ...intent(), messageId });
    const seenAt = rig.clock();
    await until(rig, () => expect(listOf(rig).current).toMatchObject({ seenAt, acknowledgedAt: null }));
    await host.must('message.acknowledge', { ...intent(), messageId });
    await until(rig, () => expect(listOf(rig)).toMatchObject({ current: null, behind: 0 }));
    expect(listOf(rig).latest[0]?.acknowledgedAt).toBeGreaterThanOrEqual(seenAt);
  });

  it.each<[string, Message, string]>([
    ['without words', { kind: 'text', text: '  ' }, 'bad_input'],
    ['of signs that nobody sees', { kind: 'text', text: '\u200b\u202e' }, 'bad_input'],
    ['that corrects nothing', { kind: 'correction', text: '', wrong: '\u2066', right: '好' }, 'bad_input'],
    [
      'about a product that is not on the sheet',
      { kind: 'product', text: '', variantId: 'x' as VariantId },
      'not_found',
    ],
    ['with a timer of no time', { kind: 'timer', text: '', durationMs: 0 }, 'bad_input'],
  ])('takes a message %s', async (_what, message, code) => {
    const rig = await openRig();
    expect(await rig.screen.ask('message.send', { ...intent(), message })).toMatchObject({ ok: false, code });
    expect(listOf(rig).latest).toEqual([]);
  });

  it('carries direction tricks to the host’s screen', async () => {
    const rig = await openRig();
    await send(rig, { kind: 'text', text: '价\u202e格' });
    await until(rig, () => expect(listOf(rig).current).toMatchObject({ text: '价格' }));
  });
});

describe('a host’s pace', () => {
  it('is not told to screens, not kept over a crash, or cannot be taken back', async () => {
    const rig = await openRig();
    const host = openScreen(rig.engine, 'host');
    await host.must('pace.set', { ...intent(), name: '知夏', charactersPerMinute: 268 });
    await rig.screen.must('pace.set', { ...intent(), name: '', charactersPerMinute: 320 });
    const paces = [
      { name: '', charactersPerMinute: 320 },
      { name: '知夏', charactersPerMinute: 268 },
    ];
    await until(rig, () => expect(rig.screen.topic('script.current').paces).toEqual(paces));
    const again = await rig.reopen();
    await until(again, () => expect(again.screen.topic('script.current').paces).toEqual(paces));
    await again.screen.must('pace.set', { ...intent(), name: '', charactersPerMinute: null });
    await until(again, () => expect(again.screen.topic('script.current').paces).toEqual(paces.slice(1)));
  });

  it('that nobody speaks at is kept', async () => {
    const rig = await openRig();
    for (const charactersPerMinute of [0, 59, 601, 300.5, Number.NaN]) {
      const reply = await rig.screen.ask('pace.set', { ...intent(), name: '知夏', charactersPerMinute });
      expect(reply).toMatchObject({ ok: false, code: 'bad_input' });
    }
  });

  it('is another person’s than the cue’s speaker', async () => {
    const rig = await openRig();
    const cue = firstCue(rig);
    const { host } = rig.screen.topic('show.current');
    expect(rig.screen.topic('script.current').speaker).toBe(host);
    const sheet = await rig.screen.must('run-sheet.read', {});
    await rig.screen.must('run-sheet.change', {
      ...intent(),
      showId: sheet.showId,
      version: null,
      cue: { variantId: cue.variantId, speaker: '阿南' },
    });
    await rig.screen.must('product.pin', { ...intent(), productId: cue.productId, variantId: cue.variantId });
    await until(rig, () => expect(rig.screen.topic('script.current').speaker).toBe('阿南'));
  });
});
