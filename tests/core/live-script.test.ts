// What the host reads of the scripts: which blocks, in which order, and nothing with a hole in it.

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { blocksForCue, goodsIn, languageOf, sayBlocks, scriptSubjectIn } from '../../src-main/core/live-script.ts';
import { numberAsked, readQuestion } from '../../src-main/core/question.ts';
import { SCRIPT_KINDS, type ScriptBlock } from '../../src-main/core/script.ts';
import { SCRIPT_VARIABLES } from '../../src-main/core/script-variable.ts';
import type { ProductId, ScriptBlockId, VariantId } from '../../src-main/core/units.ts';
import { desk, liveRoom } from './support/show-facts.ts';

const P1 = 'p1' as ProductId;
const P2 = 'p2' as ProductId;
const V1 = 'v1' as VariantId;

const block = (id: string, change: Partial<ScriptBlock> = {}): ScriptBlock => ({
  blockId: id as ScriptBlockId,
  kind: 'custom',
  productId: P1,
  title: '',
  text: id,
  tags: [],
  isDraftedByAi: false,
  approvedBy: null,
  order: 0,
  version: 1,
  ...change,
});

const ids = (blocks: readonly ScriptBlock[]): readonly string[] => blocks.map(({ blockId }) => blockId);

describe('the blocks of a cue', () => {
  const all = [
    block('open', { productId: null, kind: 'opening' }),
    block('ship', { productId: null, kind: 'faq' }),
    block('hurry', { productId: null, kind: 'urgency' }),
    block('own-faq', { kind: 'faq' }),
    block('own'),
    block('other', { productId: P2 }),
  ];

  test.each<readonly [what: string, cue: Parameters<typeof blocksForCue>[1], expected: readonly string[]]>([
    [
      'a product’s own, then the general ones, answers last',
      { productId: P1, scriptBlocks: [] },
      ['own', 'hurry', 'own-faq', 'ship'],
    ],
    [
      'those that the cue names, in its order',
      { productId: P1, scriptBlocks: ['other', 'own'] as never },
      ['other', 'own'],
    ],
    [
      'its own where all that it names are gone',
      { productId: P2, scriptBlocks: ['gone'] as never },
      ['other', 'hurry', 'ship'],
    ],
    ['none for a product without a script', { productId: 'p3' as ProductId, scriptBlocks: [] }, []],
    ['the show’s own words between products', null, ['open', 'hurry']],
  ])('are not %s', (_, cue, expected) => {
    expect(ids(blocksForCue(all, cue))).toEqual(expected);
  });
});

describe('what is said', () => {
  const subject = (variantId: VariantId | null = V1) => {
    const room = liveRoom();
    return scriptSubjectIn(room, variantId === null ? null : goodsIn(room, P1, variantId));
  };

  it('is of another product, or without the number that viewers know', () => {
    const said = sayBlocks(
      [block('a', { text: '{链接号}，{商品名}，{价格}，还有 {库存} 件，下面是{下一款}' })],
      subject(),
    );
    const text = said.sections[0]?.pieces.map((piece) => piece.text).join('');
    expect(text).toBe('1 号，商品1，100 元，还有 100 件，下面是商品2');
  });

  it('is in Chinese where the block is English', () => {
    const said = sayBlocks([block('a', { text: 'Only {price}, {number}' })], subject());
    expect(said.sections[0]?.pieces.map((piece) => piece.text).join('')).toBe('Only CN¥100, number 1');
    expect([languageOf('只要 price'), languageOf('only')]).toEqual(['zh-CN', 'en']);
  });

  it('follows an ended deal, or another variant’s', () => {
    const room = liveRoom();
    const price = () =>
      sayBlocks(
        [block('a', { text: '只要 {价格}' })],
        scriptSubjectIn(room, goodsIn(room, P1, V1)),
      ).sections[0]?.pieces.at(-1)?.text;
    const deal = {
      dealId: 'd1',
      productId: P1,
      variantId: V1,
      price: { minor: 5900, currency: 'CNY' },
      comparePrice: null,
      quantity: 5,
      perBuyer: 1,
      countdownMs: 0,
      durationMs: 60_000,
    };
    desk(room, 1, { type: 'deal.armed', deal: deal as never });
    expect(price()).toBe('100 元');
    desk(room, 2, { type: 'deal.fired', dealId: 'd1' as never, opensAt: 0 as never, closesAt: 9e15 as never });
    desk(room, 2, { type: 'deal.opened', dealId: 'd1' as never });
    expect(price()).toBe('59 元');
    desk(room, 3, { type: 'deal.ended', dealId: 'd1' as never, reason: 'stopped' });
    expect(price()).toBe('100 元');
  });

  it('loses a block, says one twice, or leaves braces where a value should stand', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.constantFrom(...SCRIPT_VARIABLES).map((name) => `前 {${name}} 后`),
      fc.constantFrom('{', '}', '{甲|乙}', '{}', '\\{价格\\}', '{不存在}'),
    );
    const blocks = fc.uniqueArray(
      fc.record({ id: fc.uuid(), text: texts, ai: fc.boolean(), kind: fc.constantFrom(...SCRIPT_KINDS) }),
      { selector: ({ id }) => id, maxLength: 8 },
    );
    fc.assert(
      fc.property(blocks, fc.boolean(), (rows, isPinned) => {
        const given = rows.map(({ id, text, ai, kind }) => block(id, { text, kind, isDraftedByAi: ai }));
        const { sections, held } = sayBlocks(given, subject(isPinned ? V1 : null));
        const told = [...sections.map(({ sectionId }) => sectionId), ...held.map(({ blockId }) => blockId)];
        expect([...told].sort()).toEqual(given.map(({ blockId }) => blockId).sort());
        expect(held.filter(({ why }) => why === 'not_approved').length).toBe(rows.filter(({ ai }) => ai).length);
        for (const { pieces } of sections) {
          for (const { text, variable } of pieces) if (variable !== null) expect(text).not.toBe('');
        }
      }),
    );
  });
});

test.each([
  ['3号什么时候发货', null, 3],
  ['什么时候发货', 12, 12],
  ['什么时候发货', null, null],
  ['这个 7: 是什么意思?', null, null],
])('%s, pinned %s: the product of a question is lost in its key', (text, pinned, expected) => {
  const question = readQuestion(text, pinned);
  if (question === null) throw new Error('no question');
  expect(numberAsked(question.key)).toBe(expected);
});
