// Scripts through the engine: blocks and versions, texts split into blocks, what the host reads, and answers to questions.

import { afterEach, describe, expect, it } from 'vitest';
import type { RouteInput } from '../../src-main/contract/routes.ts';
import { SCRIPT_CHUNK_BYTES } from '../../src-main/contract/script-documents.ts';
import type { ScriptBlock } from '../../src-main/core/script.ts';
import type { ProductId, ViewerId } from '../../src-main/core/units.ts';
import { closeRigs, intent, openRig, openScreen, type Rig, until } from './support/engine-rig.ts';

afterEach(closeRigs);

type Draft = RouteInput<'script.save'>['draft'];

const draftOf = (change: Partial<Draft>): Draft => ({
  kind: 'custom',
  productId: null,
  title: '',
  text: '今天讲的都在购物车里。',
  tags: [],
  isDraftedByAi: false,
  ...change,
});

const add = (rig: Rig, change: Partial<Draft>) =>
  rig.screen.must('script.save', { ...intent(), blockId: null, version: null, draft: draftOf(change) });

const blocksOf = async (rig: Rig, productId: ProductId | null): Promise<readonly ScriptBlock[]> =>
  (await rig.screen.must('script.list', { productId })).blocks;

const cueAt = (rig: Rig, number: number) => {
  const showId = rig.store.currentShowId();
  const cue = showId === null ? undefined : rig.store.runSheet(showId).cues[number - 1];
  if (cue === undefined) throw new Error(`no cue ${number}`);
  return cue;
};

const pin = async (rig: Rig, number: number): Promise<void> => {
  const { productId, variantId } = cueAt(rig, number);
  await rig.screen.must('product.pin', { ...intent(), productId, variantId });
};

const firstBlock = async (rig: Rig, productId: ProductId | null): Promise<ScriptBlock> => {
  const [block] = await blocksOf(rig, productId);
  if (block === undefined) throw new Error('no block');
  return block;
};

const upload = async (rig: Rig, text: string | Uint8Array, uploadId = 'upload-1'): Promise<string> => {
  const bytes = Buffer.from(text);
  for (let offset = 0; offset < bytes.length; offset += SCRIPT_CHUNK_BYTES) {
    const piece = bytes.subarray(offset, offset + SCRIPT_CHUNK_BYTES);
    const input = { ...intent(), uploadId, offset, size: bytes.length, bytes: piece.toString('base64') };
    const { isWhole } = await rig.screen.must('script.upload', input);
    expect(isWhole).toBe(offset + piece.length === bytes.length);
  }
  return uploadId;
};

const said = (rig: Rig): readonly string[] =>
  rig.screen.topic('script.current').sections.map(({ pieces }) => pieces.map(({ text }) => text).join(''));

describe('a block', () => {
  it('is lost by a restart, written twice by one click, or written over what somebody else wrote meanwhile', async () => {
    const rig = await openRig();
    const { productId } = cueAt(rig, 6);
    const click = {
      ...intent(),
      blockId: null,
      version: null,
      draft: draftOf({ productId, title: ' 报价 ', text: '直播价 {直播价}\r\n', kind: 'price' as const }),
    };
    const first = await rig.screen.must('script.save', click);
    expect(await rig.screen.must('script.save', click)).toEqual(first);
    const [block] = await blocksOf(rig, productId);
    expect(block).toMatchObject({ title: '报价', text: '直播价 {直播价}', version: 1, order: 0, approvedBy: null });
    expect(await blocksOf(rig, productId)).toHaveLength(1);

    const edit = { ...first, draft: draftOf({ productId, text: '现在 {直播价}' }) };
    expect(await rig.screen.must('script.save', { ...intent(), ...edit })).toEqual({ ...first, version: 2 });
    expect(await rig.screen.ask('script.save', { ...intent(), ...edit })).toMatchObject({ code: 'changed_meanwhile' });
    const later = await rig.reopen();
    expect(await blocksOf(later, productId)).toEqual(await blocksOf(rig, productId));
  });

  it('empty, of no product, or by somebody who may only look, is kept', async () => {
    const rig = await openRig();
    const before = await blocksOf(rig, null);
    const ask = (draft: Partial<Draft>, screen = rig.screen) =>
      screen.ask('script.save', { ...intent(), blockId: null, version: null, draft: draftOf(draft) });
    expect(await ask({ text: ' \n ' })).toMatchObject({ code: 'bad_script', details: { reason: 'text_empty' } });
    expect(await ask({ productId: 'nobody' as ProductId })).toMatchObject({ code: 'not_found' });
    expect(await ask({}, openScreen(rig.engine, 'host'))).toMatchObject({ code: 'not_allowed' });
    expect(await blocksOf(rig, null)).toEqual(before);
  });

  it('loses its place, or leaves a hole, when it is moved, archived, taken back out or given to another product', async () => {
    const rig = await openRig();
    const one = cueAt(rig, 1).productId;
    const six = cueAt(rig, 6).productId;
    const before = await blocksOf(rig, one);
    const ids = before.map(({ blockId }) => blockId);
    const [a, b, ...rest] = ids;
    if (a === undefined || b === undefined) throw new Error('too few blocks');
    const orderNow = async (productId: ProductId) => {
      const blocks = await blocksOf(rig, productId);
      expect(blocks.map(({ order }) => order)).toEqual(blocks.map((_, at) => at));
      return blocks.map(({ blockId }) => blockId);
    };
    await rig.screen.must('script.move', { ...intent(), blockId: a, to: 1 });
    expect(await orderNow(one)).toEqual([b, a, ...rest]);
    await rig.screen.must('script.archive', { ...intent(), blockId: b, isArchived: true });
    expect(await orderNow(one)).toEqual([a, ...rest]);
    const { archived } = await rig.screen.must('script.list', { productId: one });
    expect(archived.map(({ blockId }) => blockId)).toEqual([b]);
    await rig.screen.must('script.archive', { ...intent(), blockId: b, isArchived: false });
    expect(await orderNow(one)).toEqual([a, ...rest, b]);
    const moved = (await blocksOf(rig, one))[0];
    if (moved === undefined) throw new Error('no block');
    const { kind, title, text, tags, version } = moved;
    const draft = { kind, title, text, tags: [...tags], productId: six, isDraftedByAi: false };
    await rig.screen.must('script.save', { ...intent(), blockId: a, version, draft });
    expect(await orderNow(one)).toEqual([...rest, b]);
    expect(await orderNow(six)).toEqual([a]);
  });

  it('keeps its approval when its words change, or loses a version, or its AI mark without a person', async () => {
    const rig = await openRig();
    const { blockId } = await add(rig, { text: '第一版', isDraftedByAi: true });
    const at = (version: number) => ({ ...intent(), blockId, version });
    const now = async () => (await blocksOf(rig, null)).find((block) => block.blockId === blockId);
    await rig.screen.must('script.save', { ...at(1), draft: draftOf({ text: '第二版' }) });
    expect(await now()).toMatchObject({ isDraftedByAi: true, approvedBy: null, version: 2 });
    await rig.screen.must('script.approve', at(2));
    expect(await now()).toMatchObject({ isDraftedByAi: false, approvedBy: 'owner', version: 2 });
    await rig.screen.must('script.restore', { ...at(2), earlier: 1 });
    expect(await now()).toMatchObject({ text: '第一版', isDraftedByAi: true, approvedBy: null, version: 3 });
    expect(await rig.screen.ask('script.approve', at(2))).toMatchObject({ code: 'changed_meanwhile' });
    expect(await rig.screen.ask('script.restore', { ...at(3), earlier: 9 })).toMatchObject({ code: 'not_found' });
    const versions = await rig.screen.must('script.versions', { blockId });
    expect(versions.map(({ version, text, approvedBy }) => [version, text, approvedBy])).toEqual([
      [3, '第一版', null],
      [2, '第二版', 'owner'],
      [1, '第一版', null],
    ]);
  });
});

describe('a text', () => {
  const TEXT = '【开场】\n大家好\n\n6号链接\n【卖点】刷头\n细刷头\n【报价】\n直播价 {直播价}\n';

  it('is kept before anybody has seen it split, or otherwise than it was shown, or twice', async () => {
    const rig = await openRig();
    const { productId } = cueAt(rig, 6);
    const general = await blocksOf(rig, null);
    const uploadId = await upload(rig, TEXT);
    const preview = await rig.screen.must('script.preview', { uploadId, name: '' });
    expect(preview.blocks.map(({ kind, productId: of, excerpt }) => [kind, of, excerpt])).toEqual([
      ['opening', null, '大家好'],
      ['selling_point', productId, '细刷头'],
      ['price', productId, '直播价 {直播价}'],
    ]);
    expect(await blocksOf(rig, productId)).toEqual([]);
    const click = { ...intent(), uploadId, name: '', into: null, leave: [1], isDraftedByAi: true };
    expect(await rig.screen.must('script.import', click)).toEqual({ added: 2 });
    expect(await rig.screen.must('script.import', click)).toEqual({ added: 2 });
    expect((await blocksOf(rig, productId)).map(({ text, isDraftedByAi }) => [text, isDraftedByAi])).toEqual([
      ['直播价 {直播价}', true],
    ]);
    expect((await blocksOf(rig, null)).map(({ text }) => text)).toEqual([...general.map(({ text }) => text), '大家好']);
    expect(await rig.screen.ask('script.preview', { uploadId, name: '' })).toMatchObject({ code: 'not_found' });
  });

  it('larger than one message does not come whole, or a block too long is cut instead of named', async () => {
    const rig = await openRig();
    const long = '好'.repeat(20_001);
    const uploadId = await upload(rig, `# 开场\n${long}\n# 卖点\n短的一段\n`);
    const { blocks, refused } = await rig.screen.must('script.preview', { uploadId, name: 'a.md' });
    expect(blocks.map(({ excerpt }) => excerpt)).toEqual(['短的一段']);
    expect(refused).toMatchObject([
      { objection: { reason: 'text_too_long', length: 20_001 }, firstLine: 1, lastLine: 2 },
    ]);
  });

  it('that is no text is taken, or a piece out of turn makes another text', async () => {
    const rig = await openRig();
    const uploadId = await upload(rig, new Uint8Array([0x25, 0x50, 0x44, 0x46, 1, 2, 3]));
    expect(await rig.screen.ask('script.preview', { uploadId, name: 'a.pdf' })).toMatchObject({
      code: 'bad_script_file',
      details: { reason: 'not_a_script' },
    });
    const piece = { ...intent(), uploadId: 'other', offset: 3, size: 9, bytes: 'AAAA' };
    expect(await rig.screen.ask('script.upload', piece)).toMatchObject({ code: 'bad_input' });
  });

  it.each(['markdown', 'plain_text'] as const)('written as %s and read again is another script', async (format) => {
    const rig = await openRig();
    const { productId } = cueAt(rig, 1);
    const before = await blocksOf(rig, productId);
    const { name, text } = await rig.screen.must('script.export', { of: { productId }, format, language: 'zh-CN' });
    const uploadId = await upload(rig, text);
    const click = { ...intent(), uploadId, name, into: null, leave: [], isDraftedByAi: false };
    expect(await rig.screen.must('script.import', click)).toEqual({ added: before.length });
    const words = (blocks: readonly ScriptBlock[]) =>
      blocks.map(({ kind, title, text: said, tags }) => ({ kind, title, said, tags }));
    const after = await blocksOf(rig, productId);
    expect(words(after.slice(before.length))).toEqual(words(before));
    expect(after.slice(before.length).every(({ approvedBy }) => approvedBy === null)).toBe(true);
  });
});

describe('the host', () => {
  it('reads a price or a stock that is no longer true, or misses an edit', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    await pin(rig, 6);
    const { productId, variantId } = cueAt(rig, 6);
    const { blockId } = await add(rig, { productId, text: '只要 {直播价}，还有 {库存} 支' });
    await until(rig, () => expect(said(rig)[0]).toBe('只要 35 元，还有 220 支'));
    expect(rig.screen.topic('script.current')).toMatchObject({ variantId, held: [] });

    const terms = { productId, variantId, priceMinor: 2500, quantity: 10, perBuyer: 1 };
    const deal = { ...intent(), ...terms, countdownMs: 0, durationMs: 60_000 };
    const { dealId } = await rig.screen.must('deal.arm', deal);
    await rig.screen.must('deal.fire', { ...intent(), dealId });
    await until(rig, () => expect(said(rig)[0]).toBe('只要 25 元，还有 220 支'));
    const { revision } = rig.screen.topic('script.current');
    const draft = draftOf({ productId, text: '现在 {直播价}' });
    await rig.screen.must('script.save', { ...intent(), blockId, version: 1, draft });
    await until(rig, () => expect(said(rig)[0]).toBe('现在 25 元'));
    expect(rig.screen.topic('script.current').revision).toBeGreaterThan(revision);
  });

  it('is shown a hole where a value is missing, or words that nobody stands for, and the desk is not told', async () => {
    const rig = await openRig();
    await pin(rig, 6);
    const { productId } = cueAt(rig, 6);
    const good = await add(rig, { productId, text: '细刷头' });
    const empty = await add(rig, { productId, text: '闪购价 {闪购价}，{划线价}' });
    const unknown = await add(rig, { productId, text: '{折后} 元' });
    const drafted = await add(rig, { productId, text: '机器写的', isDraftedByAi: true });
    await until(rig, () => expect(rig.screen.topic('script.current').held).toHaveLength(3));
    const { held, sections } = rig.screen.topic('script.current');
    expect(held).toMatchObject([
      { blockId: empty.blockId, why: 'faulty', names: ['闪购价', '划线价'] },
      { blockId: unknown.blockId, why: 'faulty', names: ['折后'] },
      { blockId: drafted.blockId, why: 'not_approved', names: [] },
    ]);
    expect(sections[0]?.sectionId).toBe(good.blockId);
    expect(said(rig).join('')).not.toContain('机器');
  });

  it('reads other blocks than those that the cue names, or not in their order', async () => {
    const rig = await openRig();
    const { productId, variantId } = cueAt(rig, 6);
    const a = await add(rig, { productId, text: '甲' });
    const b = await add(rig, { productId, text: '乙' });
    await add(rig, { productId, text: '丙' });
    const { showId, version } = await rig.screen.must('run-sheet.read', {});
    const plan = { variantId, plannedMs: 60_000, deal: null, note: '', speaker: '' };
    const cue = { ...plan, scriptBlocks: [b.blockId, a.blockId] };
    await rig.screen.must('run-sheet.change', { ...intent(), showId, version, cue });
    await pin(rig, 6);
    await until(rig, () => expect(said(rig)).toEqual(['乙', '甲']));
  });
});

describe('the demo show', () => {
  it('has a block that the host cannot read, but the one that waits for an approval', async () => {
    const rig = await openRig();
    for (const number of [1, 2, 3, 4, 5]) {
      await pin(rig, number);
      const { variantId } = cueAt(rig, number);
      await until(rig, () => expect(rig.screen.topic('script.current').variantId).toBe(variantId));
      const { held, sections } = rig.screen.topic('script.current');
      expect(held.filter(({ why }) => why === 'faulty')).toEqual([]);
      expect(held).toHaveLength(number === 5 ? 1 : 0);
      expect(sections.length).toBeGreaterThan(5);
    }
  });
});

describe('a script', () => {
  it('that breaks a law lets the show start', async () => {
    const rig = await openRig();
    await add(rig, { productId: cueAt(rig, 1).productId, text: '敷一次就能{治疗湿疹|好}' });
    const refused = await rig.screen.ask('show.start', intent());
    expect(refused).toMatchObject({ ok: false, code: 'not_compliant' });
  });
});

describe('a question', () => {
  const viewer = { id: 'u1' as ViewerId, name: '小鱼' };

  const ask = async (rig: Rig, text: string): Promise<string> => {
    await rig.room.say({ type: 'chat', text, viewer });
    let key = '';
    await until(rig, () => {
      const row = rig.screen.topic('question.list').find((each) => each.text === text);
      expect(row).toBeDefined();
      key = row?.questionKey ?? '';
    });
    return key;
  };

  const answerTo = (rig: Rig, key: string) =>
    rig.screen.topic('question.list').find(({ questionKey }) => questionKey === key)?.answer ?? null;

  it('is answered with words for another product, or with what nobody approved, or stays after it was answered', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    await pin(rig, 6);
    const shade = await ask(rig, '3号黄皮适合哪个色号？');
    const answer = answerTo(rig, shade);
    expect(answer?.text).toContain('枫叶红');
    const other = await ask(rig, '5号孕妇能用吗');
    expect(answerTo(rig, other)).toBeNull();

    if (answer === null) throw new Error('no answer');
    const click = { ...intent(), questionKey: shade, blockId: answer.blockId, to: 'host' as const };
    const { messageId } = await rig.screen.must('question.answer', click);
    expect(await rig.screen.must('question.answer', click)).toEqual({ messageId });
    await until(rig, () => {
      expect(rig.screen.topic('message.list').current).toMatchObject({ messageId, by: 'owner' });
      expect(rig.screen.topic('question.list').map(({ questionKey }) => questionKey)).toEqual([other]);
    });
    expect(rig.screen.topic('message.list').current?.text).toBe(`「3号黄皮适合哪个色号？」${answer.text}`);
  });

  it('is answered in a room that takes no answers, or in another than it was asked in, or twice', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    const key = await ask(rig, '包邮吗');
    const answer = answerTo(rig, key);
    if (answer === null) throw new Error('no answer');
    const send = () => ({ ...intent(), questionKey: key, blockId: answer.blockId, to: 'room' as const });
    expect(await rig.screen.ask('question.answer', send())).toMatchObject({ ok: false, code: 'no_room' });
    rig.room.sink().connected({ name: '直播间', clockOffsetMs: 0, capabilities: ['chat.reply'], startedAt: null });
    const click = send();
    await rig.screen.must('question.answer', click);
    await rig.screen.must('question.answer', click);
    await until(rig, () => expect(rig.room.commands.filter(({ kind }) => kind === 'chat.reply')).toHaveLength(1));
    const [command] = rig.room.commands.filter(({ kind }) => kind === 'chat.reply');
    expect(command?.body).toMatchObject({ text: answer.text });
    expect(rig.screen.topic('message.list').current).toBeNull();
    await until(rig, () => expect(rig.screen.topic('question.list')).toEqual([]));
  });

  it('is answered although the answer was changed meanwhile, or with more than the host can see', async () => {
    const rig = await openRig();
    await rig.screen.must('show.start', intent());
    const key = await ask(rig, '包邮吗');
    const answer = answerTo(rig, key);
    if (answer === null) throw new Error('no answer');
    const block = (await blocksOf(rig, null)).find(({ blockId }) => blockId === answer.blockId);
    if (block === undefined) throw new Error('no block');
    const { kind, title, tags, blockId } = block;
    const draft = draftOf({ kind, title, tags: [...tags], text: '长'.repeat(301) });
    const { version } = await rig.screen.must('script.save', { ...intent(), blockId, version: 1, draft });
    const click = () => rig.screen.ask('question.answer', { ...intent(), questionKey: key, blockId, to: 'host' });
    expect(await click()).toMatchObject({ code: 'changed_meanwhile' });
    await until(rig, () => expect(answerTo(rig, key)).toBeNull());
    await rig.screen.must('script.approve', { ...intent(), blockId, version });
    expect(await click()).toMatchObject({ code: 'answer_too_long', details: { most: 300 } });
    expect(rig.screen.topic('message.list').current).toBeNull();
    expect((await firstBlock(rig, null)).order).toBe(0);
  });
});
