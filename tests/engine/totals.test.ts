// Platforms' totals through the engine: on the desk, in the summary and in its file, apart from what was counted, over a crash.

import { afterEach, describe, expect, it } from 'vitest';
import { closeRigs, intent, openRig, type Rig, until } from './support/engine-rig.ts';

afterEach(closeRigs);

const like = (count: number) => ({ type: 'like', count }) as const;

const readFile = async (rig: Rig, language: 'zh-CN' | 'en'): Promise<readonly string[]> => {
  const showId = rig.screen.topic('show.current').showId;
  const { fileId } = await rig.screen.must('review.totals-file', { showId, language });
  const { bytes } = await rig.screen.must('file.read', { fileId, offset: 0 });
  return Buffer.from(bytes, 'base64').toString('utf8').split('\r\n');
};

const onAir = async (): Promise<Rig> => {
  const rig = await openRig();
  await rig.screen.must('show.start', intent());
  return rig;
};

describe('totals of a platform', () => {
  it('raise what was counted, or are lost, or come back as something else after a crash', async () => {
    const rig = await onAir();
    await rig.room.say(like(7), { type: 'audience', online: 120, views: 300, likes: 361_971, popularity: 99_000 });
    await rig.room.say(like(5), { type: 'audience', likes: 362_000 });
    const expected = {
      name: '直播间',
      leads: ['online', 'views'],
      online: { value: 120 },
      popularity: { value: 99_000 },
      totals: { likes: { value: 362_000, difference: 24 }, unique: null, followers: null },
      counted: { likes: 12, enters: null },
    };
    await until(rig, () => expect(rig.screen.topic('kpi.live').totals).toMatchObject([expected]));
    const again = await rig.reopen();
    await until(again, () => expect(again.screen.topic('kpi.live').totals).toMatchObject([expected]));
    await again.screen.must('show.end', intent());
    const showId = again.screen.topic('show.current').showId;
    const { figures } = await again.screen.must('review.summary', { showId });
    expect(figures.totals).toMatchObject([expected]);
    expect(again.faults).toEqual([]);
  });

  it('and counts stand in one column of the file, or nothing known is written as 0', async () => {
    const rig = await onAir();
    await rig.room.say(like(7), { type: 'audience', online: 120, likes: 361_971 });
    const [head, ...rows] = await readFile(rig, 'zh-CN');
    expect(head).toContain('平台所报,精度,平台报告时间,控台所计');
    const cells = rows.find((row) => row.includes('平台累计点赞'))?.split(',') ?? [];
    expect([cells[3], cells[6], cells[10]]).toEqual(['361971', '7', '']);
    expect(rows.find((row) => row.includes('平台累计观看人数'))?.endsWith('平台累计观看人数,,,,,,,,')).toBe(true);
    expect((await readFile(rig, 'en'))[0]).toContain('Counted by Kongtai');
  });

  it('a room that says nothing of its audience shows no row of zeros', async () => {
    const rig = await onAir();
    await rig.room.say({ type: 'chat', text: '在吗' });
    await until(rig, () => expect(rig.screen.topic('kpi.live').totals).toHaveLength(1));
    expect(rig.screen.topic('kpi.live').totals[0]).toMatchObject({
      online: null,
      popularity: null,
      totals: { views: null, unique: null, likes: null, followers: null },
      counted: { likes: null, enters: null, follows: null },
    });
  });
});
