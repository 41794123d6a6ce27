// The shelf of a room, and the first look at its chat.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookAtChat } from '../../src-main/core/chat-look.ts';
import { readClaimComment } from '../../src-main/core/claim.ts';
import { claimItems } from '../../src-main/core/claim-shelf.ts';
import { readQuestion } from '../../src-main/core/question.ts';
import type { RoomProduct } from '../../src-main/core/room.ts';
import type { Cue } from '../../src-main/core/run-sheet.ts';
import { duration, money, type ProductId, type VariantId } from '../../src-main/core/units.ts';
import { shelfWith, written } from './support/claim-comments.ts';

const product = (id: string, title: string, variants: readonly string[]): RoomProduct => ({
  productId: id as ProductId,
  title,
  category: '',
  image: null,
  sellingPoints: [],
  variants: variants.map((variant) => ({
    variantId: `${id}/${variant}` as VariantId,
    productId: id as ProductId,
    title: variant,
    sku: '',
    barcode: '',
    price: money(100, 'CNY'),
    comparePrice: null,
    stock: 1,
    stockAtStart: 1,
  })),
});

const cue = (number: number, variantId: string): Cue => ({
  number,
  productId: (variantId.split('/')[0] ?? '') as ProductId,
  variantId: variantId as VariantId,
  plannedMs: duration(1),
  deal: null,
  note: '',
  speaker: '',
  scriptBlocks: [],
});

const roomOf = (cues: readonly Cue[], products: readonly RoomProduct[]) => ({
  cues,
  products: new Map(products.map((each) => [each.productId, each])),
});

const read = (text: string, room: ReturnType<typeof roomOf>, pinned: number | null = null): string =>
  written(readClaimComment(text, { pinned, items: claimItems(room) }));

describe('a shelf', () => {
  it('is made once and again only after cues or products have changed', () => {
    const room = roomOf([cue(1, 'a/红')], [product('a', '短袖', ['红', '黑'])]);
    const items = claimItems(room);
    expect(claimItems({ ...room })).toBe(items);
    const edited = { ...room, products: new Map([['a' as ProductId, product('a', '短袖', ['红', '绿'])]]) };
    expect(read('1号 绿 +1', edited)).toBe('a/绿*1');
    expect(read('1号 绿 +1', { ...edited, cues: [cue(4, 'a/红')] })).toBe('not_on_sheet');
  });

  it('sells under each number of a product its own variant, under the lowest also those without a number', () => {
    const room = roomOf([cue(5, 'a/黑'), cue(2, 'a/红')], [product('a', '短袖', ['红', '黑', '白'])]);
    expect(read('5号+1', room)).toBe('a/黑*1');
    expect(read('2号 白 +1', room)).toBe('a/白*1');
    expect(read('2号+1', room)).toBe('which_variant a/红*1, a/白*1');
  });

  it('lets no synonym hide another variant’s own name', () => {
    const room = roomOf([cue(1, 'a/红')], [product('a', '短袖', ['红', '大红', '酒红'])]);
    expect(read('1号 大红 +1', room)).toBe('a/大红*1');
    expect(read('1号 红 +1', room)).toBe('a/红*1');
    expect(read('1号 酒红色 +1', room)).toBe('a/酒红*1');
  });

  it('reads a title’s options however they are parted', () => {
    for (const title of ['红 L', '红/L', '红 / L', '红·L', '红，L']) {
      const room = roomOf([cue(1, `a/${title}`)], [product('a', '短袖', [title, '黑 M'])]);
      expect(read('1号 大码 红色 +1', room)).toBe(`a/${title}*1`);
    }
  });

  it('of nothing sells nothing, and a cue whose product is gone is no item', () => {
    expect(read('1号+1', roomOf([], []))).toBe('not_on_sheet');
    expect(read('短袖 红 +1', roomOf([cue(1, 'a/红')], []))).toBe('none');
  });

  it('asks where a keyword is of two products, and takes the one that is explained', () => {
    const room = roomOf([cue(1, 'a/'), cue(2, 'b/')], [product('a', '纯棉短袖', ['']), product('b', '冰丝短袖', [''])]);
    expect(read('短袖 +1', room)).toBe('which_product a/*1, b/*1');
    expect(read('短袖 +1', room, 2)).toBe('b/*1');
    expect(read('冰丝短袖 +1', room, 1)).toBe('b/*1');
  });

  it('of hostile titles is read without a throw', () => {
    const title = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('+', '1', '不要', '要', '?', '红/L'),
    );
    fc.assert(
      fc.property(title, fc.array(title, { minLength: 1, maxLength: 4 }), title, (name, variants, text) => {
        const unique = [...new Set(variants)];
        const room = roomOf([cue(1, `a/${unique[0]}`)], [product('a', name, unique)]);
        for (const comment of [text, `1号 ${text} +1`, `${unique[0]} +1`, name])
          expect(read(comment, room, 1)).toEqual(expect.any(String));
      }),
      { numRuns: 800 },
    );
  });
});

describe('the first look', () => {
  it('never misses a question', () => {
    const word = fc.constantFrom(
      ...'吗呢么什多怎咋哪几啥能有可是会要为谁到以不没少久大重？?!。～3号 红发货价'.split(''),
    );
    const { items } = shelfWith(3);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: word, maxLength: 14 }), fc.string({ unit: 'binary' })), (text) => {
        if (readQuestion(text, 3) !== null) expect(lookAtChat(text, items).mayAsk).toBe(true);
      }),
      { numRuns: 8000 },
    );
  });

  it('lets chatter go, which most of a room is', () => {
    // Sizes that are numbers make every number worth a look.
    const items = shelfWith(3).items.filter(({ number }) => number !== 6);
    const chatter = [
      '主播好984',
      '666727',
      '哈哈哈',
      '👍707',
      '爱了爱了',
      '点赞点赞',
      '求小样890',
      '🌹🌹🌹',
      '学到了',
      '多少钱',
    ];
    expect(chatter.filter((text) => lookAtChat(text, items).mayClaim)).toEqual([]);
  });
});
